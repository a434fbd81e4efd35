"""Events under headings.

Events as a table: a row each, contradictions below it.

Events down a spine: `●` a day, `○` a day within a longer time, a bracket around what lasted.

The view of `sinoru timeline`, in three styles.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from sinoru.dates.periods import UNITS, Unit, period_in_words, period_of
from sinoru.query.answers import EventAnswer, Timeline
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
from sinoru.render.gantt import gantt
from sinoru.render.parts import WIDE, citations, disagreements, event_lines, people, places, traced, when

GROUPS = (*UNITS, "kind", "country", "place", "person", "org", "topic")
"""What events can be grouped by."""

Group = tuple[str, tuple[EventAnswer, ...]]


def grouped(events: tuple[EventAnswer, ...], group: str) -> Iterable[Group]:
    """Put events under headings, in order of each heading's first event; without a group, under an empty one.

    An event with several places (people, topics ...) stands under each of them.
    """
    if not group:
        return (("", events),)
    groups: dict[str, list[EventAnswer]] = {}
    for answer in events:
        for key in dict.fromkeys(_keys(answer, group)) or (f"no {group}",):
            groups.setdefault(key, []).append(answer)
    return ((key, tuple(members)) for key, members in groups.items())


def _keys(answer: EventAnswer, group: str) -> Iterator[str]:
    """Yield the headings that an event stands under."""
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


_COLUMNS = (Column("Date"), Column("Event"), Column("Who and where"), Column("Source"))


def table(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Grid]:
    """Yield one grid of all events."""
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _rows(answer, glyphs, is_wide=is_wide))
    yield Grid(_COLUMNS if is_wide else _COLUMNS[:-1], tuple(rows))


def _rows(answer: EventAnswer, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
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


SILENCE = 7
"""Days without an event from which on the timeline says so."""
_UNDER_WAY = 31
"""What lasts longer than this does not break a silence."""


def vertical(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Block]:  # noqa: ARG001  all styles take the same
    """Draw each event beside the spine, and the silences between."""
    before: tuple[int, int] | None = None
    for number, answer in enumerate(events):
        if number:
            yield from _between(silence(before, bounds(answer)), glyphs, after=events[number - 1])
        yield from with_gutters(event_lines(answer, glyphs), *_gutters(answer, glyphs))
        before = _reach(before, bounds(answer))
    if _lasts(events[-1]):
        yield Line((), (Span(glyphs.end, "rule"),))


def _gutters(answer: EventAnswer, glyphs: Glyphs) -> tuple[Spans, Spans]:
    if _lasts(answer):
        return (Span(f"{glyphs.begin} ", "rule"),), (Span(f"{glyphs.during} ", "rule"),)
    is_day = answer.earliest is not None and answer.earliest == answer.latest
    return (Span(f"{glyphs.day if is_day else glyphs.loose} ", "date"),), (Span(f"{glyphs.spine} ", "rule"),)


def _lasts(answer: EventAnswer) -> bool:
    """Return whether the date is an interval: not merely one that is not known to the day."""
    return "/" in answer.event.date


def _between(days: int, glyphs: Glyphs, *, after: EventAnswer) -> Iterator[Line]:
    spine = (Span(f"{glyphs.spine} ", "rule"),)
    yield Line((), (Span(glyphs.end, "rule"),)) if _lasts(after) else Line((), spine)
    if days >= SILENCE:
        yield Line((Span(f"{glyphs.bullet} {time_words(days)} {glyphs.bullet}", "faint"),), spine)
        yield Line((), spine)


def bounds(answer: EventAnswer) -> tuple[int, int] | None:
    """Return the days that an event fills, its first day only where it lasts long; None without a date."""
    first, last = answer.earliest, answer.latest
    if first is None or last is None:
        day = last if first is None else first
        return None if day is None else (day, day)
    return (first, last) if last - first <= _UNDER_WAY else (first, first)


def _reach(before: tuple[int, int] | None, days: tuple[int, int] | None) -> tuple[int, int] | None:
    if before is None or days is None:
        return before or days
    return min(before[0], days[0]), max(before[1], days[1])


def silence(before: tuple[int, int] | None, days: tuple[int, int] | None) -> int:
    """Count the days from all that was shown to the next event, forwards or backwards; 0 where they touch."""
    if before is None or days is None:
        return 0
    return max(days[0] - before[1], before[0] - days[1], 0)


def time_words(days: int) -> str:
    """Word a length of time as a person would."""
    if days <= 60:  # noqa: PLR2004  two months
        return f"{days} days"
    if days < 730:  # noqa: PLR2004  two years
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25):,} years"


STYLES: Sequence[str] = ("vertical", "table", "gantt")


def timeline_document(
    answer: Timeline,
    *,
    style: str = "vertical",
    group: str = "",
    width: int | None = None,
    glyphs: Glyphs = UNICODE,
) -> Document:
    """Show events in order. `style` is one of `STYLES`, `group` one of `GROUPS`; no `width` means a pipe."""
    if not answer.events:
        yield line(Span("No events.", "faint"))
        return
    for heading, events in grouped(answer.events, group):
        if heading:
            yield line(Span(heading, "heading"))
            yield BLANK
        yield from _styled(style, events, answer, glyphs, width)
        yield BLANK
    yield line(Span(shown_of(len(answer.events), answer.total, "event"), "faint"))


def _styled(
    style: str, events: tuple[EventAnswer, ...], answer: Timeline, glyphs: Glyphs, width: int | None
) -> Iterable[Block]:
    if style == "gantt":
        return gantt(events, glyphs, width, asked=(answer.first, answer.last))
    return (table if style == "table" else vertical)(events, glyphs, width)
