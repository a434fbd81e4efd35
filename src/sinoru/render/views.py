"""The view that shows an answer; its module is loaded when it is needed."""

from importlib import import_module
from typing import Any

from sinoru.query.answers import Answer
from sinoru.render.document import Document, Look

VIEWS = {
    "Timeline": "timeline",
    "OnDay": "on",
    "Card": "who",
    "Candidates": "who",
    "OfficeHolders": "who",
    "NobodyFound": "who",
    "Everyone": "who",
    "Search": "search",
    "Claims": "claims",
    "Conflicts": "conflicts",
    "Comparison": "compare",
    "Links": "links",
    "Chain": "links",
    "Shown": "show",
    "Sources": "sources",
    "SourceDetail": "sources",
    "Verification": "verify",
    "Citations": "citations",
    "Stats": "stats",
}
"""The name of each view, by the type of its answer; a part of an answer has no view."""


def document_of(answer: Answer, look: Look, shown: Any = None) -> Document:
    """Return the view of an answer; `shown` instead of it where the view shows what was made of it."""
    view = VIEWS[type(answer).__name__]
    document: Document = getattr(import_module(f"sinoru.render.{view}"), f"{view}_document")(
        shown or answer, look
    )
    return document
