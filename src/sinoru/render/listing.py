"""The frame of every list: its first line, the numbers or ids of its records, and its last line.

The first line counts what is shown and explains the marks; the last one names the commands that show more. In a
terminal the records have numbers, which `sinoru show` takes; in a pipe their ids are the last column.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from sinoru.messages import command
from sinoru.query.filters import DAYS, QUERY, filters_in_words
from sinoru.render.document import (
    RECORD,
    Block,
    Cells,
    Column,
    Entry,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    shown_of,
)
from sinoru.render.layout import GAP, spans_width

DISAGREE = "sources disagree"
"""What the mark ≠ means."""
_APART = Span("    ")
_COMMAND = f"{command()} "


def opening(look: Look, counted: Spans | str, *marks: Spans) -> Iterator[Line]:
    """Yield the first line of a view: what is shown and what its marks mean; these below it where they do not fit."""
    title = (Span(counted, "heading"),) if isinstance(counted, str) else counted
    together = joined((title, *marks), _APART)
    if fits(together, look):
        yield Line(together, fit="wide")
    else:
        yield Line(title, fit="wide")
        yield from packed(look, marks, _APART)


def packed(look: Look, parts: Iterable[Spans], between: Span) -> Iterator[Line]:
    """Yield parts in as few lines as they fit in; a part is broken only if it is wider than the output."""
    row: Spans = ()
    for part in parts:
        longer = joined((row, part), between)
        if row and not fits(longer, look):
            yield Line(row, fit="wide")
            longer = part
        row = longer
    if row:
        yield Line(row, fit="wide")


def fits(spans: Spans, look: Look) -> bool:
    """Return whether a line has room for spans; in a pipe it always has."""
    return look.width is None or spans_width(spans) <= look.width


def counted(look: Look, shown: int, total: int, thing: str, about: str = "", bound: str = "") -> str:
    """Count the records of a list: `5 of 28 events with --place Beijing shown`; `about` follows the thing.

    `bound` is MORE_THAN or AT_LEAST, where the total is not exact.
    """
    return shown_of(shown, total, thing, f"{about}{narrowed(look)}", bound)


def narrowed(look: Look, *, names_days: bool = False, is_filtered: bool = False) -> str:
    """Return the filters after what they narrow: ` on “border” with --place Beijing`; empty without any.

    `names_days`: the line names the time that was asked for, so that its options are left out. `is_filtered`: it is
    only known that there are filters.
    """
    about = f" on {look.glyphs.quoted(look.asked)}" if look.asked else ""
    words = filters_in_words(look.filters, (*(DAYS if names_days else ()), *([QUERY] if look.asked else ())))
    return about + (f" with {words or 'these filters'}" if words or is_filtered else "")


def differs_mark(look: Look) -> Spans:
    """Return the explanation of the mark for records about which sources disagree."""
    return (Span(f"{look.glyphs.differs} {DISAGREE}", "warn"),)


def next_steps(look: Look, *steps: str) -> Iterator[Line]:
    """Yield the last line of a view, if the look suggests any: commands and options that show more.

    No command is broken: one that does not fit begins a line, and stays whole where it is wider than that.
    """
    if not look.suggests:
        return
    parts = ((Span(step, "label"),) for step in steps if step)
    for row in packed(look, parts, Span(f" {look.glyphs.bullet} ", "faint")):
        is_command = row.spans[0].text.startswith(_COMMAND)
        yield Line(row.spans, fit="whole") if is_command else row


def show_step(look: Look) -> str:
    """Return the command that shows a record of the list."""
    return command("show", "1" if look.is_numbered else "ID", *look.options)


def limit_step(shown: int, total: int, *, is_exact: bool = True) -> str:
    """Return the option that shows twice as much of a list that was cut; empty where all of it is shown.

    It exceeds the total only where that is not exact.
    """
    if shown < total or not is_exact:
        return f"--limit {min(total, 2 * shown) if is_exact else 2 * shown}"
    return ""


def limit_step_of_lists(lists: Iterable[tuple[int, int]]) -> str:
    """Return the option that shows more of several lists, each cut by the same limit: pairs of shown and total."""
    cut = [(shown, total) for shown, total in lists if shown < total]
    return limit_step(max(shown for shown, _ in cut), max(total for _, total in cut)) if cut else ""


def listed_ids(document: Iterable[Block]) -> list[str]:
    """Return the ids of the records that a document lists, in their order."""
    return [id_ for block in document for id_ in _ids_in(block)]


def _ids_in(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from (row.id for row in block.rows if isinstance(row, Entry))
    elif block.record:
        yield block.record


def numbered(document: Iterable[Block]) -> list[Block]:
    """Put a number before each record, counted through the document."""
    blocks = list(document)
    width = len(str(len(listed_ids(blocks))))
    numbers = count(1)
    return [_numbered_grid(block, width, numbers) if _has_entries(block) else block for block in blocks]


def number_cells(look: Look, records: int) -> int:
    """Return the cells that numbers take before so many records, with the gap after them; 0 without numbers."""
    return len(str(records)) + GAP if look.is_numbered else 0


def _has_entries(block: Block) -> bool:
    return isinstance(block, Grid) and any(isinstance(row, Entry) for row in block.rows)


def _numbered_grid(grid: Block, width: int, numbers: Iterator[int]) -> Block:
    if isinstance(grid, Line):
        return grid
    below: Spans = (Span(" " * (width + GAP)),)
    rows: list[Cells | Line] = []
    for row in grid.rows:
        match row:
            case Entry():
                number = Span(f"{next(numbers):>{width}}", "faint", f"{RECORD}{row.id}")
                rows.append(((number,), *row.cells))
                rows += (Line(spans, below, below, fit="cut") for spans in row.below)
            case Line():
                rows.append(row)
            case _:
                rows.append(((), *row))
    return Grid((Column(wraps=False, right=True), *grid.columns), tuple(rows), grid.gutter)


def with_ids(document: Iterable[Block]) -> Iterator[Block]:
    """Put the id of each record into a last column."""
    for block in document:
        yield _grid_with_ids(block) if isinstance(block, Grid) and _has_entries(block) else block


def _grid_with_ids(grid: Grid) -> Grid:
    rows: list[Cells | Line | Entry] = []
    for row in grid.rows:
        match row:
            case Entry():
                rows.append(Entry(row.id, (*row.cells, (Span(row.id, "id"),)), row.below))
            case Line():
                rows.append(row)
            case _:
                rows.append((*row, ()))
    title = "Id" if any(column.title for column in grid.columns) else ""
    return Grid((*grid.columns, Column(title, wraps=False)), tuple(rows), grid.gutter)
