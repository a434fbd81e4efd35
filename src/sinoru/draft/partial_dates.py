"""Dates as entries print them: parts may be left to the neighbours, and words that EDTF cannot express are kept.

`read_points` returns every reading of one date that begins at a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sinoru.dates.days import days_in_month, year_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinoru.draft.date_tokens import Token

_LAST_MONTH, _LAST_DAY = 12, 31
_FILLERS = ("comma", "dot", "of", "weekday")
_MOST_FILLERS = 3
_DATED_KINDS = ("month", "part", "year", "decade", "isomonth")
_CENTURY = 100


class PartialDate(msgspec.Struct, frozen=True):
    """A date, any part of which may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    """A season or quarter, as its EDTF code."""
    decade: str = ""
    third: str = ""
    """Early, mid or late, as printed in English."""
    mark: str = ""
    """The EDTF qualifier: `?`, `~` or `%`."""

    @property
    def has_year(self) -> bool:
        """Return whether no year is to be sought elsewhere."""
        return self.year is not None or bool(self.decade)

    @property
    def is_bare_day(self) -> bool:
        """Return whether it is only the number of a day."""
        return self.day is not None and self.month is None

    @property
    def is_year(self) -> bool:
        """Return whether it is only a year, or a year with early, mid or late."""
        return self.year is not None and self.month is None and self.part is None

    def but(self, **fields: int | str | None) -> PartialDate:
        """Return the same date with some fields changed."""
        return msgspec.structs.replace(self, **fields)

    def edtf(self) -> str:
        """Return its EDTF text; empty where it is not a date without its neighbours."""
        if self.decade:
            return self.decade + self.mark
        year = "XXXX" if self.year is None else year_text(self.year)
        if self.part is not None:
            return f"{year}-{self.part}{self.mark}" if self.year is not None else ""
        if self.month is None:
            return year + self.mark if self.year is not None else ""
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{year}-{self.month:02d}{day}{self.mark}"


class PartialRange(msgspec.Struct, frozen=True):
    """A date or the time between two, as printed."""

    start: PartialDate
    end: PartialDate | None = None
    open: str = ""
    """`from` if it has no end, `until` if it has no start."""
    is_list: bool = False
    """True for two days that are joined by "and", rather than the time between them."""

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
        if self.start.part is not None:
            return {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}.get(self.start.part)
        return self.start.month

    def edtf(self) -> str:
        """Return its EDTF text; empty where it is not a date without its neighbours."""
        texts = [point.edtf() for point in self.points]
        if not all(texts):
            return ""
        if self.open:
            return f"{texts[0]}/.." if self.open == "from" else f"../{texts[0]}"
        return texts[0] if len(set(texts)) == 1 else "/".join(texts)

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


class Reading(NamedTuple):
    """A date, and the index of the token after it."""

    point: PartialDate
    end: int


def read_points(tokens: Sequence[Token], start: int, *, month_first: bool = True) -> list[Reading]:
    """Return the readings of one date that begin at a token, the longest first."""
    reader = _PointReader(tokens, start, month_first=month_first)
    reader.read()
    return reader.readings[::-1]


class _PointReader:
    """A reader that takes token after token as long as they make one date."""

    def __init__(self, tokens: Sequence[Token], start: int, *, month_first: bool) -> None:
        self.tokens, self.index, self.month_first = tokens, start, month_first
        self.point = PartialDate()
        self.last = ""
        """What the token before contributed."""
        self.readings: list[Reading] = []

    def read(self) -> None:
        fillers = 0
        while self.index < len(self.tokens) and fillers <= _MOST_FILLERS:
            token = self.tokens[self.index]
            if self.last and token.wide:
                return
            before = self.point
            if self._take(token):
                self.index += 1
                fillers = 0
                self._keep_reading(before)
            elif self._is_filler(token):
                self.index += 1
                fillers += 1
            else:
                return

    def _keep_reading(self, before: PartialDate) -> None:
        """Keep the date read so far, including a question mark or a word for `year` after it."""
        end = self.index
        if self.last not in ("mark", "third") or self.point.year or self.point.month:
            if self.last == "year" and end < len(self.tokens) and self.tokens[end].means("unit"):
                end += 1
            if end < len(self.tokens) and self.tokens[end].means("doubt") and not self.tokens[end].spaced:
                end += 1
                self.point = self.point.but(mark="?" if not self.point.mark else "%")
            if _is_possible(self.point):
                self.readings.append(Reading(self.point, end))
            self.index = end
        elif before == self.point:
            self.index = end

    def _is_filler(self, token: Token) -> bool:
        """Return whether a token may come between the parts of a date."""
        if not self.last:
            return token.means("weekday", "lead", "of") or (
                token.means("comma", "dot")
                and self.index > 0
                and self.tokens[self.index - 1].means("weekday")
            )
        if self.last in ("third", "mark") and token.means("dash", "dot"):
            return True
        return token.means(*_FILLERS)

    def _take(self, token: Token) -> bool:
        takers = (
            self._take_complete, self._take_month, self._take_year, self._take_number,
            self._take_day, self._take_part, self._take_third, self._take_mark,
        )  # fmt: skip
        return any(take(token) for take in takers)

    def _set_parts(self, name: str, **fields: int | str | None) -> bool:
        self.point, self.last = self.point.but(**fields), name
        return True

    def _take_complete(self, token: Token) -> bool:
        if self.last and self.last != "mark":
            return self._take_daymonth(token)
        if (text := token.value("whole") or token.value("iso")) is not None:
            year, month, day = (
                int(part) for part in str(text).replace("/", "-").replace(".", "-").split("-")
            )
            return self._set_day(_full_year(year), month, day)
        if (text := token.value("isomonth")) is not None:
            return self._set_parts("year", year=int(str(text)[:4]), month=int(str(text)[5:]))
        if (text := token.value("figures")) is not None:
            return self._take_figures(str(text))
        return self._take_daymonth(token)

    def _take_figures(self, text: str) -> bool:
        separator = "/" if "/" in text else "." if "." in text else "-"
        first, second, year = (int(part) for part in text.replace(" ", "").split(separator))
        swapped = (separator != "." and self.month_first) or second > _LAST_MONTH
        if first > _LAST_MONTH:
            swapped = False
        day, month = (second, first) if swapped else (first, second)
        return self._set_day(_full_year(year), month, day)

    def _take_daymonth(self, token: Token) -> bool:
        text = token.value("daymonth")
        if text is None or self.point.month or self.point.day or self.last not in ("", "mark", "year"):
            return False
        day, month = (int(part) for part in str(text).rstrip(".").replace(" ", "").split("."))
        return self._set_day(self.point.year, month, day)

    def _set_day(self, year: int | None, month: int, day: int) -> bool:
        if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
            return False
        return self._set_parts("day", year=year, month=month, day=day)

    def _take_month(self, token: Token) -> bool:
        month = token.value("month")
        if month is None or self.point.month or self.point.part or self.point.decade:
            return False
        return self._set_parts("month", month=month)

    def _take_year(self, token: Token) -> bool:
        year = token.value("year")
        if self.point.has_year:
            return False
        if year is not None:
            return self._set_parts("year", year=year)
        decade = token.value("decade")
        if decade is not None and self.last in ("", "third", "mark"):
            return self._set_parts("year", decade=decade)
        return self._take_ancient(token)

    def _take_ancient(self, token: Token) -> bool:
        """Read a year with its era, as `44 BC` or `AD 70`."""
        if token.means("ad") and not self.last and (after := self._next()):
            number = after.value("number") or after.value("big")
            if isinstance(number, int) and number and token.text.isupper():
                self.index += 1
                return self._set_parts("year", year=number)
        number = token.value("number") or token.value("big")
        after = self._next()
        if not number or after is None or not after.means("bc", "ad") or after.text.islower():
            return False
        self.index += 1
        return self._set_parts("year", year=1 - int(number) if after.means("bc") else int(number))

    def _take_number(self, token: Token) -> bool:
        number = token.value("number")
        if not isinstance(number, int) or not number:
            return False
        if self.point.day is None and number <= _LAST_DAY:
            if self.last == "month" or (not self.point.month and self._month_follows()):
                return self._set_parts("day", day=number)
            if not self.last and self.point == PartialDate():
                return self._set_parts("bare", day=number)
        is_short_year = len(token.text) == len("99") and number > _LAST_DAY
        if is_short_year and self.point.month and not self.point.has_year:
            return self._set_parts("year", year=_full_year(number))
        return False

    def _month_follows(self) -> bool:
        """Return whether a number is the day of the month after it: `8. de abril`, `1er mai`."""
        for token in self.tokens[self.index + 1 : self.index + 4]:
            if token.means("month"):
                return True
            if not token.means("dot", "of") or token.wide:
                return False
        return False

    def _take_day(self, token: Token) -> bool:
        day = token.value("day")
        if day is None or self.point.day is not None:
            return False
        return self._set_parts("day", day=day)

    def _take_part(self, token: Token) -> bool:
        part = token.value("part")
        if (
            part is None
            or self.point.month
            or self.point.part
            or self.last not in ("", "year", "third", "mark")
        ):
            return False
        return self._set_parts("part", part=part)

    def _take_third(self, token: Token) -> bool:
        third = token.value("third")
        if third is None or self.point.third:
            return False
        if not self.last or self.last == "mark":
            return self._date_follows() and self._set_parts("third", third=third)
        is_han = not token.text.isascii() and token.text[0] >= "\u2e80"
        if is_han and self.last in ("month", "year"):
            return self._set_parts(self.last, third=third)
        return False

    def _date_follows(self) -> bool:
        for token in self.tokens[self.index + 1 : self.index + 5]:
            if token.means(*_DATED_KINDS):
                return True
            if not token.means("of", "dash", "dot", "third", "and", "to"):
                return False
        return False

    def _take_mark(self, token: Token) -> bool:
        return not self.last and token.means("circa") and self._set_parts("mark", mark="~")

    def _next(self) -> Token | None:
        return self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None


def _full_year(year: int) -> int:
    if year >= _CENTURY:
        return year
    return 1900 + year if year > _LAST_DAY else 2000 + year


def _is_possible(point: PartialDate) -> bool:
    """Return whether the calendar has the day, or for other dates whether any part is known."""
    if point.day is None or point.month is None:
        return point != PartialDate(mark=point.mark, third=point.third)
    return point.day <= days_in_month(2000 if point.year is None else point.year, point.month)
