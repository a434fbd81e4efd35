"""The SQLite file of an index: opening and mistrusting it."""

import os
import sqlite3

APPLICATION_ID = 0x53494E4F
"""Marks the file as ours ("SINO")."""
SCHEMA_VERSION = 9
"""Raise it with any change of schema.sql, or of what the build puts into the tables."""

Damage = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged index raises, sooner or later."""
PATIENCE_SECONDS = 10.0
"""How long another process's update is waited for."""


class ForeignIndex(sqlite3.DatabaseError):
    """The file is not an index of this version."""


def open_database(path: str) -> sqlite3.Connection:
    """Open an index that exists. Raises ForeignIndex, or another error of `Damage`, for anything else."""
    journal = f"{path}-journal"
    if not os.path.isfile(path) or (os.path.exists(journal) and not os.path.isfile(journal)):
        raise ForeignIndex(path)  # a pipe would keep us waiting
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
    if stored is None or stored[0] != schema_in(connection):
        raise ForeignIndex("the tables are not those that we made")


def schema_in(connection: sqlite3.Connection) -> str:
    """Give the statements that made the tables, as one text."""
    query = (
        "SELECT group_concat(type || name || tbl_name || ifnull(sql, ''), ';')"
        " FROM (SELECT * FROM sqlite_master ORDER BY name)"
    )
    return str(connection.execute(query).fetchone()[0])
