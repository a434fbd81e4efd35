"""Where indexes are kept.

Lists of values in SQL.

The SQLite file of an index: opening and mistrusting it.

Reading an index without looking at the files of its corpus: for who cannot wait for it to be made.

Nothing is loaded that a look-up needs and this does not: a person waits for it at the keyboard.
"""

import os
import sqlite3
import sys
import time
from zlib import crc32

from sinoru.loading.corpus_path import shipped_corpus

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any


ABANDONED_SECONDS = 24 * 3600
"""A build that was begun so long ago will not end."""


def cache_folder() -> str:
    """Return the folder for indexes: `SINORU_CACHE`, else the user's cache folder."""
    if chosen := os.environ.get("SINORU_CACHE"):
        return os.path.abspath(chosen)
    if sys.platform == "linux":  # as platformdirs does it, without its import: a tenth of a look-up
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if os.path.isabs(base) else _in_home(), "sinoru")
    from platformdirs import user_cache_dir

    return user_cache_dir("sinoru", appauthor=False)


def _in_home() -> str:
    """Return the cache folder in the user's home; where there is no home, a place in which no folder can be made."""
    folder = os.path.expanduser("~/.cache")
    return folder if os.path.isabs(folder) and os.environ.get("HOME", "~") else os.devnull


def index_path(paths: "Sequence[str]", folder: str) -> str:
    """Return the file for the index of these corpus paths; the index itself knows its files."""
    whole = [os.path.realpath(path) for path in paths]
    first = os.path.basename(whole[0]) or "corpus"
    label = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in first)[:40]
    return os.path.join(folder, f"{label}-{crc32(os.fsencode(os.pathsep.join(whole))):08x}.sqlite")


def put_in_place(aside: str, path: str) -> None:
    """Put a new index where the former one is, and its journal away.

    Who was at an update of the former, or was killed at it, left that: SQLite would roll it back into the new one.
    """
    from contextlib import suppress

    for suffix in ("-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(path + suffix)
    os.replace(aside, path)


def remove_stale(folder: str) -> None:
    """Remove what builds that were killed left behind."""
    from contextlib import suppress

    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(".tmp") and entry.stat().st_mtime < time.time() - ABANDONED_SECONDS:
                os.unlink(entry.path)


def placeholders(values: "Collection[object]") -> str:
    """Return a question mark for each value; for none what nothing is equal to, as PostgreSQL takes no empty list."""
    return ", ".join("?" * len(values)) or "NULL"


APPLICATION_ID = 0x53494E4F
"""Marks the file as ours ("SINO")."""
SCHEMA_VERSION = 9
"""Raise it with any change of schema.sql, or of what the build puts into the tables."""

DATABASE_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)
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
    """Return the URI of a file (https://sqlite.org/uri.html); what `pathlib` loads for it costs more than opening."""
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
    """Return the statements that made the tables, as one text."""
    query = (
        "SELECT group_concat(type || name || tbl_name || ifnull(sql, ''), ';')"
        " FROM (SELECT * FROM sqlite_master ORDER BY name)"
    )
    return str(connection.execute(query).fetchone()[0])


PREBUILT = "index.sqlite"
"""Its name in the folder of the corpus that ships with the package; no YAML, so no part of it (freshness.py)."""


def prebuilt_index(paths: "Sequence[str]") -> str:
    """Return the index that ships with the corpus at `paths`; empty for any corpus but our own.

    A stranger's could answer with what its files do not say.
    """
    ours = shipped_corpus()
    is_ours = len(paths) == 1 and os.path.realpath(paths[0]) == os.path.realpath(ours)
    path = os.path.join(ours, PREBUILT) if is_ours else ""
    return path if os.path.isfile(path) else ""


class ReadOnlyIndex:
    """The rows of an index, as they are."""

    def __init__(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: "Sequence[Any]" = ()) -> "Iterator[Any]":
        """Yield the rows of a query, read as they are needed."""
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_read_only(paths: "Sequence[str]") -> ReadOnlyIndex | None:
    """Open the index of the corpus at `paths`, or the one that ships with it; None where there is none to use."""
    try:
        path = index_path(paths, cache_folder())
        return ReadOnlyIndex(open_database(path if os.path.exists(path) else prebuilt_index(paths)))
    except (*DATABASE_ERRORS, OSError, ValueError):
        return None
