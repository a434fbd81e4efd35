"""Events under headings: by a period of the calendar, or by what they have, such as a kind or places."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_in_words, period_of
from sinoru.query.answers import EventAnswer
from sinoru.render.document import BLANK, Entry, Line, Span, plural

Group = tuple[str, tuple[EventAnswer, ...]]
"""A heading, and the events under it."""
Row = Callable[[EventAnswer], Entry]
RowsOf = Callable[[Row], tuple[Entry | Line, ...]]
"""Returns all rows below their headings, given what makes the row of an event."""

_UNDATED = "no date"
_LONGER = "dated to a longer time"
_UNDER_WAY = "under way, or dated to a longer time"
"""The heading where a range is asked for, which may begin in the middle of an event."""
_WITHOUT = {"org": "no organisation"}
"""The headings of events without one, where that is not `no` and the group."""


def grouped(events: tuple[EventAnswer, ...], group: str, first: int | None = None) -> Iterable[Group]:
    """Put events under headings, in order of each heading's first event; without a group, under an empty heading.

    An event with several places (people, topics ...) is listed under each of them. Events that no heading fits, and
    those of which it is not known in which period they fell, come last. So do those that began in a period
    before that of the `first` day.
    """
    if not group:
        return (("", events),)
    groups: dict[str, list[EventAnswer]] = {}
    last: dict[str, list[EventAnswer]] = {}
    for answer in events:
        headings = dict.fromkeys(_headings_of(answer, group, first))
        for heading in headings:
            groups.setdefault(heading, []).append(answer)
        if not headings:
            last.setdefault(_heading_without(answer, group, first), []).append(answer)
    return ((heading, tuple(members)) for heading, members in (*groups.items(), *last.items()))


def _heading_without(answer: EventAnswer, group: str, first: int | None) -> str:
    if group in UNITS:
        if answer.earliest is None and answer.latest is None:
            return _UNDATED
        return _LONGER if first is None else _UNDER_WAY
    return _WITHOUT.get(group, f"no {group}")


def _headings_of(answer: EventAnswer, group: str, first: int | None) -> Iterator[str]:
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
            yield from (place.name for place in (*answer.places, *answer.named("place")))
        case "person":
            yield from (took.name for took in answer.people)
            yield from (named.name for named in answer.named("person"))
        case "org":
            yield from (took.name for took in answer.organisations)
            yield from (named.name for named in answer.named("organisation"))
        case _:
            yield from filter(None, (_period_of_start(answer, cast("Unit", group), first),))


def _period_of_start(answer: EventAnswer, unit: Unit, first: int | None) -> str:
    """Return the period in which an event happened or began; empty where it is unknown, or before that of `first`."""
    if answer.earliest is None:
        return ""
    date = parse_edtf(answer.event.date)
    latest = (date.start or date).latest
    period = period_of(answer.earliest, unit)
    if first is not None and answer.earliest < first and period != period_of(first, unit):
        return ""
    return "" if latest is None or period_of(latest, unit) != period else period_in_words(period)


def rows_under_headings(
    groups: Iterable[Group], row: Row, *, is_cut: bool = False
) -> tuple[Entry | Line, ...]:
    """Return a row for each event, below the heading of its group, which has the number of its events beside it.

    Where a list `is_cut`, these are the events shown.
    """
    rows: list[Entry | Line] = []
    for heading, events in groups:
        if heading:
            counted = Span(f"  {plural(len(events), 'event')}{' shown' if is_cut else ''}", "faint")
            rows += (BLANK,) if rows else ()
            rows.append(Line((Span(heading, "heading"), counted), fit="cut"))
        rows += map(row, events)
    return tuple(rows)
