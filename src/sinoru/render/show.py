"""The view of `sinoru show`: a record whole, field by field, and what refers to it."""

from collections.abc import Iterator

from sinoru.loading.files import shown_path
from sinoru.model.records import Record
from sinoru.query.answers import Shown
from sinoru.render.document import BLANK, Document, Line, Span, Spans, line
from sinoru.render.field import value_lines
from sinoru.render.glyphs import UNICODE, Glyphs
from sinoru.render.references import references_grid

_LAST = ("evidence", "conflicts", "tags", "note")


def show_document(answer: Shown, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show every field that is filled, in the order of the record's definition; evidence and doubts last."""
    yield line(
        Span(answer.record.id, "title"),
        "  ",
        Span(answer.kind, "kind"),
        Span(f"  {shown_path(answer.path)}:{answer.line}", "faint"),
    )
    names = _fields(answer.record)
    if names:
        yield BLANK
    width = max((len(label) for _, label in names), default=0) + 2
    for name, label in names:
        lines = value_lines(name, getattr(answer.record, name), answer.refs, glyphs)
        yield from _labelled(label, lines, width)
    if answer.referred_by:
        yield BLANK
        yield line(Span("Referred to by", "heading"))
        yield references_grid(answer.referred_by, glyphs)


def _fields(record: Record) -> list[tuple[str, str]]:
    """Give the filled fields as attribute and key in a corpus file."""
    keys = dict(zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True))
    own = [name for name in keys if name not in ("id", *_LAST)]
    return [(name, keys[name]) for name in (*own, *_LAST) if getattr(record, name) not in ("", (), None)]


def _labelled(label: str, lines: Iterator[Line], width: int) -> Iterator[Line]:
    gutter: Spans = (Span(label.ljust(width), "label"),)
    below = (Span(" " * width),)
    for content in lines:
        yield Line(content.spans, (*gutter, *content.gutter), (*below, *content.gutter_below))
        gutter = below
