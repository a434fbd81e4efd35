"""Catching up with the files that changed, in one transaction."""

import sqlite3
import time
from collections.abc import Sequence

from sinoru.index.build import write_files
from sinoru.index.freshness import Changes, find_changes, known_files, note_touched
from sinoru.index.open import Progress
from sinoru.index.write import IndexWriter
from sinoru.loading.files import CorpusFile

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
    writer = IndexWriter(connection)
    for known in changes.gone:
        writer.remove_file(known.number)
    numbers = {known.file.path: known.number for known in changes.gone}
    write_files(writer, changes.changed, [numbers[file.path] for file in changes.changed], progress)
    writer.finish()
    note_touched(connection, changes, time.time_ns())
