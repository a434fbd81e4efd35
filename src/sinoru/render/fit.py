"""A document laid out for a width: lines wrapped under their gutters, grids in columns or stacked."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from sinoru.render.columns import GAP, head, natural_widths, side_by_side, spans_width
from sinoru.render.document import INDENT, Block, Column, Grid, Line, Span, Spans
from sinoru.render.visible import visible
from sinoru.render.wrap import wrap

_NARROWEST = 14
"""Cells below which a wrapped column is no longer read but deciphered."""


def fit(document: Iterable[Block], width: int) -> Iterator[Spans]:
    """Give the lines of a document, each at most `width` cells and without trailing spaces."""
    for block in document:
        yield from fit_line(block, width) if isinstance(block, Line) else _fit_grid(block, width)


def fit_line(line: Line, width: int) -> Iterator[Spans]:
    """Wrap a line. A gutter that takes most of the width becomes part of the text: it may hold a label."""
    room = width - max(spans_width(line.gutter), spans_width(line.gutter_below))
    if room < min(width, 8) or room * 3 < width:
        yield from wrap((*line.gutter, *line.spans), width)
        return
    gutter = line.gutter
    for part in wrap(line.spans, room):
        yield trimmed((*gutter, *part))
        gutter = line.gutter_below


def _fit_grid(grid: Grid, width: int) -> Iterator[Spans]:
    gutter = grid.gutter if spans_width(grid.gutter) * 4 < width else ()
    room = width - spans_width(gutter)
    widths = _share(grid.columns, natural_widths(grid), room)
    rows = _stack(grid, room) if not widths else _lay_out(grid, widths, room)
    for spans in rows:
        yield trimmed((*gutter, *spans))


def _lay_out(grid: Grid, widths: list[int], width: int) -> Iterator[Spans]:
    """Show each row side by side, as high as its highest cell."""
    for row in (*head(grid), *grid.rows):
        if isinstance(row, Line):
            yield from fit_line(row, width)
            continue
        for cells in zip_longest(*map(wrap, row, widths), fillvalue=()):
            yield side_by_side(grid.columns, cells, widths)


def _share(columns: tuple[Column, ...], natural: list[int], width: int) -> list[int]:
    """Give each column its cells; none at all where a wrapped column would get too few to be read."""
    shares = list(natural)
    room = (
        width
        - GAP * (len(columns) - 1)
        - sum(n for n, column in zip(natural, columns, strict=True) if not column.wraps)
    )
    wrapped = sorted((n, i) for i, n in enumerate(natural) if columns[i].wraps)
    for left, (wanted, i) in zip(range(len(wrapped), 0, -1), wrapped, strict=True):
        shares[i] = min(wanted, room // left)
        if shares[i] < min(wanted, _NARROWEST):
            return []
        room -= shares[i]
    return shares if room >= 0 else []


def _stack(grid: Grid, width: int) -> Iterator[Spans]:
    """Show each row as lines of label and value; without labels, below its first cell."""
    titled = any(column.title for column in grid.columns)
    for number, row in enumerate(grid.rows):
        if isinstance(row, Line):
            yield from fit_line(row, width)
            continue
        if number and titled:
            yield ()
        for place, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
            if cell:
                label = Span(f"{column.title}: " if titled else "", "label")
                yield from _hanging((label, *cell), width, below=place > 0 and not titled)


def _hanging(spans: Spans, width: int, *, below: bool) -> Iterator[Spans]:
    """Wrap, and set lines in where there is room: all of them (`below`), or those after the first."""
    indent = INDENT if width >= 4 * GAP else ()
    first, *others = wrap(spans, width - spans_width(indent))
    yield (*indent, *first) if below else first
    for part in others:
        yield (*indent, *part)


def trimmed(spans: Spans) -> Spans:
    """Make text visible, and take trailing spaces away."""
    shown = [Span(visible(span.text), span.role) for span in spans]
    while shown and not (text := shown[-1].text.rstrip(" ")):
        shown.pop()
    if shown:
        shown[-1] = Span(text, shown[-1].role)
    return tuple(shown)
