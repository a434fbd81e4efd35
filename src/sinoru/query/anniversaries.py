"""The records of a day in any year: 8 May, whatever the year."""

from collections.abc import Iterator

from sinoru.dates.days import iso_day
from sinoru.index import numbers
from sinoru.index.index import Condition, Index, Numbers

MonthDay = str
"""A month and a day as ISO 8601 writes them: `05-08`."""
_LONGEST = 366
"""The days of which at least one falls on any given day of the year."""


def records_of_day(index: Index, day: MonthDay, *, surely: bool) -> Condition:
    """Return the records that may fall on this day of a year; `surely`: those that fall on no other."""
    found = set(_beginning(index, day))
    longer = dict(index.rows("SELECT record, latest FROM span"))
    if surely:
        return Numbers(tuple(sorted(found - longer.keys())))
    found |= {
        number for number, latest in longer.items() if _includes(numbers.first_day(number), latest, day)
    }
    return Numbers(tuple(sorted(found)))


def _beginning(index: Index, day: MonthDay) -> Iterator[int]:
    """Yield the numbers of the records that begin on this day of a year."""
    slots = index.rows("SELECT DISTINCT slot FROM density WHERE records > 0 ORDER BY slot")
    firsts = (numbers.first_day(slot << numbers.DAY_SHIFT) for (slot,) in slots)
    for first in firsts:
        if first is not None and not numbers.is_undated(first) and iso_day(first)[-5:] == day:
            low, high = numbers.first_number(first), numbers.after_day(first)
            yield from (
                n
                for (n,) in index.rows(
                    "SELECT number FROM record WHERE number >= ? AND number < ?", (low, high)
                )
            )


def _includes(first: int | None, last: int | None, day: MonthDay) -> bool:
    """Return whether the days from the first to the last include this day of a year; None: without such a bound."""
    if first is None or last is None or last - first >= _LONGEST:
        return True
    start, end = iso_day(first), iso_day(last)
    if start[:-6] == end[:-6]:
        return start[-5:] <= day <= end[-5:]
    return day >= start[-5:] or day <= end[-5:]
