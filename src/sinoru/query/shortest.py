"""The shortest chain between two people.

The circles of both are widened in turn, the smaller first, until they touch: two circles of three steps hold far
fewer people than one of six. Of all shortest chains the one is taken whose first event is the earliest, then its
second.
"""

from sinoru.query.acquaintance import Acquaintance, Meetings
from sinoru.query.link_answers import DEEPEST

Circle = list[set[str]]
"""People by their distance from one person, from 0 up."""


def find_chain(meetings: Meetings, start: str, end: str) -> list[Acquaintance]:
    """Give the people after the first one, each with the event shared with the one before; empty: no chain."""
    near_start: Circle = [{start}]
    near_end: Circle = [{end}]
    while (touching := _touching(near_start, near_end)) is None:
        circle = min(near_start, near_end, key=lambda circle: len(circle[-1]))
        if len(near_start) + len(near_end) - 2 == DEEPEST or not _widen(meetings, circle):
            return []
    return _walk(meetings, start, _stages(meetings, *touching))


def _touching(one: Circle, other: Circle) -> tuple[Circle, Circle] | None:
    """Give two circles so far as they are needed to touch; None where they do not.

    Their outermost rings touch first, unless somebody's events were not all read.
    """
    for place in range(len(one)):
        for other_place in range(len(other)):
            if not one[place].isdisjoint(other[other_place]):
                return one[: place + 1], other[: other_place + 1]
    return None


def _widen(meetings: Meetings, circle: Circle) -> bool:
    """Add those who are a step further away; tell whether there are any."""
    known = set().union(*circle)
    further = {other for person in sorted(circle[-1]) for other in meetings.first_with(person)} - known
    circle.append(further)
    return bool(further)


def _stages(meetings: Meetings, near_start: Circle, near_end: Circle) -> list[set[str]]:
    """Give, step by step after the first person, all who stand on a shortest chain."""
    middle = near_start[-1] & near_end[-1]
    before = _towards(meetings, middle, near_start)
    after = _towards(meetings, middle, near_end)
    return [*reversed(before), middle, *after][1:]


def _towards(meetings: Meetings, middle: set[str], circle: Circle) -> list[set[str]]:
    """Give those of each smaller ring who lead from the middle to its centre, the widest ring first."""
    stages: list[set[str]] = []
    reached = middle
    for ring in reversed(circle[:-1]):
        reached = {person for person in ring if not reached.isdisjoint(meetings.first_with(person))}
        stages.append(reached)
    return stages


def _walk(meetings: Meetings, start: str, stages: list[set[str]]) -> list[Acquaintance]:
    """Go from stage to stage through the earliest event that leads on."""
    chain: list[Acquaintance] = []
    person = start
    for stage in stages:
        event, person = min(_leading_on(meetings, person, stage))
        chain.append(Acquaintance(person, event))
    return chain


def _leading_on(meetings: Meetings, person: str, stage: set[str]) -> list[tuple[int, str]]:
    """Give the first event with each of the next stage; if one has more events than are read, theirs are asked."""
    ahead = [(number, other) for other, number in meetings.first_with(person).items() if other in stage]
    return ahead or [
        (number, other)
        for other in sorted(stage)
        if (number := meetings.first_with(other).get(person)) is not None
    ]
