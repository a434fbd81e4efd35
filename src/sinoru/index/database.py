"""The SQLite file of an index: making, opening and mistrusting it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

APPLICATION_ID = 0x53494E4F
"""Marks the file as ours ("SINO")."""
SCHEMA_VERSION = 9
"""Raise it with any change of schema.sql, or of what the build puts into the tables."""

Damage = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged index raises, sooner or later."""
Rot = (*Damage, LookupError, TypeError, ValueError, ArithmeticError, AttributeError, msgspec.MsgspecError)
"""What it may raise as well where its pages are whole, but the values are not those that were written."""

PATIENCE_SECONDS = 10.0
"""How long another process's update is waited for."""


class ForeignIndex(sqlite3.DatabaseError):
    """The file is not an index of this version."""


def create_database(path: str) -> sqlite3.Connection:
    """Make an empty index in a new file. It is not safe against a crash: build aside, then rename."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    )
    connection.executescript(_schema())
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (_schema_in(connection),))
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


def open_database(path: str) -> sqlite3.Connection:
    """Open an index that exists. Raises ForeignIndex, or another error of `Damage`, for anything else."""
    if not os.path.isfile(path):  # a pipe would keep us waiting
        raise ForeignIndex(path)
    connection = _connect(path)
    try:
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: str) -> sqlite3.Connection:
    """Open for reading and writing (an interrupted update must be rolled back), else for reading only.

    Several threads may use the connection, one at a time: who shares it among them sees to that.
    """
    uri = _uri(path)
    try:
        return sqlite3.connect(
            f"{uri}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=PATIENCE_SECONDS,
            check_same_thread=False,
        )
    except sqlite3.OperationalError:
        return sqlite3.connect(
            f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )


def _uri(path: str) -> str:
    """Give the URI of a file (https://sqlite.org/uri.html); what `pathlib` loads for it costs more than opening."""
    path = os.path.abspath(path).replace(os.sep, "/")
    for char in "%?#":
        path = path.replace(char, f"%{ord(char):02x}")
    return f"file://{'' if path.startswith('/') else '/'}{path}"


def _check(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    if marks != [APPLICATION_ID, SCHEMA_VERSION]:
        raise ForeignIndex("another program's file, or another version's")
    stored = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    if stored is None or stored[0] != _schema_in(connection):
        raise ForeignIndex("the tables are not those that we made")


def _schema_in(connection: sqlite3.Connection) -> str:
    query = (
        "SELECT group_concat(type || name || tbl_name || ifnull(sql, ''), ';')"
        " FROM (SELECT * FROM sqlite_master ORDER BY name)"
    )
    return str(connection.execute(query).fetchone()[0])


def _schema() -> str:
    with open(os.path.join(os.path.dirname(__file__), "schema.sql"), encoding="utf-8") as file:
        return file.read()
