"""The view of `sinoru config show`."""

from typing import Any

from sinoru.render.document import BLANK, Column, Document, Grid, Span, line
from sinoru.render.glyphs import UNICODE, Glyphs


def config_document(answer: dict[str, Any], *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  as every view
    """Show each setting, where its value comes from, and what it is for."""
    rows = tuple(
        (
            (Span(one["key"], "label"),),
            (Span(_text(one["value"]), "faint" if one["from"] == "default" else "title"),),
            (Span(one["from"], "faint"),),
            (Span(one["about"]),),
        )
        for one in answer["settings"]
    )
    yield Grid((Column(wraps=False), Column(), Column(), Column()), rows)
    yield BLANK
    yield line(Span("config file: ", "label"), answer["path"])


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, (tuple, list)) else f"{value}"
