"""A unified diff in colour: what goes, what comes.

The view of `sinoru add`: what would change in the file.

The view of `sinoru fmt`: the files that are in another layout now, or would be.

The view of `sinoru diff`: records that came, went or changed, and how.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sinoru.edit.add import Addition
from sinoru.edit.difference import Difference, FieldChange, RecordChange, diff_lines
from sinoru.edit.fmt import Layout
from sinoru.render.document import BLANK, INDENT, UNICODE, Document, Glyphs, Line, Role, Span, line

_ROLES: dict[str, Role] = {"+": "good", "-": "bad", "@": "faint"}


def unified_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a diff, each in the role of its first letter."""
    for text in lines:
        role: Role = "heading" if text.startswith(("--- ", "+++ ")) else _ROLES.get(text[:1], "text")
        yield Line((Span(text, role),))


def add_document(answer: Addition, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  all views are called the same
    """Show the file's change as a unified diff."""
    yield from unified_lines(diff_lines(answer.file.text, answer.after, answer.file.shown))


def fmt_document(answer: Layout, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  all views are called the same
    """Name each file that has a new layout."""
    for one in answer.in_state("formatted"):
        yield line(Span(one.path, "title"))


def fmt_diff_document(answer: Layout, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  likewise
    """Show what is different in each file."""
    for one in answer.in_state("formatted"):
        yield from unified_lines(diff_lines(one.before, one.after, one.path))


_MARKS: dict[str, tuple[str, Role]] = {
    "added": ("+", "good"),
    "removed": ("-", "bad"),
    "changed": ("~", "warn"),
}
_BELOW = (*INDENT, *INDENT)


def diff_document(answer: Difference, *, glyphs: Glyphs = UNICODE) -> Document:
    """Yield the changes of each kind of record under a heading."""
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
    """Return any value of a record on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(value_words, value))
    return "" if value is None else str(value)
