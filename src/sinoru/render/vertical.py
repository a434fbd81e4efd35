"""Events down a spine: `●` a day, `○` a day within a longer time, a bracket around what lasted."""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer
from sinoru.render.document import Block, Line, Span, Spans, hang_all
from sinoru.render.event import event_lines
from sinoru.render.glyphs import Glyphs

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
        yield from hang_all(event_lines(answer, glyphs), *_gutters(answer, glyphs))
        before = _reach(before, bounds(answer))
    if _lasts(events[-1]):
        yield Line((), (Span(glyphs.end, "rule"),))


def _gutters(answer: EventAnswer, glyphs: Glyphs) -> tuple[Spans, Spans]:
    if _lasts(answer):
        return (Span(f"{glyphs.begin} ", "rule"),), (Span(f"{glyphs.during} ", "rule"),)
    is_day = answer.earliest is not None and answer.earliest == answer.latest
    return (Span(f"{glyphs.day if is_day else glyphs.loose} ", "date"),), (Span(f"{glyphs.spine} ", "rule"),)


def _lasts(answer: EventAnswer) -> bool:
    """Tell whether the date is an interval: not merely one that is not known to the day."""
    return "/" in answer.event.date


def _between(days: int, glyphs: Glyphs, *, after: EventAnswer) -> Iterator[Line]:
    spine = (Span(f"{glyphs.spine} ", "rule"),)
    yield Line((), (Span(glyphs.end, "rule"),)) if _lasts(after) else Line((), spine)
    if days >= SILENCE:
        yield Line((Span(f"{glyphs.bullet} {time_words(days)} {glyphs.bullet}", "faint"),), spine)
        yield Line((), spine)


def bounds(answer: EventAnswer) -> tuple[int, int] | None:
    """Give the days that an event fills, its first day only where it lasts long; None without a date."""
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
