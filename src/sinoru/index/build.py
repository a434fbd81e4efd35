"""The SQLite file of an index: making it.

Making a new index of all files.

Catching up with the files that changed, in one transaction.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import get_ident

from sinoru.index.batches import prepare_files
from sinoru.index.corpora import Names
from sinoru.index.database import APPLICATION_ID, SCHEMA_VERSION, put_in_place, schema_in
from sinoru.index.index import Progress
from sinoru.index.write import IndexWriter
from sinoru.loading.files import MAX_FILES, CorpusFile


def create_database(path: str) -> sqlite3.Connection:
    """Make an empty index in a new file. It is not safe against a crash: build aside, then rename."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    )
    connection.executescript(_schema())
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (schema_in(connection),))
    return connection


@contextmanager
def late_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Do without the indexes of `record` while it is filled: made at the end, they cost a third of the time."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'record'"
    indexes = connection.execute(query).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _schema() -> str:
    with open(os.path.join(os.path.dirname(__file__), "schema.sql"), encoding="utf-8") as file:
        return file.read()


_MOST_SEGMENTS = 1999
"""FTS5 can keep 2,000 parts of an index apart."""

_MEMORY = 24 << 20
"""Bytes of words that FTS5 collects before it writes a part: those of all records that are written at once."""
_MERGED_AT_ONCE = 16
"""Parts that become one, the most FTS5 takes: merged while the files are read, when both processors are at work."""
PARTS_LEFT = 4
"""Parts of a level at the end. To make one of all takes seconds at a million records, and saves a phrase 20 ms."""
_ALL_PAGES = 1 << 30
"""More than there are to be merged."""


def build_index(
    path: str, files: Sequence[CorpusFile], progress: Progress, names: Names | None = None
) -> None:
    """Make a new index at `path`: aside first, so that at any moment there is a whole one or none.

    `names` tells several corpora apart (name_corpora).
    """
    aside = f"{path}.{os.getpid()}-{get_ident()}.tmp"  # threads may build at once as well
    try:
        connection = create_database(aside)
        try:
            _fill(connection, files, progress, names)
        finally:
            connection.close()
        put_in_place(aside, path)
    finally:
        with suppress(OSError):
            os.unlink(aside)


def build_in_memory(
    files: Sequence[CorpusFile], progress: Progress, names: Names | None = None
) -> sqlite3.Connection:
    """Make a new index that lasts as long as the connection."""
    connection = create_database(":memory:")
    _fill(connection, files, progress, names)
    return connection


def _fill(
    connection: sqlite3.Connection, files: Sequence[CorpusFile], progress: Progress, names: Names | None
) -> None:
    step = (MAX_FILES + 1) // (len(files) + 1)
    _merge_words(connection, automerge=_MERGED_AT_ONCE, crisismerge=_MOST_SEGMENTS, hashsize=_MEMORY)
    connection.execute("BEGIN")
    writer, numbers = IndexWriter(connection), [place * step for place in range(1, len(files) + 1)]
    with late_indexes(connection):
        write_files(writer, files, numbers, progress)
    if names:
        from sinoru.index.clashes import settle_clashes

        settle_clashes(writer, {n: names[file.path] for n, file in zip(numbers, files, strict=True)})
    writer.finish()
    _merge_words(connection, usermerge=PARTS_LEFT + 1)
    _merge_words(connection, merge=_ALL_PAGES)
    connection.execute("COMMIT")
    # FTS5's own, for updates:
    _merge_words(connection, automerge=4, usermerge=4, crisismerge=16, hashsize=1 << 20)


def _merge_words(connection: sqlite3.Connection, **limits: int) -> None:
    """Tell FTS5 when to merge, or to do so. By its own settings, words are merged twice: a sixth of the writing."""
    connection.executemany("INSERT INTO words (words, rank) VALUES (?, ?)", list(limits.items()))


def write_files(
    writer: IndexWriter, files: Sequence[CorpusFile], numbers: Sequence[int], progress: Progress
) -> None:
    """Read the files and write all that is in them; each gets its number."""
    checked_at = time.time_ns()  # before anything is read: what changes later is then seen to be younger
    total, done = sum(file.size for file in files), 0
    read = [0] * len(files)
    for place, batch in prepare_files(files, numbers):
        writer.add_batch(numbers[place], files[place], batch, checked_at)
        now = min(batch.done, files[place].size)
        done, read[place] = done + now - read[place], now
        progress(done, total)
    progress(total, total)
