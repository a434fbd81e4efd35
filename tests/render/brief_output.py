"""Brief views as the command line prints them: with ids in a pipe, with numbers in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinoru.render.document import ASCII, UNICODE, Look
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.listing import numbered, with_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sinoru.render.document import Document

LOOKS = {
    "pipe": Look(),
    "ascii": Look(ASCII, 80, is_numbered=True),
    **{str(width): Look(UNICODE, width, is_numbered=True) for width in (60, 80, 120, 200)},
}
"""The looks of a brief view that are kept, by name."""


def too_wide(lines: Iterable[str], width: int) -> list[str]:
    """Return the lines that are wider than the screen; a command to copy may be, as it is never broken."""
    return [line for line in lines if cell_width(line) > width and not _is_command(line)]


def _is_command(line: str) -> bool:
    return line.lstrip().startswith("sinoru ") and " · " not in line


def printed(view: Callable[[Any, Look], Document], answer: object, look: Look = LOOKS["pipe"]) -> list[str]:
    """Return the lines that the command line prints."""
    document = view(answer, look)
    blocks = numbered(document) if look.is_numbered else list(with_ids(document))
    return list(plain_lines(blocks, look.width, look.glyphs.ellipsis))
