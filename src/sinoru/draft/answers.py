"""Results of an import: drafts, the lines that were skipped, and the rows from which readers of files begin."""

from collections.abc import Sequence
from typing import Self

import msgspec

from sinoru.model.records import OwnValue

OwnPairs = tuple[tuple[str, OwnValue], ...]


class Draft(msgspec.Struct, frozen=True):
    """A dated entry as a record to be completed."""

    date: str
    """EDTF, with XXXX if the year is unknown."""
    summary: str
    """The entry's text without its date."""
    line: int
    """The line in the file where the entry begins, from 1; in a table or calendar, that of the row if it is known."""
    text: str = ""
    """The line as written in the file."""
    printed: str = ""
    """The date as printed."""
    id: str = ""
    title: str = ""
    at: str = ""
    """The locator in the source (docs/verify.md); empty if none is unique to the passage."""
    terms: tuple[str, ...] = ()
    """Words of the passage, for the evidence."""
    people: tuple[str, ...] = ()
    """Ids in the opened corpus, as in the next two fields."""
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    kind: str = ""
    topics: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    own: OwnPairs = ()
    """The values of the corpus's own fields, each after its key."""
    ids: tuple[str, ...] = ()
    """Ids in other registers, as `wikidata:Q5086`."""


class LeftOut(msgspec.Struct, frozen=True):
    """A line or row that was skipped."""

    line: int
    text: str
    why: str


class NewSource(msgspec.Struct, frozen=True):
    """The source that the drafts cite."""

    id: str
    title: str
    is_known: bool = False
    """True if the opened corpus has it."""


class Drafts(msgspec.Struct, frozen=True):
    """All drafts of a file, in the order of the file."""

    path: str
    source: NewSource
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """An entry as read from a file, before names are recognised and an id is assigned."""

    date: str
    summary: str
    line: int
    text: str = ""
    printed: str = ""
    title: str = ""
    kind: str = ""
    topics: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """The cells of the corpus's own fields and of registers, each after its key."""


class Rows(msgspec.Struct, frozen=True):
    """All entries read from a file."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    """The title that the file states."""

    @classmethod
    def of(cls, read: Sequence[Row | LeftOut], title: str = "") -> Self:
        """Return what was read, the entries apart from what was skipped."""
        rows = tuple(one for one in read if isinstance(one, Row))
        return cls(rows, tuple(one for one in read if isinstance(one, LeftOut)), title)
