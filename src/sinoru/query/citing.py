"""The records that cite a passage of a source."""

from collections.abc import Iterator
from functools import cached_property
from typing import cast

from sinoru.index.fields import CONFLICTS, FLAG
from sinoru.index.index import Index, Scope
from sinoru.locators.contents import Contents
from sinoru.model.records import Event, Record, Source
from sinoru.query.fetch import in_batches
from sinoru.query.select import first_numbers, links_to

_MOST_CITING = 20_000
"""Records read that cite one source."""


class Recorded:
    """The records with recorded conflicts that cite a source; they are read when the first passage is asked for."""

    def __init__(self, index: Index, source: Source) -> None:
        self._index = index
        self._contents = Contents(source)

    def at(self, at: str) -> tuple[str, ...]:
        """Return the ids of those that cite a passage."""
        return tuple(self._by_passage.get(self._contents.parse(at).text, ()))

    @cached_property
    def _by_passage(self) -> dict[str, list[str]]:
        links = (
            links_to(self._index, CONFLICTS, FLAG),
            links_to(self._index, self._contents.source.id, "source"),
        )
        found: dict[str, list[str]] = {}
        for record in _records(self._index, Scope(links=links)):
            evidence = self._index.fields.evidence(record)
            for passage in dict.fromkeys(self._contents.cited_in(evidence)):
                found.setdefault(passage, []).append(record.id)
        return found


def events_on(index: Index, contents: Contents) -> dict[str, list[Event]]:
    """Return, by locator, the events that cite a source, in chronological order."""
    citing = Scope(kinds=("event",), links=(links_to(index, contents.source.id, "source"),))
    by_locator: dict[str, list[Event]] = {}
    for event in cast("Iterator[Event]", _records(index, citing)):
        for at in dict.fromkeys(contents.cited_in(event.evidence)):
            by_locator.setdefault(at, []).append(event)
    return by_locator


def _records(index: Index, scope: Scope) -> Iterator[Record]:
    for records in in_batches(index, first_numbers(index, scope, _MOST_CITING)):
        yield from records
