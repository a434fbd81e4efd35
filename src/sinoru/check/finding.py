"""What a rule finds, before anybody knows at which line it stands."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

import msgspec

from sinoru.model.records import Record

if TYPE_CHECKING:
    from sinoru.check.corpus import Corpus
    from sinoru.check.source_text import SourceText

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


Check = Callable[["Corpus"], Iterator[Finding]]
CheckText = Callable[["SourceText"], Iterator[TextFinding]]


class Rule(Protocol):
    """What the module of a rule has; its docstring is its manual. Codes with E are errors, with W warnings."""

    CODE: str
    SUMMARY: str
    __doc__: str | None
