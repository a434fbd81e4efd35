"""The view of `sinoru diff`: records that came, went or changed, and how."""

from collections.abc import Iterator
from typing import Any

from sinoru.edit.difference import Difference, FieldChange, RecordChange
from sinoru.render.document import BLANK, INDENT, Document, Line, Role, Span, line
from sinoru.render.glyphs import UNICODE, Glyphs

_MARKS: dict[str, tuple[str, Role]] = {
    "added": ("+", "good"),
    "removed": ("-", "bad"),
    "changed": ("~", "warn"),
}
_BELOW = (*INDENT, *INDENT)


def diff_document(answer: Difference, *, glyphs: Glyphs = UNICODE) -> Document:
    """Give the changes of each kind of record under a heading."""
    kind = ""
    for change in answer.changes:
        if change.kind != kind:
            if kind:
                yield BLANK
            kind = change.kind
            yield line(Span(kind, "heading"))
        yield from _change_lines(change, glyphs)


def _change_lines(change: RecordChange, glyphs: Glyphs) -> Iterator[Line]:
    mark, role = _MARKS[change.how]
    yield Line(
        (Span(f"{mark} ", role), Span(change.id, "id"), Span("  "), Span(change.title)), INDENT, _BELOW
    )
    for field in change.fields:
        yield from _field_lines(field, glyphs)


def _field_lines(field: FieldChange, glyphs: Glyphs) -> Iterator[Line]:
    gutter, below = (*_BELOW, *INDENT), (*_BELOW, *_BELOW)
    label = Span(f"{field.field}: ", "label")
    if not field.is_list:
        arrow = Span(f" {glyphs.arrow} ", "faint")
        yield Line((label, _value(field.old, "bad"), arrow, _value(field.new, "good")), gutter, below)
        return
    if not field.old and not field.new:
        yield Line((label, Span("in another order", "faint")), gutter, below)
    went: Role = "bad"
    came: Role = "good"
    for items, sign, role in ((field.old, "- ", went), (field.new, "+ ", came)):
        for item in items:
            yield Line((label, Span(sign, role), _value(item, role)), gutter, below)


def _value(value: Any, role: Role) -> Span:
    return Span("(nothing)", "faint") if value in (None, "") else Span(value_words(value), role)


def value_words(value: Any) -> str:
    """Give any value of a record on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(value_words, value))
    return "" if value is None else str(value)
