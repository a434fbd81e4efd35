"""The SQLite file of an index: its location, opening it with every check, and reading it as it is.

Completion at the keyboard uses this module, so it loads nothing that only a look-up needs.
"""

import os
import sys
from zlib import crc32

from sinoru.index.driver import Connection, Error, connect_existing
from sinoru.loading.corpus_path import expanded, shipped_corpus, user_folder
from sinoru.model.digest import DIGEST

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any

APPLICATION_ID = 0x53494E4F
"""Marks the file as ours ("SINO")."""
_TABLES_VERSION = 24
"""Raise it, up to 127, with any change of schema.sql or of how the build fills the tables."""
SCHEMA_VERSION = _TABLES_VERSION << 24 | DIGEST
"""The version of an index: of its tables, and of the fields of records."""
PREBUILT = "index.sqlite"
"""Name of the index in the folder of the bundled corpus; without the ending of YAML, it is not a corpus file."""
JOURNALS = ("-journal", "-wal", "-shm")
"""What SQLite appends to the path of a database for its journals."""
DATABASE_ERRORS = (Error, UnicodeDecodeError)
"""What a damaged index raises, sooner or later."""


class ForeignIndex(Error):
    """The file is not an index of this version."""


def cache_folder() -> str:
    """Return the folder for indexes: `SINORU_CACHE`, else one in the user's cache folder."""
    if chosen := os.environ.get("SINORU_CACHE"):
        return expanded(chosen)
    if sys.platform == "linux":  # as in platformdirs, whose import takes a tenth of a look-up
        return os.path.join(user_folder("XDG_CACHE_HOME", "~/.cache"), "sinoru")
    from platformdirs import user_cache_dir

    return user_cache_dir("sinoru", appauthor=False)


def index_path(paths: "Sequence[str]", folder: str) -> str:
    """Return the path of the index for these corpus paths."""
    real_paths = [os.path.realpath(path) for path in paths]
    first = os.path.basename(real_paths[0]) or "corpus"
    label = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in first)[:40]
    return os.path.join(folder, f"{label}-{crc32(os.fsencode(os.pathsep.join(real_paths))):08x}.sqlite")


def public_path(path: str) -> str:
    """Return where the public index of the complete one at a path is kept."""
    return f"{path}.public"


def remove_journals(path: str) -> None:
    """Remove the journals of an index that is about to be replaced: SQLite would apply them to the new one.

    A process may be updating the former, or may have been killed at it.
    """
    from contextlib import suppress

    for suffix in JOURNALS:
        with suppress(FileNotFoundError):
            os.unlink(path + suffix)


def placeholders(values: "Collection[object]") -> str:
    """Return a question mark for each value; for none NULL, which equals nothing: PostgreSQL takes no empty list."""
    return ", ".join("?" * len(values)) or "NULL"


def open_database(path: str) -> Connection:
    """Open an existing index. Raises ForeignIndex, or another of DATABASE_ERRORS, for anything else."""
    journal = f"{path}-journal"
    if not os.path.isfile(path) or (os.path.exists(journal) and not os.path.isfile(journal)):
        raise ForeignIndex(path)  # opening a pipe would block
    connection = connect_existing(path)
    try:
        _check_identity(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_identity(connection: Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    if (connection.pragma("application_id"), connection.pragma("user_version")) != (
        APPLICATION_ID,
        SCHEMA_VERSION,
    ):
        raise ForeignIndex("it was written by another program, or another version of sinoru")
    if connection.execute("SELECT value FROM meta WHERE key = 'schema'").get != schema_in(connection):
        raise ForeignIndex("its tables are not those that sinoru creates")


def schema_in(connection: Connection) -> str:
    """Return the bytes reserved in each page and the statements that created the tables, as one text.

    A changed bit in the number of bytes, which is in the header of the file, would switch off the checks of pages.
    """
    query = (
        "SELECT group_concat(type || name || tbl_name || ifnull(sql, ''), ';')"
        " FROM (SELECT * FROM sqlite_master ORDER BY name)"
    )
    return f"{connection.reserve_bytes()} {connection.execute(query).get}"


def prebuilt_index(paths: "Sequence[str]") -> str:
    """Return the path of the index that ships with the corpus at `paths`; empty for any corpus but our own.

    The index in a stranger's folder could contain what its files do not.
    """
    ours = shipped_corpus()
    is_ours = len(paths) == 1 and os.path.realpath(paths[0]) == os.path.realpath(ours)
    path = os.path.join(ours, PREBUILT) if is_ours else ""
    return path if os.path.isfile(path) else ""


class ReadOnlyIndex:
    """An index that is read without comparing it with the files of its corpus."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: "Sequence[Any]" = ()) -> "Iterator[Any]":
        """Yield the rows of a query, read as they are needed."""
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_read_only(paths: "Sequence[str]") -> ReadOnlyIndex | None:
    """Open the index of the corpus at `paths`, or the one that ships with it; None if neither can be used."""
    try:
        path = index_path(paths, cache_folder())
        return ReadOnlyIndex(open_database(path if os.path.exists(path) else prebuilt_index(paths)))
    except (*DATABASE_ERRORS, OSError, ValueError):
        return None
