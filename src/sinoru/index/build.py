"""The building of a new index, in a file or in memory, and the writing of files into an existing one."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from sinoru.files import write_file
from sinoru.index.batches import prepare_files
from sinoru.index.corpus_names import Names
from sinoru.index.database import APPLICATION_ID, SCHEMA_VERSION, remove_journals, schema_in
from sinoru.index.driver import Connection, create_checked, run_script
from sinoru.index.former_ids import former_ids, settle_former_ids
from sinoru.index.index import UNDECLARED, Progress
from sinoru.index.write import IndexWriter
from sinoru.loading.declarations import declarations, undeclared, united_json
from sinoru.loading.files import MAX_FILES, CorpusFile

_MAX_SEGMENTS = 1999
"""FTS5 can keep 2,000 parts of an index apart."""
_FTS5_MEMORY = 24 << 20
"""Bytes of words that FTS5 collects before it writes a part: those of all records that are written at once."""
_MERGED_AT_ONCE = 16
"""Parts that become one, the most FTS5 allows; merged while the files are read, when both processors are busy."""
PARTS_LEFT = 4
"""Parts of a level at the end. To merge all of them takes seconds at a million records, and saves a phrase 20 ms."""
_ALL_PAGES = 1 << 30
"""More pages than there are to merge."""


def create_database(path: str) -> Connection:
    """Create an empty index in a new file. A crash may corrupt it: build in a temporary file, then rename that."""
    connection = create_checked(path)
    run_script(
        connection,
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};",
    )
    with open(os.path.join(os.path.dirname(__file__), "schema.sql"), encoding="utf-8") as file:
        run_script(connection, file.read())
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (schema_in(connection),))
    return connection


@contextmanager
def late_indexes(connection: Connection) -> Iterator[None]:
    """Drop the indexes of two tables while these are filled: created at the end, they take a third of the time."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('record', 'amount')"
    indexes: list[Any] = connection.execute(query).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def build_index(
    path: str,
    files: Sequence[CorpusFile],
    progress: Progress,
    names: Names | None = None,
    check_target: Callable[[], None] | None = None,
    finish: Callable[[str], None] = lambda _: None,
) -> None:
    """Build a new index, which replaces the one at `path` once it is complete.

    `names` are the names of several corpora (name_corpora). `check_target` raises where something else must not be
    replaced; without it, the index is one of the cache. `finish` is called with the path of the complete index
    before it is in place. Raises NotWritten.
    """

    def fill(temporary: str) -> None:
        connection = create_database(temporary)
        try:
            _fill(connection, files, progress, names)
        finally:
            connection.close()
        finish(temporary)

    def prepare_target() -> None:
        if check_target:
            check_target()
        remove_journals(path)

    write_file(path, fill, replaces=True, is_cache=check_target is None, just_before=prepare_target)


def build_in_memory(
    files: Sequence[CorpusFile], progress: Progress, names: Names | None = None
) -> Connection:
    """Build a new index that lasts as long as the connection."""
    connection = create_database(":memory:")
    try:
        _fill(connection, files, progress, names)
    except BaseException:
        connection.close()
        raise
    return connection


def _fill(
    connection: Connection, files: Sequence[CorpusFile], progress: Progress, names: Names | None
) -> None:
    step = (MAX_FILES + 1) // (len(files) + 1)
    _merge_words(connection, automerge=_MERGED_AT_ONCE, crisismerge=_MAX_SEGMENTS, hashsize=_FTS5_MEMORY)
    connection.execute("BEGIN")
    declared = declarations([file.path for file in files], names or {})
    writer = IndexWriter(connection, united_json(declared.values()))
    if of_some := undeclared(declared, names or {}):
        meta = UNDECLARED, msgspec.json.encode(of_some).decode()
        connection.execute("INSERT INTO meta VALUES (?, ?)", meta)
    numbers = [position * step for position in range(1, len(files) + 1)]
    with late_indexes(connection):
        write_files(writer, files, numbers, progress, declared)
    if names:
        from sinoru.index.clashing_ids import settle_clashes

        settle_clashes(writer, {n: names[file.path] for n, file in zip(numbers, files, strict=True)})
    settle_former_ids(writer, former_ids(connection))
    writer.finish()
    _merge_words(connection, usermerge=PARTS_LEFT + 1)
    _merge_words(connection, merge=_ALL_PAGES)
    connection.execute("COMMIT")
    # FTS5's defaults, for updates:
    _merge_words(connection, automerge=4, usermerge=4, crisismerge=16, hashsize=1 << 20)


def _merge_words(connection: Connection, **limits: int) -> None:
    """Set when FTS5 merges, or make it merge. With its defaults, words are merged twice: a sixth of the writing."""
    connection.executemany("INSERT INTO words (words, rank) VALUES (?, ?)", list(limits.items()))


def write_files(
    writer: IndexWriter,
    files: Sequence[CorpusFile],
    numbers: Sequence[int],
    progress: Progress,
    declared: Mapping[str, bytes] = {},
) -> None:
    """Read the files and write their records and faults.

    `numbers` are the files' numbers in the index; `declared` has the fields of its corpus's own (JSON) for each file
    with such.
    """
    checked_at = time.time_ns()  # before anything is read: a later change is then newer than this
    total, done = sum(file.size for file in files), 0
    read = [0] * len(files)
    for position, batch in prepare_files(files, numbers, declared):
        writer.add_batch(numbers[position], files[position], batch, checked_at)
        now = min(batch.done, files[position].size)
        done, read[position] = done + now - read[position], now
        progress(done, total)
    progress(total, total)
