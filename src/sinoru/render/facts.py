"""Views of names and values: the fields of one struct, and the settings of `sinoru config show`."""

from typing import Any

from msgspec import Struct

from sinoru.render.document import BLANK, PIPE, Column, Document, Grid, Look, Span, line

_LABELS = {"faults": "errors", "page_checks": "page checks"}


def facts_document(facts: Any, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the fields of a struct, except those that are empty, zero or tuples."""
    rows = tuple(
        (
            (Span(_LABELS.get(name, name), "label"),),
            (Span(f"{value:,}" if isinstance(value, int) else f"{value}"),),
        )
        for name in facts.__struct_fields__
        if (value := getattr(facts, name)) not in (None, 0, "") and not isinstance(value, tuple | Struct)
    )
    yield Grid((Column(wraps=False), Column()), rows)


def config_document(answer: dict[str, Any], look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show each setting with its value, the origin of the value, and its purpose; then the path of the file."""
    rows = tuple(
        (
            (Span(one["key"], "label"),),
            (Span(_value_text(one["value"]), "faint" if one["from"] == "default" else "title"),),
            (Span(one["from"], "faint"),),
            (Span(one["about"]),),
        )
        for one in answer["settings"]
    )
    yield Grid((Column(wraps=False), Column(), Column(), Column()), rows)
    yield BLANK
    yield line(Span("config file: ", "label"), answer["path"])


def _value_text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, (tuple, list)) else f"{value}"
