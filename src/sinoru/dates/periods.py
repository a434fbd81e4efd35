"""Periods of the calendar for grouping, typed lengths of time, and what is certain about when something lasted."""

from functools import lru_cache
from typing import Literal

import msgspec

from sinoru.dates.days import civil_of_day, iso_week, year_text
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade")

_UNIT_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y"}
_DAYS_IN_UNIT = {"d": 1, "w": 7, "m": 30, "y": 365}
_MOST_DIGITS = 6


def period_of(day: int, unit: Unit) -> str:
    """Return the EDTF text of the period that a day number falls in: `1999-05`, `1999-34` (a quarter), `199X`.

    EDTF has no weeks; they are written as in ISO 8601, `1999-W19`. For years of more than four digits, the period
    is always the year.
    """
    year, month, of_month = civil_of_day(day)
    week = 0
    if unit == "week":
        year, week = iso_week(day)
    label = year_text(year)
    if label.startswith("Y"):
        return label
    if unit == "decade":
        return f"{label[:-1]}X"
    endings: dict[Unit, str] = {
        "day": f"-{month:02d}-{of_month:02d}",
        "week": f"-W{week:02d}",
        "month": f"-{month:02d}",
        "quarter": f"-{33 + (month - 1) // 3}",
        "year": "",
    }
    return label + endings[unit]


def period_in_words(label: str) -> str:
    """Write out the result of `period_of`: `May 1999`, `second quarter of 1999`, `week 19 of 1999`."""
    from sinoru.dates.wording import in_words, year_in_words

    year, _, week = label.partition("-W")
    if week:
        return f"week {int(week)} of {year_in_words(int(year))}"
    return in_words(parse_edtf(label))


def parse_duration(text: str) -> int:
    """Parse a length of time (`3d`, `2 weeks`) to days; a month has 30 days, a year 365. Raises DateError."""
    written = text.strip().lower()
    unit = written.lstrip("0123456789")
    digits = written.removesuffix(unit)
    unit = unit.strip()
    days = _DAYS_IN_UNIT.get(_UNIT_LETTERS.get(unit.removesuffix("s"), unit))
    if not digits or days is None or len(digits) > _MOST_DIGITS:
        shown = text[:40]
        raise DateError(f"{shown!r} is no length of time: write 3d, 2w, 1m (30 days) or 1y (365 days)")
    return int(digits) * days


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
