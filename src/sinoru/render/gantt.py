"""Events as bars over a scaled axis: a row each."""

from collections.abc import Iterator

import msgspec

from sinoru.query.answers import EventAnswer
from sinoru.render.axis import Axis, axis_for
from sinoru.render.columns import GAP
from sinoru.render.document import Cells, Column, Grid, Line, Role, Span, Spans, hang, joined
from sinoru.render.evidence import cited, traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.table import WIDE
from sinoru.render.verdict import verdict_word
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
    """It began before the axis, or at a time unknown."""
    open_end: bool = False


Days = tuple[int | None, int | None]
"""The first and the last day of something; None: open or unknown."""


def gantt(
    events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None, *, asked: Days = (None, None)
) -> Iterator[Grid]:
    """Draw events over one axis, beside their titles, or in a narrow `width` on lines of their own.

    The axis ends where what was `asked` for ends; an arrow shows that an event goes on.
    """
    axis = _axis(events, width or _PIPE, asked)
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
    return axis_for(low, max(low, high), width * 2 // 5 if width >= _BESIDE else max(width - GAP, 1))


def _rows(answer: EventAnswer, axis: Axis, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    title: Spans = (Span(event.title, "title"),)
    bar = _draw(_bar(answer, axis), axis, glyphs)
    yield (when(event.date, glyphs),), bar, cited(title, event.evidence) if is_wide else title
    if not is_wide:
        yield hang(traced(event.id, event.evidence))
    yield from _disagreements(answer, glyphs)


def _disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Say on a line what sources disagree on, `≠ date (reconciled), figure (open)`: a chart has no room for more."""
    told: list[Spans] = [
        (Span(one.on, "label"), Span(" ("), verdict_word(one.verdict), Span(")"))
        for one in answer.event.conflicts
    ]
    told += [(Span(f"title of {took.name}", "label"),) for took in answer.people if took.printed]
    if told:
        yield hang(Line((Span(f"{glyphs.differs} ", "warn"), *joined(told, Span(", ")))))


def _bar(answer: EventAnswer, axis: Axis) -> Bar | None:
    """Place an event on the axis; None where it has no date."""
    first, last = answer.earliest, answer.latest
    if first is None and last is None:
        return None
    begins_before = first is None or first < axis.first
    ends_after = last is None or last > axis.last
    start = 0 if begins_before else axis.cell(first or 0)
    end = axis.width - 1 if ends_after else axis.cell(last or 0)
    kind = "bar" if "/" in answer.event.date else "point" if first == last else "loose_bar"
    return Bar(start, end, kind, begins_before, ends_after)


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
