"""What rests on the passages of a source."""

from collections.abc import Iterator
from typing import cast

from sinoru.index.fields import all_evidence
from sinoru.index.index import Index, read_body
from sinoru.index.marks import CONFLICTS, HOW
from sinoru.model.records import Event, Source

_MOST = 20_000
"""Records looked through for one source."""


def recorded_at(index: Index, source: Source, at: str) -> tuple[str, ...]:
    """Give the ids of the records with conflicts that rest on a passage."""
    query = (
        "SELECT r.kind, r.body FROM term m JOIN link l ON l.target = m.number"
        " JOIN record r ON r.number = l.record"
        " WHERE m.id = ? AND l.how = ? AND EXISTS (SELECT 1 FROM term t JOIN link o ON o.target = t.number"
        " WHERE t.id = ? AND o.kind = l.kind AND o.record = l.record AND o.how = 'source') LIMIT ?"
    )
    rows = index.rows(query, (CONFLICTS, HOW, source.id, _MOST))
    records = [read_body(kind, body) for kind, body in rows]
    return tuple(
        record.id
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
    query = (
        "SELECT r.body FROM term t JOIN link l ON l.target = t.number JOIN record r ON r.number = l.record"
        " WHERE t.id = ? AND l.kind = 'event' AND l.how = 'source' ORDER BY l.record LIMIT ?"
    )
    for (body,) in index.rows(query, (source.id, _MOST)):
        yield cast("Event", read_body("event", body))
