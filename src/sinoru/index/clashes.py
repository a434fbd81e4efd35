"""Ids that several corpora have: the same record is kept once, different ones get the name of their corpus."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from sinoru.index.fields import links_of
from sinoru.index.index import read_body
from sinoru.index.rows import Tables, Tabulator, make_row
from sinoru.index.write import IndexWriter
from sinoru.model.records import RECORD_OF_KIND, Record

_ONE = frozenset("id source by org person as_org part_of birthplace reported_by".split())
_MANY = frozenset("places about contradicts".split())
"""Keys whose values are ids."""


class _Entry(NamedTuple):
    number: int
    file: int
    kind: str
    line: int
    body: bytes


def settle_clashes(writer: IndexWriter, corpora: Mapping[int, str]) -> None:
    """Tell apart the records of different corpora with one id. `corpora`: the name of each file's corpus.

    A record that is the same to the letter in all of them, and names none that differ, is one: the first is kept.
    All others get `corpus:id`, and what in their corpus refers to them follows.
    """
    shared = _shared(writer.connection, corpora)
    if not shared:
        return
    clashing = _clashing(shared)
    for id_ in shared.keys() - clashing:
        _keep_first(writer, shared[id_], corpora)
    renames: dict[str, dict[str, str]] = defaultdict(dict)
    for id_ in clashing:
        for entry in shared[id_]:
            name = corpora[entry.file]
            renames[name][id_] = f"{name}:{id_}"
    _rename(writer, corpora, renames)


def _shared(connection: sqlite3.Connection, corpora: Mapping[int, str]) -> dict[str, list[_Entry]]:
    """Return the records whose id more than one corpus has."""
    query = (
        "SELECT id, number, file, kind, line, body FROM record WHERE id IN"
        " (SELECT id FROM record GROUP BY id HAVING count(DISTINCT file) > 1) ORDER BY file, line"
    )
    found: dict[str, list[_Entry]] = defaultdict(list)
    for id_, *rest in connection.execute(query):
        found[id_].append(_Entry(*rest))
    return {id_: group for id_, group in found.items() if len({corpora[one.file] for one in group}) > 1}


def _clashing(shared: Mapping[str, list[_Entry]]) -> set[str]:
    """Return the ids whose records differ, or name records that do."""
    clashing = {id_ for id_, group in shared.items() if len({(one.kind, one.body) for one in group}) > 1}
    while True:
        more = {
            id_
            for id_, group in shared.items()
            if id_ not in clashing and _named_by(read_body(group[0].kind, group[0].body)) & clashing
        }
        if not more:
            return clashing
        clashing |= more


def _named_by(record: Record) -> set[str]:
    named = {target for target, _ in links_of(record)}
    return named | {said.by for conflict in record.conflicts for said in conflict.statements}


def _keep_first(writer: IndexWriter, group: list[_Entry], corpora: Mapping[int, str]) -> None:
    """Keep the records of the first corpus; doubles within one corpus are a matter for `check`."""
    first = corpora[group[0].file]
    for entry in group:
        if corpora[entry.file] != first:
            writer.remove_rows(_tables(entry, read_body(entry.kind, entry.body)))


def _tables(entry: _Entry, record: Record) -> Tables:
    tabulator = Tabulator(entry.file)
    tabulator.add(entry.number, make_row(record, entry.line))
    return tabulator.made()


def _rename(
    writer: IndexWriter, corpora: Mapping[int, str], renames: Mapping[str, Mapping[str, str]]
) -> None:
    """Write anew each record with a renamed id, or that refers to one."""
    query = "SELECT number, file, kind, line, body FROM record WHERE file = ? ORDER BY number"
    for file, name in corpora.items():
        ids = renames.get(name)
        if not ids:
            continue
        for entry in [_Entry(*row) for row in writer.connection.execute(query, (file,))]:
            old = read_body(entry.kind, entry.body)
            new = _renamed(msgspec.to_builtins(old), ids)
            record = msgspec.convert(new, RECORD_OF_KIND[entry.kind])
            if record != old:
                writer.remove_rows(_tables(entry, old))
                writer.add_rows(_tables(entry, record))


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed_field(key, one, ids) for key, one in value.items()}
    return [_renamed(one, ids) for one in value] if isinstance(value, list | tuple) else value


def _renamed_field(key: str, value: Any, ids: Mapping[str, str]) -> Any:
    if key in _ONE and isinstance(value, str):
        return ids.get(value, value)
    if key in _MANY:
        return [ids.get(one, one) for one in value]
    return _renamed(value, ids)
