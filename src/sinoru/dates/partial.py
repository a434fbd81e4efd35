"""Dates as people write them, any part of which may be missing, and the EDTF text that they stand for."""

from __future__ import annotations

from typing import cast

import msgspec

from sinoru.dates.days import (
    civil_of_day,
    day_of_civil,
    days_in_month,
    iso_day,
    iso_week,
    monday_of_week,
    year_text,
)
from sinoru.dates.edtf import PARTS_OF_YEAR, DateError, parse_edtf

_OPEN_FORMS = {"from": "{0}/..", "until": "../{0}", "end unknown": "{0}/", "start unknown": "/{0}"}
_THIRDS_OF_YEAR = {"early": 37, "mid": 38, "late": 39}
_DIGITS_OF_YEAR = 4
_LAST_MONTH = 12


class PartialDate(msgspec.Struct, frozen=True):
    """A date, any part of which may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    """A season, quarter or half, as its EDTF code."""
    decade: str = ""
    """A decade, century or millennium in EDTF."""
    week: int | None = None
    """An ISO 8601 week."""
    third: str = ""
    """Early, mid or late, as printed in English."""
    mark: str = ""
    """The EDTF qualifier: `?`, `~` or `%`."""
    unknown: str = ""
    """`-XX` for each part that is said to be unknown; `year` if that is the year."""
    ordinal: int | None = None
    """The number of a part whose kind only the other end of a range has: `first–second quarter`."""
    weekday: int | None = None
    """The day of the week that is printed: 0 for a Monday."""
    short_year: bool = False
    """True if only two digits of the year are printed."""
    either_order: bool = False
    """True if day and month are printed in figures and may be the other way round."""

    @property
    def has_year(self) -> bool:
        """Return whether no year is to be sought elsewhere."""
        return self.year is not None or bool(self.decade) or self.unknown == "year"

    @property
    def is_bare_day(self) -> bool:
        """Return whether it is only the number of a day."""
        return self.day is not None and self.month is None

    @property
    def is_year(self) -> bool:
        """Return whether it is only a year, or a year with early, mid or late."""
        return self.year is not None and self.month is None and self.part is None and self.week is None

    @property
    def first_month(self) -> int | None:
        """Return the month, or the one in which a season or quarter begins."""
        return self.month if self.part is None else PARTS_OF_YEAR[self.part][1]

    def but(self, **fields: object) -> PartialDate:
        """Return the same date with some fields changed."""
        return msgspec.structs.replace(self, **fields)

    def with_mark(self, mark: str) -> PartialDate:
        """Return the same date with a further qualifier."""
        return self.but(mark=mark if self.mark in ("", mark) else "%")

    def is_possible(self) -> bool:
        """Return whether the calendar has the day or week, or for other dates whether any part is known."""
        if self.third and (self.day is not None or self.week is not None):
            return False
        if self.month is not None and not 1 <= self.month <= _LAST_MONTH:
            return False
        if self.day is not None and self.month is not None:
            return 1 <= self.day <= days_in_month(2000 if self.year is None else self.year, self.month)
        if self.week is not None and self.year is not None:
            return iso_week(monday_of_week(self.year, self.week)) == (self.year, self.week)
        return self != PartialDate(mark=self.mark, third=self.third, weekday=self.weekday)

    def edtf(self, *, narrow: bool = False) -> str:
        """Return its EDTF text; empty where it is not a date without its neighbours.

        `narrow`: early, mid and late are the days or years that they are about; otherwise the whole of their period.
        Raises DateError for a week that its year does not have.
        """
        text = self._unmarked()
        if narrow and self.third and text:
            text = _narrow(text, self.third)
        return "/".join(_mark(end, self.mark) for end in text.split("/")) if text else ""

    def _unmarked(self) -> str:
        if self.decade:
            return self.decade
        if self.is_bare_day:
            return ""
        year = "XXXX" if self.year is None else year_text(self.year)
        if self.week is not None:
            return _week_text(self.year, self.week) if self.year is not None else ""
        if self.part is not None:
            return f"{year}-{self.part}" if self.year is not None else ""
        unknown = self.unknown if self.unknown != "year" else ""
        if self.month is None:
            return year + unknown if self.year is not None else ""
        return f"{year}-{self.month:02d}{unknown if self.day is None else f'-{self.day:02d}'}"


def _mark(text: str, mark: str) -> str:
    plain = text.rstrip("~?%")
    marks = set(text[len(plain) :] + mark)
    return plain + ("%" if len(marks) > 1 or "%" in marks else "".join(marks))


def _week_text(year: int, week: int) -> str:
    monday = monday_of_week(year, week)
    if iso_week(monday) != (year, week):
        last = iso_week(day_of_civil(year, 12, 28))[1]
        raise DateError(f"{year} has no week {week}", f"use a week from 1 to {last}")
    return f"{iso_day(monday)}/{iso_day(monday + 6)}"


def _narrow(text: str, third: str) -> str:
    """Return the days or years that a third of a month, decade or century is about, or the third of a year."""
    from sinoru.dates.wording import THIRDS_OF_CENTURY, THIRDS_OF_DECADE, THIRDS_OF_MONTH

    date = parse_edtf(text)
    if date.precision == "year":
        return f"{text}-{_THIRDS_OF_YEAR[third]}"
    if date.precision == "month":
        first, last = THIRDS_OF_MONTH[third]
        length = days_in_month(*civil_of_day(cast("int", date.earliest))[:2])
        return f"{text}-{first:02d}~/{text}-{min(last, length)}~"
    if date.precision in ("season", "quarter", "semester"):
        return text
    thirds = {"decade": THIRDS_OF_DECADE, "century": THIRDS_OF_CENTURY}.get(date.precision)
    if thirds is None or text.startswith("-"):
        return ""
    stem = text.rstrip("X")
    return "/".join(f"{stem}{count:0{_DIGITS_OF_YEAR - len(stem)}d}~" for count in thirds[third])


class PartialRange(msgspec.Struct, frozen=True):
    """A date or the time between two, as printed."""

    start: PartialDate
    end: PartialDate | None = None
    open: str = ""
    """`from` if it has no end, `until` if it has no start; `before`, `after`, `end unknown` or `start unknown`."""
    is_list: bool = False
    """True for two days that are joined by "and", rather than the time between them."""
    is_choice: bool = False
    """True for two dates of which one is right: `1850 or 1851`."""
    first_only: bool = False
    """True if "about" is printed before the first of two dates and may apply to both."""

    @property
    def points(self) -> tuple[PartialDate, ...]:
        """Return its one or two dates."""
        return (self.start, self.end) if self.end else (self.start,)

    @property
    def has_year(self) -> bool:
        """Return whether no year is to be sought elsewhere."""
        return self.start.has_year

    @property
    def month(self) -> int | None:
        """Return the month, or the one in which a season or quarter begins."""
        return self.start.first_month

    def edtf(self, *, narrow: bool = False) -> str:
        """Return its EDTF text; empty where it is not a date without its neighbours."""
        texts = [point.edtf(narrow=narrow) for point in self.points]
        if not all(texts):
            return ""
        if self.open in ("before", "after"):
            return _beyond(texts[0], before=self.open == "before")
        if self.open:
            text = (
                texts[0].partition("/")[0]
                if self.open in ("from", "end unknown")
                else texts[0].rpartition("/")[2]
            )
            return _OPEN_FORMS[self.open].format(text)
        if len(set(texts)) == 1:
            return texts[0]
        return f"{texts[0].partition('/')[0]}/{texts[1].rpartition('/')[2]}"

    def in_year(self, year: int | None, month: int | None = None) -> PartialRange:
        """Return the range with the year and, for a bare day, the month of its neighbours."""
        points = [point.but(month=month) if point.is_bare_day else point for point in self.points]
        if year is not None and not self.has_year:
            first = points[0]
            points = [first.but(year=year), *(_end_in_year(first, point, year) for point in points[1:])]
        return msgspec.structs.replace(self, start=points[0], end=points[1] if len(points) > 1 else None)


def _end_in_year(first: PartialDate, last: PartialDate, year: int) -> PartialDate:
    """Return the end with its year: that of the start, or the next if its month comes before that of the start."""
    if last.has_year:
        return last
    turns = first.month is not None and last.month is not None and last.month < first.month
    return last.but(year=year + turns)


def _beyond(text: str, *, before: bool) -> str:
    """Return a moment before or after a date, with the precision of that date."""
    from sinoru.dates.periods import UNITS, Unit, period_of

    date = parse_edtf(text)
    unit: Unit = next((unit for unit in UNITS if unit == date.precision), "day")
    mark = text[len(text.rstrip("~?%")) :]
    if before and date.earliest is not None:
        return f"[..{period_of(date.earliest - 1, unit)}{mark}]"
    if not before and date.latest is not None:
        return f"[{period_of(date.latest + 1, unit)}{mark}..]"
    limit = "start" if before else "end"
    raise DateError(
        f"its date has no known {limit}", "use a complete date, as in before 1999 or after May 1999"
    )
