"""Dates that are nearly EDTF: the draft of 2012, the basic format of ISO 8601, sets, and numbers that count days."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sinoru.dates.days import year_text
from sinoru.dates.edtf import DateError
from sinoru.messages import series

_UNKNOWN_DIGITS = re.compile(r"-?[0-9]{1,3}[uU]{1,3}|-?[0-9]{4}-(?:[uU]{2}(?:-[uU]{2})?|[0-9]{2}-[uU]{2})")
_COMPACT = re.compile(r"([12][0-9]{3})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_DOTTED_MONTH = re.compile(r"([12][0-9]{3})\.(0[1-9]|1[0-2])")
_SHORT_INTERVAL = re.compile(
    r"(?P<stem>(?P<year>-?[0-9]{4}-)(?:[0-9]{2}-)?)(?P<first>[0-9]{2})/(?P<last>(?:(?<=-[0-9]{2}-[0-9]{2}/)[0-9]{2}-)?[0-9]{2})"
)
_BOTH_MARKS = re.compile(r"([^~?]+)(?:~\?|\?~)")
_MARK_BEFORE = re.compile(r"([~?%])([0-9].*[^~?%])")
_EXPANDED_YEAR = re.compile(r"([+-])0{1,2}([0-9]{4})((?:-[0-9]{2}){0,2})")
_SHORT_BEFORE_CHRIST = re.compile(r"-([0-9]{1,3})")
_SET = re.compile(r"[\[{]([^\[\]{}]*[,.][^\[\]{}]*)[\]}]")
_LONG_YEAR = re.compile(r"-?[1-9][0-9]{4}")
_EPOCH = re.compile(r"[0-9]{9,10}|[0-9]{12,13}|[0-9]{9,10}\.[0-9]+")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of the numbers with which spreadsheets store dates."""
_MILLISECONDS = 10**11


def edtf_of(text: str) -> str:
    """Return the EDTF text for a near miss whose meaning is certain; otherwise the text itself."""
    for pattern, write in _CERTAIN:
        if found := pattern.fullmatch(text):
            return write(found)
    return text


def _write_expanded_year(found: re.Match[str]) -> str:
    sign, year, rest = found.groups()
    return f"{'-' * (sign == '-' and year != '0000')}{year}{rest}"


def _write_short_interval(found: re.Match[str]) -> str:
    stem, year, last = found["stem"], found["year"], found["last"]
    return f"{stem}{found['first']}/{year if '-' in last else stem}{last}"


_CERTAIN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_UNKNOWN_DIGITS, lambda found: found.group().upper().replace("U", "X")),
    (_DOTTED_MONTH, lambda found: "-".join(found.groups())),
    (_COMPACT, lambda found: "-".join(found.groups())),
    (_EXPANDED_YEAR, _write_expanded_year),
    (_SHORT_INTERVAL, _write_short_interval),
    (_BOTH_MARKS, lambda found: f"{found[1]}%"),
    (_MARK_BEFORE, lambda found: f"{found[2]}{found[1]}"),
)


def question_about(text: str) -> DateError | None:
    """Return the error for a number or set that may mean several dates; None for another text."""
    if found := _SET.fullmatch(text):
        years = [piece.strip() for piece in re.split(r",|\.\.", found[1]) if piece.strip()]
        if len(years) > 1:
            return DateError(
                "sets of dates are not supported",
                f"write {years[0]}/{years[-1]}, and the other dates in 'conflicts'",
            )
    if found := _SHORT_BEFORE_CHRIST.fullmatch(text):
        count = int(found[1])
        return (
            DateError(
                f"{count + 1} BC or {count} BC",
                f"write -{count:04d} for {count + 1} BC, or {year_text(1 - count)} for {count} BC",
                verdict="ambiguous",
            )
            if count
            else None
        )
    if day := epoch_day(text):
        return DateError(
            f"as seconds or milliseconds since 1970 it is {day}", f"write {day}", verdict="only a number"
        )
    if _LONG_YEAR.fullmatch(text) or _SERIAL.fullmatch(text):
        return _question_about_five_digits(text)
    return None


def _question_about_five_digits(text: str) -> DateError:
    readings = []
    if _LONG_YEAR.fullmatch(text):
        readings.append(f"Y{text} for the year")
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) < 60_000:  # noqa: PLR2004  until 2064
        day = _DAY_ZERO + timedelta(days=int(found[1]))
        readings.append(f"{day.isoformat()} for the day number of a spreadsheet")
    return DateError("a year has four digits", f"write {series(readings)}")


def epoch_day(text: str) -> str:
    """Return the day of a number of seconds or milliseconds since 1970; empty for another text."""
    if not _EPOCH.fullmatch(text):
        return ""
    seconds = float(text)
    seconds = seconds / 1000 if seconds >= _MILLISECONDS else seconds
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
