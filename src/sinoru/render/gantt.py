"""Events as bars over a scaled axis: a row each."""

from collections.abc import Iterator

import msgspec

from sinoru.query.answers import EventAnswer
from sinoru.render.axis import Axis, axis_for
from sinoru.render.cells import cell_width
from sinoru.render.conflict import disagreements
from sinoru.render.document import Cells, Column, Grid, Line, Role, Span, Spans, hang_all
from sinoru.render.evidence import cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import when

_COLUMNS = (Column(wraps=False), Column(wraps=False), Column())

_TITLE = 28
"""Cells that are left for a title beside its bar."""
_NARROWEST = 16


class Bar(msgspec.Struct, frozen=True):
    """Cells of a chart from `first` up to and with `last`."""

    first: int
    last: int
    kind: str
    """`point`, `bar`, or `loose_bar` (a day somewhere in that time): a name in `Glyphs`."""
    open_start: bool = False
    open_end: bool = False


def gantt(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int) -> Iterator[Grid]:
    """Draw events over one axis: half of `width`, or nearly all where bars stand on lines of their own."""
    dates = [when(answer.event.date, glyphs) for answer in events]
    beside = min(width // 2, width - max(cell_width(date.text) for date in dates) - _TITLE)
    room = beside if beside >= _NARROWEST else max(width - 4, 1)
    days = [day for answer in events for day in (answer.earliest, answer.latest) if day is not None]
    if not days:
        days = [0]
    axis = axis_for(min(days), max(days), room)
    rows: list[Cells | Line] = [
        ((), (Span(text, "label"),), ()) for text in (axis.labels(), axis.rule(glyphs))
    ]
    for date, answer in zip(dates, events, strict=True):
        title = cited((Span(answer.event.title, "title"),), answer.event.evidence)
        rows.append(((date,), _draw(_bar(answer, axis), axis, glyphs), title))
        rows += hang_all(disagreements(answer, glyphs))
    yield Grid(_COLUMNS, tuple(rows))


def _bar(answer: EventAnswer, axis: Axis) -> Bar | None:
    """Place an event on the axis; None where it has no date."""
    first, last = answer.earliest, answer.latest
    if first is None and last is None:
        return None
    start = 0 if first is None else axis.cell(first)
    end = axis.width - 1 if last is None else axis.cell(last)
    kind = "bar" if "/" in answer.event.date else "point" if first == last else "loose_bar"
    return Bar(start, end, kind, first is None, last is None)


def _draw(bar: Bar | None, axis: Axis, glyphs: Glyphs) -> Spans:
    """Draw a bar over the ticks of its axis."""
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
