"""A record whole, and what refers to it."""

import os
from collections.abc import Iterator

from sinoru.index.fields import date_of, is_id, links_of
from sinoru.index.index import Index, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.records import RECORD_OF_KIND, Record
from sinoru.query.answers import Reference, Shown
from sinoru.query.assemble import refs_of

MANY = 500
"""Of more referring records than this, the first ones are given."""


def ask_show(index: Index, wanted: str) -> Shown:
    """Give the record with this id. Raises UnknownId with the nearest ids."""
    query = (
        "SELECT r.kind, r.body, f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    row = next(index.rows(query, (wanted,)), None)
    if row is None:
        raise UnknownId(wanted, nearest_ids(index, wanted))
    kind, body, path, line = row
    record = read_body(kind, body)
    return Shown(
        kind=kind,
        record=record,
        path=os.fsdecode(path),
        line=line,
        refs=refs_of(index, _mentioned(record)),
        referred_by=references_to(index, wanted),
    )


def _mentioned(record: Record) -> Iterator[str]:
    for target, _ in links_of(record):
        if is_id(target):
            yield target
    for conflict in record.conflicts:
        yield from (statement.by for statement in conflict.statements)


def references_to(index: Index, wanted: str, hows: tuple[str, ...] = ()) -> tuple[Reference, ...]:
    """Give the records that refer to this id, in order of time, each once with all the ways it does."""
    term = index.value("SELECT number FROM term WHERE id = ?", (wanted,))
    ways = {number: how for kind in RECORD_OF_KIND for number, how in _ways(index, term, kind, hows)}
    query = (
        "SELECT id, kind, title, body, number FROM record WHERE number IN (SELECT value FROM json_each(?))"
    )
    return tuple(
        Reference(id=id_, kind=kind, title=title, date=date_of(read_body(kind, body)), how=ways[number])
        for id_, kind, title, body, number in index.rows(query, [str(sorted(ways)[:MANY])])
    )


def _ways(index: Index, term: int | None, kind: str, hows: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Give the first records of a kind that refer to a term, and how. The order of the links lets it end early."""
    query = (
        "SELECT record, group_concat(how, ', ') FROM link WHERE target = ? AND kind = ?"
        + (f" AND how IN ({', '.join('?' * len(hows))})" if hows else "")
        + " GROUP BY record ORDER BY record LIMIT ?"
    )
    return index.rows(query, (term, kind, *hows, MANY))


def nearest_ids(index: Index, wanted: str) -> list[str]:
    """Give ids like this one: those that begin so, or are a typing error away."""
    from sinoru.names import nearest

    if meant := in_corpora(index, wanted):
        return meant
    stem = wanted.casefold()[:3]
    rows = index.rows(
        "SELECT id FROM record WHERE id >= ? AND id < ? LIMIT 20000", (stem, stem + "\U0010ffff")
    )
    known = [id_ for (id_,) in rows]
    return [known[place] for place, _ in nearest(wanted, known, limit=3)]


def in_corpora(index: Index, wanted: str) -> list[str]:
    """Give the ids that end in this one after the name of a corpus."""
    rows = index.rows("SELECT DISTINCT id FROM record WHERE id LIKE '%:' || ? ORDER BY id", (wanted,))
    return [id_ for (id_,) in rows if id_.endswith(f":{wanted}")]
