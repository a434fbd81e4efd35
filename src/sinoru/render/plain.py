"""A document as lines of text for a pipe: nothing wrapped, nothing cut, no colour."""

from collections.abc import Iterable, Iterator

from sinoru.render.columns import head, natural_widths, side_by_side
from sinoru.render.document import Block, Grid, Line, Spans
from sinoru.render.visible import visible


def plain_lines(document: Iterable[Block], width: int | None = None) -> Iterator[str]:
    """Give the lines of a document without their ends; laid out for `width` where one is asked for."""
    if width is not None:
        from sinoru.render.fit import fit

        yield from map(_text, fit(document, width))
        return
    for block in document:
        if isinstance(block, Line):
            yield _text((*block.gutter, *block.spans))
        else:
            yield from _grid_lines(block)


def _grid_lines(grid: Grid) -> Iterator[str]:
    widths = natural_widths(grid)
    for row in (*head(grid), *grid.rows):
        spans = (
            (*row.gutter, *row.spans) if isinstance(row, Line) else side_by_side(grid.columns, row, widths)
        )
        yield _text((*grid.gutter, *spans))


def _text(spans: Spans) -> str:
    return visible("".join([span.text for span in spans])).rstrip(" ")
