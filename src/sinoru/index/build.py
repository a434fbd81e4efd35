"""Making a new index of all files."""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from sinoru.index.database import create_database
from sinoru.index.numbers import MAX_FILES, MAX_RECORDS_IN_FILE
from sinoru.index.rows import Row, make_row
from sinoru.index.write import IndexWriter
from sinoru.loading.discover import CorpusFile, content_digest
from sinoru.loading.load import Loaded, load_records
from sinoru.model.diagnostic import Diagnostic
from sinoru.model.errors import WrongUsage
from sinoru.model.records import CorpusTitle

BATCH = 10_000
"""Records written at a time: enough for long sorted runs, little enough to bound the memory."""

Progress = Callable[[int, int], None]
"""Told how many bytes are read, and of how many."""


class Batch(NamedTuple):
    """Some of the records of a file, ready to be written."""

    rows: list[Row]
    diagnostics: list[Diagnostic]
    titles: list[CorpusTitle]
    chunks: Counter[str]


def build_index(path: str, files: Sequence[CorpusFile], progress: Progress) -> None:
    """Make a new index at `path`: aside first, so that at any moment there is a whole one or none."""
    aside = f"{path}.{os.getpid()}.tmp"
    try:
        connection = create_database(aside)
        try:
            _fill(connection, files, progress)
        finally:
            connection.close()
        os.replace(aside, path)
    finally:
        with suppress(OSError):
            os.unlink(aside)


def build_in_memory(files: Sequence[CorpusFile], progress: Progress) -> sqlite3.Connection:
    """Make a new index that lasts as long as the connection."""
    connection = create_database(":memory:")
    _fill(connection, files, progress)
    return connection


def _fill(connection: sqlite3.Connection, files: Sequence[CorpusFile], progress: Progress) -> None:
    if len(files) >= MAX_FILES:
        raise WrongUsage(f"a corpus may have {MAX_FILES:,} files at most; this one has {len(files):,}")
    writer = IndexWriter(connection)
    total, done = sum(file.size for file in files), 0
    connection.execute("BEGIN")
    for place, file in enumerate(files, 1):
        write_file(writer, place * (MAX_FILES // (len(files) + 1)), file)
        done += file.size
        progress(done, total)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.execute("COMMIT")


def write_file(writer: IndexWriter, number: int, file: CorpusFile) -> None:
    """Read a file and write all that is in it; what cannot be read becomes a diagnostic."""
    checked_at = time.time_ns()
    try:
        digest = content_digest(file.path)
    except OSError as error:
        writer.add_file(number, file, b"", checked_at)
        message = f"cannot be read: {error.strerror}"
        writer.add_diagnostics(number, [Diagnostic("E100", message, file.path, 1, 1)])
        return
    writer.add_file(number, file, digest, checked_at)
    place = 0
    for batch in prepare_batches(file.path):
        writer.add_diagnostics(number, batch.diagnostics)
        for title in batch.titles:
            writer.add_corpus_title(number, msgspec.json.encode(title))
        writer.add_rows(number, place, batch.rows)
        writer.count_words(batch.chunks)
        place += len(batch.rows)
        if place > MAX_RECORDS_IN_FILE:
            raise WrongUsage(f"{file.path}: more than {MAX_RECORDS_IN_FILE:,} records in one file")


def prepare_batches(path: str) -> Iterator[Batch]:
    """Read a file and work out its rows, a batch at a time."""
    batch = _empty_batch()
    with open(path, "rb") as stream:
        for item in load_records(stream, path):
            if isinstance(item, Loaded):
                row = make_row(item.record, item.line)
                batch.rows.append(row)
                batch.chunks.update(row.chunks)
            elif isinstance(item, Diagnostic):
                batch.diagnostics.append(item)
            else:
                batch.titles.append(item)
            if len(batch.rows) >= BATCH:
                yield batch
                batch = _empty_batch()
    yield batch


def _empty_batch() -> Batch:
    return Batch([], [], [], Counter())
