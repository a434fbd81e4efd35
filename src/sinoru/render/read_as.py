"""The lines that report what was read as something else than was typed, before any view."""

from typing import Any

from sinoru.query.read_as import in_words
from sinoru.render.document import BLANK, Document, Span, line


def readings_first(answer: Any, document: Document) -> Document:
    """Show what was read as something else, then the answer; the search view itself tells corrected words."""
    corrected = set(getattr(answer, "corrected", ()))
    readings = [one for one in getattr(answer, "read_as", ()) if (one.typed, one.read_as) not in corrected]
    for reading in readings:
        yield line(Span(in_words(reading), "warn"))
    if readings:
        yield BLANK
    yield from document
