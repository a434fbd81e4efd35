"""A document in a terminal, laid out for its width and coloured by theme, or as a picture (SVG).

The themes use only the sixteen ANSI colours, so that they suit any background. Text reaches Rich as finished
segments, so nothing in a corpus is ever read as markup, emoji or a link.
"""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from sinoru.render.document import Block, Grid, Role, Spans
from sinoru.render.layout import escape_controls, lay_out

Styles = dict[Role, str]

STYLES: Styles = {
    "text": "",
    "title": "bold",
    "heading": "bold magenta",
    "label": "dim",
    "date": "cyan",
    "doubt": "yellow",
    "name": "green",
    "kind": "italic",
    "place": "",
    "id": "dim",
    "source": "dim",
    "match": "bold underline",
    "figure": "bold",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "faint": "dim",
    "rule": "dim",
    "work": "italic",
}
"""The Rich style of each role."""

_LIGHT: Styles = {"date": "blue", "doubt": "magenta", "warn": "magenta", "heading": "bold blue"}
"""For a light background, where cyan and yellow are hard to read."""
_DARK: Styles = {
    "heading": "bold bright_magenta",
    "date": "bright_cyan",
    "doubt": "bright_yellow",
    "name": "bright_green",
    "good": "bright_green",
    "bad": "bold bright_red",
    "warn": "bright_yellow",
}
"""For a dark background, where the plain colours are dim."""
_MONO: Styles = {
    "heading": "bold underline",
    "date": "",
    "doubt": "italic",
    "name": "",
    "good": "",
    "bad": "bold reverse",
    "warn": "bold",
}
"""Without colours."""

THEMES: dict[str, Styles] = {
    "default": STYLES,
    "light": STYLES | _LIGHT,
    "dark": STYLES | _DARK,
    "mono": STYLES | _MONO,
}
"""By the name that `sinoru config set theme` takes."""

_BATCH = 64
"""Lines per write: the first appear at once, and a long listing needs few calls."""


def print_document(document: Iterable[Block], console: Console, styles: Styles = STYLES) -> None:
    """Print a document in the width of the console and the styles of a theme."""
    print_lines(lay_out(document, console.width), console, styles)


def print_lines(lines: Iterable[Spans], console: Console, styles: Styles = STYLES) -> None:
    """Print lines that `lay_out` returned, so that the caller may count them first."""
    lines = iter(lines)
    while batch := list(islice(lines, _BATCH)):
        console.print(_Renderable(batch, styles), end="", crop=False)


class ColourConsole(Console):
    """A console that reports a closed pipe to its caller; Rich would exit with an error status."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError."""
        raise BrokenPipeError


class _Renderable:
    """Lines as a Rich renderable."""

    def __init__(self, lines: list[Spans], styles: Styles) -> None:
        self._lines = lines
        self._styles = styles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for spans in self._lines:
            for span in spans:
                yield Segment(span.text, Style.parse(self._styles[span.role]))
            yield Segment.line()


PICTURE_WIDTH = 96
"""Default columns: letters of that size can be read from the back of a room."""
_WIDEST_PICTURE = 160
"""Columns of a list of many lines: on a slide, smaller letters could not be read."""
_CELL = 12.2, 24.4
"""The width and the height of a cell in a picture."""
_FRAME = 20, 50
"""What surrounds the cells of a picture, in its width and its height."""
_SLIDE_SHAPE = 16 / 9

_BLACK, _RED, _GREEN, _YELLOW = (30, 34, 40), (176, 0, 32), (0, 104, 55), (138, 84, 0)
_BLUE, _MAGENTA, _CYAN, _GREY = (0, 78, 152), (126, 26, 126), (0, 96, 117), (90, 96, 104)
_COLORS = [_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _GREY]
SLIDE = TerminalTheme((255, 255, 255), _BLACK, _COLORS, _COLORS)
"""Dark on white, as on slides and printed pages; each colour has a contrast of more than 4.5 to 1 (WCAG 2.2, AA)."""

_WEB_FONT = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
"""Rich links to a font on the web; a picture must need nothing from elsewhere."""
_BUTTONS = re.compile(r"\s*<g transform=\"translate\(26,22\)\">.*?</g>", re.DOTALL)
"""Rich draws the buttons of a window, which do not belong on a slide."""


def picture_width(document: Iterable[Block]) -> int:
    """Return the columns in which a list of many lines, each cut to the width, has the shape of a slide."""
    blocks = list(document)
    if not any(isinstance(block, Grid) and any(one.cuts for one in block.columns) for block in blocks):
        return PICTURE_WIDTH
    height = sum(1 for _ in lay_out(blocks, PICTURE_WIDTH)) * _CELL[1] + _FRAME[1]
    columns = round((height * _SLIDE_SHAPE - _FRAME[0]) / _CELL[0])
    return min(max(columns, PICTURE_WIDTH), _WIDEST_PICTURE)


def draw(document: Iterable[Block], width: int, title: str) -> str:
    """Return the SVG of a document laid out for `width` columns, with `title` above it."""
    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    print_document(document, console)
    picture = console.export_svg(title=escape_controls(title), theme=SLIDE, unique_id="sinoru")
    return _BUTTONS.sub("", _WEB_FONT.sub("", picture), count=1)
