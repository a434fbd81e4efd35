"""A scale of time, and the bars of events over it.

The scale labels as many days, months or years as fit. A bar is solid where the event was certainly under way, and
light where it is only known that it may have been.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from sinoru.dates.days import civil_of_day, day_of_civil
from sinoru.dates.edtf import parse_edtf
from sinoru.query.answers import EventAnswer
from sinoru.render.document import Glyphs, Role, Span, Spans
from sinoru.render.parts import Days

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_DAYS_OF_UNIT = {"day": 1.0, "month": 30.44, "year": 365.25}
_STEPS = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 3, 6)),
    *(("year", step * ten) for ten in (1, 10, 100, 1000, 10_000) for step in (1, 2, 5)),
)
"""Distances between ticks, the finest first."""
PIPE_WIDTH = 150
"""The width of a chart in a pipe; its titles run on beyond it."""


class Tick(msgspec.Struct, frozen=True):
    """A labelled cell of an axis."""

    cell: int
    label: str
    label_cell: int
    """Where the label begins: left of the tick where it would otherwise run over the end of the axis."""


class Axis(msgspec.Struct, frozen=True):
    """Days from `first` to `last` over `width` cells."""

    first: int
    last: int
    width: int
    ticks: tuple[Tick, ...] = ()

    def cell(self, day: int) -> int:
        """Return the cell of a day, counted from 0."""
        return (day - self.first) * self.width // (self.last - self.first + 1)

    def last_cell(self, day: int) -> int:
        """Return the cell in which a day ends."""
        return max(self.cell(day), self.cell(day + 1) - 1)

    def labels(self) -> str:
        """Return the line of labels."""
        row = ""
        for tick in self.ticks:
            row = row.ljust(tick.label_cell) + tick.label
        return row.rstrip()

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
    """Return an axis with the finest ticks whose labels do not touch; without ticks if none fit."""
    axis = Axis(first, last, width)
    for unit, step in _STEPS:
        if (last - first) / (_DAYS_OF_UNIT[unit] * step) <= width / 3:
            labels = _LABELS_OF[unit](step, first, last)
            ticks = [_tick(axis, day, label) for day, label in labels if first <= day <= last]
            if ticks and not _labels_fit(
                ticks
            ):  # the last label may have had to make room at the end of the axis
                ticks[-1] = Tick(ticks[-1].cell, "", width)
            if _labels_fit(ticks):
                return Axis(first, last, width, tuple(ticks))
    return axis


def _tick(axis: Axis, day: int, label: str) -> Tick:
    cell = axis.cell(day)
    return Tick(cell, label, max(0, min(cell, axis.width - len(label))))


def _labels_fit(ticks: Sequence[Tick]) -> bool:
    """Return whether at least one space separates the labels."""
    return all(one.label_cell + len(one.label) < other.label_cell for one, other in pairwise(ticks))


def _day_labels(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield days with labels, counted within each month: weeks begin on the 1st, 8th, 15th and 22nd."""
    last_start = 31 if step < _WEEK else 4 * _WEEK
    for day in range(first, last + 1):
        _, month, of_month = civil_of_day(day)
        if (of_month - 1) % step == 0 and of_month <= last_start:
            yield day, f"{of_month} {_MONTHS[month - 1]}"


def _month_labels(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield first days of months with the month's name, or the year for January."""
    for year in range(civil_of_day(first)[0], civil_of_day(last)[0] + 1):
        for month in range(1, 13, step):
            yield day_of_civil(year, month, 1), str(year) if month == 1 else _MONTHS[month - 1]


def _year_labels(step: int, first: int, last: int) -> Iterator[tuple[int, str]]:
    start = civil_of_day(first)[0] // step * step
    for year in range(start, civil_of_day(last)[0] + 1, step):
        yield day_of_civil(year, 1, 1), str(year)


_LABELS_OF = {"day": _day_labels, "month": _month_labels, "year": _year_labels}


class Bar(msgspec.Struct, frozen=True):
    """Cells of a chart from `first` to `last`, both included."""

    first: int
    last: int
    is_day: bool = False
    """It is one day, drawn as a point."""
    sure: tuple[int, int] | None = None
    """The first and last cell in which the event was certainly under way; None: on an unknown day of that time."""
    open_start: bool = False
    """Its time begins before the axis."""
    open_end: bool = False


def axis_over(events: Iterable[EventAnswer], cells: int, asked: Days = (None, None)) -> Axis:
    """Return an axis of so many cells over the days of events, not beyond the `asked` ones."""
    days = [day for answer in events for day in (answer.earliest, answer.latest) if day is not None] or [0]
    first, last = asked
    low = min(days) if first is None else max(first, min(days))
    high = max(days) if last is None else min(last, max(days))
    return axis_for(low, max(low, high), max(cells, 1))


def bar_of(answer: EventAnswer, axis: Axis) -> Bar | None:
    """Return the bar of an event; None where it has no date."""
    first, last = answer.earliest, answer.latest
    if first is None and last is None:
        return None
    begins_before = first is None or first < axis.first
    ends_after = last is None or last > axis.last
    start = 0 if begins_before else axis.cell(first or 0)
    is_day = first == last
    end = axis.width - 1 if ends_after else (axis.cell if is_day else axis.last_cell)(last or 0)
    return Bar(start, end, is_day, _sure_cells(answer.event.date, axis), begins_before, ends_after)


def _sure_cells(edtf: str, axis: Axis) -> tuple[int, int] | None:
    """Return the cells of an interval from the last day on which it may begin to the first on which it may end."""
    date = parse_edtf(edtf)
    if not date.start or not date.end:
        return None
    begun = axis.first if date.start.precision == "open" else date.start.latest
    over = axis.last if date.end.precision == "open" else date.end.earliest
    if begun is None or over is None:
        return None
    begun = begun if date.latest is None else min(begun, date.latest)
    over = over if date.earliest is None else max(over, date.earliest)
    if begun > over or over < axis.first or begun > axis.last:
        return None
    return axis.cell(max(begun, axis.first)), axis.last_cell(min(over, axis.last))


def draw_bar(bar: Bar | None, axis: Axis, glyphs: Glyphs) -> Spans:
    """Draw a bar over the ticks of its axis; None draws the ticks alone."""
    ticks = axis.background(glyphs)
    if bar is None:
        return (Span(ticks, "faint"),)
    cells = [_cell(bar, cell, glyphs) for cell in range(bar.first, bar.last + 1)]
    if bar.open_start:
        cells[0] = (glyphs.from_before, cells[0][1])
    if bar.open_end:
        cells[-1] = (glyphs.on_after, cells[-1][1])
    runs = (
        Span("".join(mark for mark, _ in run), role) for role, run in groupby(cells, key=lambda cell: cell[1])
    )
    return Span(ticks[: bar.first], "faint"), *runs, Span(ticks[bar.last + 1 :], "faint")


def _cell(bar: Bar, cell: int, glyphs: Glyphs) -> tuple[str, Role]:
    if bar.is_day:
        return glyphs.point, "date"
    if bar.sure and bar.sure[0] <= cell <= bar.sure[1]:
        return glyphs.bar, "date"
    return glyphs.loose_bar, "doubt"
