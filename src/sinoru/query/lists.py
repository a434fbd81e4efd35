"""Lists to scroll through, as they are asked for, and their pages (query/pages.py)."""

from typing import Any

import msgspec

from sinoru.model.records import Organisation, Person, Place
from sinoru.query.answers import Answer, OfficeHeld, Reply
from sinoru.query.filters import NO_FILTERS, Filters


class Asked(msgspec.Struct, frozen=True):
    """A list that is asked for: what it lists, the words typed, and the filters."""

    what: str
    """What it lists, as `timeline` (query/pages.py)."""
    words: str = ""
    filters: Filters = NO_FILTERS


class Page(Reply, frozen=True):
    """A part of a list."""

    rows: tuple[Any, ...]
    """Answers: EventAnswer, Hit, Named, ClaimAnswer, ConflictAnswer or SourceUse."""
    skipped: int
    """The number of records before the first row."""
    total: int
    total_is_exact: bool = True
    is_ranked: bool = True
    guess: str = ""
    """The rule by which names were found, if no name has the letters typed: `typo`, `sound` ..."""
    corrected: tuple[tuple[str, str], ...] = ()
    relaxed: bool = False
    """No record has all words; those listed have some of them."""


class Named(Answer, frozen=True):
    """A person, an organisation or a place in a list."""

    record: Person | Organisation | Place
    office: OfficeHeld | None = None
    """The office by which a person was found."""
    events: int = 0
