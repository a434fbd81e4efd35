"""The driver of SQLite: connections, and the errors that they raise.

Nothing else imports it, nor `sqlite3` of the standard library: two SQLites in one process break each other's locks.
Several threads may use a connection, one at a time; the caller has to ensure that.
"""

import os
import sys

import apsw

Connection = apsw.Connection
Error = apsw.Error
"""The base of all errors of SQLite."""
PATIENCE_SECONDS = 10.0
"""How long to wait for another process's update."""
CHECKSUM_BYTES = 8
"""What SQLite reserves at the end of each page of a file whose pages are checked."""
_SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
CHECKSUMS = os.path.join(os.path.dirname(apsw.__file__), "sqlite_extra_binaries", f"cksumvfs{_SUFFIX}")
"""The layer of SQLite that checks pages (sqlite.org/cksumvfs.html); apsw.sqlite_extra takes 25 ms to find it."""
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:._-~")
"""The bytes of a path that a URI has as they are."""
_CREATE = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE


def _load_checks() -> str | None:
    """Load the layer that checks pages, and return its name; None where apsw was built without it."""
    default, connection = apsw.vfs_names()[0], apsw.Connection(":memory:")
    try:
        connection.enable_load_extension(enable=True)
        connection.load_extension(CHECKSUMS)
    except (Error, AttributeError):  # the file is missing, or SQLite cannot load any
        return None
    finally:
        connection.close()
    apsw.set_default_vfs(default)  # whatever else uses apsw in this process is not to notice
    return "cksmvfs"


_checks = _load_checks()


def connect(path: str) -> Connection:
    """Open a database that may be new: a file, `:memory:`, or a temporary one if the path is empty."""
    return apsw.Connection(path if path in ("", ":memory:") else _uri(path), _CREATE)


def create_checked(path: str) -> Connection:
    """Open a new file, or `:memory:`, whose pages have checksums.

    Pages get them from the moment at which the first page is in the file: commit the tables before you fill them.
    """
    if path in ("", ":memory:"):
        return connect(path)
    connection = apsw.Connection(_uri(path), _CREATE, _checks)
    if _checks:
        connection.reserve_bytes(reserve=CHECKSUM_BYTES)
    return connection


def connect_existing(path: str) -> Connection:
    """Open a file for reading and writing (an interrupted update must be rolled back), else for reading only.

    Its pages are checked if they have checksums.
    """
    try:
        connection = apsw.Connection(_uri(path), apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE, _checks)
    except apsw.CantOpenError:
        read_only = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READONLY
        return apsw.Connection(f"{_uri(path)}?immutable=1", read_only, _checks)
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


def is_damage(error: Exception) -> bool:
    """Return whether a file is damaged. Otherwise the trouble may pass: it is locked, or cannot be written."""
    return has_page_changed(error) or isinstance(error, apsw.CorruptError | apsw.NotADBError)


def has_page_changed(error: Exception) -> bool:
    """Return whether a page does not have its checksum."""
    return getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_DATA


def has_page_checks(connection: Connection) -> bool:
    """Return whether each page that is read is checked."""
    return bool(connection.pragma("checksum_verification") == "1")


def interrupt(connection: Connection) -> None:
    """Interrupt the current query of a connection, in any thread."""
    try:  # noqa: SIM105  completion does not load contextlib
        connection.interrupt()
    except apsw.ConnectionClosedError:
        pass
