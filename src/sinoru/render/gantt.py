"""Events as bars over a scaled axis: a row each."""

from collections.abc import Iterator

import msgspec

from sinoru.query.answers import EventAnswer
from sinoru.render.axis import Axis, axis_for
from sinoru.render.columns import GAP
from sinoru.render.document import Cells, Column, Grid, Line, Role, Span, Spans, hang, hang_all
from sinoru.render.event import disagreements
from sinoru.render.evidence import cited, traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.table import WIDE
from sinoru.render.when import when

_COLUMNS = (Column(), Column(wraps=False), Column())
_BESIDE = 56
"""The narrowest width in which dates and titles have room beside their bars."""
_PIPE = 150
"""The width that a chart in a pipe is made for; only its titles run on."""


class Bar(msgspec.Struct, frozen=True):
    """Cells of a chart from `first` up to and with `last`."""

    first: int
    last: int
    kind: str
    """`point`, `bar`, or `loose_bar` (a day somewhere in that time): a name in `Glyphs`."""
    open_start: bool = False
    open_end: bool = False


def gantt(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Grid]:
    """Draw events over one axis, beside their titles, or in a narrow `width` on lines of their own."""
    axis = _axis(events, width or _PIPE)
    head: list[Cells | Line] = [
        ((), (Span(text, "label"),), ()) for text in (axis.labels(), axis.rule(glyphs))
    ]
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _rows(answer, axis, glyphs, is_wide=is_wide))
    yield Grid(_COLUMNS, (*head, *rows))


def _axis(events: tuple[EventAnswer, ...], width: int) -> Axis:
    days = [day for answer in events for day in (answer.earliest, answer.latest) if day is not None] or [0]
    return axis_for(min(days), max(days), width * 2 // 5 if width >= _BESIDE else max(width - GAP, 1))


def _rows(answer: EventAnswer, axis: Axis, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    title: Spans = (Span(event.title, "title"),)
    bar = _draw(_bar(answer, axis), axis, glyphs)
    yield (when(event.date, glyphs),), bar, cited(title, event.evidence) if is_wide else title
    if not is_wide:
        yield hang(traced(event.id, event.evidence))
    yield from hang_all(disagreements(answer, glyphs))


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
