"""The view of `sinoru check`: faults as a compiler shows them; with `--explain`, the manual of a code.

A few faults, or in the complete view all, are each shown with their line of the file, cut to the width around the
faulty part, and a mark below that part. More are counted by code, and then take one line each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sinoru.check.discrepancy import CheckedWithFindings
from sinoru.check.file_text import end_of_token
from sinoru.check.finding import Checked
from sinoru.check.manual import Manual
from sinoru.messages import command
from sinoru.model.records import Diagnostic
from sinoru.render.document import (
    BLANK,
    PIPE,
    Block,
    Cells,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Look,
    Role,
    Span,
    joined,
    line,
    plural,
)
from sinoru.render.findings import findings_document
from sinoru.render.layout import cell_width, escape_each
from sinoru.render.listing import next_steps

_ROLES: dict[str, Role] = {"error": "bad", "warning": "warn"}
_FEW = 5
"""Faults that are shown with their lines; of more, a list is read first."""
_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(cuts=True))
"""Severity and code, location, message."""
_DEFAULT_WIDTH = 120
"""Columns for a line of a file where the caller sets none."""
_MIN_WIDTH = 20
_CONTEXT = 20_000
"""Characters on each side of a fault that are looked at: twice what the widest screen shows."""
_CELLS_AFTER = 20
"""Cells kept for what follows the faulty part."""
_ELLIPSIS = "..."


def check_document(answer: Checked, look: Look = PIPE) -> Document:
    """Show the faults in their order, each as a compiler would or, of many, in one line; then the findings."""
    is_brief = not look.full and len(answer.diagnostics) > _FEW
    yield from _listed(answer.diagnostics, look) if is_brief else _excerpts(answer, look)
    explained = _codes(answer.diagnostics)[0][0] if is_brief else ""
    if isinstance(answer, CheckedWithFindings) and (answer.findings.found or answer.findings.unread):
        if answer.diagnostics:
            yield BLANK
        yield from findings_document(answer.findings, look)
        explained = next((one.fault.code for one in answer.findings.found), explained)
    if explained:
        full = "" if look.full else "--full"
        yield from next_steps(look, command("check", "--explain", explained), full)


def _listed(faults: Sequence[Diagnostic], look: Look) -> Document:
    yield _tally(faults, look)
    yield BLANK
    yield Grid(_COLUMNS, tuple(_rows(faults, look)))


def _codes(faults: Iterable[Diagnostic]) -> list[tuple[str, int]]:
    """Return the codes with the number of faults of each, the most frequent first."""
    counted = Counter(fault.code for fault in faults)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _tally(faults: Sequence[Diagnostic], look: Look) -> Line:
    """Count the faults by severity and code: `12 errors: 9 E202, 3 E105    2 warnings: 2 W303`."""
    parts = []
    for severity, role in _ROLES.items():
        of_severity = [fault for fault in faults if fault.severity == severity]
        if of_severity:
            codes = ", ".join(f"{number:,} {code}" for code, number in _codes(of_severity))
            parts.append((Span(plural(len(of_severity), severity), role), Span(f": {codes}")))
    return Line(joined(parts, Span(f" {look.glyphs.bullet} ", "faint")))


def _rows(faults: Sequence[Diagnostic], look: Look) -> Iterator[Cells | Line]:
    """Yield a row for each fault; where paths would take a third of the width, each path once above its faults."""
    longest = max(cell_width(fault.path) for fault in faults)
    has_headings = look.width is not None and longest * 3 > look.width
    path = ""
    for fault in faults:
        if has_headings and fault.path != path:
            yield Line((Span(fault.path, "source"),))
        path = fault.path
        location = f"{fault.line}:{fault.column}"
        yield (
            (Span(f"{fault.severity}[{fault.code}]", _ROLES[fault.severity]),),
            (Span(location if has_headings else f"{path}:{location}", "source"),),
            (Span(fault.message, "title"),),
        )


def _excerpts(answer: Checked, look: Look) -> Document:
    glyphs = look.glyphs
    for number, fault in enumerate(answer.diagnostics):
        if number:
            yield BLANK
        yield from _fault_blocks(
            fault, answer.lines.get((fault.path, fault.line), ""), glyphs, look.width or _DEFAULT_WIDTH
        )


def summary(answer: Checked) -> str:
    """Return the result of a check in one line."""
    of = f"{plural(answer.records, 'record')} in {plural(answer.files, 'file')}"
    faults = [
        plural(count, word)
        for count, word in ((answer.errors, "error"), (answer.warnings, "warning"))
        if count
    ]
    fixed = f"Fixed {plural(answer.fixed, 'warning')}. " if answer.fixed else ""
    findings = ""
    if isinstance(answer, CheckedWithFindings):
        found = len(answer.findings.found)
        findings = f" {plural(found, 'finding') if found else 'No findings'}."
    return f"{fixed}{' and '.join(faults) or 'No errors'}.{findings} Checked {of}."


def _fault_blocks(fault: Diagnostic, text: str, glyphs: Glyphs, width: int) -> Iterator[Block]:
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
        room = max(width - len(number) - cell_width(bar.text), _MIN_WIDTH)
        first = max(fault.column - _CONTEXT, 0)  # a line may have a hundred megabytes, and many faults
        near, column = text[first : fault.column + _CONTEXT], fault.column - first
        shown = cut_out(near, column, end_of_token(near, column), room)
        yield Line((Span(number, "rule"), bar, Span(shown.text)), fit="wide")
        below = Span(indent, "rule"), bar, Span(" " * shown.start), Span("^" * shown.length, role)
        yield Line(below, fit="wide")
    if fault.hint:
        yield Line((Span(fault.hint),), (Span(f"{indent} = ", "rule"),), (Span(f"{indent}   "),))


def manual_document(manual: Manual, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the manual of a code: its paragraphs wrapped, its examples unchanged."""
    role: Role = "bad" if manual.code.startswith("E") else "warn"
    name = f" {manual.name}" if manual.name != manual.code else ""
    yield line(Span(manual.code, role), Span(name, "heading"))
    for paragraph in manual.text.rstrip().split("\n\n"):
        yield BLANK
        if paragraph.startswith(" "):
            yield from (Line((Span(text, "faint"),)) for text in paragraph.split("\n"))
        else:
            yield Line((Span(" ".join(paragraph.split())),))


class Excerpt(msgspec.Struct, frozen=True):
    """A part of a line as it is shown, and the cells to mark in it."""

    text: str
    start: int
    """Cells before the marked part."""
    length: int


def cut_out(line: str, column: int, end: int, width: int) -> Excerpt:
    """Cut a line to `width` cells around the part from `column` (1-based) to before `end`."""
    most = width + _CELLS_AFTER  # a line may have megabytes
    before, marked, after = escape_each(
        (
            line[max(column - 1 - most, 0) : column - 1],
            line[column - 1 : min(end - 1, column - 1 + most)],
            line[end - 1 : end - 1 + most],
        )
    )
    before, after = before.replace("\t", " "), after.rstrip()
    if cell_width(before + marked + after) > width:
        before = _cut_start(before, max(width - cell_width(marked) - _CELLS_AFTER, width // 3))
        marked = _cut_end(marked, width - cell_width(before))
        after = _cut_end(after, width - cell_width(before + marked))
    return Excerpt(before + marked + after, cell_width(before), max(cell_width(marked), 1))


def _cut_end(text: str, width: int) -> str:
    """Cut a text at its end to fit `width` cells."""
    if cell_width(text) <= width:
        return text
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[: min(len(text) - 1, width)]
    return f"{text}{_ELLIPSIS}"[: max(width, 0)]


def _cut_start(text: str, width: int) -> str:
    """Cut a text at its start to fit `width` cells."""
    if cell_width(text) <= width:
        return text
    text = text[-width:]
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[1:]
    return f"{_ELLIPSIS}{text}"
