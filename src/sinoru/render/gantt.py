"""The chart of `sinoru timeline --style gantt`: one bar for each event over a scale of time, and a legend."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from sinoru.dates.days import civil_of_day, day_of_civil
from sinoru.query.answers import EventAnswer
from sinoru.query.verdicts import is_disputed
from sinoru.render.axis import PIPE_WIDTH, Axis, axis_over, bar_of, draw_bar
from sinoru.render.brief import MARK, mark_cell
from sinoru.render.document import Cells, Column, Entry, Glyphs, Grid, Line, Look, Role, Span, Spans, joined
from sinoru.render.groups import RowsOf
from sinoru.render.layout import GAP
from sinoru.render.listing import number_cells
from sinoru.render.parts import Days, when

_WIDTH_FOR_DATES = 140
"""Columns of the narrowest chart that has room for dates; in others the scale has to do."""
_LEAST_TITLE = 24
"""Columns that a title keeps beside its bar."""
_FIXED = Column(wraps=False)


class Chart(msgspec.Struct, frozen=True):
    """A chart with what explains it."""

    days: Days
    """The first and the last day that it shows: those asked for, or else its scale, in whole months or years."""
    legend: tuple[Line, ...]
    grid: Grid


def chart(events: Sequence[EventAnswer], rows_of: RowsOf, look: Look, asked: Days) -> Chart:
    """Draw events over one scale of time, which does not go beyond the days asked for."""
    axis = axis_over(events, _cells(look, len(events)), asked)
    has_dates = look.width is None or look.width >= _WIDTH_FOR_DATES
    rows = rows_of(partial(_row, axis=axis, look=look, has_dates=has_dates))
    bars = [row.cells[has_dates] for row in rows if isinstance(row, Entry)]
    is_dated = any(one.earliest is not None or one.latest is not None for one in events)
    scale = (axis.labels(), axis.rule(look.glyphs)) if is_dated else ()
    before: Cells = ((),) * has_dates
    heads = tuple((*before, (Span(text, "label"),), (), ()) for text in scale)
    return Chart(
        _days(axis, asked) if is_dated else asked,
        tuple(_legend(bars, look.glyphs)),
        Grid((*(_FIXED,) * has_dates, _FIXED, Column(cuts=True), MARK), (*heads, *rows)),
    )


def _days(axis: Axis, asked: Days) -> Days:
    first, last = asked
    (year, month, _), (last_year, last_month, _) = civil_of_day(axis.first), civil_of_day(axis.last)
    if last_year - year > 1:
        month, last_month = 1, 12
    whole = day_of_civil(year, month, 1), day_of_civil(last_year, last_month + 1, 0)
    return whole[0] if first is None else first, whole[1] if last is None else last


def _row(answer: EventAnswer, axis: Axis, look: Look, *, has_dates: bool) -> Entry:
    event = answer.event
    date: Cells = ((when(event.date, look.glyphs),),) if has_dates else ()
    title = (Span(event.title),)
    mark = mark_cell(look, is_disputed=is_disputed(event), only_named=answer.only_named)
    return Entry(event.id, (*date, _bar(answer, axis, look.glyphs), title, mark))


def _cells(look: Look, number: int) -> int:
    """Return the cells of the scale: two fifths of the width, fewer where a title would have no room."""
    if look.width is None:
        return PIPE_WIDTH * 2 // 5
    numbers = number_cells(look, number)
    marks = GAP + len(look.glyphs.differs)
    return min(look.width * 2 // 5, look.width - numbers - marks - GAP - _LEAST_TITLE)


def _bar(answer: EventAnswer, axis: Axis, glyphs: Glyphs) -> Spans:
    """Draw the bar of an event, or say why it has none."""
    if bar := bar_of(answer, axis):
        return draw_bar(bar, axis, glyphs)
    why = "year unknown" if answer.event.date else "undated"
    return Span(why, "doubt"), Span(axis.background(glyphs)[len(why) :], "faint")


def _legend(bars: Iterable[Spans], glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line with the meaning of each mark that occurs."""
    drawn = {char for spans in bars for span in spans for char in span.text}
    meanings: tuple[tuple[str, Role, str], ...] = (
        (glyphs.point, "date", "one day"),
        (glyphs.bar, "date", "under way"),
        (glyphs.loose_bar, "doubt", "day not known"),
    )
    parts: list[Spans] = [
        (Span(mark, role), Span(f" {word}")) for mark, role, word in meanings if mark in drawn
    ]
    if beyond := [mark for mark in (glyphs.from_before, glyphs.on_after) if mark in drawn]:
        parts.append((Span(" ".join(beyond), "date"), Span(" reaches beyond")))
    if parts:
        yield Line(joined(parts, Span(" " * GAP)))
