"""A document as a picture (SVG) that a slide or a page can take in."""

import io
import re
from collections.abc import Iterable

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from sinoru.render.document import Block
from sinoru.render.terminal import print_document
from sinoru.render.visible import visible

PICTURE_WIDTH = 96
"""Columns, where nobody asks for a number: letters of that size can be read from the back of a room."""

_BLACK, _RED, _GREEN, _YELLOW = (30, 34, 40), (176, 0, 32), (0, 104, 55), (138, 84, 0)
_BLUE, _MAGENTA, _CYAN, _GREY = (0, 78, 152), (126, 26, 126), (0, 96, 117), (90, 96, 104)
_COLORS = [_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _GREY]
SLIDE = TerminalTheme((255, 255, 255), _BLACK, _COLORS, _COLORS)
"""Dark on white, as slides and printed pages are; each colour has a contrast of more than 4.5 to 1 (WCAG 2.2, AA)."""

_WEB_FONT = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
"""Rich points to a font on the web; a picture asks for nothing but what it brings."""


def draw(document: Iterable[Block], width: int, title: str) -> str:
    """Give the SVG of a document laid out for so many columns, with `title` above it."""
    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    print_document(document, console)
    return _WEB_FONT.sub("", console.export_svg(title=visible(title), theme=SLIDE, unique_id="sinoru"))
