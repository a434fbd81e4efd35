"""A document as HTML for a notebook: the lines of a terminal, each run of text in the style of its role.

All text is escaped, so nothing in a corpus is ever read as markup. Each run carries its style itself, as a notebook
may strip style sheets; the colours are readable on white and on black.
"""

from collections.abc import Iterable
from html import escape

from sinoru.render.document import Block, Role, Spans
from sinoru.render.layout import lay_out

WIDTH = 100
"""Columns."""
_BOX = "white-space:pre;overflow-x:auto;font-family:monospace;line-height:1.35;text-align:left"
_TEAL, _GREEN, _RED, _AMBER, _VIOLET = "#0b8793", "#3a8f3a", "#d4403a", "#b07d00", "#a050b8"

STYLES: dict[Role, str] = {
    "title": "font-weight:bold",
    "heading": f"font-weight:bold;color:{_VIOLET}",
    "label": "opacity:.65",
    "date": f"color:{_TEAL}",
    "doubt": f"color:{_AMBER}",
    "name": f"color:{_GREEN}",
    "kind": "font-style:italic",
    "id": "opacity:.65",
    "source": "opacity:.65",
    "match": "font-weight:bold;text-decoration:underline",
    "figure": "font-weight:bold",
    "good": f"color:{_GREEN}",
    "bad": f"font-weight:bold;color:{_RED}",
    "warn": f"color:{_AMBER}",
    "faint": "opacity:.65",
    "rule": "opacity:.65",
}
"""The CSS of each role; the others look like the text around them."""


def html(document: Iterable[Block], width: int = WIDTH) -> str:
    """Return a document as one HTML element."""
    lines = "\n".join(map(_line_html, lay_out(document, width)))
    return f'<div class="sinoru" style="{_BOX}">{lines}</div>'


def _line_html(spans: Spans) -> str:
    return "".join(
        f'<span style="{STYLES[span.role]}">{escape(span.text)}</span>'
        if span.role in STYLES
        else escape(span.text)
        for span in spans
    )
