"""Periods of the calendar, for grouping and counting, and typed lengths of time (`3d`, `2 weeks`)."""

from typing import Literal

from sinoru.dates.days import civil_of_day, iso_week, year_text
from sinoru.dates.edtf import DateError, parse_edtf

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
        raise DateError(
            "", "use a form such as 3d, 2w, 1m (30 days) or 1y (365 days)", verdict="not a length of time"
        )
    return int(digits) * days
