"""What an import gives: drafts, and what it left out."""

import msgspec


class Draft(msgspec.Struct, frozen=True):
    """A dated entry as a record in the making."""

    date: str
    """EDTF; XXXX where no year can be known."""
    summary: str
    """The entry's text without its date."""
    line: int
    """Where it begins in the file, from 1; of a table or calendar, the row's line where it is known."""
    text: str = ""
    """The line as it stands there."""
    printed: str = ""
    """Its date as printed."""
    id: str = ""
    title: str = ""
    at: str = ""
    """Its locator in the source (docs/verify.md); empty: no passage is named by it."""
    terms: tuple[str, ...] = ()
    """Words of the passage for its evidence."""
    people: tuple[str, ...] = ()
    """Ids of the corpus at hand; likewise below."""
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    kind: str = ""
    topics: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True):
    """A line or row that became no draft."""

    line: int
    text: str
    why: str


class NewSource(msgspec.Struct, frozen=True):
    """The source that the drafts rest on."""

    id: str
    title: str
    is_known: bool = False
    """The corpus at hand has it."""


class Drafts(msgspec.Struct, frozen=True):
    """All drafts of a file, in its order."""

    path: str
    source: NewSource
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """What a reader of a file finds before names and ids are given."""

    date: str
    summary: str
    line: int
    text: str = ""
    printed: str = ""
    title: str = ""
    kind: str = ""
    topics: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Rows(msgspec.Struct, frozen=True):
    """All that a reader of a file finds."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    """The title that the file gives itself."""
