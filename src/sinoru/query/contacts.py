"""With whom a person or an organisation was in touch: the others in their events, and how (query/presence.py).

All events are counted, up to a bound that keeps a look-up quick; an answer says where it was reached.
"""

from collections.abc import Iterable, Sequence

import msgspec

from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.records import Event
from sinoru.query.presence import CONTACTS, Attendance, Contact, reader_of
from sinoru.query.select import count_numbers, links_to, select_numbers

MOST_EVENTS = 10_000
"""Events read of one person or organisation, or of two; the earliest."""

Shared = tuple[int, Contact]
"""The number of an event that two share, and how they were in touch in it."""


class Contacts(msgspec.Struct, frozen=True):
    """The events that one shares with each other participant, the earliest first."""

    shared: dict[str, list[Shared]]
    """By the id of the other."""
    organisations: frozenset[str]
    """Those of the others that take part as organisations."""
    events_total: int
    """The number of events of this one, of which the first MOST_EVENTS were read."""

    @property
    def is_complete(self) -> bool:
        """Return whether all events were read."""
        return self.events_total <= MOST_EVENTS

    def times(self, other: str, how: Contact) -> int:
        """Return in how many events the two were in touch in this way."""
        return sum(contact == how for _, contact in self.shared[other])

    def closest(self, other: str) -> Contact:
        """Return the closest contact with another."""
        found = {contact for _, contact in self.shared[other]}
        return next(contact for contact in CONTACTS if contact in found)


def contacts_of(index: Index, scope: Scope, id_: str) -> Contacts:
    """Return with whom one was in touch in the events of a scope."""
    numbers, total = numbers_shared(index, scope, (id_,))
    shared: dict[str, list[Shared]] = {}
    organisations: set[str] = set()
    for number, event in parties_of(index, numbers):
        organisations |= event.organisations()
        for other, contact in event.contacts(id_).items():
            shared.setdefault(other, []).append((number, contact))
    return Contacts(shared=shared, organisations=frozenset(organisations), events_total=total)


def numbers_shared(index: Index, scope: Scope, ids: Iterable[str]) -> tuple[list[int], int]:
    """Return the events of a scope that involve all of these, up to MOST_EVENTS, and how many there are."""
    links = (links_to_events(index, id_) for id_ in ids)
    shared = msgspec.structs.replace(scope, kinds=("event",), links=(*links, *scope.links))
    numbers = select_numbers(index, shared, MOST_EVENTS + 1)
    if len(numbers) <= MOST_EVENTS:
        return numbers, len(numbers)
    return numbers[:MOST_EVENTS], max(MOST_EVENTS + 1, count_numbers(index, shared))


def links_to_events(index: Index, id_: str) -> LinkFilter:
    """Return the link to the events that involve one."""
    fields = index.fields
    relations = (*fields.involving("person", Event), *fields.involving("organisation", Event))
    return msgspec.structs.replace(links_to(index, id_, *dict.fromkeys(relations)), in_refs=True)


def parties_of(index: Index, numbers: Sequence[int]) -> Iterable[tuple[int, Attendance]]:
    """Return the events of these numbers, in their order."""
    condition, values = index.in_list("number", numbers)
    rows = index.rows(f"SELECT number, body FROM record WHERE {condition}", values)
    decode = reader_of(index.fields)
    events = {number: decode(body) for number, body in rows}
    return [(number, events[number]) for number in numbers if number in events]
