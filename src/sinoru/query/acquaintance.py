"""Whom somebody met: the other people of the same events, read as far as a look-up has time for."""

from typing import Any

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.model.records import Participant
from sinoru.query.select import first_numbers, keep_in_scope, links_to

EVENTS_OF_ONE = 2_000
"""Events read of one person, the earliest first."""
EVENTS_OF_ALL = 40_000
"""Events read in one look-up."""


class Acquaintance(msgspec.Struct, frozen=True):
    """Someone met, and the number of the event."""

    person: str
    event: int


class _Company(msgspec.Struct, frozen=True):
    """The part of an event that is read here."""

    participants: tuple[Participant, ...] = ()


_decode = msgspec.json.Decoder(_Company).decode


class Meetings:
    """The events that people share, within a scope. Remembers what it has read, and whether it left any out."""

    def __init__(self, index: Index, scope: Scope) -> None:
        self.index = index
        self.scope = scope
        self.is_complete = True
        self._left = EVENTS_OF_ALL
        self._known: dict[str, list[Acquaintance]] = {}

    def of(self, person: str) -> list[Acquaintance]:
        """Give whom a person met, once for each event, in order of the events."""
        if person not in self._known:
            self._known[person] = self._read(person)
        return self._known[person]

    def first_with(self, person: str) -> dict[str, int]:
        """Give whom a person met, each with the first event, in order of those."""
        first: dict[str, int] = {}
        for one in self.of(person):
            first.setdefault(one.person, one.event)
        return first

    def _read(self, person: str) -> list[Acquaintance]:
        return [
            Acquaintance(other, number)
            for number, body in self._events(person)
            for other in dict.fromkeys(one.person for one in _decode(body).participants)
            if other and other != person
        ]

    def _events(self, person: str) -> list[Any]:
        """Read the events of a person; of too many only the first."""
        most = min(EVENTS_OF_ONE, self._left)
        took_part = Scope(kinds=("event",), links=(links_to(self.index, person, "took part"),))
        numbers = first_numbers(self.index, took_part, most + 1)
        if len(numbers) > most:
            self.is_complete = False
            numbers = numbers[:most]
        self._left -= len(numbers)
        if self.scope.links or self.scope.has_dates:
            numbers = keep_in_scope(self.index, self.scope, numbers)
        chosen, values = self.index.among("number", numbers)
        query = f"SELECT number, body FROM record WHERE {chosen} ORDER BY number"
        return list(self.index.rows(query, values))
