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

from sinoru.render.document import Block, Grid, Role, Span, Spans
from sinoru.render.hyperlinks import LINK_END, by_link, link_start
from sinoru.render.layout import escape_controls, lay_out

Styles = dict[Role, str]

STYLES: Styles = {
    "text": "",
    "title": "bold",
    "heading": "bold magenta",
    "label": "dim",
    "date": "cyan",
    "doubt": "magenta",
    "name": "green",
    "kind": "italic",
    "place": "",
    "id": "dim",
    "source": "dim",
    "match": "bold underline",
    "figure": "bold",
    "good": "green",
    "bad": "bold red",
    "warn": "magenta",
    "faint": "dim",
    "rule": "dim",
    "work": "italic",
}
"""The Rich style of each role: few colours, each of which can be read on black and on white."""

_LIGHT: Styles = {"heading": "bold blue", "date": "blue", "name": "blue", "good": "blue"}
"""For a light background, where cyan and green are hard to read."""
_DARK: Styles = {
    "heading": "bold bright_cyan",
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


def print_document(
    document: Iterable[Block], console: Console, styles: Styles = STYLES, *, has_links: bool = False
) -> None:
    """Print a document in the width of the console and the styles of a theme; links only if they are addresses."""
    lines = iter(lay_out(document, console.width))
    while batch := list(islice(lines, _BATCH)):
        console.print(_Renderable(batch, styles, has_links=has_links), end="", crop=False)


class ColourConsole(Console):
    """A console that reports a closed pipe to its caller; Rich would exit with an error status."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError."""
        raise BrokenPipeError


class _Renderable:
    """Lines as a Rich renderable."""

    def __init__(self, lines: list[Spans], styles: Styles, *, has_links: bool) -> None:
        self._lines = lines
        self._styles = styles
        self._has_links = has_links

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for spans in self._lines:
            yield from self._linked(spans) if self._has_links else self._styled(spans)
            yield Segment.line()

    def _styled(self, spans: Iterable[Span]) -> Iterator[Segment]:
        for span in spans:
            yield Segment(span.text, Style.parse(self._styles[span.role]))

    def _linked(self, spans: Spans) -> Iterator[Segment]:
        """Yield links as control segments: those of Rich have another id each time."""
        for address, run in by_link(spans):
            if address:
                yield Segment(link_start(address), None, ())
            yield from self._styled(run)
            if address:
                yield Segment(LINK_END, None, ())


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
    console.print()  # Rich cuts the descenders of the last line
    picture = console.export_svg(title=escape_controls(title), theme=SLIDE, unique_id="sinoru")
    return _BUTTONS.sub("", _WEB_FONT.sub("", picture), count=1)
