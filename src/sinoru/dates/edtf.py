"""Dates with their precision and doubt, parsed from EDTF (ISO 8601-2).

Levels 0 and 1 are read; of level 2, dates without a year, quarters to halves of a year, and moments before or after a
date. The profile is that of
https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from sinoru.dates.days import day_of_civil, days_in_month
from sinoru.messages import character, not_a_date, quoted, sentence

if TYPE_CHECKING:
    from collections.abc import Container

Precision = Literal[
    "time", "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century",
    "millennium", "yearless", "interval", "open", "unknown",
]  # fmt: skip
"""The part that is known exactly. `open` (`..`) and `unknown` (no text) occur only at the ends of an interval."""


class DateError(ValueError):
    """A text is not a date: `why`, and in `hint` what to write instead, both as clauses."""

    def __init__(self, why: str, hint: str = "", column: int = 0, *, verdict: str = "not a date") -> None:
        super().__init__(f"{why}; {hint}" if why and hint else why or hint)
        self.why = why
        self.hint = hint
        self.column = column
        """Position of the error in the text, counted from 0 in code points."""
        self.verdict = verdict
        """What is said of the text before the reason."""

    def message(self, value: str) -> str:
        """Return the complete message: `'1999-13-08' is not a date: a year has no month 13. Use 01 to 12.`."""
        return not_a_date(value, self.why, sentence(self.hint) if self.hint else "", self.verdict)


class EdtfDate(msgspec.Struct, frozen=True, gc=False):
    """A date; equal dates have equal `text`."""

    text: str
    """EDTF, as it was written: `1999-05`, `1994~`, `1999-05-22/1999-05-29`."""
    earliest: int | None
    """First possible day, counted from 1970-01-01; None if it is open or not known."""
    latest: int | None
    """Last possible day, likewise. Doubt (`~ ? %`) widens neither."""
    precision: Precision
    approximate: bool = False
    """Marked `~` or `%`, in an interval at either end."""
    uncertain: bool = False
    """Marked `?` or `%`, likewise."""
    start: EdtfDate | None = None
    """The first date of an interval."""
    end: EdtfDate | None = None
    """The last date of an interval."""
    is_moment: bool = False
    """Whether it is one moment within an open interval, and not all of that: `[..1065]`, before the end of 1065."""

    @property
    def listed(self) -> tuple[int | None, int | None]:
        """Return the first and last day under which it is listed; a moment is listed under its bound."""
        return self.bound if self.is_moment else (self.earliest, self.latest)

    @property
    def bound(self) -> tuple[int | None, int | None]:
        """Return the first and last day of the known end of an open interval; of any other date, its own."""
        ends = [one for one in (self.start, self.end) if one is not None and one.precision != "open"]
        return (ends[0].earliest, ends[0].latest) if len(ends) == 1 else (self.earliest, self.latest)

    def overlaps(self, first: int | None, last: int | None) -> bool:
        """Return whether any possible day of the date is among the days from `first` to `last`.

        None stands for no limit. An unknown limit of the date may be any day.
        """
        may_begin_before_last = self.earliest is None or last is None or self.earliest <= last
        may_end_after_first = self.latest is None or first is None or first <= self.latest
        return may_begin_before_last and may_end_after_first


EDTF_CHARACTERS = "0123456789-/.X~?%YTZ:+"

_LONGEST = 64
_DIGITS_OF_YEAR = 4
_DIGITS_OF_LONG_YEAR = range(5, 13)
"""Twelve digits keep day numbers within 64 bits, and within the integers that JSON readers keep exactly."""
_LEAP_YEAR = 2000
_MONTHS = range(1, 13)
_LENGTH_OF_DAY = len("1999-05-08")
_LENGTH_OF_CLOCK = len("05:45:00")

PARTS_OF_YEAR: dict[int, tuple[Precision, int, int]] = {
    **{month: ("month", month, 1) for month in _MONTHS},
    **{21 + i: ("season", 3 + 3 * i, 3) for i in range(4)},
    **{33 + i: ("quarter", 1 + 3 * i, 3) for i in range(4)},
    **{37 + i: ("quadrimester", 1 + 4 * i, 4) for i in range(3)},
    **{40 + i: ("semester", 1 + 6 * i, 6) for i in range(2)},
}
"""Precision, first month and number of months by EDTF code.

ISO 8601-2 does not define the limits of seasons. These are the meteorological ones of the northern hemisphere:
spring begins in March, winter lasts from December to February of the next year.
"""
_YEAR_PRECISIONS: tuple[Precision, ...] = ("year", "decade", "century", "millennium")
"""The precision of a year, by the number of its unknown digits."""

FORMS = "use a form such as 1999, 1999-05, 1999-05-08, 1999-05-22/1999-05-29, 199X, 1994~ or 1994?"
_MONTH_HINT = "use 01 to 12"
_PART_HINT = (
    "use 01 to 12, 21-24 for a season, 33-36 for a quarter, 37-39 for a third or 40-41 for half of a year;"
    " for several years, 1939/1945"
)
_X_RULE = "X replaces the last digits of a year, or a complete month or day"
_X_HINT = "use 199X, 19XX or 1999-XX"
_TIME_HINT = "use 1999-05-08T05:45:00, followed by Z or an offset such as +08:00 if it is known"

OPEN_END = ".."
"""Written as an end: it has not ended."""
_OPEN = EdtfDate(OPEN_END, None, None, "open")
_UNKNOWN = EdtfDate("", None, None, "unknown")


@lru_cache(1 << 14)  # a corpus has far fewer dates than records, and each is parsed for several purposes
def parse_edtf(text: str) -> EdtfDate:
    """Parse a date in EDTF, without spaces around it. Raises DateError."""
    if len(text) > _LONGEST:
        raise DateError(f"a date has at most {_LONGEST} characters, not {len(text)}", FORMS)
    if text.startswith("["):
        return _parse_moment(text)
    return _parse_interval(text) if "/" in text else _parse_marked(text)


def parse_end(text: str) -> EdtfDate:
    """Parse the date on which something ended, or `..` if it has not ended. Raises DateError."""
    return _OPEN if text == OPEN_END else parse_edtf(text)


def _parse_marked(text: str) -> EdtfDate:
    """Parse one date, which may end in a mark of doubt."""
    # The fast path: nearly all dates of a corpus are days.
    if len(text) == _LENGTH_OF_DAY and text[4] == "-" == text[7]:
        digits = text[:4] + text[5:7] + text[8:]
        if digits.isdigit() and digits.isascii():
            return make_day(text, int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    _check_characters(text)
    if text[-1] not in "~?%":
        return read_date(text)
    date = read_date(text[:-1])
    if date.precision == "time":
        raise DateError("~, ? and % mark a day, not a time of day", "use 1999-05-08~", len(text) - 1)
    return EdtfDate(text, date.earliest, date.latest, date.precision, text[-1] in "~%", text[-1] in "?%")


def _check_characters(text: str) -> None:
    if not text:
        raise DateError("it is empty", FORMS)
    rest = text.lstrip(EDTF_CHARACTERS)
    if rest:
        raise DateError(f"unexpected {character(rest[0])}", FORMS, len(text) - len(rest))
    for mark in "~?%":
        if mark in text[:-1]:
            raise DateError("a date ends in one mark: ~, ? or, for both, %", "use 1999-05~", text.index(mark))


def _parse_interval(text: str) -> EdtfDate:
    first, _, last = text.partition("/")
    start = _parse_endpoint(first)
    try:
        end = _parse_endpoint(last)
    except DateError as error:
        raise DateError(error.why, error.hint, len(first) + 1 + error.column) from None
    earliest, latest = start.earliest, end.latest
    if earliest is None or latest is None:
        _check_endpoints(start, end)
    elif earliest > latest:
        raise DateError("the interval ends before it begins", "put the earlier date first", len(first) + 1)
    approximate, uncertain = start.approximate or end.approximate, start.uncertain or end.uncertain
    return EdtfDate(text, earliest, latest, "interval", approximate, uncertain, start, end)


def _parse_moment(text: str) -> EdtfDate:
    """Parse a moment before or after a date: `[..1065]`, `[1941..]`, with the date included."""
    inner = text[1:-1]
    bound = inner.removeprefix(OPEN_END).removesuffix(OPEN_END)
    if not text.endswith("]") or len(inner) - len(bound) != len(OPEN_END) or not bound or "/" in bound:
        raise DateError(
            "a moment in brackets has a date and two dots",
            "use [..1065] for before 1066, [1941..] for after 1940",
        )
    try:
        date = _parse_endpoint(bound)
    except DateError as error:
        raise DateError(error.why, error.hint, text.index(bound) + error.column) from None
    if date.earliest is None or date.latest is None:
        raise DateError("its date has no year", "use a date with a year, as in [..1065]", text.index(bound))
    is_before = inner.startswith(OPEN_END)
    start, end = (_OPEN, date) if is_before else (date, _OPEN)
    return EdtfDate(
        text=text,
        earliest=None if is_before else date.earliest,
        latest=date.latest if is_before else None,
        precision="interval",
        approximate=date.approximate,
        uncertain=date.uncertain,
        start=start,
        end=end,
        is_moment=True,
    )


def _parse_endpoint(text: str) -> EdtfDate:
    if text == OPEN_END:
        return _OPEN
    if not text:
        return _UNKNOWN
    if "/" in text:
        raise DateError("an interval has one '/'", "use 1999-05-22/1999-05-29", text.index("/"))
    if "T" in text:
        raise DateError("an interval has no time of day", "use 1999-05-22/1999-05-29", text.index("T"))
    return _parse_marked(text)


def _check_endpoints(start: EdtfDate, end: EdtfDate) -> None:
    dates = [date for date in (start, end) if date is not _OPEN and date is not _UNKNOWN]
    if not dates:
        raise DateError(
            "an interval needs a date at one end at least", "use 1999/.., ../1999, 1999/ or /1999"
        )
    if len({date.precision == "yearless" for date in dates}) > 1:
        raise DateError(
            "one end has a year and the other does not", "use a year at both ends, or XXXX at both"
        )


def read_date(text: str) -> EdtfDate:
    """Parse one date without a mark of doubt, of EDTF_CHARACTERS only. Raises DateError."""
    if text.startswith("Y"):
        return _parse_long_year(text)
    if "T" in text:
        return _parse_time(text)
    year, *fields = text.removeprefix("-").split("-")
    sign = text[: text.startswith("-")]
    known = year.rstrip("X")
    if len(year) != _DIGITS_OF_YEAR or not (known or "0").isdigit() or (sign and not known):
        if "X" in year:
            raise DateError(_X_RULE, _X_HINT)
        raise DateError("a year has four digits", "use 1999, -0044 or Y12000")
    if not known:
        return _parse_yearless(text, fields)
    if "X" in year:
        return _parse_unknown_digits(text, sign, year, fields)
    if sign and not int(year):
        raise DateError("year 0 (1 BC) has no sign", "use 0000")
    return _parse_within_year(text, int(sign + year), fields)


def _parse_within_year(text: str, year: int, fields: list[str]) -> EdtfDate:
    match fields:
        case [] | ["XX"] | ["XX", "XX"]:
            return _make_years(text, year, year, "year")
        case [part]:
            return _make_part_of_year(text, year, _parse_code(text, part, PARTS_OF_YEAR))
        case [month, "XX"]:
            return _make_part_of_year(text, year, _parse_code(text, month, _MONTHS))
        case [month, day]:
            return make_day(text, year, _parse_two_digits(text, month), _parse_two_digits(text, day))
    raise DateError("nothing can follow a day", FORMS)


def _parse_yearless(text: str, fields: list[str]) -> EdtfDate:
    if set(fields) <= {"XX"}:
        raise DateError("it names no day", "leave the date out")
    _parse_code(text, fields[0], _MONTHS)
    # A leap year has all days that a year can have.
    _parse_within_year(text, _LEAP_YEAR, fields)
    return EdtfDate(text, None, None, "yearless")


def _parse_unknown_digits(text: str, sign: str, year: str, fields: list[str]) -> EdtfDate:
    if fields:
        raise DateError("no month can follow a year with unknown digits", f"use {sign}{year}", len(year))
    limits = sorted(int(sign + year.replace("X", digit)) for digit in "09")
    return _make_years(text, limits[0], limits[1], _YEAR_PRECISIONS[year.count("X")])


def _parse_long_year(text: str) -> EdtfDate:
    digits = text[1:].removeprefix("-")
    if not digits.isdigit() or digits[0] == "0" or len(digits) not in _DIGITS_OF_LONG_YEAR:
        raise DateError("Y begins a year of 5 to 12 digits", "use Y12000, Y-12000, or 1999 without Y")
    return _make_years(text, int(text[1:]), int(text[1:]), "year")


def _parse_time(text: str) -> EdtfDate:
    day, _, time = text.partition("T")
    date = read_date(day)
    clock, shift = time[:_LENGTH_OF_CLOCK], time[_LENGTH_OF_CLOCK:]
    if date.precision != "day" or not _is_clock(clock, 23, 59, 59) or not _is_shift(shift):
        raise DateError(f"{quoted(time)} is not a time of day", _TIME_HINT, len(day))
    return EdtfDate(text, date.earliest, date.latest, "time")


def _is_shift(text: str) -> bool:
    if text in {"", "Z"}:
        return True
    return text[0] in "+-" and (_is_clock(text[1:], 23) or _is_clock(text[1:], 23, 59))


def _is_clock(text: str, *highest: int) -> bool:
    fields = text.split(":")
    return len(fields) == len(highest) and all(
        field.isdigit() and len(field) == len("05") and int(field) <= most
        for field, most in zip(fields, highest, strict=True)
    )


def _parse_code(text: str, field: str, codes: Container[int]) -> int:
    code = _parse_two_digits(text, field)
    if code not in codes:
        hint = _MONTH_HINT if codes is _MONTHS else _PART_HINT
        raise DateError(f"a year has no month {field}", hint, text.index("-", 1) + 1)
    return code


def _parse_two_digits(text: str, field: str) -> int:
    if field.isdigit() and len(field) == len("05"):
        return int(field)
    if "X" in field:
        raise DateError(_X_RULE, _X_HINT, text.index("X"))
    raise DateError("a month and a day have two digits each", FORMS, text.index("-", 1) + 1)


def _make_years(text: str, first: int, last: int, precision: Precision) -> EdtfDate:
    return EdtfDate(text, day_of_civil(first, 1, 1), day_of_civil(last, 12, 31), precision)


def _make_part_of_year(text: str, year: int, code: int) -> EdtfDate:
    precision, first, months = PARTS_OF_YEAR[code]
    return EdtfDate(text, day_of_civil(year, first, 1), day_of_civil(year, first + months, 0), precision)


def make_day(text: str, year: int, month: int, day: int) -> EdtfDate:
    """Return the date of a day. Raises DateError if the calendar has no such day."""
    if month not in _MONTHS:
        raise DateError(f"a year has no month {month:02d}", _MONTH_HINT, text.index("-", 1) + 1)
    if not 1 <= day <= days_in_month(year, month):
        length = days_in_month(year, month)
        raise DateError(f"that month has {length} days, not {day}", "correct the day", len(text) - 2)
    number = day_of_civil(year, month, day)
    return EdtfDate(text, number, number, "day")


def day_bounds(edtf: str) -> tuple[int | None, int | None]:
    """Return the first and last possible day (days since 1970-01-01); None where open, unknown or not a date."""
    try:
        date = parse_edtf(edtf)
    except DateError:
        return None, None
    return date.earliest, date.latest
