"""Dates whose parts are joined to one token: `1999-05-08`, `8.5.1999`, `8-May-99`, `1999-W19`, `XXXX-03-24`."""

from collections.abc import Callable

from sinoru.dates.partial import PartialDate
from sinoru.dates.tokens import Token

_LAST_MONTH = 12
_LAST_SHORT = 30
"""The last two digits that are of this century: `30` is 2030, `31` is 1931."""
_CENTURY = 100


def read_joined(token: Token, *, month_first: bool) -> PartialDate | None:
    """Return the date that a token is by itself; None for other tokens. The calendar need not have the day."""
    for kind, text in token.meanings:
        if kind == "figures":
            return _read_figures(str(text).replace(" ", ""), month_first=month_first)
        if kind in _READERS:
            return _READERS[kind](str(text).upper())
    return None


def full_year(year: int) -> int:
    """Return the year that two digits stand for: 99 is 1999, 8 is 2008."""
    if year >= _CENTURY:
        return year
    return 1900 + year if year > _LAST_SHORT else 2000 + year


def _make_day(year: str, month: int, day: int, *, either_order: bool = False) -> PartialDate:
    is_short = len(year) <= len("99")
    return PartialDate(full_year(int(year)), month, day, short_year=is_short, either_order=either_order)


def _read_figures(text: str, *, month_first: bool) -> PartialDate:
    """Read `8.5.1999` with the day first; `8/5/1999` and `8-5-1999` in the order that is possible or given."""
    separator = next(mark for mark in "/.-" if mark in text)
    one, other, year = text.split(separator)
    first, second = int(one), int(other)
    may_be_month = separator != "." and first <= _LAST_MONTH
    is_swapped = second > _LAST_MONTH >= first or (may_be_month and month_first)
    day, month = (second, first) if is_swapped else (first, second)
    is_either = may_be_month and second <= _LAST_MONTH and first != second
    return _make_day(year, month, day, either_order=is_either)


def _read_day(text: str) -> PartialDate:
    year, month, day = text.replace("/", "-").replace(".", "-").split("-")
    return _make_day(year, int(month), int(day))


def _read_edtf(text: str) -> PartialDate | None:
    """Read what only EDTF has: `199X`, `Y12000` and `XXXX-03-24`."""
    if text.startswith("Y"):
        return PartialDate(year=int(text[1:]))
    if not text.startswith("XXXX"):
        return PartialDate(decade=text) if len(text) == len("199X") else None
    _, month, *day = text.split("-")
    return PartialDate(month=int(month), day=int(day[0]) if day else None, unknown="year")


_READERS: dict[str, Callable[[str], PartialDate | None]] = {
    "whole": _read_day,
    "iso": _read_day,
    "isomonth": lambda text: PartialDate(year=int(text[:4]), month=int(text[5:])),
    "isopart": lambda text: PartialDate(year=int(text[:4]), part=int(text[5:])),
    "isoweek": lambda text: PartialDate(year=int(text[:4]), week=int(text[-2:])),
    "edtf": _read_edtf,
}
