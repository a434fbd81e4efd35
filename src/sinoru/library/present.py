"""How answers look to a program, in a text and in a notebook."""

from importlib import import_module
from typing import Any

from sinoru.cite import STYLES
from sinoru.cite.cited_text import Bibliography
from sinoru.export.shapes import shape
from sinoru.query.answers import PRESENTERS, Answer
from sinoru.query.cite import Citations
from sinoru.render.document import Document
from sinoru.render.printers import html, plain_lines

VIEWS = {
    "Timeline": "timeline",
    "OnDay": "on",
    "Card": "who",
    "Candidates": "who",
    "NobodyFound": "who",
    "Everyone": "who",
    "Search": "search",
    "Claims": "claims",
    "Conflicts": "conflicts",
    "Links": "links",
    "Chain": "links",
    "Shown": "show",
    "Sources": "sources",
    "SourceDetail": "sources",
    "Verification": "verify",
    "Citations": "citations",
}
"""Which view shows an answer of that type; a part of an answer has none."""


def text(answer: Answer, width: int | None = None) -> str:
    """Give an answer as the command line prints it; a part of one as Python writes it."""
    document = _document(answer)
    return repr(answer) if document is None else "\n".join(plain_lines(document, width))


def rich_text(answer: Answer) -> str:
    """Give an answer as HTML for a notebook."""
    from sinoru.render.document import line

    return html(_document(answer) or iter((line(repr(answer)),)))


def _document(answer: Answer) -> Document | None:
    view = VIEWS.get(type(answer).__name__)
    if view is None:
        return None
    shown = _in_style(answer) if isinstance(answer, Citations) else answer
    document: Document = getattr(import_module(f"sinoru.render.{view}"), f"{view}_document")(shown)
    return document


def _in_style(answer: Citations) -> Bibliography:
    """Set citations as `sinoru cite` does where no style is named."""
    from sinoru.cite.typeset import cite_in_style

    return cite_in_style(answer.citations, STYLES[0])


def register() -> None:
    """Teach every answer `to_dict`, `to_text` and its look in a notebook."""
    PRESENTERS.update({"dict": _plain, "text": text, "html": rich_text})


def _plain(answer: Answer) -> dict[str, Any]:
    return shape(answer)
