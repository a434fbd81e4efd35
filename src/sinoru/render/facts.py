"""What is known of one thing: a name and a value in each line.

The view of `sinoru config show`.
"""

from typing import Any

from sinoru.render.document import BLANK, UNICODE, Column, Document, Glyphs, Grid, Span, line


def facts_document(facts: Any, *, glyphs: Glyphs) -> Document:  # noqa: ARG001  every view takes it
    """Show the fields of a struct; what is empty, zero or a list is left out."""
    rows = tuple(
        ((Span(name, "label"),), (Span(f"{value:,}" if isinstance(value, int) else f"{value}"),))
        for name in facts.__struct_fields__
        if (value := getattr(facts, name)) not in (None, 0, "") and not isinstance(value, tuple)
    )
    yield Grid((Column(wraps=False), Column()), rows)


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
