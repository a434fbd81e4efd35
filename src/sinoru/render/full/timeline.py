"""The view of `sinoru timeline`: events down a spine, in a table, or as bars over a scale of time (gantt).

The scale labels as many days, months or years as fit.
"""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer, Timeline
from sinoru.query.verdicts import label_of
from sinoru.render.axis import PIPE_WIDTH, Axis, axis_over, bar_of, draw_bar
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
    Span,
    Spans,
    joined,
    line,
    shown_of,
    with_gutter,
    with_gutters,
)
from sinoru.render.groups import grouped
from sinoru.render.layout import GAP
from sinoru.render.parts import (
    WIDE,
    Days,
    citations,
    cited,
    disagreements,
    event_lines,
    event_title,
    people,
    places,
    point,
    traced,
    verdict_word,
    when,
)

SILENCE = 7
"""Days without an event from which on the timeline shows the gap."""
_LONG = 31
"""Days; an event that lasts longer does not end a silence."""
_PEOPLE = Column("People and places")
_TABLE_COLUMNS = (Column("Date"), Column("Event"), _PEOPLE, Column("Source"))
_WIDTH_FOR_PEOPLE = 100
"""Columns of the narrowest table that has people and places beside the event."""


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
    for heading, events in grouped(answer.events, group, answer.first):
        if heading:
            yield line(Span(heading, "heading"))
            yield BLANK
        if style == "gantt":
            yield from gantt(events, glyphs, width, asked=(answer.first, answer.last))
        else:
            yield from (table if style == "table" else vertical)(events, glyphs, width)
        yield BLANK
    named = sum(one.only_named for one in answer.events)
    only = f"    {glyphs.named} only named ({named})" if named else ""
    yield line(Span(f"{shown_of(len(answer.events), answer.total, 'event')}{only}", "faint"))


def table(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Grid]:
    """Yield one grid with a row for each event."""
    columns = 4 if width is None or width >= WIDE else 3 if width >= _WIDTH_FOR_PEOPLE else 2
    rows = (row for answer in events for row in _table_rows(answer, glyphs, columns))
    yield Grid(_TABLE_COLUMNS[:columns], tuple(rows))


def _table_rows(answer: EventAnswer, glyphs: Glyphs, columns: int) -> Iterator[Cells | Line]:
    """Yield a row of this number of columns, then as lines what has no column, and the disagreements."""
    event = answer.event
    kind = (Span(f" ({event.kind})", "faint"),) if event.kind else ()
    around = joined(
        (people(answer), places(answer), point(answer.event)), Span(f" {glyphs.bullet} ", "faint")
    )
    row = (
        (when(event.date, glyphs),),
        (*event_title(answer, glyphs), *kind),
        around,
        citations(event.evidence),
    )
    yield row[:columns]
    if around and columns <= _TABLE_COLUMNS.index(_PEOPLE):
        yield with_gutter(Line(around))
    if columns < len(_TABLE_COLUMNS):
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


_COLUMNS = (Column(), Column(wraps=False), Column())
_MIN_WIDTH_WITH_DATES = 56
"""The narrowest width in which dates and titles have room next to their bars."""


def gantt(
    events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None, *, asked: Days = (None, None)
) -> Iterator[Grid]:
    """Draw events over one axis, next to their titles.

    The axis does not go beyond the `asked` days; an arrow shows that an event does. Without `width`, the chart is
    for a pipe.
    """
    room = width or PIPE_WIDTH
    axis = axis_over(events, room * 2 // 5 if room >= _MIN_WIDTH_WITH_DATES else room - GAP, asked)
    head: list[Cells | Line] = [
        ((), (Span(text, "label"),), ()) for text in (axis.labels(), axis.rule(glyphs))
    ]
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _rows(answer, axis, glyphs, is_wide=is_wide))
    yield Grid(_COLUMNS, (*head, *rows))


def _rows(answer: EventAnswer, axis: Axis, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    title = event_title(answer, glyphs)
    bar = draw_bar(bar_of(answer, axis), axis, glyphs)
    yield (when(event.date, glyphs),), bar, cited(title, event.evidence) if is_wide else title
    if not is_wide:
        yield with_gutter(traced(event.id, event.evidence))
    yield from _disagreements(answer, glyphs)


def _disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line with all fields in dispute, `≠ rank (settled)`: a chart has no room for more."""
    disputed: list[Spans] = [
        (Span(label_of(one).removesuffix(":"), "label"), Span(" ("), verdict_word(one.state), Span(")"))
        for one in answer.event.conflicts
    ]
    disputed += [(Span(f"title of {took.name}", "label"),) for took in answer.people if took.printed]
    if disputed:
        yield with_gutter(Line((Span(f"{glyphs.differs} ", "warn"), *joined(disputed, Span(", ")))))
