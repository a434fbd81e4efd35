"""The fresh index of a corpus: opened as it is, updated, adopted from the package, rebuilt, or built in memory.

An index is trusted only as far as the status of its files, or else their content, is the same as when it read them.
The one that ships with a corpus saves the build at the first look-up on a machine.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence

import msgspec

from sinoru.index.corpus_names import Names, name_corpora
from sinoru.index.database import (
    DATABASE_ERRORS,
    cache_folder,
    index_path,
    open_database,
    prebuilt_index,
    remove_journals,
)
from sinoru.index.driver import PATIENCE_SECONDS, Connection, Error, is_damage
from sinoru.index.index import DECLARED, Progress, no_progress
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.files import CorpusFile, content_digest, find_corpus_files, find_some_files
from sinoru.messages import clause
from sinoru.model.errors import SinoruError
from sinoru.model.records import Diagnostic

DOUBT_NS = 2_000_000_000
"""A file that changed less than this before it was read may have changed again within the clock's resolution."""
WORTH = 0.3
"""Up to this share of the corpus, reading only what changed is faster than a new build."""


class IndexedFile(msgspec.Struct, frozen=True):
    """A file as it was when the index read it."""

    number: int
    file: CorpusFile
    digest: bytes
    checked_at: int


class Changes(msgspec.Struct, frozen=True):
    """The changes to a corpus since its index read it."""

    changed: tuple[CorpusFile, ...] = ()
    """New files and those with other content."""
    gone: tuple[IndexedFile, ...] = ()
    """Files as read that have other content now, or no longer exist."""
    touched: tuple[tuple[IndexedFile, CorpusFile], ...] = ()
    """Files whose content is the same, though their status could not prove it."""

    def __bool__(self) -> bool:
        """Return whether any record may differ."""
        return bool(self.changed or self.gone)


def open_index(paths: Sequence[str], progress: Progress = no_progress) -> SqliteIndex:
    """Open the index of the corpus at `paths`, up to date with its files.

    A missing, damaged, foreign or stale index is rebuilt. If the cache folder is not writable, the index is built in
    memory: that costs time, not the answer. Raises NoSuchCorpus.
    """
    files, skipped = find_some_files(paths)
    path = index_path(paths, cache_folder())
    names = name_corpora(paths, [file.path for file in files]) if len(paths) > 1 else {}
    index = _open_fresh(path, files, None if names else progress)
    if index is None and adopt_prebuilt(paths, files, path):
        index = SqliteIndex(open_database(path))
    if index is None:
        index = rebuild_index(path, files, progress, names)
    index.passed_over = [
        Diagnostic("E100", f"skipped: {clause(skip.why)}", skip.path, 1, 1) for skip in skipped
    ]
    return index


def _open_fresh(path: str, files: Sequence[CorpusFile], progress: Progress | None) -> SqliteIndex | None:
    """Open the index at `path` and update it if need be; None if it must be rebuilt.

    Without `progress`, a stale index is not updated: which ids clash depends on all files of several corpora.
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
            _record_touched_at_once(connection, files)
    except SinoruError:
        connection.close()
        raise
    except CORRUPTION_ERRORS:
        connection.close()
        return None
    return SqliteIndex(connection)


def _record_touched_at_once(connection: Connection, files: Sequence[CorpusFile]) -> None:
    """Spare the next look-up the comparison, unless writing to the index would have to wait."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        now = time.time_ns()  # before the files are compared: a later change is then newer than this
        record_touched(connection, find_changes(known_files(connection), files), now)
        connection.execute("COMMIT")
    except Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if is_damage(error):
            raise
    finally:  # look-ups wait for another process that writes: to them, a locked index would be a damaged one
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE_SECONDS * 1000)}")


def remake_index(paths: Sequence[str], progress: Progress = no_progress) -> SqliteIndex:
    """Rebuild the index of the corpus at `paths`, which proved to be damaged. Raises NoSuchCorpus."""
    files = find_corpus_files(paths)
    names = name_corpora(paths, [file.path for file in files])
    return rebuild_index(index_path(paths, cache_folder()), files, progress, names)


def rebuild_index(
    path: str, files: Sequence[CorpusFile], progress: Progress = no_progress, names: Names | None = None
) -> SqliteIndex:
    """Rebuild the index and open it; in memory if it cannot be written."""
    from sinoru.files import NotWritten, make_folder_of  # lazy, as most look-ups write no index
    from sinoru.index.build import build_in_memory, build_index

    try:
        make_folder_of(path)
        build_index(path, files, progress, names)
        return SqliteIndex(open_database(path))
    except (NotWritten, Error):
        return SqliteIndex(build_in_memory(files, progress, names))


def update_index(connection: Connection, files: Sequence[CorpusFile], progress: Progress) -> bool:
    """Read the changed files again in one transaction; return False if a new index has to be built instead.

    Another process may be doing the same: the changes are determined after the index is locked. If this process is
    killed, SQLite rolls the index back.
    """
    from sinoru.loading.declarations import declarations, united_json

    try:
        connection.execute("BEGIN IMMEDIATE")
        now = time.time_ns()  # as above
        changes = find_changes(known_files(connection), files)
        if not _is_worth_it(changes, files):
            connection.execute("ROLLBACK")
            return False
        declared = declarations([file.path for file in files])
        if known_declarations(connection) != united_json(declared.values()):
            connection.execute("ROLLBACK")
            return False
        if not _apply_changes(connection, changes, progress, now, declared):
            connection.execute("ROLLBACK")
            return False
        connection.execute("COMMIT")
    except Error:  # read-only, damaged, or locked by another process
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return False
    return True


def _is_worth_it(changes: Changes, files: Sequence[CorpusFile]) -> bool:
    # A new file needs a number between those of its neighbours, to keep the order of paths: only a build can do that.
    known = {indexed.file.path for indexed in changes.gone}
    if any(file.path not in known for file in changes.changed):
        return False
    return sum(file.size for file in changes.changed) <= WORTH * sum(file.size for file in files)


def _apply_changes(
    connection: Connection, changes: Changes, progress: Progress, now: int, declared: Mapping[str, bytes]
) -> bool:
    """Read the changed files again; return False if a former id no longer leads to the same record.

    References to that id may be in any file.
    """
    from sinoru.index.build import write_files
    from sinoru.index.former_ids import former_ids, settle_former_ids
    from sinoru.index.write import IndexWriter
    from sinoru.loading.declarations import united_json

    writer, before = IndexWriter(connection, united_json(declared.values())), former_ids(connection)
    for indexed in changes.gone:
        writer.remove_file(indexed.number)
    numbers = {indexed.file.path: indexed.number for indexed in changes.gone}
    write_files(writer, changes.changed, [numbers[file.path] for file in changes.changed], progress, declared)
    after = former_ids(connection)
    if any(after.get(id_) != owners for id_, owners in before.items()):
        return False
    settle_former_ids(writer, after)
    writer.finish()
    record_touched(connection, changes, now)
    return True


def known_declarations(connection: Connection) -> bytes:
    """Return the fields of the corpus's own (JSON) with which the index was built; nothing without any."""
    declared = connection.execute("SELECT value FROM meta WHERE key = ?", (DECLARED,)).get
    return declared.encode() if declared else b""


def adopt_prebuilt(paths: Sequence[str], files: Sequence[CorpusFile], target: str) -> bool:
    """Copy the shipped index to `target` if it is the index of these files; return whether it is.

    Only content is compared: the files had other paths and times when it was built. Their order is that of their
    numbers.
    """
    shipped = prebuilt_index(paths)
    if not shipped:
        return False
    import shutil  # only the first look-up on a machine needs these

    from sinoru.files import NotWritten, make_folder_of, write_file

    now = time.time_ns()  # as above

    def fill(temporary: str) -> None:
        shutil.copyfile(shipped, temporary)
        connection = open_database(temporary)
        try:
            _record_paths(connection, files, now)
        finally:
            connection.close()

    try:
        if not _has_content_of(shipped, files):
            return False
        make_folder_of(target)
        write_file(target, fill, replaces=True, is_cache=True, just_before=lambda: remove_journals(target))
    except (OSError, NotWritten, *DATABASE_ERRORS):
        return False
    return True


def _has_content_of(shipped: str, files: Sequence[CorpusFile]) -> bool:
    """Return whether a shipped index was built from files with this content."""
    connection = open_database(shipped)
    try:
        known = known_files(connection)
    finally:
        connection.close()
    digests = [indexed.digest for indexed in sorted(known, key=lambda indexed: indexed.number)]
    return digests == [content_digest(file.path) for file in files]


def _record_paths(connection: Connection, files: Sequence[CorpusFile], now: int) -> None:
    """Record the paths of files with the content of those in the index, and the time at which they were compared."""
    known = sorted(known_files(connection), key=lambda indexed: indexed.number)
    touched = tuple(zip(known, files, strict=True))
    connection.executemany(
        "UPDATE file SET path = ? WHERE number = ?",
        [(os.fsencode(file.path), indexed.number) for indexed, file in touched],
    )
    record_touched(connection, Changes(touched=touched), now)


def known_files(connection: Connection) -> list[IndexedFile]:
    """Return the files from which the index was built."""
    query = "SELECT number, path, size, mtime_ns, ctime_ns, inode, digest, checked_at FROM file"
    return [
        IndexedFile(number, CorpusFile(os.fsdecode(path), *status), digest, checked_at)
        for number, path, *status, digest, checked_at in connection.execute(query)
    ]


def find_changes(known: Sequence[IndexedFile], files: Sequence[CorpusFile]) -> Changes:
    """Compare the files with what the index read; content is read only where times prove nothing."""
    before = {indexed.file.path: indexed for indexed in known}
    changed: list[CorpusFile] = []
    gone: list[IndexedFile] = []
    touched: list[tuple[IndexedFile, CorpusFile]] = []
    for file in files:
        indexed = before.pop(file.path, None)
        if indexed is None:
            changed.append(file)
        elif indexed.file == file and _is_certain(indexed):
            continue
        elif (
            indexed.digest and indexed.file.size == file.size and _digest_if_readable(file) == indexed.digest
        ):
            touched.append((indexed, file))
        else:
            changed.append(file)
            gone.append(indexed)
    return Changes(tuple(changed), (*gone, *before.values()), tuple(touched))


def _is_certain(indexed: IndexedFile) -> bool:
    """Return whether a file with the same status has the same content. A failure to read it may be over."""
    if not indexed.digest:
        return not _digest_if_readable(indexed.file)
    return _changed_at(indexed.file) < indexed.checked_at - DOUBT_NS


def _changed_at(file: CorpusFile) -> int:
    """Return when a file changed last. On Windows, `ctime` is the time at which it was created."""
    return max(file.ctime_ns, file.mtime_ns) if sys.platform == "win32" else file.ctime_ns


def _digest_if_readable(file: CorpusFile) -> bytes:
    try:
        return content_digest(file.path)
    except OSError:  # the build reports the error
        return b""


def record_touched(connection: Connection, changes: Changes, now: int) -> None:
    """Record at which time the touched files were compared, so that the next look-up need not read them."""
    connection.executemany(
        "UPDATE file SET mtime_ns = ?, ctime_ns = ?, inode = ?, checked_at = ? WHERE number = ?",
        [
            (file.mtime_ns, file.ctime_ns, file.inode, now, indexed.number)
            for indexed, file in changes.touched
        ],
    )
