"""All records as a SQLite database: a table for each kind of record and each kind of list in one (sqlite.sql)."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import msgspec

from sinoru.export.record_rows import days_of, point_in
from sinoru.index.driver import Connection, Error, connect, is_damage, run_script
from sinoru.index.fields import date_of, title_of
from sinoru.model.digest import DIGEST
from sinoru.model.fields import Fields
from sinoru.model.records import (
    RECORD_OF_KIND,
    Claim,
    CorpusTitle,
    Event,
    Evidence,
    Name,
    Office,
    Organisation,
    Participant,
    Person,
    Place,
    Record,
    Source,
)
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.export_selection import Selection

TableRow = tuple[str, tuple[Any, ...]]
"""The name of a table, and the values of its columns."""
MoreColumns = dict[type[msgspec.Struct], list[str]]
"""The attributes of each type of record or part that follow the columns of sqlite.sql."""

_TABLES_VERSION = 2
"""Raise it, up to 127, with any change of sqlite.sql or of how the tables are filled."""
VERSION = _TABLES_VERSION << 24 | DIGEST
"""The version of the tables and of the fields of records, in `PRAGMA user_version`."""
_TABLES: dict[type[msgspec.Struct], str] = {
    **{struct: kind for kind, struct in RECORD_OF_KIND.items()},
    Participant: "participant",
    Name: "name",
    Office: "office",
}
"""The table of each type of record and part; a field without a column in sqlite.sql gets one at the end."""
_LISTS = frozenset("tags places countries topics about contradicts authors".split())
"""The lists that have a table of their own; the items of any other are in the table `list`."""
_UNDER_OTHER_NAMES = frozenset("person org as as_org".split())
_INDEXES = """
CREATE INDEX record_date ON record (first_day, last_day);
CREATE INDEX participant_event ON participant (event);
CREATE INDEX participant_id ON participant (id);
CREATE INDEX event_place_event ON event_place (event);
CREATE INDEX topic_topic ON topic (topic);
CREATE INDEX country_country ON country (country);
CREATE INDEX about_record ON about (record);
CREATE INDEX evidence_owner ON evidence (owner, part);
CREATE INDEX evidence_source ON evidence (source);
CREATE INDEX statement_conflict ON statement (conflict);
"""


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


def _add_columns(connection: Connection, fields: Fields) -> MoreColumns:
    """Add the columns of fields that sqlite.sql does not name, and return them by type."""
    in_record = _columns_of(connection, "record")
    more: MoreColumns = {}
    for struct, table in _TABLES.items():
        shown = in_record | _columns_of(connection, table) | _UNDER_OTHER_NAMES
        declared = (field for field in fields.of(struct) if not (field.part or field.is_list))
        more[struct] = [field.name for field in declared if field.key not in shown]
        for name in more[struct]:
            connection.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" TEXT')
    return more


def _columns_of(connection: Connection, table: str) -> set[str]:
    return {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}


def _fill(connection: Connection, selection: Selection, columns: MoreColumns) -> None:
    corpus: CorpusTitle = selection.corpus()
    _insert(
        connection, [("corpus", (corpus.title, corpus.description, corpus.licence, corpus.start, corpus.end))]
    )
    for kind in RECORD_OF_KIND:
        for record in selection.records(kind):
            _insert(connection, record_rows(record, columns, selection.index.fields))
    for conflict in selection.conflicts():
        _insert(connection, conflict_rows(conflict))


def _insert(connection: Connection, rows: Iterable[TableRow]) -> None:
    for table, values in rows:
        placeholders = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} VALUES ({placeholders})", tuple(map(_sql_value, values)))


def _sql_value(value: object) -> object:
    """Return NULL for an empty text; escape a NUL character, at which many readers end a text."""
    if isinstance(value, str):
        return value.replace("\0", "\\u0000") or None
    return value


def record_rows(record: Record, columns: MoreColumns, fields: Fields) -> Iterator[TableRow]:
    """Yield the rows of a record in all tables."""
    date = date_of(record)
    yield "record", (record.id, record.KIND, title_of(record), date, *days_of(date), record.note)
    yield from (("tag", (record.id, tag)) for tag in record.tags)
    yield from _evidence_rows("record", record.id, 0, record.evidence)
    yield from _other_lists(record, fields)
    match record:
        case Event():
            yield from _event_rows(record, columns)
        case Claim():
            yield from _claim_rows(record, columns)
        case Person():
            yield from _person_rows(record, columns)
        case Organisation():
            yield from _organisation_rows(record, columns)
        case Place():
            yield from _place_rows(record, columns)
        case Source():
            yield from _source_rows(record, columns)


def _other_lists(record: Record, fields: Fields) -> Iterator[TableRow]:
    for field in fields.of(type(record)):
        if field.is_list and not field.part and field.key not in _LISTS:
            items = enumerate(getattr(record, field.name), 1)
            yield from (("list", (record.id, field.key, number, item)) for number, item in items)


def _evidence_rows(part: str, owner: str, number: int, evidence: Iterable[Evidence]) -> Iterator[TableRow]:
    for one in evidence:
        terms = msgspec.json.encode(one.terms).decode()
        yield "evidence", (part, owner, number or None, one.source, one.at, terms)


def _more(one: msgspec.Struct, columns: MoreColumns) -> Iterator[object]:
    return (getattr(one, name) for name in columns[type(one)])


def _event_rows(event: Event, columns: MoreColumns) -> Iterator[TableRow]:
    yield "event", (event.id, event.kind, event.summary, event.part_of, *_more(event, columns))
    for number, one in enumerate(event.participants, 1):
        yield (
            "participant",
            (
                event.id,
                number,
                one.person or one.org,
                one.role,
                one.printed,
                one.printed_org,
                *_more(one, columns),
            ),
        )
    for number, place in enumerate(event.places, 1):
        yield "event_place", (event.id, number, place)
    yield from (("country", (event.id, country)) for country in event.countries)
    yield from (("topic", (event.id, topic)) for topic in event.topics)


def _claim_rows(claim: Claim, columns: MoreColumns) -> Iterator[TableRow]:
    figure, verdict = claim.figure, claim.assessment
    yield (
        "claim",
        (
            claim.id, claim.kind, claim.text, claim.by, claim.reported_by, claim.said, claim.holds,
            claim.certainty, claim.quote,
            *((figure.value, figure.unit, figure.of, figure.comparison) if figure else (None,) * 4),
            *((verdict.verdict, verdict.why) if verdict else (None, None)), *_more(claim, columns),
        ),
    )  # fmt: skip
    yield from (("topic", (claim.id, topic)) for topic in claim.topics)
    yield from (("about", (claim.id, about)) for about in claim.about)
    yield from (("contradicts", (claim.id, other)) for other in claim.contradicts)
    if verdict:
        yield from _evidence_rows("assessment", claim.id, 0, verdict.evidence)


def _name_rows(record: str, names: Iterable[Name], columns: MoreColumns) -> Iterator[TableRow]:
    for number, name in enumerate(names, 1):
        yield "name", (record, number, name.text, name.kind, name.lang, name.source, *_more(name, columns))


def _person_rows(one: Person, columns: MoreColumns) -> Iterator[TableRow]:
    life = (one.born, one.died, one.birthplace)
    yield "person", (one.id, one.name, one.country, *life, one.wikidata, one.summary, *_more(one, columns))
    yield from _name_rows(one.id, one.names, columns)
    for number, office in enumerate(one.offices, 1):
        yield (
            "office",
            (one.id, number, office.title, office.org, office.start, office.end, *_more(office, columns)),
        )
        yield from _evidence_rows("office", one.id, number, office.evidence)


def _organisation_rows(one: Organisation, columns: MoreColumns) -> Iterator[TableRow]:
    yield (
        "organisation",
        (one.id, one.name, one.country, one.kind, one.part_of, one.summary, *_more(one, columns)),
    )
    yield from _name_rows(one.id, one.names, columns)


def _place_rows(one: Place, columns: MoreColumns) -> Iterator[TableRow]:
    longitude, latitude = point_in(one) or (None, None)
    yield (
        "place",
        (one.id, one.name, one.country, latitude, longitude, one.part_of, one.summary, *_more(one, columns)),
    )
    yield from _name_rows(one.id, one.names, columns)


def _source_rows(one: Source, columns: MoreColumns) -> Iterator[TableRow]:
    yield (
        "source",
        (
            one.id, one.title, one.container, one.volume, one.issue, one.pages, one.publisher, one.published,
            one.accessed, one.url, one.language, one.kind, one.reliability, *_more(one, columns),
        ),
    )  # fmt: skip
    yield from (("author", (one.id, number, name)) for number, name in enumerate(one.authors, 1))


def conflict_rows(one: ConflictAnswer) -> Iterator[TableRow]:
    """Yield the rows of a conflict in all tables."""
    yield "conflict", (one.id, one.record, one.on, one.verdict, one.why, one.found_by)
    yield from _evidence_rows("conflict", one.id, 0, one.evidence)
    for number, said in enumerate(one.statements, 1):
        by = said.by.id if said.by else None
        yield "statement", (one.id, number, said.says, by, said.certainty, said.claim)
        yield from _evidence_rows("statement", one.id, number, said.evidence)
