"""A line of a file cut to the room there is, around what is meant in it.

The faults of a corpus: each with the line it stands in, and a mark below what is meant.
"""

from collections.abc import Iterator

import msgspec

from sinoru.check.finding import Checked
from sinoru.check.manual import Manual
from sinoru.check.source_text import end_of_token
from sinoru.model.records import Diagnostic
from sinoru.render.document import BLANK, Block, Document, Glyphs, Line, Role, Span, line, plural
from sinoru.render.layout import cell_width, escape_controls

_ELLIPSIS = "..."


class Excerpt(msgspec.Struct, frozen=True):
    """A part of a line as it is shown, and which of its cells are meant."""

    text: str
    start: int
    """Cells before what is meant."""
    length: int


def cut_out(line: str, column: int, end: int, width: int) -> Excerpt:
    """Cut a line to `width` cells so that what stands from a column (1-based) to before `end` can be seen."""
    most = width + _SEEN_AFTER  # a line may have megabytes
    before, meant, after = (
        escape_controls(part)
        for part in (
            line[max(column - 1 - most, 0) : column - 1],
            line[column - 1 : min(end - 1, column - 1 + most)],
            line[end - 1 : end - 1 + most],
        )
    )
    before, after = before.replace("\t", " "), after.rstrip()
    if cell_width(before + meant + after) > width:
        before = _last(before, max(width - cell_width(meant) - _SEEN_AFTER, width // 3))
        meant = _first(meant, width - cell_width(before))
        after = _first(after, width - cell_width(before + meant))
    return Excerpt(before + meant + after, cell_width(before), max(cell_width(meant), 1))


_SEEN_AFTER = 20
"""Cells kept for what follows."""


def _first(text: str, width: int) -> str:
    """Return the beginning of a text, in as many cells."""
    if cell_width(text) <= width:
        return text
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[: min(len(text) - 1, width)]
    return f"{text}{_ELLIPSIS}"[: max(width, 0)]


def _last(text: str, width: int) -> str:
    """Return the end of a text, in as many cells."""
    if cell_width(text) <= width:
        return text
    text = text[-width:]
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[1:]
    return f"{_ELLIPSIS}{text}"


_ROLES: dict[str, Role] = {"error": "bad", "warning": "warn"}
_WIDEST = 120
"""Columns for a line of a file, where nobody asked for some."""
_NARROWEST = 20
_CONTEXT = 20_000
"""Characters beside a fault that are looked at: twice what the widest screen shows."""


def check_document(answer: Checked, *, glyphs: Glyphs, width: int | None = None) -> Document:
    """Yield the faults in their order, each as a compiler would."""
    for number, fault in enumerate(answer.diagnostics):
        if number:
            yield BLANK
        yield from _fault(fault, answer.lines.get((fault.path, fault.line), ""), glyphs, width or _WIDEST)


def summary(answer: Checked) -> str:
    """Say in one line how a check ended."""
    of = f"{plural(answer.records, 'record')} in {plural(answer.files, 'file')}"
    faults = [
        plural(count, word)
        for count, word in ((answer.errors, "error"), (answer.warnings, "warning"))
        if count
    ]
    mended = f"{plural(answer.fixed, 'fault')} mended, " if answer.fixed else ""
    return f"{mended}{' and '.join(faults) or 'no fault'}; {of} checked."


def _fault(fault: Diagnostic, text: str, glyphs: Glyphs, width: int) -> Iterator[Block]:
    role = _ROLES[fault.severity]
    number = f"{fault.line}"
    indent = " " * len(number)
    yield line(Span(f"{fault.severity}[{fault.code}]", role), Span(f": {fault.message}", "title"))
    yield Line(
        (
            Span(f"{indent}{glyphs.points_at} ", "rule"),
            Span(f"{fault.path}:{number}:{fault.column}", "source"),
        )
    )
    if text:
        bar = Span(f" {glyphs.spine} ", "rule")
        room = max(width - len(number) - cell_width(bar.text), _NARROWEST)
        first = max(fault.column - _CONTEXT, 0)  # a line may have a hundred megabytes, and many faults
        near, column = text[first : fault.column + _CONTEXT], fault.column - first
        shown = cut_out(near, column, end_of_token(near, column), room)
        yield line(Span(number, "rule"), bar, Span(shown.text))
        yield line(Span(indent, "rule"), bar, Span(" " * shown.start), Span("^" * shown.length, role))
    if fault.hint:
        yield Line((Span(fault.hint),), (Span(f"{indent} = ", "rule"),), (Span(f"{indent}   "),))


def manual_document(manual: Manual, *, glyphs: Glyphs) -> Document:  # noqa: ARG001  every view takes it
    """Yield the manual of a code: its paragraphs, and its examples as they stand."""
    role: Role = "bad" if manual.code.startswith("E") else "warn"
    yield line(Span(manual.code, role), Span(f" {manual.name}", "heading"))
    for paragraph in manual.text.rstrip().split("\n\n"):
        yield BLANK
        if paragraph.startswith(" "):
            yield from (Line((Span(text, "faint"),)) for text in paragraph.splitlines())
        else:
            yield Line((Span(" ".join(paragraph.split())),))
