"""All records as a SQLite database: a table for each kind of record and for each kind of list in one."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from sinoru.export.kinds.sqlite_rows import TableRow, conflict_rows, record_rows
from sinoru.model.records import RECORD_OF_KIND, CorpusTitle
from sinoru.query.selection import Selection

VERSION = 1
"""Of the tables, in `PRAGMA user_version`."""
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
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _write(connection, selection)
    except sqlite3.OperationalError as error:
        raise OSError(0, f"cannot be written: {error}", path) from None


def _write(connection: sqlite3.Connection, selection: Selection) -> None:
    # The file is written aside, so that a crash costs nothing.
    connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(f"PRAGMA user_version = {VERSION}; {_schema()}")
    connection.execute("BEGIN")
    _fill(connection, selection)
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


def _schema() -> str:
    with open(os.path.join(os.path.dirname(__file__), "sqlite.sql"), encoding="utf-8") as file:
        return file.read()


def _fill(connection: sqlite3.Connection, selection: Selection) -> None:
    corpus: CorpusTitle = selection.corpus()
    _insert(
        connection, [("corpus", (corpus.title, corpus.description, corpus.licence, corpus.start, corpus.end))]
    )
    for kind in RECORD_OF_KIND:
        for record in selection.records(kind):
            _insert(connection, record_rows(record))
    for conflict in selection.conflicts():
        _insert(connection, conflict_rows(conflict))


def _insert(connection: sqlite3.Connection, rows: Iterable[TableRow]) -> None:
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(map(_stored, values)))


def _stored(value: object) -> object:
    """Give NULL for an empty text; a NUL, at which many readers end a text, as an escape."""
    if isinstance(value, str):
        return value.replace("\0", "\\u0000") or None
    return value
