"""Words for one date without its doubt: a day, a part of a year, a year, a decade and so on."""

from collections.abc import Callable
from typing import cast

from sinoru.dates.calendar_days import civil_of_day, weekday_index
from sinoru.dates.edtf_date import EdtfDate
from sinoru.dates.english import (
    HALVES,
    MONTHS,
    QUARTERS,
    SEASONS,
    THIRDS,
    WEEKDAYS,
    join_dates,
    ordinal,
    third_in_words,
)

_FIRST_YEAR_WITHOUT_ERA = 1000
_FIRST_YEAR_WITH_COMMA = 10_000
_LENGTH_OF_CLOCK = len("05:45:00")


def single_date_in_words(date: EdtfDate) -> str:
    """Write out a date that is no interval, without its doubt; an unknown or open end says so."""
    word = _WORDINGS.get(date.precision)
    return word(date) if word else date.precision


def day_in_words(day: int) -> str:
    """Write a day number as `8 May 1999`."""
    year, month, of_month = civil_of_day(day)
    return f"{of_month} {MONTHS[month - 1]} {year_in_words(year)}"


def weekday(day: int) -> str:
    """Name the day of the week of a day number."""
    return WEEKDAYS[weekday_index(day)]


def year_in_words(year: int) -> str:
    """Write a year of ISO 8601, where 0 is 1 BC: `1999`, `AD 800`, `44 BC`, `10,000 BC`."""
    count = year if year > 0 else 1 - year
    digits = f"{count:,}" if count >= _FIRST_YEAR_WITH_COMMA else str(count)
    if year <= 0:
        return f"{digits} BC"
    return digits if year >= _FIRST_YEAR_WITHOUT_ERA else f"AD {digits}"


def decade_in_words(first_year: int) -> str:
    """Name the decade that begins with a year: `1990s`, `AD 990s`, `50–41 BC`."""
    if first_year > 0:
        return f"{year_in_words(first_year)}s"
    return join_dates(year_in_words(first_year), year_in_words(first_year + 9))


def century_in_words(first_year: int) -> str:
    """Name the century that begins with a year: 1900 gives `20th century`, -499 gives `5th century BC`."""
    return _nth(first_year, 100, "century")


def _nth(first_year: int, length: int, name: str) -> str:
    number = ordinal(abs(first_year) // length + 1)
    return f"{number} {name}{' BC' if first_year < 0 else ''}"


def _civil(date: EdtfDate) -> tuple[int, int, int]:
    return civil_of_day(cast("int", date.earliest))


def _code(date: EdtfDate) -> int:
    """Give the month, season and so on, in which the text of the date ends."""
    return int(date.text.rstrip("~?%")[-2:])


def _time(date: EdtfDate) -> str:
    time = date.text.partition("T")[2]
    clock, shift = time[:_LENGTH_OF_CLOCK].removesuffix(":00"), time[_LENGTH_OF_CLOCK:]
    zone = f" UTC{shift.removeprefix('Z')}" if shift else ""
    return f"{_day(date)}, {clock}{zone}"


def _day(date: EdtfDate) -> str:
    return day_in_words(cast("int", date.earliest))


def _month(date: EdtfDate) -> str:
    year, month, _ = _civil(date)
    return f"{MONTHS[month - 1]} {year_in_words(year)}{', day unknown' if 'X' in date.text else ''}"


def _season(date: EdtfDate) -> str:
    name, year = SEASONS[_code(date)], _civil(date)[0]
    return f"{name} {_two_years(year) if name == 'winter' else year_in_words(year)}"


def _two_years(year: int) -> str:
    """Write a year and the next: `1998–99`, `1999–2000`, `44–43 BC`."""
    following = year_in_words(year + 1)
    if year >= _FIRST_YEAR_WITHOUT_ERA and following[:2] == str(year)[:2]:
        following = following[2:]
    return join_dates(year_in_words(year), following)


def _quarter(date: EdtfDate) -> str:
    return f"{QUARTERS[_code(date)]} of {_year_of(date)}"


def _quadrimester(date: EdtfDate) -> str:
    return third_in_words(THIRDS[_code(date)], _year_of(date))


def _semester(date: EdtfDate) -> str:
    return f"{HALVES[_code(date)]} of {_year_of(date)}"


def _year_of(date: EdtfDate) -> str:
    return year_in_words(_civil(date)[0])


def _year(date: EdtfDate) -> str:
    unknown = {0: "", 2: ", month unknown", 4: ", day unknown"}[date.text.count("X")]
    return _year_of(date) + unknown


def _decade(date: EdtfDate) -> str:
    return decade_in_words(_civil(date)[0])


def _century(date: EdtfDate) -> str:
    return century_in_words(_civil(date)[0])


def _millennium(date: EdtfDate) -> str:
    return _nth(_civil(date)[0], 1000, "millennium")


def _yearless(date: EdtfDate) -> str:
    month, *day = date.text.rstrip("~?%").split("-")[1:]
    day_words = "".join(f"{int(digits)} " for digits in day if digits != "XX")
    return f"{day_words}{MONTHS[int(month) - 1]}, year unknown"


_WORDINGS: dict[str, Callable[[EdtfDate], str]] = {
    "time": _time,
    "day": _day,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "quadrimester": _quadrimester,
    "semester": _semester,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "millennium": _millennium,
    "yearless": _yearless,
}
