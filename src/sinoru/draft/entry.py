"""A dated entry of a text, before its year is known."""

import msgspec

from sinoru.draft.partial_date import When


class Entry(msgspec.Struct):
    """An entry, or a heading that only gives the years and months of what stands below it."""

    when: When
    line: int
    """Where it begins, from 1."""
    printed: str
    """Its date as printed."""
    texts: list[str]
    source: str
    """The line as it stands."""
    is_heading: bool = False
    inherits: bool = False
    """It has no date of its own; that of its heading is taken."""
    hint: bool = False
    """A year in a title or a byline, which only counts where no other is known."""
    doubts: list[str] = msgspec.field(default_factory=list)


class Passed(msgspec.Struct, frozen=True):
    """A line that stands in no entry."""

    line: int
    text: str
