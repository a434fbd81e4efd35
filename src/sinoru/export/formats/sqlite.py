"""All records as a SQLite database: a table for each kind of record and each kind of list in one (sqlite.sql)."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any

import msgspec

from sinoru.export.cells import listed
from sinoru.export.record_rows import AS_WRITTEN, days_of
from sinoru.index.driver import Connection, Error, connect, is_damage, run_script
from sinoru.index.fields import date_of, title_of
from sinoru.model.digest import DIGEST
from sinoru.model.fields import Field, Fields
from sinoru.model.points import point_in
from sinoru.model.records import (
    RECORD_OF_KIND,
    Claim,
    ConflictRecord,
    CorpusTitle,
    Event,
    Evidence,
    Name,
    Office,
    Participant,
    Person,
    Place,
    Record,
    Relation,
    Source,
)
from sinoru.model.registers import ids_of, parts_of
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import ClaimAnswer
from sinoru.query.credits import ROLES
from sinoru.query.export_selection import Selection

TableRow = tuple[str, tuple[Any, ...]]
"""The name of a table, and the values of its columns."""
Columns = dict[str, list[str]]
"""The columns of each table of records or parts."""

_TABLES_VERSION = 6
"""Raise it, up to 127, with any change of sqlite.sql or of how the tables are filled."""
VERSION = _TABLES_VERSION << 24 | DIGEST
"""The version of the tables and of the fields of records, in `PRAGMA user_version`."""
_TABLES: dict[type[msgspec.Struct], str] = {
    **{struct: kind for kind, struct in RECORD_OF_KIND.items()},
    Participant: "participant",
    Name: "name",
    Office: "office",
    Relation: "relation",
}
"""The table of each type of record and part; a field without a column in sqlite.sql gets one at the end."""
_LISTS = {
    "tags": "tag", "places": "event_place", "countries": "country", "topics": "topic", "about": "about",
    **dict.fromkeys(ROLES, "credit"),
}  # fmt: skip
"""The lists that have a table of their own; the items of any other are in the table `list`."""
_NUMBERED = ("event_place",)
"""Those tables that have the position in the list."""
_KEYED = ("list", "credit")
"""Those that have also the field."""
_UNDER_OTHER_NAMES = frozenset("person org as as_org private".split())
_INDEXES = """
CREATE INDEX record_date ON record (first_day, last_day);
CREATE INDEX participant_event ON participant (event);
CREATE INDEX participant_id ON participant (id);
CREATE INDEX event_place_event ON event_place (event);
CREATE INDEX topic_topic ON topic (topic);
CREATE INDEX country_country ON country (country);
CREATE INDEX other_id_id ON other_id (id);
CREATE INDEX about_record ON about (record);
CREATE INDEX relation_record ON relation (record);
CREATE INDEX relation_to ON relation ("to");
CREATE INDEX evidence_owner ON evidence (owner, part);
CREATE INDEX evidence_source ON evidence (source);
CREATE INDEX conflict_about_record ON conflict_about (record);
CREATE INDEX statement_conflict ON statement (conflict);
"""


_OF_CONFLICT = 6
"""The columns that each conflict has."""


def write(selection: Selection, path: str) -> None:
    """Fill the file at `path`. Raises OSError where it cannot be written."""
    try:
        with closing(connect(path)) as connection:
            _write(connection, selection)
    except Error as error:
        if is_damage(error):  # the index is
            raise
        raise OSError(0, str(error), path) from None


def _write(connection: Connection, selection: Selection) -> None:
    # A crash costs only a temporary file, so neither journal nor syncing is needed.
    run_script(connection, "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    with open(os.path.join(os.path.dirname(__file__), "sqlite.sql"), encoding="utf-8") as file:
        run_script(connection, f"PRAGMA user_version = {VERSION}; {file.read()}")
    columns = _add_columns(connection, selection.index.fields)
    connection.execute("BEGIN")
    _fill(connection, selection, columns)
    connection.execute("COMMIT")
    run_script(connection, _INDEXES)


def _add_columns(connection: Connection, fields: Fields) -> Columns:
    """Add the columns of fields that sqlite.sql does not name, and return all by table."""
    in_record = set(_columns_of(connection, "record"))
    for struct, table in _TABLES.items():
        shown = in_record.union(_columns_of(connection, table), _UNDER_OTHER_NAMES)
        for field in fields.of(struct):
            if (
                not field.part
                and field.key not in shown
                and (not field.is_list or _is_of_part(struct, field))
            ):
                for name, type_ in _columns_for(field):
                    connection.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" {type_}')
    return {table: _columns_of(connection, table) for table in _TABLES.values()}


def _is_of_part(struct: type[msgspec.Struct], field: Field) -> bool:
    """Return whether a field is one of the corpus's own of a part, whose lists have no table."""
    return bool(field.own) and not issubclass(struct, Record)


def _columns_for(field: Field) -> Iterator[tuple[str, str]]:
    """Yield the columns of a field and their types.

    A number of the corpus's own is one, or a text where it has a doubt (`30..50`), and beside it stays as written.
    """
    is_number = field.holds == "number" and not field.is_list
    types = {"truth": "INTEGER", "decimal": "REAL", "number": "NUMERIC" if is_number else "TEXT"}
    yield field.key, types.get(field.holds, "TEXT")
    if is_number:
        yield f"{field.key}{AS_WRITTEN}", "TEXT"


def _columns_of(connection: Connection, table: str) -> list[str]:
    return [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]


def _fill(connection: Connection, selection: Selection, columns: Columns) -> None:
    corpus: CorpusTitle = selection.corpus()
    about = (corpus.title, corpus.description, corpus.licence, corpus.start, corpus.end)
    work = (
        corpus.version,
        corpus.published,
        listed(corpus.authors),
        corpus.publisher,
        corpus.url,
        corpus.doi,
    )
    _insert(connection, [("corpus", (*about, *work))])
    fields = selection.index.fields
    for answer in selection.claims(as_in_file=True):
        _insert(connection, record_rows(answer.claim, columns, fields, _verdict_columns(answer)))
    for kind in RECORD_OF_KIND:
        if kind != Claim.KIND:
            records = selection.sources if kind == Source.KIND else partial(selection.records, kind)
            for record in records(as_in_file=True):
                _insert(connection, record_rows(record, columns, fields))
    for conflict in selection.conflicts():
        found = selection.find(conflict.id)
        own = fields.own_of(ConflictRecord) if found is not None else ()
        values = {name: value for one in own for name, value in _cells(one, found)}
        further = [values.get(name) for name in columns["conflict"][_OF_CONFLICT:]]
        _insert(connection, conflict_rows(conflict, further))


def _insert(connection: Connection, rows: Iterable[TableRow]) -> None:
    for table, values in rows:
        placeholders = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} VALUES ({placeholders})", tuple(map(_sql_value, values)))


def _sql_value(value: object) -> object:
    """Return NULL for an empty text; escape a NUL character, at which many readers end a text."""
    if isinstance(value, str):
        return value.replace("\0", "\\u0000") or None
    return value


def record_rows(
    record: Record, columns: Columns, fields: Fields, own: Mapping[str, object] | None = None
) -> Iterator[TableRow]:
    """Yield the rows of a record in all tables but those of conflicts; `own` are columns that are not its fields."""
    date = date_of(record)
    yield "record", (record.id, record.KIND, title_of(record), date, *days_of(date), record.note)
    yield from _list_rows(record, fields)
    if isinstance(record, ConflictRecord):
        return
    yield _row(record.KIND, record, columns, fields, **_shaped(record), **(own or {}))
    yield from _evidence_rows("record", record.id, 0, record.evidence)
    yield from _relation_rows(record, columns, fields)
    for number, name in enumerate(getattr(record, "names", ()), 1):
        yield _row("name", name, columns, fields, record=record.id, number=number)
    match record:
        case Event():
            for number, one in enumerate(record.participants, 1):
                own = {"id": one.person or one.org, "printed": one.printed, "printed_org": one.printed_org}
                yield _row("participant", one, columns, fields, event=record.id, number=number, **own)
        case Claim() if record.assessment:
            yield from _evidence_rows("assessment", record.id, 0, record.assessment.evidence)
        case Person():
            for number, office in enumerate(record.offices, 1):
                yield _row("office", office, columns, fields, person=record.id, number=number)
                yield from _evidence_rows("office", record.id, number, office.evidence)


def _relation_rows(record: Record, columns: Columns, fields: Fields) -> Iterator[TableRow]:
    for number, one in enumerate(getattr(record, "relations", ()), 1):
        kind = fields.relation_kinds.of(one.kind)
        both = {"kind": kind.key, "inverse": kind.inverse}
        yield _row("relation", one, columns, fields, record=record.id, number=number, **both)
        yield from _evidence_rows("relation", record.id, number, one.evidence)


def _row(table: str, one: msgspec.Struct, columns: Columns, fields: Fields, **own: object) -> TableRow:
    """Return the row of a record or part: its fields by their keys, and its `own` columns, which go before them."""
    found = (cell for field in fields.of(type(one)) if not field.part for cell in _cells(field, one))
    values = dict(found) | own
    return table, tuple(values.get(name) for name in columns[table])


def _cells(field: Field, one: Any) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a field and their values; a list is one of JSON, for those whose lists have no table."""
    value = field.of(one)
    if field.own and field.is_list:
        value = msgspec.json.encode(value).decode() if value else None
    yield field.key, value
    if field.own and field.holds == "number" and not field.is_list:
        yield f"{field.key}{AS_WRITTEN}", value


def _shaped(record: Record) -> dict[str, object]:
    """Return the columns that are not single fields: the parts of a figure and of a verdict, and a point."""
    own: dict[str, object] = {}
    if isinstance(record, Event | Place):
        own["lon"], own["lat"] = point_in(record) or (None, None)
    if isinstance(record, Claim) and (figure := record.figure):
        own |= {"figure": figure.value, "unit": figure.unit, "of": figure.of, "comparison": figure.comparison}
    return own


def _verdict_columns(answer: ClaimAnswer) -> dict[str, object]:
    one = answer.assessment
    return {"verdict": one.verdict, "why": one.why, "conflict": one.conflict} if one else {}


def _list_rows(record: Record, fields: Fields) -> Iterator[TableRow]:
    for one in ids_of(record):
        yield "other_id", (record.id, *parts_of(one))
    for field in fields.of(type(record)):
        if (
            not field.is_list
            or field.holds == "other id"
            or field.part
            or (field.key == "about" and isinstance(record, ConflictRecord))
        ):
            continue
        table = _LISTS.get(field.key, "list")
        for number, item in enumerate(field.of(record), 1):
            place = (field.key, number) if table in _KEYED else (number,) if table in _NUMBERED else ()
            credit = (getattr(item, "id", None),) if table == "credit" else ()
            yield table, (record.id, *place, f"{item}", *credit)


def _evidence_rows(part: str, owner: str, number: int, evidence: Iterable[Evidence]) -> Iterator[TableRow]:
    for one in evidence:
        terms = msgspec.json.encode(one.terms).decode()
        yield "evidence", (part, owner, number or None, one.source, one.at, terms)


def conflict_rows(one: ConflictAnswer, further: Iterable[object] = ()) -> Iterator[TableRow]:
    """Yield the rows of a conflict in all tables; `further` are its cells in the corpus's own columns."""
    on_record = None if one.kind == ConflictRecord.KIND else one.record
    yield "conflict", (one.id, on_record, one.question, one.field, one.state, one.why, *further)
    for ref in one.about:
        yield "conflict_about", (one.id, ref.id)
    yield from _evidence_rows("conflict", one.id, 0, one.evidence)
    for number, said in enumerate(one.statements, 1):
        by = said.by.id if said.by else None
        yield "statement", (one.id, number, said.value, said.stands, by, said.certainty, said.claim)
        yield from _evidence_rows("statement", one.id, number, said.evidence)
