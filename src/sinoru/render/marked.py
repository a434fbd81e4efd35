"""Marks before the records of a document: that one is private, or passes a filter only perhaps (query/marks.py).

A mark comes before the title, where no width cuts it off; in a complete view, after the id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sinoru.render.document import Block, Cells, Entry, Grid, Line, Span, Spans

Marks = Mapping[str, Sequence[str]]
_TITLES = ("title", "name", "work", "place")
"""The roles of what a record is called, the first of which gets the mark."""


def marked(document: Iterable[Block], marks: Marks) -> Iterator[Block]:
    """Yield the blocks of a document with the marks, by id, of the records in it."""
    if not marks:
        yield from document
        return
    for block in document:
        yield _in_grid(block, marks) if isinstance(block, Grid) else _in_line(block, marks)


def mark_words(id_: str, marks: Marks) -> str:
    """Return the marks of a record in brackets; empty without any."""
    return f"({', '.join(marks[id_])})" if id_ in marks else ""


def _in_grid(grid: Grid, marks: Marks) -> Grid:
    return replace(grid, rows=tuple(_in_row(row, marks) for row in grid.rows))


def _in_row(row: Cells | Line | Entry, marks: Marks) -> Cells | Line | Entry:
    if isinstance(row, Line):
        return _in_line(row, marks)
    if not isinstance(row, Entry) or row.id not in marks:
        return row
    roles = [[span.role for span in cell] for cell in row.cells]
    titled = (place for role in _TITLES for place, cell in enumerate(roles) if role in cell)
    place = next(titled, 0)
    mark = Span(f"{mark_words(row.id, marks)} ", "warn")
    before, cell, after = row.cells[:place], row.cells[place], row.cells[place + 1 :]
    return replace(row, cells=(*before, (mark, *cell), *after))


def _in_line(line: Line, marks: Marks) -> Line:
    if not any(span.role == "id" and span.text in marks for span in line.spans):
        if line.record not in marks:
            return line
        return replace(line, spans=(Span(f"{mark_words(line.record, marks)} ", "warn"), *line.spans))
    spans: Spans = tuple(each for span in line.spans for each in _after_id(span, marks))
    return replace(line, spans=spans)


def _after_id(span: Span, marks: Marks) -> Spans:
    words = mark_words(span.text, marks) if span.role == "id" else ""
    return (span, Span(f" {words}", "warn")) if words else (span,)
