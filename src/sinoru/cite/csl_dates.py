"""EDTF dates as CSL dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.wording import in_words

if TYPE_CHECKING:
    from sinoru.dates.edtf import EdtfDate

_SHOWN_PARTS = {"year": 1, "month": 2, "day": 3, "time": 3}
_IN_MONTHS = ("season", "quarter", "quadrimester", "semester")
_FIRST_SEASON = 21


class Date(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """A date variable of CSL-JSON."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    """Year, month and day as far as they are known, of the date, or of both ends of a range."""
    season: int = 0
    """1 for spring to 4 for winter; 0: none."""
    circa: bool = False
    """Marked in EDTF as approximate or uncertain."""
    literal: str = ""
    """What has no parts in CSL: a decade, an open interval."""


def read_issued(text: str) -> Date | None:
    """Read an EDTF date; None where there is none. A text that is no date stands for itself."""
    if not text:
        return None
    try:
        date = parse_edtf(text)
    except DateError:
        return Date(literal=text)
    circa = date.approximate or date.uncertain
    if date.precision == "season":
        season = int(text.strip("?~%")[-2:]) - _FIRST_SEASON + 1
        return Date(date_parts=(_parts(date, 1),), season=season, circa=circa)
    parts = _range(date)
    return Date(date_parts=parts, circa=circa) if parts else Date(literal=in_words(date))


def _range(date: EdtfDate) -> tuple[tuple[int, ...], ...]:
    """Give the parts of a date, or of both its ends; nothing where an end has none."""
    if date.precision in _SHOWN_PARTS:
        return (_parts(date, _SHOWN_PARTS[date.precision]),)
    if date.precision in _IN_MONTHS:
        return _parts(date, 2), _parts(date, 2, at_end=True)
    if date.start and date.end:
        first, last = _range(date.start), _range(date.end)
        return (first[0], last[-1]) if first and last else ()
    return ()


def _parts(date: EdtfDate, count: int, *, at_end: bool = False) -> tuple[int, ...]:
    day = date.latest if at_end else date.earliest
    assert day is not None  # noqa: S101  these precisions have both ends
    year, *rest = civil_of_day(day)
    return (year if year > 0 else year - 1, *rest)[:count]  # CSL counts 1 BC as -1, EDTF as 0
