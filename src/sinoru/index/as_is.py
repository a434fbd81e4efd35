"""Opening an index without looking at the files of its corpus: for who cannot wait for it to be made."""

import os
from collections.abc import Sequence

from sinoru.index.cache import cache_folder, index_path
from sinoru.index.database import Damage, open_database
from sinoru.index.sqlite import SqliteIndex

PREBUILT = "index.sqlite"
"""Its name in the folder of the corpus that it ships with; no YAML, so no part of it (index/prebuilt.py)."""


def open_as_is(paths: Sequence[str]) -> SqliteIndex | None:
    """Open the index of the corpus at `paths`, or the one that ships with it; None where there is none to use."""
    try:
        path = index_path(paths, cache_folder())
        return SqliteIndex(open_database(path if os.path.exists(path) else os.path.join(paths[0], PREBUILT)))
    except (*Damage, OSError, ValueError):
        return None
