"""The shortest chain between two.

The circles around both ends are widened until they touch, the smaller one first: two circles of three steps hold far
fewer people than one of six. If several are equally short, it is the one whose first event is the earliest, then by
its second event, and so on.
"""

from typing import Protocol

import msgspec

from sinoru.query.analysis_answers import DEEPEST

Circle = list[set[str]]
"""People by their distance from one person, from 0 up."""


class SharedEvent(msgspec.Struct, frozen=True):
    """Another participant, and the number of the event."""

    person: str
    event: int


class Neighbours(Protocol):
    """Who is one step from whom."""

    def first_with(self, person: str, /) -> dict[str, int]:
        """Return those who are one step from a person, each with the number of the step; the lowest is taken."""


def find_chain(meetings: Neighbours, start: str, end: str) -> list[SharedEvent]:
    """Return the people after the first, each with the event shared with the previous one; empty: no chain."""
    near_start: Circle = [{start}]
    near_end: Circle = [{end}]
    while (touching := _touching(near_start, near_end)) is None:
        circle = min(near_start, near_end, key=lambda circle: len(circle[-1]))
        if len(near_start) + len(near_end) - 2 == DEEPEST or not _widen(meetings, circle):
            return []
    return _walk(meetings, start, _stages(meetings, *touching))


def _touching(one: Circle, other: Circle) -> tuple[Circle, Circle] | None:
    """Return the smallest parts of the two circles that touch; None where they do not.

    The outermost rings touch first, unless some person's events were not all read.
    """
    for radius, ring in enumerate(one, 1):
        for other_radius, other_ring in enumerate(other, 1):
            if not ring.isdisjoint(other_ring):
                return one[:radius], other[:other_radius]
    return None


def _widen(meetings: Neighbours, circle: Circle) -> bool:
    """Add the people who are one step further away; return whether there are any."""
    known = set().union(*circle)
    further = {other for person in sorted(circle[-1]) for other in meetings.first_with(person)} - known
    circle.append(further)
    return bool(further)


def _stages(meetings: Neighbours, near_start: Circle, near_end: Circle) -> list[set[str]]:
    """Return, for each step after the first person, all people who are on a shortest chain."""
    middle = near_start[-1] & near_end[-1]
    before = _towards(meetings, middle, near_start)
    after = _towards(meetings, middle, near_end)
    return [*reversed(before), middle, *after][1:]


def _towards(meetings: Neighbours, middle: set[str], circle: Circle) -> list[set[str]]:
    """Return the people of each inner ring who are on a path from the middle to the centre, the widest ring first."""
    stages: list[set[str]] = []
    reached = middle
    for ring in reversed(circle[:-1]):
        reached = {person for person in ring if not reached.isdisjoint(meetings.first_with(person))}
        stages.append(reached)
    return stages


def _walk(meetings: Neighbours, start: str, stages: list[set[str]]) -> list[SharedEvent]:
    """Choose the person of each stage who is reached through the earliest event."""
    chain: list[SharedEvent] = []
    person = start
    for stage in stages:
        event, person = min(_leading_on(meetings, person, stage))
        chain.append(SharedEvent(person, event))
    return chain


def _leading_on(meetings: Neighbours, person: str, stage: set[str]) -> list[tuple[int, str]]:
    """Return the first event shared with each person of the next stage, and the person.

    Where the person's own events were not all read, those of the next stage are searched.
    """
    ahead = [(number, other) for other, number in meetings.first_with(person).items() if other in stage]
    return ahead or [
        (number, other)
        for other in sorted(stage)
        if (number := meetings.first_with(other).get(person)) is not None
    ]
