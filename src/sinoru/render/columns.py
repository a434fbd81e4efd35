"""Cells of a grid laid side by side."""

from sinoru.render.cells import cell_width
from sinoru.render.document import Cells, Column, Grid, Line, Span, Spans
from sinoru.render.visible import visible

GAP = 2
"""Spaces between two columns."""


def head(grid: Grid) -> tuple[Cells, ...]:
    """Give the row of titles, if there are any."""
    if not any(column.title for column in grid.columns):
        return ()
    return (tuple((Span(column.title, "label"),) for column in grid.columns),)


def natural_widths(grid: Grid) -> list[int]:
    """Give the cells that each column needs to hold its widest text on one line."""
    widths = [0] * len(grid.columns)
    for row in (*head(grid), *grid.rows):
        if not isinstance(row, Line):
            widths = [max(width, spans_width(cell)) for width, cell in zip(widths, row, strict=True)]
    return widths


def side_by_side(columns: tuple[Column, ...], cells: Cells, widths: list[int]) -> Spans:
    """Pad cells to the widths of their columns."""
    spans: list[Span] = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        space = Span(" " * (width - spans_width(cell)))
        spans += (space, *cell) if column.right else (*cell, space)
        spans.append(Span(" " * GAP))
    return tuple(spans)


def spans_width(spans: Spans) -> int:
    """Count the cells of spans as they will be shown."""
    return sum([cell_width(visible(span.text)) for span in spans])
