"""`sinoru show`: a complete record and the records that refer to it; and the location of a record in the files."""

import os
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sinoru.dates.edtf import day_bounds
from sinoru.index.database import placeholders
from sinoru.index.fields import BY_AUTHOR, conflict_id, date_of, links_of, title_of
from sinoru.index.index import ANY_RELATION, Index, Scope, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.fields import may_be_id, names_record
from sinoru.model.records import RECORD_OF_KIND, Claim, ConflictRecord, Event, Person, Record, Source
from sinoru.query.answers import Reference, Shown
from sinoru.query.disputes import asked_in, with_conflicts
from sinoru.query.fetch import chunks_of, living_id, living_ids, load, present_conflict_id, refs_of
from sinoru.query.further import further_fields, further_of, own_of
from sinoru.query.judgements import judgements
from sinoru.query.names_of_day import names_then, refs_then
from sinoru.query.relations import relations_of
from sinoru.query.select import first_numbers, links_to, tally_of
from sinoru.query.source_names import cited_sources

MANY = 500
"""The number of referring records returned at most, the earliest ones."""
_MOST_NAMED = 3
"""Ids that are suggested where an id is the name of several records."""
_LONGEST_PATTERN = 10_000
"""SQLite takes patterns of up to 50,000 bytes."""


class RecordLocation(NamedTuple):
    """A file of the corpus, and the line (1-based) on which a record begins."""

    path: str
    line: int


class Found(NamedTuple):
    """A record, its number in the index, and where it is."""

    number: int
    record: Record
    location: RecordLocation


def find_record(index: Index, id_: str) -> Found:
    """Return the record that has this id or had it before; `RECORD:FIELD` is the conflict on that record.

    Raises UnknownId with the nearest ids.
    """
    query = (
        "SELECT r.number, r.kind, r.body, f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    on_record = id_.rpartition(":")[0]
    row = next(index.rows(query, (id_,)), None) or next(index.rows(query, (on_record,)), None)
    if row is None and (
        meant := living_id(index, id_) or present_conflict_id(index, id_) or _elsewhere(index, id_)
    ):
        return find_record(index, meant)
    if row is None:
        raise UnknownId(id_, nearest_ids(index, id_))
    number, kind, body, path, line = row
    record = read_body(kind, body)
    if record.id != id_:
        conflict = _conflict_on(record, id_)
        if conflict is None:
            raise UnknownId(id_, nearest_ids(index, id_))
        record = conflict
    return Found(number, record, RecordLocation(os.fsdecode(path), line))


def _elsewhere(index: Index, id_: str) -> str:
    from sinoru.query.other_ids import record_with  # lazy, as most ids are those of records

    return record_with(index, id_)


def ask_show(index: Index, id_: str) -> Shown:
    """Return the record with this id (see find_record)."""
    number, found, location = find_record(index, id_)
    record: Record
    (record,) = with_conflicts(index, [found])
    id_, kind = record.id, record.KIND
    fields = index.fields
    references = fields.walk(record, names_record)
    mentioned = (id_ for _, field, id_ in references if not field.or_text or may_be_id(id_))
    by_kind = tally_of(index, id_).get(ANY_RELATION, {})
    refs = refs_of(index, mentioned)
    if date := record.date if isinstance(record, Event) else getattr(record, "born", ""):
        named = [record.birthplace] if isinstance(record, Person) else list(refs)
        refs |= refs_then(refs, names_then(index, named), named, day_bounds(date))
    return Shown(
        kind=kind,
        record=record,
        path=location.path,
        line=location.line,
        refs=refs,
        relations=relations_of(index, record),
        further=further_of(record, further_fields(fields, type(record)), refs),
        own_of_parts={
            key: tuple(own_of(part, fields, refs) for part in parts)
            for key in ("offices", "participants")
            if (parts := getattr(record, key, ())) and fields.declared.fields
        },
        own=fields.own_of(type(record)),
        referred_by=references_to(index, id_),
        referred_by_total=sum(by_kind.values()),
        referred_by_kind={of_kind: by_kind[of_kind] for of_kind in RECORD_OF_KIND if of_kind in by_kind},
        cited=cited_sources(index, index.fields.evidence(record), *([id_] if kind == Source.KIND else [])),
        assessment=judgements(index, [(number, record)]).get(number) if isinstance(record, Claim) else None,
        credited=_credited(index, record) if isinstance(record, Source) else None,
        addresses=fields.declared.ids,
    )


def _credited(index: Index, source: Source) -> Source:
    from sinoru.query.credits import credited  # most records are no sources

    return credited(index, [source])[0]


def _conflict_on(record: Record, id_: str) -> ConflictRecord | None:
    """Return the conflict with this id that is recorded on a record, as a record of its own."""
    for one in record.conflicts:
        if conflict_id(record, one) == id_:
            return ConflictRecord(
                id=id_,
                question=one.question or f"{asked_in(one.field)} {title_of(record)}",
                about=(record.id,),
                field=one.field,
                statements=one.statements,
                why=one.why,
                evidence=one.evidence,
            )
    return None


def references_to(index: Index, id_: str, relations: tuple[str, ...] = ()) -> tuple[Reference, ...]:
    """Return the records that refer to this id, in chronological order, each once with all its relations to it."""
    links = (links_to(index, id_, *relations),)
    # Kind by kind: the links of one kind are sorted, so that the query ends early.
    referring = (first_numbers(index, Scope(kinds=(kind,), links=links), MANY) for kind in RECORD_OF_KIND)
    numbers = sorted(number for of_kind in referring for number in of_kind)[:MANY]
    return tuple(_reference(index, record, id_, relations) for _, _, _, record in load(index, numbers))


def _reference(index: Index, record: Record, id_: str, relations: Collection[str]) -> Reference:
    found = {
        relation
        for target, relation in links_of(record, index.fields)
        if target == id_ and relation != BY_AUTHOR and (not relations or relation in relations)
    }
    return refer_to(record, ", ".join(sorted(found)))


def refer_to(record: Record, how: str) -> Reference:
    """Return a record in a few words, with how it is related to another."""
    return Reference(id=record.id, kind=record.KIND, title=title_of(record), date=date_of(record), how=how)


def nearest_ids(index: Index, unknown_id: str) -> list[str]:
    """Return the ids that may be meant: those of several corpora (see in_corpora), else of records with this name.

    Otherwise return up to three similar ones.
    """
    from sinoru.names.nearest import nearest
    from sinoru.query.names import find_by_spelling

    if meant := in_corpora(index, unknown_id) or living_ids(index, unknown_id):
        return meant
    if named := find_by_spelling(index, unknown_id, ()):
        return list(dict.fromkeys(one.id for one in named))[:_MOST_NAMED]
    stem = unknown_id.casefold()[:3]
    query = "SELECT id FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT 20000"
    known = [id_ for (id_,) in index.rows(query, (stem, stem + "\U0010ffff"))]
    return nearest(unknown_id, known)


def in_corpora(index: Index, suffix: str) -> list[str]:
    """Return the ids that consist of the name of a corpus, a colon and this id."""
    if len(suffix) > _LONGEST_PATTERN:
        return []
    query = "SELECT DISTINCT id FROM record WHERE id LIKE ? ESCAPE '!' ORDER BY id"
    escaped = re.sub("[!%_]", r"!\g<0>", suffix)
    return [id_ for (id_,) in index.rows(query, (f"%:{escaped}",)) if id_.endswith(f":{suffix}")]


def locate_record(index: Index, record_id: str) -> RecordLocation:
    """Return the location of the record with this id. Raises UnknownId with the nearest ids."""
    query = (
        "SELECT f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    row = next(index.rows(query, (record_id,)), None)
    if row is None and (living := living_id(index, record_id)):
        return locate_record(index, living)
    if row is None:
        raise UnknownId(record_id, nearest_ids(index, record_id))
    path, line = row
    return RecordLocation(os.fsdecode(path), line)


def locate_records(index: Index, ids: Iterable[str]) -> dict[str, RecordLocation]:
    """Return the locations of the records with these ids, without those that no record has."""
    found = {}
    for chunk in chunks_of(list(dict.fromkeys(ids))):
        query = (
            "SELECT r.id, f.path, r.line FROM record r JOIN file f ON f.number = r.file"
            f" WHERE r.id IN ({placeholders(chunk)})"
            " ORDER BY r.file DESC, r.line DESC"  # of records with one id the first counts: it is stored last
        )
        for id_, path, line in index.rows(query, chunk):
            found[id_] = RecordLocation(os.fsdecode(path), line)
    return found


def files_with(index: Index, kind: str) -> list[str]:
    """Return the files that contain records of a kind, the one with the most first."""
    query = (
        "SELECT f.path FROM record r JOIN file f ON f.number = r.file WHERE r.kind = ?"
        " GROUP BY f.number ORDER BY count(*) DESC, f.path"
    )
    return [os.fsdecode(path) for (path,) in index.rows(query, (kind,))]


def is_known(index: Index, record_id: str) -> bool:
    """Return whether a record has this id."""
    return index.value("SELECT 1 FROM record WHERE id = ?", (record_id,)) is not None


def is_taken(index: Index, record_id: str) -> bool:
    """Return whether a record has this id or had it before, so that no other may get it."""
    return is_known(index, record_id) or bool(living_ids(index, record_id))
