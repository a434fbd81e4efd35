"""The faults of a corpus: each with the line it stands in, and a mark below what is meant."""

from collections.abc import Iterator

from sinoru.check.finding import Checked
from sinoru.check.manual import Manual
from sinoru.check.source_text import end_of_token
from sinoru.model.errors import Diagnostic
from sinoru.render.cells import cell_width
from sinoru.render.counted import counted
from sinoru.render.document import BLANK, Block, Document, Line, Role, Span, line
from sinoru.render.excerpt import cut_out
from sinoru.render.glyphs import Glyphs

_ROLES: dict[str, Role] = {"error": "bad", "warning": "warn"}
_WIDEST = 120
"""Columns for a line of a file, where nobody asked for some."""
_NARROWEST = 20
_CONTEXT = 20_000
"""Characters beside a fault that are looked at: twice what the widest screen shows."""


def check_document(answer: Checked, *, glyphs: Glyphs, width: int | None = None) -> Document:
    """Give the faults in their order, each as a compiler would."""
    for number, fault in enumerate(answer.diagnostics):
        if number:
            yield BLANK
        yield from _fault(fault, answer.lines.get((fault.path, fault.line), ""), glyphs, width or _WIDEST)


def summary(answer: Checked) -> str:
    """Say in one line how a check ended."""
    of = f"{counted(answer.records, 'record')} in {counted(answer.files, 'file')}"
    faults = [
        counted(count, word)
        for count, word in ((answer.errors, "error"), (answer.warnings, "warning"))
        if count
    ]
    mended = f"{counted(answer.fixed, 'fault')} mended, " if answer.fixed else ""
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
    """Give the manual of a code: its paragraphs, and its examples as they stand."""
    role: Role = "bad" if manual.code.startswith("E") else "warn"
    yield line(Span(manual.code, role), Span(f" {manual.name}", "heading"))
    for paragraph in manual.text.rstrip().split("\n\n"):
        yield BLANK
        if paragraph.startswith(" "):
            yield from (Line((Span(text, "faint"),)) for text in paragraph.splitlines())
        else:
            yield Line((Span(" ".join(paragraph.split())),))
