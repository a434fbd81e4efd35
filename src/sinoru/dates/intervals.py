"""When something began and ended, as far as a date tells, and what two such intervals say for certain."""

from functools import lru_cache

import msgspec

from sinoru.dates.edtf import EdtfDate, parse_edtf


class Interval(msgspec.Struct, frozen=True):
    """Day numbers that limit when something began and ended; None if not known."""

    first: int | None
    """It did not begin before."""
    begun: int | None
    """It had begun by then."""
    ending: int | None
    """It had not ended before."""
    last: int | None
    """It had ended by then."""
    is_exact: bool
    """Known to the day, and not marked as doubtful."""


@lru_cache(maxsize=4096)  # thousands of lives share a few years
def interval_of(edtf: str) -> Interval | None:
    """Return the interval of a date; None if there is no date or it is marked as doubtful (`~ ? %`)."""
    date = parse_edtf(edtf) if edtf else None
    if date is None or date.approximate or date.uncertain:
        return None
    start, end = date.start or date, date.end or date
    return Interval(start.earliest, start.latest, end.earliest, end.latest, _is_day(start) and _is_day(end))


def _is_day(date: EdtfDate) -> bool:
    return date.precision in ("time", "day")


def is_apart(one: Interval, other: Interval) -> bool:
    """Return whether two intervals certainly have no day in common."""
    return _is_before(one, other) or _is_before(other, one)


def _is_before(one: Interval, other: Interval) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def reaches_beyond(part: Interval, whole: Interval) -> bool:
    """Return whether a part certainly begins before the whole or ends after it."""
    is_early = part.begun is not None and whole.first is not None and part.begun < whole.first
    is_late = part.ending is not None and whole.last is not None and part.ending > whole.last
    return is_early or is_late
