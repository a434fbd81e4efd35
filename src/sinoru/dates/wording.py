"""Dates in the words of an English historian, after the Chicago Manual of Style where it has a rule.

Approximate dates begin with `c.`, uncertain ones end with `?`. Years before 1000 say AD or BC. `19XX` is the 20th
century: EDTF means 1900 to 1999, and so do most who write of one.
"""

from sinoru.dates.calendar_days import civil_of_day, days_in_month
from sinoru.dates.edtf_date import EdtfDate
from sinoru.dates.english import (
    EN_DASH,
    MONTHS,
    THIRDS_OF_CENTURY,
    THIRDS_OF_DECADE,
    THIRDS_OF_MONTH,
    join_dates,
    third_in_words,
)
from sinoru.dates.single_wording import century_in_words, decade_in_words, single_date_in_words, year_in_words


def in_words(date: EdtfDate) -> str:
    """Write a date out: `22–29 May 1999`, `c. 1994`, `late 1998`, `from May 1999`."""
    if date.start and date.end:
        return _interval_in_words(date.start, date.end)
    words = single_date_in_words(date)
    return f"{'c. ' if date.approximate else ''}{words}{'?' if date.uncertain else ''}"


def _interval_in_words(start: EdtfDate, end: EdtfDate) -> str:
    first, last = in_words(start), in_words(end)
    if end.precision == "open":
        return f"from {first}"
    if start.precision == "open":
        return f"until {last}"
    if first == last:
        return first
    if start.precision == end.precision and not (_has_proviso(start) or _has_proviso(end)):
        return join_dates(first, last)
    return _third(start, end) or f"{first} {EN_DASH} {last}"


def _has_proviso(date: EdtfDate) -> bool:
    """Tell whether words beside the date belong to it alone."""
    return date.approximate or date.uncertain or "-XX" in date.text


def _third(start: EdtfDate, end: EdtfDate) -> str:
    """Say `early May 1999` or `late 1990s` where that is what the interval stands for; nothing otherwise."""
    approximate = start.approximate and end.approximate and not (start.uncertain or end.uncertain)
    if not approximate or start.earliest is None or end.earliest is None or "X" in start.text + end.text:
        return ""
    first, last = civil_of_day(start.earliest), civil_of_day(end.earliest)
    if start.precision == end.precision == "year" and first[0] > 0:
        return _third_of_years(first[0], last[0])
    if start.precision == end.precision == "day" and first[:2] == last[:2]:
        return _third_of_month(first[0], first[1], first[2], last[2])
    return ""


def _third_of_month(year: int, month: int, first: int, last: int) -> str:
    for third, (earliest, latest) in THIRDS_OF_MONTH.items():
        if (first, last) == (earliest, min(latest, days_in_month(year, month))):
            return third_in_words(third, f"{MONTHS[month - 1]} {year_in_words(year)}")
    return ""


def _third_of_years(first: int, last: int) -> str:
    decade, century = first // 10 * 10, first // 100 * 100
    wholes = (
        (decade, THIRDS_OF_DECADE, decade_in_words(decade)),
        (century, THIRDS_OF_CENTURY, century_in_words(century)),
    )
    for start, thirds, whole in wholes:
        for third, (earliest, latest) in thirds.items():
            if (first, last) == (start + earliest, start + latest):
                return third_in_words(third, whole)
    return ""
