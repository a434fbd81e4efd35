"""The blocks and spans that every document for people is built from, and the glyphs that views draw with.

A view turns an answer into a document; a printer turns a document into text. So a view needs to know nothing about
terminals, colours or widths, and a pipe gets the same content without loading Rich.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from sinoru.query.filters import NO_FILTERS, Filters

Role = Literal[
    "text", "title", "heading", "label", "date", "doubt", "name", "kind", "place", "id",
    "source", "match", "figure", "good", "bad", "warn", "faint", "rule", "work",
]  # fmt: skip
"""What a run of text is; the STYLES of terminal.py and html.py define how each role looks."""


RECORD, SOURCE = "record:", "source:"
"""Begin a link that names a record by its id: to the line of its file, or to the address of a source."""


class Span(msgspec.Struct, frozen=True):
    """A run of text in one role."""

    text: str
    role: Role = "text"
    link: str = ""
    """Where it leads in a terminal that takes links (OSC 8): an address, `record:ID` or `source:ID`; empty: nowhere.

    Text in the role `id`, and an address in the role `source`, lead where they say without it.
    """


Spans = tuple[Span, ...]


class Line(msgspec.Struct, frozen=True):
    """A line of text that wraps if it is too long."""

    spans: Spans = ()
    gutter: Spans = ()
    """Precedes the first line."""
    gutter_below: Spans = ()
    """Precedes the lines that wrapping adds."""
    fit: Literal["prose", "wide", "cut", "whole"] = "prose"
    """How it is fitted to a width.

    Running text wraps in narrow lines, counts and code in the whole width; a list is cut. A command to copy is whole:
    of one that is too long, the terminal itself knows that it is one line.
    """
    record: str = ""
    """The id of the record that it begins, where the view itself numbers its records."""


class Column(msgspec.Struct, frozen=True):
    """A column of a grid."""

    title: str = ""
    wraps: bool = True
    """False for dates and ids, which are broken only where a cell is wider than the output."""
    right: bool = False
    cuts: bool = False
    """Where one column of a grid cuts, each row is one line: this column has the room that the others leave."""
    pads: bool = False
    """In a pipe, where nothing is cut, a column that cuts is aligned only if it pads, as in a table."""


Cells = tuple[Spans, ...]
"""A row of a grid, a cell for each column."""


class Entry(msgspec.Struct, frozen=True):
    """A row that stands for a record, and the lines below it."""

    id: str
    cells: Cells
    below: tuple[Spans, ...] = ()


class Grid(msgspec.Struct, frozen=True):
    """Rows in columns. Without titles, the row of titles is left out. A line among the rows takes the full width."""

    columns: tuple[Column, ...]
    rows: tuple[Cells | Line | Entry, ...]
    gutter: Spans = ()
    """Precedes every line."""


Block = Line | Grid
Document = Iterator[Block]

BLANK = Line()
"""An empty line."""
INDENT = (Span("  "),)
DEEP_INDENT = INDENT * 2


def line(*spans: Span | str) -> Line:
    """Build a line from spans; bare text has the role `text`."""
    return Line(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def section_heading(text: str) -> tuple[Line, Line]:
    """Return an empty line and a heading."""
    return BLANK, line(Span(text, "heading"))


def with_gutter(content: Line, first: Spans = INDENT, below: Spans = INDENT) -> Line:
    """Put a gutter before a line, outside the gutter that it already has."""
    return Line(content.spans, first + content.gutter, below + content.gutter_below, content.fit)


def with_gutters(lines: Iterable[Line], first: Spans = INDENT, below: Spans = INDENT) -> Iterator[Line]:
    """Put `first` before the first line, and `below` before all following ones."""
    for content in lines:
        yield with_gutter(content, first, below)
        first = below


def section(heading: str, entries: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yield a heading, then the lines of each entry, indented and apart by an empty line."""
    yield from section_heading(heading)
    for number, lines in enumerate(entries):
        if number:
            yield BLANK
        yield from with_gutters(lines)


def joined(parts: Iterable[Spans], between: Span) -> Spans:
    """Join parts, leaving out the empty ones."""
    spans: list[Span] = []
    for part in filter(None, parts):
        spans += (between, *part) if spans else part
    return tuple(spans)


class Glyphs(msgspec.Struct, frozen=True):
    """The characters that views draw with. ASCII is the fallback for outputs without Unicode."""

    day: str = "●"
    """An event of one day."""
    loose: str = "○"
    """An event on an unknown day of a month, a year or another period."""
    begin: str = "╭"
    during: str = "┃"
    end: str = "╰"
    spine: str = "│"
    bullet: str = "·"
    differs: str = "≠"
    named: str = "◇"
    supported: str = "✓"
    partly: str = "~"
    contradicted: str = "✗"
    superseded: str = "↷"
    unverified: str = "?"
    bar: str = "█"
    loose_bar: str = "░"
    parts: str = "▏▎▍▌▋▊▉"
    """The partly filled last cell of a bar, in eighths."""
    sparks: str = "▁▂▃▄▅▆▇█"
    """The levels of a sparkline, the lowest first."""
    point: str = "◆"
    from_before: str = "◀"
    on_after: str = "▶"
    tick: str = "┊"
    axis: str = "─"
    dash: str = "–"
    long_dash: str = "—"
    arrow: str = "→"
    points_at: str = "-->"
    ellipsis: str = "…"
    open_quote: str = "“"
    close_quote: str = "”"

    def quoted(self, text: str) -> str:
        """Put text in quotation marks."""
        return f"{self.open_quote}{text}{self.close_quote}"


UNICODE = Glyphs()
ASCII = Glyphs(
    day="*",
    loose="o",
    begin="/",
    during="|",
    end="\\",
    spine="|",
    bullet="-",
    differs="!=",
    named="<>",
    supported="+",
    partly="~",
    contradicted="x",
    superseded=">",
    unverified="?",
    bar="#",
    loose_bar="-",
    parts="",
    sparks="_.-=+*%#",
    point="*",
    from_before="<",
    on_after=">",
    tick=":",
    axis="-",
    dash="-",
    long_dash="--",
    arrow="->",
    ellipsis="...",
    open_quote='"',
    close_quote='"',
)


DRAWN_WIDTH = 100
"""Columns of what must be drawn to some width, where none is requested."""


class Look(msgspec.Struct, frozen=True):
    """How a view is drawn."""

    glyphs: Glyphs = UNICODE
    width: int | None = None
    """Columns; None for a pipe, in which no line is cut or wrapped."""
    full: bool = False
    """Whether everything is shown, not only what fits one screen."""
    is_numbered: bool = False
    """Whether records have numbers that `sinoru show` takes."""
    options: tuple[str, ...] = ()
    """Options to repeat in the commands that a view suggests, such as those that name the corpus."""
    suggests: bool = True
    """Whether the next commands are named: not in the browser, whose keys show more, nor where no id is shown."""
    filters: Filters = NO_FILTERS
    """The filters that chose the records, as far as they are known."""
    asked: str = ""
    """The query among them, if it was typed as words and not as an option."""


PIPE = Look()
"""The look of a view where nothing else is asked for."""


_PLURALS = {"person": "people", "match": "matches", "deputy": "deputies"}


def plural(number: int, thing: str) -> str:
    """Count things: `1 event`, `2,104 people`."""
    return f"{number:,} {thing if number == 1 else _PLURALS.get(thing, f'{thing}s')}"


MORE_THAN, AT_LEAST = "more than ", "at least "
"""Before a total that is not exact: there are more, or there may be more."""


def shown_of(shown: int, total: int, thing: str, words: str = "", bound: str = "") -> str:
    """Count the things shown: `3 of 12 events shown`, or `12 events` where these are all; then `words`.

    `bound`: MORE_THAN or AT_LEAST, where the total is not exact.
    """
    counted = f"{bound}{plural(max(shown, total), thing)}{words}"
    return f"{shown:,} of {counted} shown" if shown < total or bound == MORE_THAN else counted


def with_total(text: str, shown: int, total: int) -> str:
    """Return a heading, with what a limit left out: `Events (3 of 12)`."""
    return f"{text} ({shown:,} of {total:,})" if shown < total else text
