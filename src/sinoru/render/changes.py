"""The views of `sinoru add`, `sinoru fmt` and `sinoru diff`: unified diffs of files, and changes of records."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sinoru.edit.add import Addition
from sinoru.edit.difference import Difference, FieldChange, RecordChange, diff_lines
from sinoru.edit.fmt import Layout
from sinoru.edit.joint_change import FileChange
from sinoru.edit.merge import Pair
from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
    INDENT,
    PIPE,
    Document,
    Glyphs,
    Line,
    Look,
    Role,
    Span,
    line,
)

_DIFF_ROLES: dict[str, Role] = {"+": "good", "-": "bad", "@": "faint"}
_MARKS: dict[str, tuple[str, Role]] = {
    "added": ("+", "good"),
    "removed": ("-", "bad"),
    "changed": ("~", "warn"),
}


def unified_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a unified diff, each in the role of its first character."""
    for text in lines:
        role: Role = "heading" if text.startswith(("--- ", "+++ ")) else _DIFF_ROLES.get(text[:1], "text")
        yield Line((Span(text, role),), fit="wide")


def add_document(answer: Addition, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the change of the file as a unified diff."""
    yield from unified_lines(diff_lines(answer.file.text, answer.after, answer.file.shown))


def files_document(answer: Sequence[FileChange], look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the change of each file as a unified diff."""
    for one in answer:
        yield from unified_lines(diff_lines(one.file.text, one.after, one.file.shown))


def differences_document(answer: Pair, look: Look = PIPE) -> Document:
    """Show the fields in which two records differ: the value of the first, then that of the second."""
    arrow = Span(f" {look.glyphs.arrow} ", "faint")
    yield Line((Span(answer.kept.record.id, "id"), arrow, Span(answer.other.record.id, "id")))
    for one in answer.differences:
        label = Span(f"{one.field}: ", "label")
        yield Line((label, Span("- ", "bad"), _value_span(one.old, "bad")), INDENT, INDENT * 2)
        yield Line((label, Span("+ ", "good"), _value_span(one.new, "good")), INDENT, INDENT * 2)


def fmt_document(answer: Layout, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """List the paths of the files whose layout changes."""
    for one in answer.in_state("formatted"):
        yield line(Span(one.path, "title"))


def fmt_diff_document(answer: Layout, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the change of each file as a unified diff."""
    for one in answer.in_state("formatted"):
        yield from unified_lines(diff_lines(one.before, one.after, one.path))


def diff_document(answer: Difference, look: Look = PIPE) -> Document:
    """Show the changes of each kind of record under a heading."""
    glyphs = look.glyphs
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
        (Span(f"{mark} ", role), Span(change.id, "id"), Span("  "), Span(change.title)), INDENT, DEEP_INDENT
    )
    for field in change.fields:
        yield from _field_lines(field, glyphs)


def _field_lines(field: FieldChange, glyphs: Glyphs) -> Iterator[Line]:
    gutter, below = INDENT * 3, INDENT * 4
    label = Span(f"{field.field}: ", "label")
    if not field.is_list:
        arrow = Span(f" {glyphs.arrow} ", "faint")
        yield Line(
            (label, _value_span(field.old, "bad"), arrow, _value_span(field.new, "good")), gutter, below
        )
        return
    if not field.old and not field.new:
        yield Line((label, Span("order changed", "faint")), gutter, below)
    for item in field.old:
        yield Line((label, Span("- ", "bad"), _value_span(item, "bad")), gutter, below)
    for item in field.new:
        yield Line((label, Span("+ ", "good"), _value_span(item, "good")), gutter, below)


def _value_span(value: Any, role: Role) -> Span:
    return Span("(nothing)", "faint") if value in (None, "") else Span(value_words(value), role)


def value_words(value: Any) -> str:
    """Format any value of a record on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(value_words, value))
    return "" if value is None else str(value)
