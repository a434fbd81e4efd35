"""Whether an index still tells the truth about the files it was made from.

An index that ships beside its corpus, so that the first look-up on a machine need not build one.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import get_ident

import msgspec

from sinoru.index.database import Damage, open_database, prebuilt_index, put_in_place
from sinoru.loading.files import CorpusFile, content_digest

DOUBT_NS = 2_000_000_000
"""A file changed less than this before it was read may have changed again within the clock's grain."""


class KnownFile(msgspec.Struct, frozen=True):
    """A file as it was when the index read it."""

    number: int
    file: CorpusFile
    digest: bytes
    checked_at: int


class Changes(msgspec.Struct, frozen=True):
    """What an index has to catch up with."""

    changed: tuple[CorpusFile, ...] = ()
    """New files and those with other content."""
    gone: tuple[KnownFile, ...] = ()
    """What was read of files that have other content now, or are no longer there."""
    touched: tuple[tuple[KnownFile, CorpusFile], ...] = ()
    """Same content as before, though the file system could not promise it."""

    def __bool__(self) -> bool:
        """Tell whether any record may differ."""
        return bool(self.changed or self.gone)


def known_files(connection: sqlite3.Connection) -> list[KnownFile]:
    """Give the files that the index was made from."""
    query = "SELECT number, path, size, mtime_ns, ctime_ns, inode, digest, checked_at FROM file"
    return [
        KnownFile(number, CorpusFile(os.fsdecode(path), *status), digest, checked_at)
        for number, path, *status, digest, checked_at in connection.execute(query)
    ]


def find_changes(known: Sequence[KnownFile], files: Sequence[CorpusFile]) -> Changes:
    """Compare the files as they are with what the index read; content is read only where times could lie."""
    before = {one.file.path: one for one in known}
    changed: list[CorpusFile] = []
    gone: list[KnownFile] = []
    touched: list[tuple[KnownFile, CorpusFile]] = []
    for file in files:
        one = before.pop(file.path, None)
        if one is None:
            changed.append(file)
        elif one.file == file and file.ctime_ns < one.checked_at - DOUBT_NS:
            continue
        elif one.file.size == file.size and _digest(file) == one.digest:
            touched.append((one, file))
        else:
            changed.append(file)
            gone.append(one)
    return Changes(tuple(changed), (*gone, *before.values()), tuple(touched))


def _digest(file: CorpusFile) -> bytes:
    try:
        return content_digest(file.path)
    except OSError:  # the build says what is wrong with it
        return b""


def note_touched(connection: sqlite3.Connection, changes: Changes, now: int) -> None:
    """Note that files were seen to be the same, so that the next look-up need not read them."""
    connection.executemany(
        "UPDATE file SET mtime_ns = ?, ctime_ns = ?, inode = ?, checked_at = ? WHERE number = ?",
        [(f.mtime_ns, f.ctime_ns, f.inode, now, known.number) for known, f in changes.touched],
    )


def adopt_prebuilt(paths: Sequence[str], files: Sequence[CorpusFile], target: str) -> bool:
    """Put the shipped index to where this corpus's is kept, if it tells the truth about the files.

    They were elsewhere, with other times, when it was made: content decides. Their order is that of the numbers.
    """
    shipped = prebuilt_index(paths)
    if not shipped:
        return False
    import shutil  # only the first look-up on a machine needs it

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
