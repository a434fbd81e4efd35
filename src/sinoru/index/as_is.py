"""Reading an index without looking at the files of its corpus: for who cannot wait for it to be made.

Nothing is loaded that a look-up needs and this does not: a person waits for it at the keyboard.
"""

import os

from sinoru.index.cache import cache_folder, index_path
from sinoru.index.database import Damage, open_database
from sinoru.loading.files import shipped_corpus

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from typing import Any

PREBUILT = "index.sqlite"
"""Its name in the folder of the corpus that ships with the package; no YAML, so no part of it (index/prebuilt.py)."""


def prebuilt_index(paths: "Sequence[str]") -> str:
    """Give the index that ships with the corpus at `paths`; empty for any corpus but our own.

    A stranger's could answer with what its files do not say.
    """
    ours = shipped_corpus()
    is_ours = len(paths) == 1 and os.path.realpath(paths[0]) == os.path.realpath(ours)
    path = os.path.join(ours, PREBUILT) if is_ours else ""
    return path if os.path.isfile(path) else ""


class AsIs:
    """The rows of an index, as they are."""

    def __init__(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: "Sequence[Any]" = ()) -> "Iterator[Any]":
        """Give the rows of a query, read as they are needed."""
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_as_is(paths: "Sequence[str]") -> AsIs | None:
    """Open the index of the corpus at `paths`, or the one that ships with it; None where there is none to use."""
    try:
        path = index_path(paths, cache_folder())
        return AsIs(open_database(path if os.path.exists(path) else prebuilt_index(paths)))
    except (*Damage, OSError, ValueError):
        return None
