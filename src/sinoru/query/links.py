"""`sinoru links`: with whom one was in touch, what two are to each other and share, and the chain between them.

The number of events read is bounded, so that a look-up stays quick. A chain between two people leads through people;
to or from an organisation, also through organisations.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.model.errors import AmbiguousValue
from sinoru.model.records import Event, Organisation, Person
from sinoru.query.analysis_answers import Chain, ContactCounts, Links, Meeting, MetPerson, Step
from sinoru.query.answers import NobodyFound, Ref, Reference
from sinoru.query.chains import SharedEvent, find_chain
from sinoru.query.contacts import MOST_EVENTS, Contacts, contacts_of, links_to_events, numbers_shared
from sinoru.query.fetch import load, refs_of
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.name_readings import take
from sinoru.query.names import (
    Found,
    find_by_all_words,
    find_by_sound_or_typo,
    find_by_spelling,
    find_named,
    nobody_found,
    refuse_endless,
)
from sinoru.query.presence import CONTACTS, Attendance, Contact, Roles, reader_of
from sinoru.query.relations import relations_between, relations_of
from sinoru.query.scope import resolve_scope
from sinoru.query.select import first_numbers, keep_in_scope, select_numbers
from sinoru.query.speakers import may_have_works
from sinoru.query.verdicts import is_disputed

KINDS = ("person", "organisation")
EVENTS_OF_ONE = 2_000
"""Events read of one person for a chain, the earliest first."""
EVENTS_OF_ALL = 40_000
"""Events read for a chain."""
_SHORTEST = 3
"""The people of the shortest chain between two who share nothing."""

Named = tuple[str, list[Found]]
Find = Callable[[Index, str, Sequence[str]], list[Found]]
Party = Person | Organisation


class Meetings:
    """The events that people share, within a scope; each person's are read once.

    `is_complete` turns False when events are left out because there are too many.
    """

    def __init__(self, index: Index, scope: Scope, *, with_organisations: bool = False) -> None:
        self.index = index
        self.scope = scope
        self.with_organisations = with_organisations
        self.is_complete = True
        self._left = EVENTS_OF_ALL
        self._decode = reader_of(index.fields)
        self._known: dict[str, list[SharedEvent]] = {}

    def of(self, person: str) -> list[SharedEvent]:
        """Return those who share events with a person, once for each event, in order of the events."""
        if person not in self._known:
            self._known[person] = self._read(person)
        return self._known[person]

    def first_with(self, person: str) -> dict[str, int]:
        """Return those who share events with a person, each with the first event, in order of these events."""
        first: dict[str, int] = {}
        for shared in self.of(person):
            first.setdefault(shared.person, shared.event)
        return first

    def _read(self, person: str) -> list[SharedEvent]:
        return [
            SharedEvent(other, number)
            for number, body in self._events(person)
            for other in self._others(self._decode(body))
            if other != person
        ]

    def _others(self, event: Attendance) -> Iterable[str]:
        left_out = set() if self.with_organisations else event.organisations()
        return (id_ for id_ in event.roles() if id_ not in left_out)

    def _events(self, person: str) -> list[Any]:
        """Return `(number, body)` of the events of a person; of too many, only the first."""
        most = min(EVENTS_OF_ONE, self._left)
        is_filtered = self.scope.is_narrowed
        link = msgspec.structs.replace(links_to_events(self.index, person), in_refs=False)
        numbers = first_numbers(self.index, Scope(kinds=("event",), links=(link,)), most + 1)
        if is_filtered and len(numbers) > most:
            chosen = msgspec.structs.replace(self.scope, links=(link, *self.scope.links))
            numbers = select_numbers(self.index, chosen, most + 1)
        elif is_filtered:
            numbers = keep_in_scope(self.index, self.scope, numbers)
        if len(numbers) > most:
            self.is_complete = False
            numbers = numbers[:most]
        self._left -= len(numbers)
        condition, values = self.index.in_list("number", numbers)
        query = f"SELECT number, body FROM record WHERE {condition} ORDER BY number"
        return list(self.index.rows(query, values))


def ask_links(
    index: Index, words: Sequence[str], filters: Filters, *, is_pair: bool = False
) -> Links | Chain | NobodyFound:
    """Return with whom one was in touch, or what two share and the chain between them, in events that pass filters.

    The words may be one name or two; `is_pair`: they are two names. Raises AmbiguousValue, and what resolve_scope
    raises.
    """
    check_honoured(filters, "links")
    refuse_endless(" ".join(words))
    found = _find_two(index, words, find_named) if is_pair else _find_one_or_two(index, words)
    if not found:
        return _nobody(index, words)
    parties = [_unambiguous(name, matches) for name, matches in found]
    for argument, (name, matches) in zip(("A", "B"), found, strict=False):
        if not take(index, argument, name, matches):
            return nobody_found(index, name, KINDS, matches)
    scope = resolve_scope(index, filters, ("event",), question="links")
    if len(parties) == 1:
        return _links(index, parties[0], scope, filters.limit)
    return _between(index, parties[0], parties[1], scope, filters.limit)


def _find_one_or_two(index: Index, words: Sequence[str]) -> list[Named]:
    """Find the one that all the words name, or else the two that a split of the words names."""
    name = " ".join(words)
    if found := find_by_spelling(index, name, KINDS) or find_by_all_words(index, name, KINDS):
        return [(name, found)]
    if pair := _find_two(index, words, find_by_spelling):
        return pair
    if found := find_by_sound_or_typo(index, name, KINDS):
        return [(name, found)]
    return _find_two(index, words, find_named)


def _find_two(index: Index, words: Sequence[str], find: Find) -> list[Named]:
    """Split the words so that both parts name a person or an organisation, and if possible only one."""
    pairs: list[list[Named]] = []
    for split in range(1, len(words)):
        names = [" ".join(words[:split]), " ".join(words[split:])]
        pair = [(name, find(index, name, KINDS)) for name in names]
        if all(found for _, found in pair):
            pairs.append(pair)
    return min(pairs, key=lambda pair: max(len({one.id for one in found}) for _, found in pair), default=[])


def _unambiguous(name: str, found: Sequence[Found]) -> Party:
    labels = {one.id: one.label for one in found}
    if len(labels) > 1:
        raise AmbiguousValue("NAME", name, list(labels.values()))
    return cast("Party", found[0].record)


def _nobody(index: Index, words: Sequence[str]) -> NobodyFound:
    """Return the names nearest to all the words, or to those that remain next to the longest name among them."""
    splits = _splits(words)
    unknown = next((rest for part, rest in splits if find_named(index, " ".join(part), KINDS)), words)
    name = " ".join(unknown)
    return nobody_found(index, name, KINDS)


def _splits(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield each beginning and each end of the words with the remaining words, the longest first."""
    for length in range(len(words) - 1, 0, -1):
        yield words[:length], words[length:]
        yield words[-length:], words[:-length]


def _links(index: Index, party: Party, scope: Scope, limit: int | None) -> Links:
    contacts = contacts_of(index, scope, party.id)
    by_closest: dict[Contact, list[str]] = {contact: [] for contact in CONTACTS}
    for other in contacts.shared:
        by_closest[contacts.closest(other)].append(other)
    shown = {how: _in_order(contacts, others, how)[:limit] for how, others in by_closest.items()}
    refs = refs_of(index, (other for others in shown.values() for other in others))
    numbers = (
        number for others in shown.values() for other in others for number, _ in contacts.shared[other]
    )
    events = _events_by_number(index, numbers)
    roles = {number: Attendance.of(event, index.fields).roles() for number, event in events.items()}
    lists = {
        how: tuple(_met_person(refs[other], contacts, how, party.id, events, roles) for other in others)
        for how, others in shown.items()
    }
    relations = relations_of(index, party)
    return Links(
        person=_ref(party),
        relations=relations[:limit],
        relations_total=len(relations),
        met=lists["met"],
        spoke=lists["spoke"],
        together=lists["together"],
        total=len(by_closest["met"]),
        totals=ContactCounts(**{how: len(others) for how, others in by_closest.items()}),
        events_total=contacts.events_total,
        is_complete=contacts.is_complete,
        is_filtered=scope.is_narrowed,
    )


def _in_order(contacts: Contacts, others: Sequence[str], how: Contact) -> list[str]:
    """Return people first, then those with the most events of a contact, then those with the earliest event."""

    def key(other: str) -> tuple[bool, int, int, str]:
        first = contacts.shared[other][0][0]
        return other in contacts.organisations, -contacts.times(other, how), first, other

    return sorted(others, key=key)


def _met_person(
    other: Ref,
    contacts: Contacts,
    closest: Contact,
    subject: str,
    events: dict[int, Event],
    roles: dict[int, Roles],
) -> MetPerson:
    shared = [
        _meeting(events[number], subject, other.id, how, roles[number])
        for number, how in contacts.shared[other.id]
    ]
    of_closest = [event for event in shared if event.how == closest]
    return MetPerson(
        person=other,
        times=len(of_closest),
        first=of_closest[0].date,
        last=of_closest[-1].date,
        met=contacts.times(other.id, "met"),
        spoke=contacts.times(other.id, "spoke"),
        together=contacts.times(other.id, "together"),
        events=tuple(shared),
    )


def _works(index: Index, one: str, other: str, limit: int | None) -> tuple[tuple[Reference, ...], int]:
    """Return the newest sources that both made, and how many there are."""
    if one == other or not (may_have_works(index, one) and may_have_works(index, other)):
        return (), 0
    from sinoru.query.works import works_of  # few make sources

    return works_of(index, [one, other], limit)


def _between(index: Index, start: Party, end: Party, scope: Scope, limit: int | None) -> Chain:
    numbers, total = ([], 0) if start.id == end.id else numbers_shared(index, scope, (start.id, end.id))
    shared = [_shared(index, event, start.id, end.id) for event in _events_by_number(index, numbers).values()]
    by_contact = {how: [event for event in shared if event.how == how] for how in CONTACTS}
    relations = relations_between(index, start, end)
    works, works_total = _works(index, start.id, end.id, limit)
    chain, is_complete = (
        ((Step(person=_ref(start)), Step(person=_ref(end), event=shared[0])), total <= MOST_EVENTS)
        if shared
        else _chain(index, start, end, scope, is_related=bool(relations))
    )
    return Chain(
        start=_ref(start),
        end=_ref(end),
        relations=relations,
        works=works,
        works_total=works_total,
        shared=tuple(event for events in by_contact.values() for event in events[:limit]),
        totals=ContactCounts(**{how: len(events) for how, events in by_contact.items()}),
        events_total=total,
        chain=chain,
        is_complete=is_complete,
        is_filtered=scope.is_narrowed,
    )


def _chain(
    index: Index, start: Party, end: Party, scope: Scope, *, is_related: bool
) -> tuple[tuple[Step, ...], bool]:
    """Return the shorter chain, of relations rather than events, and whether all was read for it."""
    if start.id == end.id:
        return (Step(person=_ref(start)),), True
    related: tuple[Step, ...] = ()
    is_complete = True
    if not (is_related or scope.is_narrowed):
        related, is_complete = _chain_of_relations(index, start, end)
    if related and len(related) <= _SHORTEST:
        return related, is_complete
    met, all_met = _chain_of_events(index, start, end, scope)
    chosen = met if met and (not related or len(met) < len(related)) else related
    return chosen, is_complete and all_met


def _chain_of_relations(index: Index, start: Party, end: Party) -> tuple[tuple[Step, ...], bool]:
    if not (relations_of(index, start) and relations_of(index, end)):
        return (), True
    from sinoru.query.kinship import Relatives  # lazy, as few records have relations

    relatives = Relatives(index, start, end)
    found = [start.id, *(one.person for one in find_chain(relatives, start.id, end.id))]
    return relatives.steps(found) if len(found) > 1 else (), relatives.is_complete


def _chain_of_events(index: Index, start: Party, end: Party, scope: Scope) -> tuple[tuple[Step, ...], bool]:
    with_organisations = isinstance(start, Organisation) or isinstance(end, Organisation)
    meetings = Meetings(index, scope, with_organisations=with_organisations)
    found = find_chain(meetings, start.id, end.id)
    refs = refs_of(index, (shared.person for shared in found))
    events = _events_by_number(index, (shared.event for shared in found))
    steps = [Step(person=_ref(start))]
    for shared in found:
        event = _shared(index, events[shared.event], steps[-1].person.id, shared.person)
        steps.append(Step(person=refs[shared.person], event=event))
    return tuple(steps) if found else (), meetings.is_complete


def _events_by_number(index: Index, numbers: Iterable[int]) -> dict[int, Event]:
    unique = list(dict.fromkeys(numbers))
    events = (cast("Event", record) for _, _, _, record in load(index, unique))
    return dict(zip(unique, events, strict=True))


def _shared(index: Index, event: Event, one: str, other: str) -> Meeting:
    """Return what two share in an event."""
    attendance = Attendance.of(event, index.fields)
    return _meeting(event, one, other, attendance.contact(one, other), attendance.roles())


def _meeting(event: Event, one: str, other: str, how: Contact, roles: Roles) -> Meeting:
    """Return what two share in an event, of which is known how they were in touch, and all roles."""
    return Meeting(
        id=event.id,
        title=event.title,
        date=event.date,
        kind=event.kind,
        how=how,
        roles={id_: ", ".join(dict.fromkeys(filter(None, roles.get(id_, ())))) for id_ in (one, other)},
        evidence=event.evidence,
        is_disputed=is_disputed(event),
    )


def _ref(party: Party) -> Ref:
    return Ref(id=party.id, name=party.name, kind=party.KIND)
