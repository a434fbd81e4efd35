"""A line of a file cut to the room there is, around what is meant in it."""

import msgspec

from sinoru.render.cells import cell_width
from sinoru.render.visible import visible

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
        visible(part)
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
    """Give the beginning of a text, in as many cells."""
    if cell_width(text) <= width:
        return text
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[: min(len(text) - 1, width)]
    return f"{text}{_ELLIPSIS}"[: max(width, 0)]


def _last(text: str, width: int) -> str:
    """Give the end of a text, in as many cells."""
    if cell_width(text) <= width:
        return text
    text = text[-width:]
    while text and cell_width(text) > width - len(_ELLIPSIS):
        text = text[1:]
    return f"{_ELLIPSIS}{text}"
