"""`sinoru links`: the people whom a person met at events, and the shortest chain of people between two.

The number of events read is bounded, so that a look-up stays quick. For a chain, the circles around both people are
widened until they touch, the smaller one first: two circles of three steps hold far fewer people than one of six. Of
all shortest chains the one whose first event is the earliest is chosen, then by its second event, and so on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.model.errors import AmbiguousValue
from sinoru.model.records import Event, Participant, Person
from sinoru.query.analysis_answers import DEEPEST, Chain, Links, Meeting, MetPerson, Step
from sinoru.query.answers import NobodyFound, Ref
from sinoru.query.assemble import load, refs_of
from sinoru.query.filters import Filters
from sinoru.query.names import Found, find_by_sound_or_typo, find_by_spelling, find_named, nearest_named
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import first_numbers, keep_in_scope, links_to

KINDS = ("person",)
EVENTS_OF_ONE = 2_000
"""Events read of one person, the earliest first."""
EVENTS_OF_ALL = 40_000
"""Events read in one look-up."""

Named = tuple[str, list[Found]]
Find = Callable[[Index, str, Sequence[str]], list[Found]]
Circle = list[set[str]]
"""People by their distance from one person, from 0 up."""


class SharedEvent(msgspec.Struct, frozen=True):
    """A person met, and the number of the event."""

    person: str
    event: int


class _EventPeople(msgspec.Struct, frozen=True):
    """The part of an event that is decoded here."""

    participants: tuple[Participant, ...] = ()


_decode = msgspec.json.Decoder(_EventPeople).decode


class Meetings:
    """The events that people share, within a scope; each person's are read once.

    `is_complete` turns False when events are left out because there are too many.
    """

    def __init__(self, index: Index, scope: Scope) -> None:
        self.index = index
        self.scope = scope
        self.is_complete = True
        self._left = EVENTS_OF_ALL
        self._known: dict[str, list[SharedEvent]] = {}

    def of(self, person: str) -> list[SharedEvent]:
        """Return the people whom a person met, once for each event, in order of the events."""
        if person not in self._known:
            self._known[person] = self._read(person)
        return self._known[person]

    def first_with(self, person: str) -> dict[str, int]:
        """Return the people whom a person met, each with the first event, in order of these events."""
        first: dict[str, int] = {}
        for met in self.of(person):
            first.setdefault(met.person, met.event)
        return first

    def _read(self, person: str) -> list[SharedEvent]:
        return [
            SharedEvent(other, number)
            for number, body in self._events(person)
            for other in dict.fromkeys(part.person for part in _decode(body).participants)
            if other and other != person
        ]

    def _events(self, person: str) -> list[Any]:
        """Return `(number, body)` of the events of a person; of too many, only the first."""
        most = min(EVENTS_OF_ONE, self._left)
        took_part = Scope(kinds=("event",), links=(links_to(self.index, person, "took part"),))
        numbers = first_numbers(self.index, took_part, most + 1)
        if len(numbers) > most:
            self.is_complete = False
            numbers = numbers[:most]
        self._left -= len(numbers)
        if self.scope.links or self.scope.has_dates:
            numbers = keep_in_scope(self.index, self.scope, numbers)
        condition, values = self.index.in_list("number", numbers)
        query = f"SELECT number, body FROM record WHERE {condition} ORDER BY number"
        return list(self.index.rows(query, values))


def ask_links(index: Index, words: Sequence[str], filters: Filters) -> Links | Chain | NobodyFound:
    """Return the people whom a person met, or the chain between two people, through events that pass the filters.

    The words may be one name or two. Raises AmbiguousValue, and what resolve_scope raises.
    """
    found = _find_one_or_two(index, words)
    if not found:
        return _nobody(index, words)
    people = [_unambiguous(name, matches) for name, matches in found]
    meetings = Meetings(index, resolve_scope(index, filters, ("event",)))
    if len(people) == 1:
        return _links(index, people[0], meetings, filters.limit)
    return _chain(index, people[0], people[1], meetings)


def _find_one_or_two(index: Index, words: Sequence[str]) -> list[Named]:
    """Find the one person that all the words name, or else the two people that a split of the words names."""
    name = " ".join(words)
    if found := find_by_spelling(index, name, KINDS):
        return [(name, found)]
    if pair := _find_two(index, words, find_by_spelling):
        return pair
    if found := find_by_sound_or_typo(index, name, KINDS):
        return [(name, found)]
    return _find_two(index, words, find_named)


def _find_two(index: Index, words: Sequence[str], find: Find) -> list[Named]:
    """Split the words so that both parts name people."""
    for split in range(1, len(words)):
        names = [" ".join(words[:split]), " ".join(words[split:])]
        pair = [(name, find(index, name, KINDS)) for name in names]
        if all(found for _, found in pair):
            return pair
    return []


def _unambiguous(name: str, found: Sequence[Found]) -> Person:
    labels = {one.id: one.label for one in found}
    if len(labels) > 1:
        raise AmbiguousValue("NAME", name, list(labels.values()))
    return cast("Person", found[0].record)


def _nobody(index: Index, words: Sequence[str]) -> NobodyFound:
    """Return the names nearest to all the words, or to those that remain next to the longest name among them."""
    splits = _splits(words)
    unknown = next((rest for part, rest in splits if find_named(index, " ".join(part), KINDS)), words)
    name = " ".join(unknown)
    return NobodyFound(query=name, suggestions=nearest_named(index, name, KINDS))


def _splits(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield each beginning and each end of the words with the remaining words, the longest first."""
    for length in range(len(words) - 1, 0, -1):
        yield words[:length], words[length:]
        yield words[-length:], words[:-length]


def _links(index: Index, person: Person, meetings: Meetings, limit: int | None) -> Links:
    by_person: dict[str, list[int]] = {}
    for met in meetings.of(person.id):
        by_person.setdefault(met.person, []).append(met.event)
    order = sorted(by_person, key=lambda id_: (-len(by_person[id_]), by_person[id_][0], id_))[:limit]
    refs = refs_of(index, order)
    by_number = _meetings_by_number(index, (event for id_ in order for event in by_person[id_]))
    return Links(
        person=_ref(person),
        met=tuple(_met_person(refs[id_], [by_number[event] for event in by_person[id_]]) for id_ in order),
        total=len(by_person),
        is_complete=meetings.is_complete,
    )


def _met_person(person: Ref, events: Sequence[Meeting]) -> MetPerson:
    return MetPerson(
        person=person, times=len(events), first=events[0].date, last=events[-1].date, events=tuple(events)
    )


def _chain(index: Index, start: Person, end: Person, meetings: Meetings) -> Chain:
    found = find_chain(meetings, start.id, end.id)
    refs = refs_of(index, (shared.person for shared in found))
    by_number = _meetings_by_number(index, (shared.event for shared in found))
    steps = (Step(person=refs[shared.person], event=by_number[shared.event]) for shared in found)
    is_linked = found or start.id == end.id
    return Chain(
        start=_ref(start),
        end=_ref(end),
        chain=(Step(person=_ref(start)), *steps) if is_linked else (),
        is_complete=meetings.is_complete,
    )


def _meetings_by_number(index: Index, numbers: Iterable[int]) -> dict[int, Meeting]:
    unique = list(dict.fromkeys(numbers))
    events = (cast("Event", record) for _, _, _, record in load(index, unique))
    return {
        number: Meeting(id=event.id, title=event.title, date=event.date, evidence=event.evidence)
        for number, event in zip(unique, events, strict=True)
    }


def _ref(person: Person) -> Ref:
    return Ref(id=person.id, name=person.name, kind=person.KIND)


def find_chain(meetings: Meetings, start: str, end: str) -> list[SharedEvent]:
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


def _widen(meetings: Meetings, circle: Circle) -> bool:
    """Add the people who are one step further away; return whether there are any."""
    known = set().union(*circle)
    further = {other for person in sorted(circle[-1]) for other in meetings.first_with(person)} - known
    circle.append(further)
    return bool(further)


def _stages(meetings: Meetings, near_start: Circle, near_end: Circle) -> list[set[str]]:
    """Return, for each step after the first person, all people who are on a shortest chain."""
    middle = near_start[-1] & near_end[-1]
    before = _towards(meetings, middle, near_start)
    after = _towards(meetings, middle, near_end)
    return [*reversed(before), middle, *after][1:]


def _towards(meetings: Meetings, middle: set[str], circle: Circle) -> list[set[str]]:
    """Return the people of each inner ring who are on a path from the middle to the centre, the widest ring first."""
    stages: list[set[str]] = []
    reached = middle
    for ring in reversed(circle[:-1]):
        reached = {person for person in ring if not reached.isdisjoint(meetings.first_with(person))}
        stages.append(reached)
    return stages


def _walk(meetings: Meetings, start: str, stages: list[set[str]]) -> list[SharedEvent]:
    """Choose the person of each stage who is reached through the earliest event."""
    chain: list[SharedEvent] = []
    person = start
    for stage in stages:
        event, person = min(_leading_on(meetings, person, stage))
        chain.append(SharedEvent(person, event))
    return chain


def _leading_on(meetings: Meetings, person: str, stage: set[str]) -> list[tuple[int, str]]:
    """Return the first event shared with each person of the next stage, and the person.

    Where the person's own events were not all read, those of the next stage are searched.
    """
    ahead = [(number, other) for other, number in meetings.first_with(person).items() if other in stage]
    return ahead or [
        (number, other)
        for other in sorted(stage)
        if (number := meetings.first_with(other).get(person)) is not None
    ]
