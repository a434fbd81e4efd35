"""Events under headings."""

from collections.abc import Iterable, Iterator
from typing import cast

from sinoru.dates.periods import UNITS, Unit, period_in_words, period_of
from sinoru.query.answers import EventAnswer

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
    """Give the headings that an event stands under."""
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
