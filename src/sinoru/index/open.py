"""Whether an index still tells the truth about the files it was made from.

An index that ships beside its corpus, so that the first look-up on a machine need not build one.

Opening the index of a corpus: fresh as it is, caught up, made anew, or kept in memory.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import get_ident

import msgspec

from sinoru.index.corpora import Names, name_corpora
from sinoru.index.database import (
    DATABASE_ERRORS,
    cache_folder,
    index_path,
    open_database,
    prebuilt_index,
    put_in_place,
    remove_stale,
)
from sinoru.index.index import Progress, no_progress
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.files import CorpusFile, content_digest, find_corpus_files, find_some_files
from sinoru.model.errors import SinoruError
from sinoru.model.records import Diagnostic

DOUBT_NS = 2_000_000_000
"""A file changed less than this before it was read may have changed again within the clock's grain."""


class IndexedFile(msgspec.Struct, frozen=True):
    """A file as it was when the index read it."""

    number: int
    file: CorpusFile
    digest: bytes
    checked_at: int


class Changes(msgspec.Struct, frozen=True):
    """What an index has to catch up with."""

    changed: tuple[CorpusFile, ...] = ()
    """New files and those with other content."""
    gone: tuple[IndexedFile, ...] = ()
    """What was read of files that have other content now, or are no longer there."""
    touched: tuple[tuple[IndexedFile, CorpusFile], ...] = ()
    """Same content as before, though the file system could not promise it."""

    def __bool__(self) -> bool:
        """Return whether any record may differ."""
        return bool(self.changed or self.gone)


def known_files(connection: sqlite3.Connection) -> list[IndexedFile]:
    """Return the files that the index was made from."""
    query = "SELECT number, path, size, mtime_ns, ctime_ns, inode, digest, checked_at FROM file"
    return [
        IndexedFile(number, CorpusFile(os.fsdecode(path), *status), digest, checked_at)
        for number, path, *status, digest, checked_at in connection.execute(query)
    ]


def find_changes(known: Sequence[IndexedFile], files: Sequence[CorpusFile]) -> Changes:
    """Compare the files as they are with what the index read; content is read only where times could lie."""
    before = {one.file.path: one for one in known}
    changed: list[CorpusFile] = []
    gone: list[IndexedFile] = []
    touched: list[tuple[IndexedFile, CorpusFile]] = []
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


def record_touched(connection: sqlite3.Connection, changes: Changes, now: int) -> None:
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
    except (OSError, RecursionError, *DATABASE_ERRORS):  # as in rebuild_index
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
    touched: tuple[tuple[IndexedFile, CorpusFile], ...] = tuple(zip(known, files, strict=True))
    record_touched(connection, Changes(touched=touched), time.time_ns())
    return True


def open_index(paths: Sequence[str], progress: Progress = no_progress) -> SqliteIndex:
    """Open the index of the corpus at `paths` as the files are now.

    A missing, damaged, foreign or stale index is made anew. Where the cache folder cannot be written, the
    index is made in memory: that costs time, not the answer. Raises NoSuchCorpus.
    """
    files, odd = find_some_files(paths)
    path = index_path(paths, cache_folder())
    names = name_corpora(paths, [file.path for file in files]) if len(paths) > 1 else {}
    fresh = _open_fresh(path, files, None if names else progress) or _open_shipped(path, paths, files)
    index = fresh or rebuild_index(path, files, progress, names)
    index.passed_over = [Diagnostic("E100", f"passed over: {one.why}", one.path, 1, 1) for one in odd]
    return index


def _open_shipped(path: str, paths: Sequence[str], files: Sequence[CorpusFile]) -> SqliteIndex | None:
    """Open the index that ships with the corpus, if there is one and it is of these files."""
    return SqliteIndex(open_database(path)) if adopt_prebuilt(paths, files, path) else None


def _open_fresh(path: str, files: Sequence[CorpusFile], progress: Progress | None) -> SqliteIndex | None:
    """Open the index at `path`, caught up with the files if it can be; None: it is to be made anew.

    Without `progress` it is not caught up: which ids clash depends on all files of several corpora.
    """
    try:
        connection = open_database(path)
    except DATABASE_ERRORS:
        return None
    try:
        changes = find_changes(known_files(connection), files)
        if changes:
            if progress is None or not update_index(connection, files, progress):
                connection.close()
                return None
        elif changes.touched:
            _note_touched(connection, files)
    except SinoruError:
        connection.close()
        raise
    except CORRUPTION_ERRORS:
        connection.close()
        return None
    return SqliteIndex(connection)


def _note_touched(connection: sqlite3.Connection, files: Sequence[CorpusFile]) -> None:
    """Save the next look-up the comparing, where the index can be written at once."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        record_touched(connection, find_changes(known_files(connection), files), time.time_ns())
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def remake_index(paths: Sequence[str], progress: Progress = no_progress) -> SqliteIndex:
    """Make the index of the corpus at `paths` anew, where the one there is proved rotten. Raises NoSuchCorpus."""
    files = find_corpus_files(paths)
    names = name_corpora(paths, [file.path for file in files])
    return rebuild_index(index_path(paths, cache_folder()), files, progress, names)


def rebuild_index(
    path: str, files: Sequence[CorpusFile], progress: Progress = no_progress, names: Names | None = None
) -> SqliteIndex:
    """Make the index anew and open it; in memory where it cannot be written."""
    from sinoru.index.build import build_in_memory, build_index

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        remove_stale(os.path.dirname(path))
        build_index(path, files, progress, names)
        return SqliteIndex(open_database(path))
    except (OSError, RecursionError, sqlite3.Error):  # a folder of thousands of levels is made by recursion
        return SqliteIndex(build_in_memory(files, progress, names))


WORTH = 0.3
"""Up to this part of the corpus, reading only what changed is quicker than a new build."""


def update_index(connection: sqlite3.Connection, files: Sequence[CorpusFile], progress: Progress) -> bool:
    """Read the changed files again. False: it cannot be done so or does not pay; build a new index.

    Another process may be at it too: the changes are looked for once the index is ours. If this process is
    killed, SQLite rolls the index back.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        changes = find_changes(known_files(connection), files)
        if not _is_worth_it(changes, files):
            connection.execute("ROLLBACK")
            return False
        _apply(connection, changes, progress)
        connection.execute("COMMIT")
    except sqlite3.OperationalError:  # read-only, or another process keeps it: go without
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return False
    return True


def _is_worth_it(changes: Changes, files: Sequence[CorpusFile]) -> bool:
    # A new file needs a number between its neighbours', to keep the order of paths: that is a new build.
    known = {one.file.path for one in changes.gone}
    if any(file.path not in known for file in changes.changed):
        return False
    return sum(file.size for file in changes.changed) <= WORTH * sum(file.size for file in files)


def _apply(connection: sqlite3.Connection, changes: Changes, progress: Progress) -> None:
    from sinoru.index.build import write_files
    from sinoru.index.write import IndexWriter

    writer = IndexWriter(connection)
    for known in changes.gone:
        writer.remove_file(known.number)
    numbers = {known.file.path: known.number for known in changes.gone}
    write_files(writer, changes.changed, [numbers[file.path] for file in changes.changed], progress)
    writer.finish()
    record_touched(connection, changes, time.time_ns())
