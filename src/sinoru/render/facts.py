"""What is known of one thing: a name and a value in each line."""

from typing import Any

from sinoru.render.document import Column, Document, Grid, Span
from sinoru.render.glyphs import Glyphs


def facts_document(facts: Any, *, glyphs: Glyphs) -> Document:  # noqa: ARG001  every view takes it
    """Show the fields of a struct; what is empty, zero or a list is left out."""
    rows = tuple(
        ((Span(name, "label"),), (Span(f"{value:,}" if isinstance(value, int) else f"{value}"),))
        for name in facts.__struct_fields__
        if (value := getattr(facts, name)) not in (None, 0, "") and not isinstance(value, tuple)
    )
    yield Grid((Column(wraps=False), Column()), rows)
