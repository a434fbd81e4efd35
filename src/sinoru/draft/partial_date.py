"""A date as an entry gives it: with what it leaves to its neighbours, and the words that EDTF has no room for."""

from __future__ import annotations

import msgspec

from sinoru.dates.days import year_text


class Point(msgspec.Struct, frozen=True):
    """One date, in parts that may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    """A season or quarter, by its EDTF code."""
    decade: str = ""
    third: str = ""
    """Early, mid or late, as printed in English."""
    mark: str = ""
    """EDTF's sign of doubt."""

    @property
    def has_year(self) -> bool:
        """Tell whether no year is to be sought elsewhere."""
        return self.year is not None or bool(self.decade)

    @property
    def is_bare_day(self) -> bool:
        """Tell whether it is the number of a day and no more."""
        return self.day is not None and self.month is None

    @property
    def is_year(self) -> bool:
        """Tell whether it is a year, or a part of one in a word, and no more."""
        return self.year is not None and self.month is None and self.part is None

    def but(self, **fields: int | str | None) -> Point:
        """Give the same date with some fields changed."""
        return msgspec.structs.replace(self, **fields)

    def edtf(self) -> str:
        """Give its EDTF text; empty where it is no date without its neighbours."""
        if self.decade:
            return self.decade + self.mark
        year = "XXXX" if self.year is None else year_text(self.year)
        if self.part is not None:
            return f"{year}-{self.part}{self.mark}" if self.year is not None else ""
        if self.month is None:
            return year + self.mark if self.year is not None else ""
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{year}-{self.month:02d}{day}{self.mark}"


class When(msgspec.Struct, frozen=True):
    """A date or a time between two, as printed."""

    start: Point
    end: Point | None = None
    open: str = ""
    """`from`: it has no end; `until`: it has no start."""
    is_list: bool = False
    """Two days that were printed with an "and", not the time between them."""

    @property
    def points(self) -> tuple[Point, ...]:
        """Give its one or two dates."""
        return (self.start, self.end) if self.end else (self.start,)

    @property
    def has_year(self) -> bool:
        """Tell whether no year is to be sought elsewhere."""
        return self.start.has_year

    @property
    def month(self) -> int | None:
        """Give the month, or that in which a season begins."""
        if self.start.part is not None:
            return {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}.get(self.start.part)
        return self.start.month

    def edtf(self) -> str:
        """Give its EDTF text; empty where it is no date without its neighbours."""
        texts = [point.edtf() for point in self.points]
        if not all(texts):
            return ""
        if self.open:
            return f"{texts[0]}/.." if self.open == "from" else f"../{texts[0]}"
        return texts[0] if len(set(texts)) == 1 else "/".join(texts)

    def in_year(self, year: int | None, month: int | None = None) -> When:
        """Give it with the year, and for a bare day the month, of its neighbours."""
        points = [_complete(point, month) for point in self.points]
        if year is not None and not self.has_year:
            first = points[0]
            points = [first.but(year=year), *(_after(first, point, year) for point in points[1:])]
        return msgspec.structs.replace(self, start=points[0], end=points[1] if len(points) > 1 else None)


def _complete(point: Point, month: int | None) -> Point:
    return point.but(month=month) if point.is_bare_day else point


def _after(first: Point, last: Point, year: int) -> Point:
    """Give the end of a time its year: the next one where its month comes before that of the start."""
    if last.has_year:
        return last
    passes = first.month is not None and last.month is not None and last.month < first.month
    return last.but(year=year + passes)
