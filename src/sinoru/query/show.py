"""A record whole, and what refers to it.

Where a record stands in the files of a corpus.
"""

import os
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sinoru.index.fields import date_of, is_id, links_of, title_of
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.records import RECORD_OF_KIND, Record
from sinoru.query.answers import Reference, Shown
from sinoru.query.assemble import load, refs_of
from sinoru.query.select import first_numbers, links_to

MANY = 500
"""Of more referring records than this, the first ones are given."""


def ask_show(index: Index, wanted: str) -> Shown:
    """Return the record with this id. Raises UnknownId with the nearest ids."""
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


def references_to(index: Index, wanted: str, relations: tuple[str, ...] = ()) -> tuple[Reference, ...]:
    """Return the records that refer to this id, in order of time, each once with all the ways it does."""
    links = (links_to(index, wanted, *relations),)
    # Kind by kind: the links of one kind are in order, so that the look ends early.
    referring = (first_numbers(index, Scope(kinds=(kind,), links=links), MANY) for kind in RECORD_OF_KIND)
    numbers = sorted(number for some in referring for number in some)[:MANY]
    return tuple(_reference(record, wanted, relations) for _, _, _, record in load(index, numbers))


def _reference(record: Record, wanted: str, relations: Collection[str]) -> Reference:
    ways = {
        how for target, how in links_of(record) if target == wanted and (not relations or how in relations)
    }
    return Reference(
        id=record.id,
        kind=record.KIND,
        title=title_of(record),
        date=date_of(record),
        how=", ".join(sorted(ways)),
    )


def nearest_ids(index: Index, wanted: str) -> list[str]:
    """Return ids like this one: those that begin so, or are a typing error away."""
    from sinoru.names.nearest import nearest

    if meant := in_corpora(index, wanted):
        return meant
    stem = wanted.casefold()[:3]
    query = "SELECT id FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT 20000"
    rows = index.rows(query, (stem, stem + "\U0010ffff"))
    known = [id_ for (id_,) in rows]
    return [known[place] for place, _ in nearest(wanted, known, limit=3)]


def in_corpora(index: Index, wanted: str) -> list[str]:
    """Return the ids that end in this one after the name of a corpus."""
    if len(wanted) > _LONGEST_PATTERN:
        return []
    query = "SELECT DISTINCT id FROM record WHERE id LIKE ? ESCAPE '!' ORDER BY id"
    literally = re.sub("[!%_]", r"!\g<0>", wanted)
    return [id_ for (id_,) in index.rows(query, (f"%:{literally}",)) if id_.endswith(f":{wanted}")]


_LONGEST_PATTERN = 10_000
"""SQLite takes patterns of up to 50,000 bytes."""


class RecordLocation(NamedTuple):
    """A file of the corpus, and the line (1-based) that a record begins in."""

    path: str
    line: int


def locate_record(index: Index, record_id: str) -> RecordLocation:
    """Find the record with this id. Raises UnknownId with the nearest ids."""
    query = (
        "SELECT f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    row = next(index.rows(query, (record_id,)), None)
    if row is None:
        raise UnknownId(record_id, nearest_ids(index, record_id))
    path, line = row
    return RecordLocation(os.fsdecode(path), line)


def files_with(index: Index, kind: str) -> list[str]:
    """Return the files that hold records of a kind, those with most of them first."""
    query = (
        "SELECT f.path FROM record r JOIN file f ON f.number = r.file WHERE r.kind = ?"
        " GROUP BY f.number ORDER BY count(*) DESC, f.path"
    )
    return [os.fsdecode(path) for (path,) in index.rows(query, (kind,))]


def is_taken(index: Index, record_id: str) -> bool:
    """Return whether a record has this id."""
    return index.value("SELECT 1 FROM record WHERE id = ?", (record_id,)) is not None


def resolve_ids(index: Index, text: str) -> list[str]:
    """Return the ids that a typed one means: itself, or those of several corpora that it clashes in (`corpus:id`)."""
    return [text] if is_taken(index, text) else in_corpora(index, text) or [text]
