"""Dates in the words of an English historian, and the English names of the parts of a calendar.

The wording follows the Chicago Manual of Style where that has a rule. Approximate dates begin with `c.`, uncertain
ones end with `?`. Years before 1000 have AD or BC. `19XX` is the 20th century: EDTF means 1900 to 1999, as do most
writers. `written` reads them back.
"""

from collections.abc import Callable
from typing import cast

from sinoru.dates.days import civil_of_day, days_in_month, weekday_index
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf

EN_DASH = "\u2013"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""By EDTF code, as are the next three."""
QUARTERS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
HALVES = {40: "first half", 41: "second half"}
THIRDS = {37: "early", 38: "mid", 39: "late"}
"""Early 1998 is its January to April, mid-1998 its May to August, late 1998 its September to December."""

THIRDS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""Early May is about 1-10 May, mid-May 11-20 May, late May 21-31 May (or to the end of a shorter month)."""
THIRDS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""The early 1990s are about 1990-1993, the mid-1990s 1994-1996, the late 1990s 1997-1999."""
THIRDS_OF_CENTURY = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}
"""The early 20th century is about 1900-1933, its middle 1934-1966, the late 20th century 1967-1999."""

_FIRST_YEAR_WITHOUT_ERA = 1000
_FIRST_YEAR_WITH_COMMA = 10_000
_LENGTH_OF_CLOCK = len("05:45:00")


def date_words(edtf: str) -> str:
    """Write out a date that is EDTF text; other text is returned unchanged."""
    try:
        return in_words(parse_edtf(edtf))
    except DateError:
        return edtf


def in_words(date: EdtfDate) -> str:
    """Write out a date: `22–29 May 1999`, `c. 1994`, `late 1998`, `from May 1999`."""
    if date.is_moment:
        return _moment_in_words(date)
    if date.start and date.end:
        return _interval_in_words(date.start, date.end)
    words = single_date_in_words(date)
    return f"{'c. ' if date.approximate else ''}{words}{'?' if date.uncertain else ''}"


def _moment_in_words(date: EdtfDate) -> str:
    """Write out a moment before or after a date: `before 1066`, `after 8 May 1999`."""
    is_before = date.earliest is None
    bound = cast("EdtfDate", date.end if is_before else date.start)
    beside = cast("int", date.latest) + 1 if is_before else cast("int", date.earliest) - 1
    year, month, _ = civil_of_day(beside)
    words = year_in_words(year)
    if bound.precision == "day":
        words = day_in_words(beside)
    elif bound.precision == "month" or month != (1 if is_before else len(MONTHS)):
        words = f"{MONTHS[month - 1]} {words}"
    about, doubt = "c. " if bound.approximate else "", "?" if bound.uncertain else ""
    return f"{'before' if is_before else 'after'} {about}{words}{doubt}"


def _interval_in_words(start: EdtfDate, end: EdtfDate) -> str:
    first, last = in_words(start), in_words(end)
    if end.precision == "open":
        return f"from {first}"
    if start.precision == "open":
        return f"until {last}"
    if first == last:
        return first
    if start.precision == end.precision and not (_has_qualifier(start) or _has_qualifier(end)):
        return join_dates(first, last)
    third = _match_third(start, end)
    if not third and start.precision == end.precision == "day" and start.earliest is not None:
        year = f" {year_in_words(civil_of_day(start.earliest)[0])}"
        if last.endswith(year):  # `8 May – c. 11 May 1999`
            first = first.removesuffix(year)
    return third or f"{first} {EN_DASH} {last}"


def _has_qualifier(date: EdtfDate) -> bool:
    """Return whether the wording of the date has words that apply to it alone, such as `c.`."""
    return date.approximate or date.uncertain or "-XX" in date.text


def _match_third(start: EdtfDate, end: EdtfDate) -> str:
    """Write `early May 1999` or `late 1990s` if the interval is exactly that; otherwise nothing."""
    approximate = start.approximate and end.approximate and not (start.uncertain or end.uncertain)
    if not approximate or start.earliest is None or end.earliest is None or "X" in start.text + end.text:
        return ""
    first, last = civil_of_day(start.earliest), civil_of_day(end.earliest)
    if start.precision == end.precision == "year" and first[0] > 0:
        return _match_third_of_years(first[0], last[0])
    if start.precision == end.precision == "day" and first[:2] == last[:2]:
        return _match_third_of_month(first[0], first[1], first[2], last[2])
    return ""


def _match_third_of_month(year: int, month: int, first: int, last: int) -> str:
    for third, (earliest, latest) in THIRDS_OF_MONTH.items():
        if (first, last) == (earliest, min(latest, days_in_month(year, month))):
            return third_in_words(third, f"{MONTHS[month - 1]} {year_in_words(year)}")
    return ""


def _match_third_of_years(first: int, last: int) -> str:
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


def single_date_in_words(date: EdtfDate) -> str:
    """Write out a date other than an interval, without its doubt; an unknown or open end is written as such."""
    write = _WRITERS.get(date.precision)
    return write(date) if write else date.precision


def day_in_words(day: int) -> str:
    """Write a day number as `8 May 1999`."""
    year, month, of_month = civil_of_day(day)
    return f"{of_month} {MONTHS[month - 1]} {year_in_words(year)}"


def days_in_words(first: int | None, last: int | None) -> str:
    """Write out a time from one day number to another: `8–15 May 1999`, `May–June 1999`, `from 8 May 1999`.

    It is written in years or months where these are whole. None stands for no bound; without any, nothing is written.
    """
    if first is None or last is None:
        return (
            f"from {day_in_words(first)}"
            if first is not None
            else f"until {day_in_words(last)}"
            if last is not None
            else ""
        )
    (year, month, day), (last_year, last_month, last_day) = civil_of_day(first), civil_of_day(last)
    words, last_words = day_in_words(first), day_in_words(last)
    if day == 1 and last_day == days_in_month(last_year, last_month):
        words, last_words = year_in_words(year), year_in_words(last_year)
        if (month, last_month) != (1, len(MONTHS)):
            words, last_words = f"{MONTHS[month - 1]} {words}", f"{MONTHS[last_month - 1]} {last_words}"
    return words if words == last_words else join_dates(words, last_words)


def weekday(day: int) -> str:
    """Return the name of the day of the week of a day number."""
    return WEEKDAYS[weekday_index(day)]


def year_in_words(year: int) -> str:
    """Write a year of ISO 8601, where 0 is 1 BC: `1999`, `AD 800`, `44 BC`, `10,000 BC`."""
    count = year if year > 0 else 1 - year
    digits = f"{count:,}" if count >= _FIRST_YEAR_WITH_COMMA else str(count)
    if year <= 0:
        return f"{digits} BC"
    return digits if year >= _FIRST_YEAR_WITHOUT_ERA else f"AD {digits}"


def decade_in_words(first_year: int) -> str:
    """Write the decade that begins with a year: `1990s`, `AD 990s`, `50–41 BC`."""
    if first_year > 0:
        return f"{year_in_words(first_year)}s"
    return join_dates(year_in_words(first_year), year_in_words(first_year + 9))


def century_in_words(first_year: int) -> str:
    """Write the century that begins with a year: 1900 is `20th century`, -499 is `5th century BC`."""
    return _nth_period(first_year, 100, "century")


def _nth_period(first_year: int, length: int, name: str) -> str:
    number = ordinal(abs(first_year) // length + 1)
    return f"{number} {name}{' BC' if first_year < 0 else ''}"


def third_in_words(third: str, whole: str) -> str:
    """Write `early 1998`, `mid-May 1999`."""
    return f"{third}{'-' if third == 'mid' else ' '}{whole}"


def ordinal(number: int) -> str:
    """Write `1st`, `22nd`, `113th`."""
    teens = number % 100 // 10 == 1
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def join_dates(first: str, last: str) -> str:
    """Write two dates as a range, common words at the end once: `22–29 May 1999`, `28 April – 3 May 1999`."""
    firsts, lasts = first.replace(",", " ,").split(), last.replace(",", " ,").split()
    common: list[str] = []
    while len(firsts) > 1 and len(lasts) > 1 and firsts[-1] == lasts[-1]:
        common = [firsts.pop(), *common]
        lasts.pop()
    dash = EN_DASH if len(firsts) == 1 and len(lasts) == 1 else f" {EN_DASH} "
    return f"{' '.join(firsts)}{dash}{' '.join(lasts + common)}".replace(" ,", ",")


def _write_time(date: EdtfDate) -> str:
    time = date.text.partition("T")[2]
    clock, shift = time[:_LENGTH_OF_CLOCK].removesuffix(":00"), time[_LENGTH_OF_CLOCK:]
    zone = f" UTC{shift.removeprefix('Z')}" if shift else ""
    return f"{_write_day(date)}, {clock}{zone}"


def _write_day(date: EdtfDate) -> str:
    return day_in_words(cast("int", date.earliest))


def _write_month(date: EdtfDate) -> str:
    year, month, _ = civil_of_day(cast("int", date.earliest))
    return f"{MONTHS[month - 1]} {year_in_words(year)}{', day unknown' if 'X' in date.text else ''}"


def _write_season(date: EdtfDate) -> str:
    name, year = SEASONS[_code(date)], _first_year(date)
    if name != "winter":
        return f"{name} {year_in_words(year)}"
    following = year_in_words(year + 1)  # a winter has two years: 1998–99, 1999–2000, 44–43 BC
    if year >= _FIRST_YEAR_WITHOUT_ERA and following[:2] == str(year)[:2]:
        following = following[2:]
    return f"{name} {join_dates(year_in_words(year), following)}"


def _write_year(date: EdtfDate) -> str:
    unknown = {0: "", 2: ", month unknown", 4: ", day unknown"}[date.text.count("X")]
    return year_in_words(_first_year(date)) + unknown


def _write_yearless(date: EdtfDate) -> str:
    month, *day = date.text.rstrip("~?%").split("-")[1:]
    day_words = "".join(f"{int(digits)} " for digits in day if digits != "XX")
    return f"{day_words}{MONTHS[int(month) - 1]}, year unknown"


def _code(date: EdtfDate) -> int:
    """Return the EDTF code of a month, season and so on, with which the text of the date ends."""
    return int(date.text.rstrip("~?%")[-2:])


def _first_year(date: EdtfDate) -> int:
    return civil_of_day(cast("int", date.earliest))[0]


_WRITERS: dict[str, Callable[[EdtfDate], str]] = {
    "time": _write_time,
    "day": _write_day,
    "month": _write_month,
    "season": _write_season,
    "quarter": lambda date: f"{QUARTERS[_code(date)]} of {year_in_words(_first_year(date))}",
    "quadrimester": lambda date: third_in_words(THIRDS[_code(date)], year_in_words(_first_year(date))),
    "semester": lambda date: f"{HALVES[_code(date)]} of {year_in_words(_first_year(date))}",
    "year": _write_year,
    "decade": lambda date: decade_in_words(_first_year(date)),
    "century": lambda date: century_in_words(_first_year(date)),
    "millennium": lambda date: _nth_period(_first_year(date), 1000, "millennium"),
    "yearless": _write_yearless,
}
