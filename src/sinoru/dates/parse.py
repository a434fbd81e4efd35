"""EDTF text to dates: ISO 8601-2 levels 0 and 1; of level 2, dates without a year and quarters to halves of a year.

The profile is that of https://www.loc.gov/standards/datetime/.
"""

from functools import lru_cache

from sinoru.dates.edtf_date import DateError, EdtfDate
from sinoru.dates.single_date import FORMS, make_day, read_date

_LONGEST = 64
_LENGTH_OF_DAY = len("1999-05-08")
_ALLOWED = "0123456789-/.X~?%YTZ:+"
_OPEN = EdtfDate("..", None, None, "open")
_UNKNOWN = EdtfDate("", None, None, "unknown")


@lru_cache(1 << 14)  # a corpus has far fewer dates than records, and each is read by several parts
def parse_edtf(text: str) -> EdtfDate:
    """Read a date exactly as EDTF writes it, without spaces around it. Raises DateError."""
    if len(text) > _LONGEST:
        raise DateError(f"{len(text)} characters are more than a date has: {FORMS}")
    return _parse_interval(text) if "/" in text else _parse_date(text)


def _parse_date(text: str) -> EdtfDate:
    # Nearly all dates of a corpus are days, so these take a short way.
    if len(text) == _LENGTH_OF_DAY and text[4] == "-" == text[7]:
        digits = text[:4] + text[5:7] + text[8:]
        if digits.isdigit() and digits.isascii():
            return make_day(text, int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    _check_characters(text)
    if text[-1] not in "~?%":
        return read_date(text)
    date = read_date(text[:-1])
    if date.precision == "time":
        raise DateError("~, ? and % mark a day, not a time of day: write 1999-05-08~", len(text) - 1)
    return EdtfDate(text, date.earliest, date.latest, date.precision, text[-1] in "~%", text[-1] in "?%")


def _check_characters(text: str) -> None:
    if not text:
        raise DateError(f"no date stands here: {FORMS}")
    rest = text.lstrip(_ALLOWED)
    if rest:
        raise DateError(f"{rest[0]!r} has no place in a date: {FORMS}", len(text) - len(rest))
    for mark in "~?%":
        if mark in text[:-1]:
            raise DateError("one mark (~, ? or, for both, %) ends a date: write 1999-05~", text.index(mark))


def _parse_interval(text: str) -> EdtfDate:
    first, _, last = text.partition("/")
    start = _parse_end(first)
    try:
        end = _parse_end(last)
    except DateError as error:
        raise DateError(str(error), len(first) + 1 + error.column) from None
    earliest, latest = start.earliest, end.latest
    if earliest is None or latest is None:
        _check_half_known(start, end)
    elif earliest > latest:
        raise DateError("the interval ends before it begins: write the earlier date first", len(first) + 1)
    approximate, uncertain = start.approximate or end.approximate, start.uncertain or end.uncertain
    return EdtfDate(text, earliest, latest, "interval", approximate, uncertain, start, end)


def _parse_end(text: str) -> EdtfDate:
    if text == "..":
        return _OPEN
    if not text:
        return _UNKNOWN
    if "/" in text:
        raise DateError("an interval has one '/': write 1999-05-22/1999-05-29", text.index("/"))
    if "T" in text:
        raise DateError("an interval has no time of day: write 1999-05-22/1999-05-29", text.index("T"))
    return _parse_date(text)


def _check_half_known(start: EdtfDate, end: EdtfDate) -> None:
    dates = [date for date in (start, end) if date is not _OPEN and date is not _UNKNOWN]
    if not dates:
        raise DateError("an interval has a date at one end at least: write 1999/.., ../1999, 1999/ or /1999")
    if len({date.precision == "yearless" for date in dates}) > 1:
        raise DateError("one end has a year, the other has none: write both years, or XXXX in both")
