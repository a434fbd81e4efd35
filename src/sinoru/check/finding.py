"""What a rule finds, before anybody knows at which line it stands."""

import msgspec

from sinoru.model.records import Record

Step = str | int
Steps = tuple[Step, ...]
"""The way to a value in a record: keys of mappings, and places in lists from 0."""


class Place(msgspec.Struct, frozen=True):
    """Where an entry of a file begins; line and column as YAML counts them, 1-based."""

    path: str
    entry: int
    """Which of the file's entries it is, from 0."""
    line: int
    column: int


class Placed(msgspec.Struct, frozen=True):
    """A record and where it begins."""

    record: Record
    place: Place


class GivenId(msgspec.Struct, frozen=True):
    """An id as it stands in a file, whether or not its record could be read."""

    id: str
    place: Place
    """That of the record."""
    line: int


class Finding(msgspec.Struct, frozen=True):
    """A fault in a record, or in what a file says of the corpus."""

    place: Place
    at: Steps
    """The value at fault; none: the entry."""
    message: str
    hint: str = ""
    text: str = ""
    """The text at fault: finds it where items of a list before it could not be read."""


class TextFinding(msgspec.Struct, frozen=True):
    """A fault in the text of a file."""

    line: int
    column: int
    message: str
    hint: str = ""
