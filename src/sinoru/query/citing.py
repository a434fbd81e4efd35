"""The records that cite a passage of a source."""

from collections.abc import Iterator
from typing import cast

from sinoru.index.fields import CONFLICTS, FLAG
from sinoru.index.index import Index, Scope
from sinoru.locators.contents import Contents
from sinoru.model.records import Event, Record, Source
from sinoru.query.fetch import in_batches
from sinoru.query.select import first_numbers, links_to

_MOST_CITING = 20_000
"""Records read that cite one source."""


def recorded_at(index: Index, source: Source, at: str) -> tuple[str, ...]:
    """Return the ids of the records with recorded conflicts that cite a passage."""
    contents = Contents(source)
    passage = contents.parse(at).text
    scope = Scope(links=(links_to(index, CONFLICTS, FLAG), links_to(index, source.id, "source")))
    return tuple(
        record.id
        for record in _records(index, scope)
        if passage in contents.cited_in(index.fields.evidence(record))
    )


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
