"""What rests on the passages of a source."""

from collections.abc import Iterator
from typing import cast

from sinoru.index.fields import CONFLICTS, HOW, all_evidence
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Source
from sinoru.query.records import records_at
from sinoru.query.select import first_numbers, links_to

_MOST = 20_000
"""Records looked through for one source."""


def recorded_at(index: Index, source: Source, at: str) -> tuple[str, ...]:
    """Give the ids of the records with conflicts that rest on a passage."""
    links = (links_to(index, CONFLICTS, HOW), links_to(index, source.id, "source"))
    return tuple(
        record.id
        for records in records_at(index, first_numbers(index, Scope(links=links), _MOST))
        for record in records
        if any(one.source == source.id and one.at == at for one in all_evidence(record))
    )


def events_on(index: Index, source: Source) -> dict[str, list[Event]]:
    """Give, by place in a source, the events that name it in their evidence, in order of time."""
    resting: dict[str, list[Event]] = {}
    for event in _events(index, source):
        for at in dict.fromkeys(one.at for one in event.evidence if one.source == source.id):
            resting.setdefault(at, []).append(event)
    return resting


def _events(index: Index, source: Source) -> Iterator[Event]:
    resting = Scope(kinds=("event",), links=(links_to(index, source.id, "source"),))
    for records in records_at(index, first_numbers(index, resting, _MOST)):
        yield from cast("list[Event]", records)
