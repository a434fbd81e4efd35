"""When something began and ended, as far as a date shows it, and what is certain about two such intervals."""

from functools import lru_cache

import msgspec

from sinoru.dates.edtf import EdtfDate, parse_end


class Interval(msgspec.Struct, frozen=True):
    """Day numbers that limit when something began and ended; None if not known."""

    first: int | None
    """The first day on which it may have begun."""
    begun: int | None
    """The last day on which it may have begun."""
    ending: int | None
    """The first day on which it may have ended."""
    last: int | None
    """The last day on which it may have ended."""
    is_exact: bool
    """Known to the day, and not marked as doubtful."""


@lru_cache(maxsize=4096)  # thousands of lives share a few years
def interval_of(edtf: str) -> Interval | None:
    """Return the interval of a date; None without a date, or if it is marked as doubtful (`~ ? %`).

    `..`, an end that has not come, is an interval without any day.
    """
    date = parse_end(edtf) if edtf else None
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
