"""Who met whom through which events, and the shortest chain of people between two."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from sinoru.index.index import Index
from sinoru.model.errors import AmbiguousValue
from sinoru.model.records import Event, Person
from sinoru.query.acquaintance import Meetings
from sinoru.query.answers import NobodyFound, Ref
from sinoru.query.filters import Filters
from sinoru.query.link_answers import Chain, Links, Meeting, Met, Step
from sinoru.query.named import Found, find_as_written, find_named, find_past_writing, nearest_named
from sinoru.query.records import fetch, refs_of
from sinoru.query.resolve import resolve_scope
from sinoru.query.shortest import find_chain

KINDS = ("person",)


def ask_links(index: Index, words: Sequence[str], filters: Filters) -> Links | Chain | NobodyFound:
    """Give whom a person met, or the chain between two people, through the events that pass the filters.

    The words may be one name or two. Raises AmbiguousValue, and what resolve_scope raises.
    """
    found = _one_or_two(index, words)
    if not found:
        return _nobody(index, words)
    people = [_only(name, ones) for name, ones in found]
    meetings = Meetings(index, resolve_scope(index, filters, ("event",)))
    if len(people) == 1:
        return _links(index, people[0], meetings, filters.limit)
    return _chain(index, people[0], people[1], meetings)


Named = tuple[str, list[Found]]
Find = Callable[[Index, str, Sequence[str]], list[Found]]


def _one_or_two(index: Index, words: Sequence[str]) -> list[Named]:
    """Find the one person that all the words name, or else the two that they name when parted in two."""
    name = " ".join(words)
    if found := find_as_written(index, name, KINDS):
        return [(name, found)]
    if pair := _two(index, words, find_as_written):
        return pair
    if found := find_past_writing(index, name, KINDS):
        return [(name, found)]
    return _two(index, words, find_named)


def _two(index: Index, words: Sequence[str], find: Find) -> list[Named]:
    """Part the words so that both parts name somebody."""
    for place in range(1, len(words)):
        names = [" ".join(words[:place]), " ".join(words[place:])]
        pair = [(name, find(index, name, KINDS)) for name in names]
        if all(found for _, found in pair):
            return pair
    return []


def _named(index: Index, words: Sequence[str]) -> Named:
    name = " ".join(words)
    return name, find_named(index, name, KINDS)


def _only(name: str, found: Sequence[Found]) -> Person:
    ids = list(dict.fromkeys(one.id for one in found))
    if len(ids) > 1:
        raise AmbiguousValue("NAME", name, ids)
    return cast("Person", found[0].record)


def _nobody(index: Index, words: Sequence[str]) -> NobodyFound:
    """Give the names nearest to all the words, or to those left over by the longest name among them."""
    unknown = next((rest for part, rest in _partings(words) if _named(index, part)[1]), words)
    name = " ".join(unknown)
    return NobodyFound(query=name, suggestions=nearest_named(index, name, KINDS))


def _partings(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Part the words at one place: a beginning or an end, the longest first, and the rest."""
    for place in range(len(words) - 1, 0, -1):
        yield words[:place], words[place:]
        yield words[-place:], words[:-place]


def _links(index: Index, person: Person, meetings: Meetings, limit: int | None) -> Links:
    by_person: dict[str, list[int]] = {}
    for one in meetings.of(person.id):
        by_person.setdefault(one.person, []).append(one.event)
    order = sorted(by_person, key=lambda id_: (-len(by_person[id_]), by_person[id_][0], id_))[:limit]
    refs = refs_of(index, order)
    at = _meetings(index, (event for id_ in order for event in by_person[id_]))
    return Links(
        person=_ref(person),
        met=tuple(_met(refs[id_], [at[event] for event in by_person[id_]]) for id_ in order),
        total=len(by_person),
        is_complete=meetings.is_complete,
    )


def _met(person: Ref, events: Sequence[Meeting]) -> Met:
    return Met(
        person=person, times=len(events), first=events[0].date, last=events[-1].date, events=tuple(events)
    )


def _chain(index: Index, start: Person, end: Person, meetings: Meetings) -> Chain:
    found = find_chain(meetings, start.id, end.id)
    refs = refs_of(index, (one.person for one in found))
    at = _meetings(index, (one.event for one in found))
    steps = (Step(person=refs[one.person], event=at[one.event]) for one in found)
    is_met = found or start.id == end.id
    return Chain(
        start=_ref(start),
        end=_ref(end),
        chain=(Step(person=_ref(start)), *steps) if is_met else (),
        is_complete=meetings.is_complete,
    )


def _meetings(index: Index, numbers: Iterable[int]) -> dict[int, Meeting]:
    wanted = list(dict.fromkeys(numbers))
    events = (cast("Event", record) for _, _, _, record in fetch(index, wanted))
    return {
        number: Meeting(id=event.id, title=event.title, date=event.date, evidence=event.evidence)
        for number, event in zip(wanted, events, strict=True)
    }


def _ref(person: Person) -> Ref:
    return Ref(id=person.id, name=person.name, kind=person.KIND)
