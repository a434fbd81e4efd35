"""A scale of time: days to cells, with as many labelled ticks as fit."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from sinoru.dates.days import civil_of_day, day_of_civil
from sinoru.render.glyphs import Glyphs

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_DAYS_OF_UNIT = {"day": 1.0, "month": 30.44, "year": 365.25}
_STEPS = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 3, 6)),
    *(("year", step * ten) for ten in (1, 10, 100, 1000, 10_000) for step in (1, 2, 5)),
)
"""Distances between ticks, the finest first."""


class Tick(msgspec.Struct, frozen=True):
    """A labelled cell of an axis."""

    cell: int
    label: str
    label_cell: int
    """Where the label begins: left of the tick where it would run over the end of the axis."""


class Axis(msgspec.Struct, frozen=True):
    """Days from `first` to `last` over `width` cells."""

    first: int
    last: int
    width: int
    ticks: tuple[Tick, ...] = ()

    def cell(self, day: int) -> int:
        """Give the cell of a day, counted from 0."""
        return (day - self.first) * self.width // (self.last - self.first + 1)

    def labels(self) -> str:
        """Write the labels, each from the cell of its tick on where there is room."""
        row = ""
        for tick in self.ticks:
            row = row.ljust(tick.label_cell) + tick.label
        return row

    def rule(self, glyphs: Glyphs) -> str:
        """Draw the line under the labels, with a mark at each tick."""
        return self._marked(glyphs.tick, glyphs.axis)

    def background(self, glyphs: Glyphs) -> str:
        """Draw the ticks of a row without a bar."""
        return self._marked(glyphs.tick, " ")

    def _marked(self, mark: str, between: str) -> str:
        cells = {tick.cell for tick in self.ticks}
        return "".join(mark if cell in cells else between for cell in range(self.width))


def axis_for(first: int, last: int, width: int) -> Axis:
    """Make an axis with the finest ticks whose labels stand apart."""
    axis = Axis(first, last, width)
    for unit, step in _STEPS:
        if (last - first) / (_DAYS_OF_UNIT[unit] * step) <= width / 3:
            days = _DAYS_OF[unit](step, first, last)
            ticks = tuple(_tick(axis, day, label) for day, label in days if first <= day <= last)
            if _stand_apart(ticks):
                return Axis(first, last, width, ticks)
    return axis


def _tick(axis: Axis, day: int, label: str) -> Tick:
    cell = axis.cell(day)
    return Tick(cell, label, max(0, min(cell, axis.width - len(label))))


def _stand_apart(ticks: tuple[Tick, ...]) -> bool:
    """Tell whether there is a space at least between the labels."""
    return all(one.label_cell + len(one.label) < other.label_cell for one, other in pairwise(ticks))


def _days(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Count within each month, so that weeks begin on the 1st, 8th, 15th and 22nd."""
    last_start = 31 if step < _WEEK else 4 * _WEEK
    for day in range(first, last + 1):
        _, month, of_month = civil_of_day(day)
        if (of_month - 1) % step == 0 and of_month <= last_start:
            yield day, f"{of_month} {_MONTHS[month - 1]}"


def _months(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Name the months; January by its year."""
    for year in range(civil_of_day(first)[0], civil_of_day(last)[0] + 1):
        for month in range(1, 13, step):
            yield day_of_civil(year, month, 1), str(year) if month == 1 else _MONTHS[month - 1]


def _years(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    start = civil_of_day(first)[0] // step * step
    for year in range(start, civil_of_day(last)[0] + 1, step):
        yield day_of_civil(year, 1, 1), str(year)


_DAYS_OF = {"day": _days, "month": _months, "year": _years}
