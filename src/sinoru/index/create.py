"""The SQLite file of an index: making it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sinoru.index.database import APPLICATION_ID, SCHEMA_VERSION, schema_in


def create_database(path: str) -> sqlite3.Connection:
    """Make an empty index in a new file. It is not safe against a crash: build aside, then rename."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    )
    connection.executescript(_schema())
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (schema_in(connection),))
    return connection


@contextmanager
def late_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Do without the indexes of `record` while it is filled: made at the end, they cost a third of the time."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'record'"
    indexes = connection.execute(query).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _schema() -> str:
    with open(os.path.join(os.path.dirname(__file__), "schema.sql"), encoding="utf-8") as file:
        return file.read()
