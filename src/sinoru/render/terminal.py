"""A document in a terminal: laid out for its width and coloured by theme.

Text reaches Rich as finished segments, so nothing in a corpus is ever read as markup, emoji or a link.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style

from sinoru.render.document import Block, Spans
from sinoru.render.fit import fit
from sinoru.render.theme import STYLES, Styles

_BATCH = 64
"""Lines a write: the first appear at once, and a long listing costs few calls."""


def print_document(document: Iterable[Block], console: Console, styles: Styles = STYLES) -> None:
    """Print a document in the width of a console and the styles of a theme."""
    print_lines(fit(document, console.width), console, styles)


def print_lines(lines: Iterable[Spans], console: Console, styles: Styles = STYLES) -> None:
    """Print lines that were laid out (`fit`) already, so that a caller may count them first."""
    lines = iter(lines)
    while batch := list(islice(lines, _BATCH)):
        console.print(_Painted(batch, styles), end="", crop=False)


class ColourConsole(Console):
    """A console that leaves a closed pipe to its caller; Rich would end the program, as one that failed."""

    def on_broken_pipe(self) -> None:
        """Raise what was met."""
        raise BrokenPipeError


class _Painted:
    """Lines as what Rich calls a renderable."""

    def __init__(self, lines: list[Spans], styles: Styles) -> None:
        self._lines = lines
        self._styles = styles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for spans in self._lines:
            for span in spans:
                yield Segment(span.text, Style.parse(self._styles[span.role]))
            yield Segment.line()
