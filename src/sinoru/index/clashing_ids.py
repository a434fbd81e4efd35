"""Ids that occur in several corpora: equal records are kept once, different ones get the name of their corpus."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sinoru.index.driver import Connection
from sinoru.index.index import read_body
from sinoru.index.rows import Tables, Tabulator
from sinoru.index.write import IndexWriter
from sinoru.model.fields import Fields, names_record
from sinoru.model.records import Record


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
    clashing = _clashing_ids(shared, writer.fields)
    for id_ in shared.keys() - clashing:
        _keep_first(writer, shared[id_], corpora)
    renames: dict[str, dict[str, str]] = defaultdict(dict)
    for id_ in clashing:
        for entry in shared[id_]:
            name = corpora[entry.file]
            renames[name][id_] = f"{name}:{id_}"
    _rename_ids(writer, corpora, renames)


def _shared_ids(connection: Connection, corpora: Mapping[int, str]) -> dict[str, list[_Entry]]:
    """Return the records of each id that occurs in more than one corpus, by file and line."""
    query = (
        "SELECT id, number, file, kind, line, body FROM record WHERE id IN"
        " (SELECT id FROM record GROUP BY id HAVING count(DISTINCT file) > 1) ORDER BY file, line"
    )
    found: dict[str, list[_Entry]] = defaultdict(list)
    for id_, *rest in connection.execute(query):
        found[id_].append(_Entry(*rest))
    return {id_: group for id_, group in found.items() if len({corpora[entry.file] for entry in group}) > 1}


def _clashing_ids(shared: Mapping[str, list[_Entry]], fields: Fields) -> set[str]:
    """Return the ids whose records differ, or refer to records that do."""
    clashing = {
        id_ for id_, group in shared.items() if len({(entry.kind, entry.body) for entry in group}) > 1
    }
    while True:
        more = {
            id_
            for id_, group in shared.items()
            if id_ not in clashing and not clashing.isdisjoint(_ids_in(group[0], fields))
        }
        if not more:
            return clashing
        clashing |= more


def _ids_in(entry: _Entry, fields: Fields) -> Iterator[str]:
    return (id_ for _, _, id_ in fields.walk(read_body(entry.kind, entry.body), names_record))


def _keep_first(writer: IndexWriter, group: list[_Entry], corpora: Mapping[int, str]) -> None:
    """Keep the records of the first corpus; duplicates within one corpus are for `check` to report."""
    first = corpora[group[0].file]
    for entry in group:
        if corpora[entry.file] != first:
            writer.remove_rows(_tables_of(writer, entry, read_body(entry.kind, entry.body)))


def _tables_of(writer: IndexWriter, entry: _Entry, record: Record) -> Tables:
    tabulator = Tabulator(entry.file, writer.fields)
    tabulator.add(entry.number, tabulator.make_row(record, entry.line))
    return tabulator.made()


def _rename_ids(
    writer: IndexWriter, corpora: Mapping[int, str], renames: Mapping[str, Mapping[str, str]]
) -> None:
    """Replace each record that has a renamed id or refers to one."""
    query = "SELECT number FROM record WHERE file = ? ORDER BY number"
    for file, name in corpora.items():
        if ids := renames.get(name):
            for (number,) in list(writer.connection.execute(query, (file,))):
                replace_record(writer, number, ids)


def replace_record(writer: IndexWriter, number: int, ids: Mapping[str, str]) -> None:
    """Replace a record if it has any of these ids or refers to it; `ids` has the new one of each."""
    query = "SELECT number, file, kind, line, body FROM record WHERE number = ?"
    entry = _Entry(*next(iter(writer.connection.execute(query, (number,)))))
    old = read_body(entry.kind, entry.body)
    new = writer.fields.with_ids(old, ids)
    if new != old:
        writer.remove_rows(_tables_of(writer, entry, old))
        writer.add_rows(_tables_of(writer, entry, new))
