"""The driver of SQLite: connections, and the errors that they raise.

Nothing else imports it, nor `sqlite3` of the standard library: two SQLites in one process break each other's locks.
Several threads may use a connection, one at a time; the caller has to ensure that.
"""

import os

import apsw

Connection = apsw.Connection
Error = apsw.Error
"""The base of all errors of SQLite."""
PATIENCE_SECONDS = 10.0
"""How long to wait for another process's update."""
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:._-~")
"""The bytes of a path that a URI has as they are."""


def connect(path: str) -> Connection:
    """Open a database that may be new: a file, `:memory:`, or a temporary one if the path is empty."""
    if path in ("", ":memory:"):
        return apsw.Connection(path)
    flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    return apsw.Connection(_uri(path), flags)


def connect_existing(path: str) -> Connection:
    """Open a file for reading and writing (an interrupted update must be rolled back), else for reading only."""
    try:
        connection = apsw.Connection(_uri(path), apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE)
    except apsw.CantOpenError:
        read_only = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READONLY
        return apsw.Connection(f"{_uri(path)}?immutable=1", read_only)
    connection.set_busy_timeout(int(PATIENCE_SECONDS * 1000))
    return connection


def run_script(connection: Connection, script: str) -> None:
    """Run all statements; to execute them would stop at the first that has a row."""
    connection.execute(script).fetchall()


def _uri(path: str) -> str:
    """Return the URI of a file (https://sqlite.org/uri.html); to load `pathlib` for it takes longer than opening.

    A path need not be text, which the driver demands.
    """
    name = os.fsencode(os.path.abspath(path).replace(os.sep, "/"))
    quoted = "".join([chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in name])
    return f"file://{'' if quoted.startswith('/') else '/'}{quoted}"


def is_damage(error: Error) -> bool:
    """Return whether a file is damaged. Otherwise the trouble may pass: it is locked, or cannot be written."""
    return isinstance(error, apsw.CorruptError | apsw.NotADBError)


def interrupt(connection: Connection) -> None:
    """Interrupt the current query of a connection, in any thread."""
    try:  # noqa: SIM105  completion does not load contextlib
        connection.interrupt()
    except apsw.ConnectionClosedError:
        pass
