"""Citations in a style of text as JSON and as rows; italics are for eyes only."""

from collections.abc import Iterator
from typing import Any

from sinoru.cite import STYLES
from sinoru.cite.cited_text import Bibliography, Run
from sinoru.export.cells import listed
from sinoru.query.cite import Citations

CITATIONS = ("source", "at", "entry", "in_text")
"""The columns."""


def bibliography_shape(answer: Bibliography) -> dict[str, Any]:
    """Give the style and each citation with its entry and the citation in the text."""
    return {
        "style": answer.style,
        "citations": [
            {
                "source": one.source,
                "at": list(one.at),
                "entry": _text(one.entry),
                "in_text": _text(one.in_text),
            }
            for one in answer.citations
        ],
    }


def citations_shape(answer: Citations) -> dict[str, Any]:
    """Give citations as `sinoru cite` does where no style is named."""
    from sinoru.cite.typeset import cite_in_style

    return bibliography_shape(cite_in_style(answer.citations, STYLES[0]))


def citation_rows(answer: Bibliography) -> Iterator[tuple[str, ...]]:
    """Give a row for each citation."""
    for one in answer.citations:
        yield one.source, listed(one.at), _text(one.entry), _text(one.in_text)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
