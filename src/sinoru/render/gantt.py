"""The gantt style of `sinoru timeline`: a row with a bar for each event, over an axis with as many ticks as fit."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from sinoru.dates.days import civil_of_day, day_of_civil
from sinoru.query.answers import EventAnswer
from sinoru.render.document import Cells, Column, Glyphs, Grid, Line, Role, Span, Spans, joined, with_gutter
from sinoru.render.layout import GAP
from sinoru.render.parts import WIDE, cited, traced, verdict_word, when

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_DAYS_OF_UNIT = {"day": 1.0, "month": 30.44, "year": 365.25}
_STEPS = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 3, 6)),
    *(("year", step * ten) for ten in (1, 10, 100, 1000, 10_000) for step in (1, 2, 5)),
)
"""Distances between ticks, the finest first."""
_COLUMNS = (Column(), Column(wraps=False), Column())
_MIN_WIDTH_WITH_DATES = 56
"""The narrowest width in which dates and titles have room next to their bars."""
_PIPE_WIDTH = 150
"""The width of a chart in a pipe; its titles run on beyond it."""

Days = tuple[int | None, int | None]
"""The first and the last day of something; None: open or unknown."""


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

    def labels(self) -> str:
        """Return the line of labels."""
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
    """Return an axis with the finest ticks whose labels do not touch; without ticks if none fit."""
    axis = Axis(first, last, width)
    for unit, step in _STEPS:
        if (last - first) / (_DAYS_OF_UNIT[unit] * step) <= width / 3:
            labels = _LABELS_OF[unit](step, first, last)
            ticks = tuple(_tick(axis, day, label) for day, label in labels if first <= day <= last)
            if _labels_fit(ticks):
                return Axis(first, last, width, ticks)
    return axis


def _tick(axis: Axis, day: int, label: str) -> Tick:
    cell = axis.cell(day)
    return Tick(cell, label, max(0, min(cell, axis.width - len(label))))


def _labels_fit(ticks: tuple[Tick, ...]) -> bool:
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
    kind: str
    """A field of `Glyphs`: `point`, `bar`, or `loose_bar` (an unknown day in that time)."""
    open_start: bool = False
    """The event began before the axis, or at an unknown time."""
    open_end: bool = False


def gantt(
    events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None, *, asked: Days = (None, None)
) -> Iterator[Grid]:
    """Draw events over one axis, next to their titles.

    The axis does not go beyond the `asked` days; an arrow shows that an event does. Without `width`, the chart is
    for a pipe.
    """
    axis = _axis(events, width or _PIPE_WIDTH, asked)
    head: list[Cells | Line] = [
        ((), (Span(text, "label"),), ()) for text in (axis.labels(), axis.rule(glyphs))
    ]
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _rows(answer, axis, glyphs, is_wide=is_wide))
    yield Grid(_COLUMNS, (*head, *rows))


def _axis(events: tuple[EventAnswer, ...], width: int, asked: Days) -> Axis:
    days = [day for answer in events for day in (answer.earliest, answer.latest) if day is not None] or [0]
    first, last = asked
    low = min(days) if first is None else max(first, min(days))
    high = max(days) if last is None else min(last, max(days))
    cells = width * 2 // 5 if width >= _MIN_WIDTH_WITH_DATES else max(width - GAP, 1)
    return axis_for(low, max(low, high), cells)


def _rows(answer: EventAnswer, axis: Axis, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    title: Spans = (Span(event.title, "title"),)
    bar = _draw_bar(_bar(answer, axis), axis, glyphs)
    yield (when(event.date, glyphs),), bar, cited(title, event.evidence) if is_wide else title
    if not is_wide:
        yield with_gutter(traced(event.id, event.evidence))
    yield from _disagreements(answer, glyphs)


def _disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line with all fields in dispute, `≠ date (reconciled), figure (open)`: a chart has no room for more."""
    disputed: list[Spans] = [
        (Span(one.on, "label"), Span(" ("), verdict_word(one.verdict), Span(")"))
        for one in answer.event.conflicts
    ]
    disputed += [(Span(f"title of {took.name}", "label"),) for took in answer.people if took.printed]
    if disputed:
        yield with_gutter(Line((Span(f"{glyphs.differs} ", "warn"), *joined(disputed, Span(", ")))))


def _bar(answer: EventAnswer, axis: Axis) -> Bar | None:
    """Return the bar of an event; None where it has no date."""
    first, last = answer.earliest, answer.latest
    if first is None and last is None:
        return None
    begins_before = first is None or first < axis.first
    ends_after = last is None or last > axis.last
    start = 0 if begins_before else axis.cell(first or 0)
    end = axis.width - 1 if ends_after else axis.cell(last or 0)
    kind = "bar" if "/" in answer.event.date else "point" if first == last else "loose_bar"
    return Bar(start, end, kind, begins_before, ends_after)


def _draw_bar(bar: Bar | None, axis: Axis, glyphs: Glyphs) -> Spans:
    """Draw a bar over the ticks of its axis; None draws the ticks alone."""
    ticks = axis.background(glyphs)
    if bar is None:
        return (Span(ticks, "faint"),)
    length = bar.last - bar.first + 1
    drawn = str(getattr(glyphs, bar.kind)) * length
    if bar.open_start:
        drawn = glyphs.from_before + drawn[1:]
    if bar.open_end:
        drawn = drawn[:-1] + glyphs.on_after
    role: Role = "doubt" if bar.kind == "loose_bar" else "date"
    return Span(ticks[: bar.first], "faint"), Span(drawn, role), Span(ticks[bar.last + 1 :], "faint")
