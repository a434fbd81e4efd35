"""Ids that occur in several corpora: equal records are kept once, different ones get the name of their corpus."""

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

_ID_KEYS = frozenset("id source by org person as_org part_of birthplace reported_by".split())
"""Keys whose value is an id."""
_ID_LIST_KEYS = frozenset("places about contradicts".split())
"""Keys whose value is a list of ids."""


class _Entry(NamedTuple):
    number: int
    file: int
    kind: str
    line: int
    body: bytes


def settle_clashes(writer: IndexWriter, corpora: Mapping[int, str]) -> None:
    """Make the ids of different records unique. `corpora` maps each file's number to the name of its corpus.

    Of records that are identical in all corpora, and refer to none that differ, the first is kept. All others get
    the id `corpus:id`, and so do the references to them within their corpus.
    """
    shared = _shared_ids(writer.connection, corpora)
    if not shared:
        return
    clashing = _clashing_ids(shared)
    for id_ in shared.keys() - clashing:
        _keep_first(writer, shared[id_], corpora)
    renames: dict[str, dict[str, str]] = defaultdict(dict)
    for id_ in clashing:
        for entry in shared[id_]:
            name = corpora[entry.file]
            renames[name][id_] = f"{name}:{id_}"
    _rename_ids(writer, corpora, renames)


def _shared_ids(connection: sqlite3.Connection, corpora: Mapping[int, str]) -> dict[str, list[_Entry]]:
    """Return the records of each id that occurs in more than one corpus, by file and line."""
    query = (
        "SELECT id, number, file, kind, line, body FROM record WHERE id IN"
        " (SELECT id FROM record GROUP BY id HAVING count(DISTINCT file) > 1) ORDER BY file, line"
    )
    found: dict[str, list[_Entry]] = defaultdict(list)
    for id_, *rest in connection.execute(query):
        found[id_].append(_Entry(*rest))
    return {id_: group for id_, group in found.items() if len({corpora[entry.file] for entry in group}) > 1}


def _clashing_ids(shared: Mapping[str, list[_Entry]]) -> set[str]:
    """Return the ids whose records differ, or refer to records that do."""
    clashing = {
        id_ for id_, group in shared.items() if len({(entry.kind, entry.body) for entry in group}) > 1
    }
    while True:
        more = {
            id_
            for id_, group in shared.items()
            if id_ not in clashing and _ids_in(read_body(group[0].kind, group[0].body)) & clashing
        }
        if not more:
            return clashing
        clashing |= more


def _ids_in(record: Record) -> set[str]:
    targets = {target for target, _ in links_of(record)}
    return targets | {statement.by for conflict in record.conflicts for statement in conflict.statements}


def _keep_first(writer: IndexWriter, group: list[_Entry], corpora: Mapping[int, str]) -> None:
    """Keep the records of the first corpus; duplicates within one corpus are for `check` to report."""
    first = corpora[group[0].file]
    for entry in group:
        if corpora[entry.file] != first:
            writer.remove_rows(_tables_of(entry, read_body(entry.kind, entry.body)))


def _tables_of(entry: _Entry, record: Record) -> Tables:
    tabulator = Tabulator(entry.file)
    tabulator.add(entry.number, make_row(record, entry.line))
    return tabulator.made()


def _rename_ids(
    writer: IndexWriter, corpora: Mapping[int, str], renames: Mapping[str, Mapping[str, str]]
) -> None:
    """Replace each record that has a renamed id or refers to one."""
    query = "SELECT number, file, kind, line, body FROM record WHERE file = ? ORDER BY number"
    for file, name in corpora.items():
        ids = renames.get(name)
        if not ids:
            continue
        for entry in [_Entry(*row) for row in writer.connection.execute(query, (file,))]:
            old = read_body(entry.kind, entry.body)
            new = msgspec.convert(_renamed(msgspec.to_builtins(old), ids), RECORD_OF_KIND[entry.kind])
            if new != old:
                writer.remove_rows(_tables_of(entry, old))
                writer.add_rows(_tables_of(entry, new))


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed_field(key, item, ids) for key, item in value.items()}
    return [_renamed(item, ids) for item in value] if isinstance(value, list | tuple) else value


def _renamed_field(key: str, value: Any, ids: Mapping[str, str]) -> Any:
    if key in _ID_KEYS and isinstance(value, str):
        return ids.get(value, value)
    if key in _ID_LIST_KEYS:
        return [ids.get(id_, id_) for id_ in value]
    return _renamed(value, ids)
