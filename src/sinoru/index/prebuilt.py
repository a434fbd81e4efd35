"""An index that ships beside its corpus, so that the first look-up on a machine need not build one."""

import os
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import get_ident

from sinoru.index.as_is import prebuilt_index
from sinoru.index.cache import put_in_place
from sinoru.index.database import Damage, open_database
from sinoru.index.freshness import Changes, KnownFile, known_files, note_touched
from sinoru.loading.files import CorpusFile, content_digest


def adopt_prebuilt(paths: Sequence[str], files: Sequence[CorpusFile], target: str) -> bool:
    """Put the shipped index to where this corpus's is kept, if it tells the truth about the files.

    They were elsewhere, with other times, when it was made: content decides. Their order is that of the numbers.
    """
    shipped = prebuilt_index(paths)
    if not shipped:
        return False
    aside = f"{target}.{os.getpid()}-{get_ident()}.tmp"
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(shipped, aside)
        connection = open_database(aside)
        try:
            is_true = _settle(connection, files)
        finally:
            connection.close()
        if is_true:
            put_in_place(aside, target)
    except (OSError, RecursionError, *Damage):  # as in rebuild_index
        return False
    finally:
        with suppress(OSError):
            os.unlink(aside)
    return is_true


def _settle(connection: sqlite3.Connection, files: Sequence[CorpusFile]) -> bool:
    """Note where the files are now; False: they are others."""
    known = sorted(known_files(connection), key=lambda one: one.number)
    if [one.digest for one in known] != [content_digest(file.path) for file in files]:
        return False
    connection.executemany(
        "UPDATE file SET path = ? WHERE number = ?",
        [(os.fsencode(file.path), one.number) for one, file in zip(known, files, strict=True)],
    )
    touched: tuple[tuple[KnownFile, CorpusFile], ...] = tuple(zip(known, files, strict=True))
    note_touched(connection, Changes(touched=touched), time.time_ns())
    return True
