"""The filters that every listing shares: as typed, and resolved against the corpus.

A date on the command line that has a first and a last day.
"""

from typing import Literal

import msgspec

from sinoru.model.errors import WrongDate

Sort = Literal["", "date", "-date", "rank"]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a user asked to see, as typed. Values of one filter are alternatives; filters add up."""

    start: str = ""
    end: str = ""
    person: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Claims only: who makes it."""
    about: tuple[str, ...] = ()
    """Claims only: any record's id, or a name."""
    certainty: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    limit: int | None = None
    """None: all (a search shows 20)."""
    sort: Sort = ""
    """Empty: the listing's own order."""


NO_FILTERS = Filters()


class Days(msgspec.Struct, frozen=True):
    """A date (EDTF) and the days it covers."""

    text: str
    first: int
    last: int


def read_days(option: str, typed: str) -> Days:
    """Read a date as a person types it. Raises WrongDate."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        when = parse_typed(typed)
    except DateError as error:
        raise WrongDate(option, str(error)) from None
    if when.earliest is None or when.latest is None:
        raise WrongDate(
            option,
            f"'{typed}' has no first or no last day; ask for a timeline from or up to it",
        )
    return Days(when.text, when.earliest, when.latest)
