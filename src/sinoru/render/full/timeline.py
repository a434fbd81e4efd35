"""The view of `sinoru timeline`: events down a spine, in a table, or as bars over a scale of time (gantt).

The scale labels as many days, months or years as fit.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

import msgspec

from sinoru.dates.days import civil_of_day, day_of_civil
from sinoru.dates.periods import Unit, period_in_words, period_of
from sinoru.model.records import Conflict
from sinoru.query.answers import EventAnswer, Timeline
from sinoru.query.verdicts import standings, verdict_summary
from sinoru.render.document import (
    BLANK,
    UNICODE,
    Block,
    Cells,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Role,
    Span,
    Spans,
    joined,
    line,
    shown_of,
    with_gutter,
    with_gutters,
)
from sinoru.render.layout import GAP
from sinoru.render.parts import (
    WIDE,
    citations,
    cited,
    disagreements,
    event_lines,
    people,
    places,
    traced,
    verdict_words,
    when,
)

_NONE = {"org": "no organisation"} | {
    group: f"no {group}" for group in ("kind", "country", "place", "person", "topic")
}
"""The heading of events that a group has no heading for; where the group is a period, they have no date."""

SILENCE = 7
"""Days without an event from which on the timeline shows the gap."""
_LONG = 31
"""Days; an event that lasts longer does not end a silence."""
_TABLE_COLUMNS = (Column("Date"), Column("Event"), Column("People and places"), Column("Source"))

Group = tuple[str, tuple[EventAnswer, ...]]
"""A heading, and the events under it."""


def timeline_document(
    answer: Timeline,
    *,
    style: str = "vertical",
    group: str = "",
    width: int | None = None,
    glyphs: Glyphs = UNICODE,
) -> Document:
    """Show events in order. `style` is one of `STYLES`, `group` one of `GROUPS` or empty; no `width` means a pipe."""
    if not answer.events:
        yield line(Span("No events match.", "faint"))
        return
    for heading, events in grouped(answer.events, group):
        if heading:
            yield line(Span(heading, "heading"))
            yield BLANK
        if style == "gantt":
            yield from gantt(events, glyphs, width, asked=(answer.first, answer.last))
        else:
            yield from (table if style == "table" else vertical)(events, glyphs, width)
        yield BLANK
    yield line(Span(shown_of(len(answer.events), answer.total, "event"), "faint"))


def grouped(events: tuple[EventAnswer, ...], group: str) -> Iterable[Group]:
    """Put events under headings, in order of each heading's first event; without a group, under an empty heading.

    An event with several places (people, topics ...) is listed under each of them.
    """
    if not group:
        return (("", events),)
    groups: dict[str, list[EventAnswer]] = {}
    for answer in events:
        for key in dict.fromkeys(_headings_of(answer, group)) or (_NONE.get(group, "no date"),):
            groups.setdefault(key, []).append(answer)
    return ((key, tuple(members)) for key, members in groups.items())


def _headings_of(answer: EventAnswer, group: str) -> Iterator[str]:
    """Yield the headings of an event; nothing if it has none."""
    event = answer.event
    match group:
        case "kind":
            yield from filter(None, (event.kind,))
        case "country":
            yield from event.countries
        case "topic":
            yield from event.topics
        case "place":
            yield from (place.name for place in answer.places)
        case "person":
            yield from (took.name for took in answer.people)
        case "org":
            yield from (took.name for took in answer.organisations)
        case _:
            if answer.earliest is not None:
                yield period_in_words(period_of(answer.earliest, cast("Unit", group)))


def table(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Grid]:
    """Yield one grid with a row for each event."""
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _table_rows(answer, glyphs, is_wide=is_wide))
    yield Grid(_TABLE_COLUMNS if is_wide else _TABLE_COLUMNS[:-1], tuple(rows))


def _table_rows(answer: EventAnswer, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    kind = (Span(f" ({event.kind})", "faint"),) if event.kind else ()
    around = joined((people(answer), places(answer)), Span(f" {glyphs.bullet} ", "faint"))
    row = ((when(event.date, glyphs),), (Span(event.title, "title"), *kind), around)
    if is_wide:
        yield (*row, citations(event.evidence))
    else:
        yield row
        yield with_gutter(traced(event.id, event.evidence))
    yield from with_gutters(disagreements(answer, glyphs))


def vertical(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Block]:  # noqa: ARG001  all styles take the same
    """Draw the events along a spine, and the silences between them."""
    shown: tuple[int, int] | None = None
    for number, answer in enumerate(events):
        if number:
            yield from _silence_lines(silence(shown, bounds(answer)), glyphs, after=events[number - 1])
        yield from with_gutters(event_lines(answer, glyphs), *_spine_gutters(answer, glyphs))
        shown = _merged(shown, bounds(answer))
    if _is_interval(events[-1]):
        yield Line((), (Span(glyphs.end, "rule"),))


def _spine_gutters(answer: EventAnswer, glyphs: Glyphs) -> tuple[Spans, Spans]:
    if _is_interval(answer):
        return (Span(f"{glyphs.begin} ", "rule"),), (Span(f"{glyphs.during} ", "rule"),)
    is_day = answer.earliest is not None and answer.earliest == answer.latest
    return (Span(f"{glyphs.day if is_day else glyphs.loose} ", "date"),), (Span(f"{glyphs.spine} ", "rule"),)


def _is_interval(answer: EventAnswer) -> bool:
    """Return whether the date is an interval, not merely an unknown day."""
    return "/" in answer.event.date


def _silence_lines(days: int, glyphs: Glyphs, *, after: EventAnswer) -> Iterator[Line]:
    spine = (Span(f"{glyphs.spine} ", "rule"),)
    yield Line((), (Span(glyphs.end, "rule"),)) if _is_interval(after) else Line((), spine)
    if days >= SILENCE:
        yield Line((Span(f"{glyphs.bullet} {time_words(days)} {glyphs.bullet}", "faint"),), spine)
        yield Line((), spine)


def bounds(answer: EventAnswer) -> tuple[int, int] | None:
    """Return the first and last day of an event, its first day twice if it lasts long; None without a date."""
    first, last = answer.earliest, answer.latest
    if first is None or last is None:
        day = last if first is None else first
        return None if day is None else (day, day)
    return (first, last) if last - first <= _LONG else (first, first)


def _merged(before: tuple[int, int] | None, days: tuple[int, int] | None) -> tuple[int, int] | None:
    if before is None or days is None:
        return before or days
    return min(before[0], days[0]), max(before[1], days[1])


def silence(before: tuple[int, int] | None, days: tuple[int, int] | None) -> int:
    """Count the days from the events shown `before` to the next, forwards or backwards; 0 where they touch."""
    if before is None or days is None:
        return 0
    return max(days[0] - before[1], before[0] - days[1], 0)


def time_words(days: int) -> str:
    """Put a length of time in words, rounded to months or years if it is long."""
    if days <= 60:  # noqa: PLR2004  two months
        return f"{days} days"
    if days < 730:  # noqa: PLR2004  two years
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25):,} years"


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
    """Yield a line with all fields in dispute, `≠ rank (one value is contradicted)`: a chart has no room for more."""
    disputed: list[Spans] = [
        (Span(one.on, "label"), Span(" ("), _verdict(answer, one), Span(")"))
        for one in answer.event.conflicts
    ]
    disputed += [(Span(f"title of {took.name}", "label"),) for took in answer.people if took.printed]
    if disputed:
        yield with_gutter(Line((Span(f"{glyphs.differs} ", "warn"), *joined(disputed, Span(", ")))))


def _verdict(answer: EventAnswer, conflict: Conflict) -> Span:
    """Return the verdict on a conflict whose statements are not shown."""
    summary = verdict_summary(conflict.verdict, standings(answer.event, conflict))
    return verdict_words(summary, conflict.verdict)


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
