"""Where indexes are kept."""

import os
import sys
import time
from zlib import crc32

TYPE_CHECKING = False  # completion reads this (see cli/completion)
if TYPE_CHECKING:
    from collections.abc import Sequence

ABANDONED_SECONDS = 24 * 3600
"""A build that was begun so long ago will not end."""


def cache_folder() -> str:
    """Give the folder for indexes: `SINORU_CACHE`, else the user's cache folder."""
    if chosen := os.environ.get("SINORU_CACHE"):
        return os.path.abspath(chosen)
    if sys.platform == "linux":  # as platformdirs does it, without its import: a tenth of a look-up
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if os.path.isabs(base) else _in_home(), "sinoru")
    from platformdirs import user_cache_dir

    return user_cache_dir("sinoru", appauthor=False)


def _in_home() -> str:
    """Give the cache folder in the user's home; where there is no home, a place in which no folder can be made."""
    folder = os.path.expanduser("~/.cache")
    return folder if os.path.isabs(folder) and os.environ.get("HOME", "~") else os.devnull


def index_path(paths: "Sequence[str]", folder: str) -> str:
    """Give the file for the index of these corpus paths; the index itself knows its files."""
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


def sweep(folder: str) -> None:
    """Remove what builds that were killed left behind."""
    from contextlib import suppress

    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(".tmp") and entry.stat().st_mtime < time.time() - ABANDONED_SECONDS:
                os.unlink(entry.path)
