"""The driver of SQLite: connections, and the errors that they raise. Nothing else imports it.

Several threads may use a connection, one at a time; the caller has to ensure that.
"""

import os
import sqlite3

Connection = sqlite3.Connection
Error = sqlite3.Error
"""The base of all errors of SQLite."""
PATIENCE_SECONDS = 10.0
"""How long to wait for another process's update."""


def connect(path: str) -> Connection:
    """Open a database that may be new: a file, `:memory:`, or a temporary one if the path is empty."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def connect_existing(path: str) -> Connection:
    """Open a file for reading and writing (an interrupted update must be rolled back), else for reading only."""
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
    """Return the URI of a file (https://sqlite.org/uri.html); to load `pathlib` for it takes longer than opening."""
    path = os.path.abspath(path).replace(os.sep, "/")
    for char in "%?#":
        path = path.replace(char, f"%{ord(char):02x}")
    return f"file://{'' if path.startswith('/') else '/'}{path}"


def is_damage(error: Error) -> bool:
    """Return whether a file is damaged. Otherwise the trouble may pass: it is locked, or cannot be written."""
    return not isinstance(error, sqlite3.OperationalError)


def interrupt(connection: Connection) -> None:
    """Interrupt the current query of a connection, in any thread."""
    try:  # noqa: SIM105  completion does not load contextlib
        connection.interrupt()
    except sqlite3.ProgrammingError:  # it was closed in the meantime
        pass
