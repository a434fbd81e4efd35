"""Typed dates in figures: days in any order that is clear, and the weeks of ISO 8601."""

from sinoru.dates.calendar_days import iso_day, iso_week, monday_of_week
from sinoru.dates.edtf_date import DateError
from sinoru.dates.english import MONTHS

_DIGITS_OF_YEAR = 4
_MONTHS_OF_YEAR = len(MONTHS)


def read_figures(words: list[str]) -> str | None:
    """Read a date all in figures; where day and month cannot be told apart, ask."""
    fields = _split_figures(words[0]) if len(words) == 1 else []
    match [len(field) == _DIGITS_OF_YEAR for field in fields]:
        case [True, False, False]:
            return f"{fields[0]}-{fields[1]:>02}-{fields[2]:>02}"
        case [False, False, True]:
            return _read_day_and_month(words[0], fields)
        case [True, False] if int(fields[1]) <= _MONTHS_OF_YEAR:
            return f"{fields[0]}-{fields[1]:>02}"
        case [False, True] if int(fields[0]) <= _MONTHS_OF_YEAR:
            return f"{fields[1]}-{fields[0]:>02}"
    return None


def _split_figures(word: str) -> list[str]:
    separator = next((mark for mark in "/.-" if mark in word), None)
    fields = word.split(separator)
    return fields if all(field.isdecimal() for field in fields) else []


def _read_day_and_month(written: str, fields: list[str]) -> str | None:
    """Read `8.5.1999`, day first as wherever dots are written; with other signs only where one order fits."""
    first, second, year = int(fields[0]), int(fields[1]), fields[2]
    orders = [(first, second), (second, first)] if "." not in written else [(first, second)]
    dates = sorted({(month, day) for day, month in orders if 1 <= month <= _MONTHS_OF_YEAR})
    if len(dates) > 1:
        readings = " or ".join(f"{day} {MONTHS[month - 1]} {year}" for month, day in dates)
        raise DateError(f"{written} may be {readings}: write one of these, or {year}-MM-DD")
    return f"{year}-{dates[0][0]:02d}-{dates[0][1]:02d}" if dates else None


def read_week(words: list[str]) -> str | None:
    """Read `1999-W19` and `week 19 of 1999`, weeks as ISO 8601 counts them."""
    match words:
        case ["week", week, year]:
            pass
        case [year, week] if week.startswith("w"):
            week = week[1:]
        case _:
            return None
    if not (week.isdecimal() and year.isdecimal() and len(year) == _DIGITS_OF_YEAR):
        return None
    monday = monday_of_week(int(year), int(week))
    if iso_week(monday) != (int(year), int(week)):
        raise DateError(f"{year} has no week {week}: write a week from 1 to 52 or 53")
    return f"{iso_day(monday)}/{iso_day(monday + 6)}"
