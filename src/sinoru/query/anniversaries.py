"""The records of a day in any year: 8 May, whatever the year."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sinoru.dates.days import civil_of_day, day_of_civil, days_in_month
from sinoru.index import numbers
from sinoru.index.index import Condition, Index, Numbers

MonthDay = str
"""A month and a day as ISO 8601 writes them: `05-08`."""
_LONGEST = 366
"""The days of which at least one falls on any given day of the year."""


def records_of_day(index: Index, day: MonthDay, *, surely: bool) -> Condition:
    """Return the records that may fall on this day of a year; `surely`: those that fall on no other."""
    firsts, far = _first_days(index), dict(_far_away(index))
    days = _in_their_years(day, [*firsts, *far.values()])
    found = set(_beginning(index, set(days).intersection(firsts)))
    longer = dict(index.rows("SELECT record, latest FROM span"))
    if surely:
        return Numbers(tuple(sorted(found - longer.keys())))
    found |= {
        number
        for number, latest in longer.items()
        if _includes(far.get(number, numbers.first_day(number)), latest, days)
    }
    return Numbers(tuple(sorted(found)))


def _first_days(index: Index) -> list[int]:
    """Return the days on which records begin, in order."""
    slots = index.rows("SELECT DISTINCT slot FROM density WHERE records > 0 ORDER BY slot")
    firsts = (numbers.first_day(slot << numbers.DAY_SHIFT) for (slot,) in slots)
    return [first for first in firsts if first is not None and not numbers.is_undated(first)]


def _far_away(index: Index) -> Iterator[tuple[int, int]]:
    """Yield the records that begin so early or late that their numbers do not show the day, with that day.

    All of them are longer than a day, as only years are written so.
    """
    for bounds in numbers.FAR_AWAY:
        yield from index.rows("SELECT number, earliest FROM record WHERE number >= ? AND number < ?", bounds)


def _in_their_years(day: MonthDay, firsts: Sequence[int]) -> list[int]:
    """Return this day of the years of the first days, and of the years after these; leap days in leap years."""
    month, of_month = map(int, day.split("-"))
    years = sorted({civil_of_day(first)[0] + later for first in firsts for later in (0, 1)})
    return [day_of_civil(year, month, of_month) for year in years if of_month <= days_in_month(year, month)]


def _beginning(index: Index, days: set[int]) -> Iterator[int]:
    """Yield the numbers of the records that begin on these days."""
    for day in sorted(days):
        query = "SELECT number FROM record WHERE number >= ? AND number < ?"
        low, high = numbers.first_number(day), numbers.after_day(day)
        yield from (number for (number,) in index.rows(query, (low, high)))


def _includes(first: int | None, last: int | None, days: Sequence[int]) -> bool:
    """Return whether the time from the first to the last day includes one of these days (None: no bound)."""
    if first is None or last is None or last - first >= _LONGEST:
        return True
    at = bisect_left(days, first)
    return at < len(days) and days[at] <= last
