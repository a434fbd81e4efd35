"""Making a new index of all files."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import get_ident

from sinoru.index.cache import put_in_place
from sinoru.index.corpora import Names
from sinoru.index.create import create_database, late_indexes
from sinoru.index.open import Progress
from sinoru.index.prepare import prepare_files
from sinoru.index.write import IndexWriter
from sinoru.loading.files import MAX_FILES, CorpusFile

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
