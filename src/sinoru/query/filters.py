"""The filters that all listings share, as typed, and dates with a first and a last day."""

from typing import Literal

import msgspec

from sinoru.messages import quoted
from sinoru.model.errors import WrongDate

Sort = Literal["", "date", "-date", "rank"]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Filters as typed. Values of one filter are alternatives; a record has to pass all filters."""

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
    """Claims only: the person or organisation that makes it."""
    about: tuple[str, ...] = ()
    """Claims only: any record's id, or a name."""
    certainty: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    limit: int | None = None
    """None: no limit (a search returns 20)."""
    sort: Sort = ""
    """Empty: the default order of the listing."""


NO_FILTERS = Filters()


class Days(msgspec.Struct, frozen=True):
    """A date (EDTF) and the days it covers."""

    text: str
    first: int
    last: int


def read_days(option: str, typed: str) -> Days:
    """Parse a date as typed. Raises WrongDate, also for a date without a first or a last day."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        when = parse_typed(typed)
    except DateError as error:
        raise WrongDate(option, error.message(typed)) from None
    if when.earliest is None and when.latest is None:
        raise WrongDate(option, f"{quoted(typed)} has no year. Add one.")
    if when.latest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no last day. Use a date that has one, or list a timeline from it."
        )
    if when.earliest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no first day. Use a date that has one, or list a timeline up to it."
        )
    return Days(when.text, when.earliest, when.latest)
