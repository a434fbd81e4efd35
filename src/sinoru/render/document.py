"""The few shapes that everything shown to a person is made of.

A view turns an answer into a document; a printer turns a document into text. So a view never knows about
terminals, colours or widths, and a pipe gets the same content without loading Rich.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

Role = Literal[
    "text", "title", "heading", "label", "date", "doubt", "name", "kind", "place", "id",
    "source", "match", "figure", "good", "bad", "warn", "faint", "rule",
]  # fmt: skip
"""What a run of text is; theme.py says how each looks."""


class Span(msgspec.Struct, frozen=True):
    """A run of text in one role."""

    text: str
    role: Role = "text"


class Line(msgspec.Struct, frozen=True):
    """A line of text that wraps where it must."""

    spans: tuple[Span, ...] = ()
    gutter: tuple[Span, ...] = ()
    """Stands before the first line."""
    gutter_below: tuple[Span, ...] = ()
    """Stands before the lines that wrapping adds; as wide as `gutter`."""


class Column(msgspec.Struct, frozen=True):
    """A column of a grid."""

    title: str
    wraps: bool = True
    """False: a date or an id, never broken where there is room at all."""
    right: bool = False


class Grid(msgspec.Struct, frozen=True):
    """Rows in columns. A cell is a tuple of spans."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


Block = Line | Grid
Document = Iterator[Block]


def line(*spans: Span | str) -> Line:
    """Make a line of spans; bare text has the role `text`."""
    return Line(tuple(Span(span) if isinstance(span, str) else span for span in spans))


BLANK = Line()
"""An empty line."""
