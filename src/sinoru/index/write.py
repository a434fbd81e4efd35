"""The writing of rows into the tables of an index, and their removal.

A batch of a build has records of all times and links to all targets. If it were written at once, each page of `link`
would be read and changed again and again (twice the time at a million records), and FTS5 would have hundreds of lists
to merge. So rows of `link` and `words` are buffered, and many are written at once in the order of their table.
"""

import os
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any

import msgspec

from sinoru.index.batches import Batch
from sinoru.index.driver import Connection
from sinoru.index.index import read_body
from sinoru.index.judged import restore_own, settle_verdicts
from sinoru.index.numbers import MAX_RECORDS_IN_FILE, kind_token, ref_token
from sinoru.index.rows import Tables, Tabulator
from sinoru.loading.files import CorpusFile
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import Fields

_MOST_LINKS = 2_000_000
"""Links in the buffer, of eight bytes each; as many again may be queued."""
_LINKS_AT_ONCE = 50_000
"""Queued links written with each batch: to write all at once takes seconds, in which the readers have to wait."""
_LINKS_OF_A_LIST = 30
"""Links that fit into the memory which a list takes in addition to its links."""
_MOST_WORDS = 24_000
"""Records whose words are buffered, about a kilobyte each; as many again are in the memory of FTS5."""
_MOST_COUNTS = 200_000
"""Counts kept in memory before they are written."""
_KIND = 3
"""The position of the kind in a row of `record`."""
_TERMS_REMEMBERED = 300_000
"""Terms whose numbers are kept in memory; the table has the others."""


class WriteBuffer:
    """A buffer for rows of `link` and `words`. Call `write` before any rows are removed, and at the end."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.links: dict[tuple[int, str, str], array[int]] = defaultdict(lambda: array("q"))
        self.link_count = 0
        self.queued_links: Iterator[tuple[int, str, int, str]] = iter(())
        """Sorted rows that are written some with each batch."""
        self.words: list[tuple[int, str, str, str]] = []

    def add(self, tables: Tables, terms: Sequence[int]) -> None:
        """Buffer the rows of some records. `terms` are the numbers of the targets."""
        for position, kind, relation, records in tables.links:
            self.links[terms[position], kind, relation].fromlist(records)
            self.link_count += len(records)
        self.words += words_of(tables, terms)
        if len(self.words) > _MOST_WORDS:
            self.write_words()
        if self.link_count + _LINKS_OF_A_LIST * len(self.links) > _MOST_LINKS:
            self.queue_links()
        self.write_links(_LINKS_AT_ONCE)

    def write(self) -> None:
        """Write everything in the buffer."""
        self.write_words()
        self.queue_links()
        self.write_links()

    def write_words(self) -> None:
        """Write the buffered words."""
        self.words.sort()
        self.connection.executemany(
            "INSERT INTO words (rowid, title, text, refs) VALUES (?, ?, ?, ?)", self.words
        )
        self.words.clear()

    def queue_links(self) -> None:
        """Write the queued links, and queue those in the buffer."""
        self.write_links()
        rows = (
            zip(repeat(target), repeat(kind), sorted(records), repeat(relation))
            for (target, kind, relation), records in sorted(self.links.items())
        )
        self.queued_links = chain.from_iterable(rows)
        self.links.clear()
        self.link_count = 0

    def write_links(self, limit: int | None = None) -> None:
        """Write the queued links, or at most `limit` of them."""
        self.connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", islice(self.queued_links, limit))


def words_of(tables: Tables, terms: Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
    """Yield the rows of `words`."""
    refs = [ref_token(term) for term in terms]
    kinds = (kind_token(str(record[_KIND])) for record in tables.records)
    for kind, (number, title, text, positions) in zip(kinds, tables.words, strict=True):
        yield number, title, text, " ".join([kind, *[refs[position] for position in positions]])


class Tallies:
    """The counts in the tables `tally`, `density` and `word`, which are kept so that no query has to count."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.links: Counter[tuple[int, str, str]] = Counter()
        self.days: Counter[tuple[str, int, int]] = Counter()
        self.words: Counter[str] = Counter()

    def add(self, tables: Tables, terms: Sequence[int], sign: int = 1) -> None:
        """Count records that are written or, with `sign` -1, removed. `terms` are the numbers of the targets."""
        for (position, kind, relation), count in tables.tally.items():
            self.links[terms[position], kind, relation] += sign * count
        for day, count in tables.density.items():
            self.days[day] += sign * count
        for word, count in tables.vocabulary.items():
            self.words[word] += sign * count
        if len(self.links) + len(self.days) + len(self.words) > _MOST_COUNTS:
            self.write()

    def write(self) -> None:
        """Bring the tables up to date."""
        _add_counts(self.connection, "tally", ("target", "kind", "how"), self.links)
        _add_counts(self.connection, "density", ("kind", "slot", "size"), self.days)
        words: Counter[Any] = Counter({(word,): count for word, count in self.words.items()})
        _add_counts(self.connection, "word", ("word",), words)
        self.words.clear()


def _add_counts(connection: Connection, table: str, keys: Sequence[str], counts: Counter[Any]) -> None:
    """Add to the counts in a table, delete the rows that reach zero, and clear `counts`."""
    changes = sorted((*key, count) for key, count in counts.items() if count)
    connection.executemany(
        f"INSERT INTO {table} VALUES ({', '.join('?' * (len(keys) + 1))})"
        " ON CONFLICT DO UPDATE SET records = records + excluded.records",
        changes,
    )
    connection.executemany(
        f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND records = 0",
        (change[:-1] for change in changes if change[-1] < 0),
    )
    counts.clear()


class IndexWriter:
    """A writer that adds records to one index or removes them. The index is complete only after `finish`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.fields = Fields()
        self.terms: dict[str, int] = {}
        self.buffer = WriteBuffer(connection)
        self.tallies = Tallies(connection)
        self.written: dict[int, int] = {}
        """The number of records written of each file."""

    def add_batch(self, number: int, file: CorpusFile, batch: Batch, checked_at: int) -> None:
        """Write a batch of a file."""
        if number not in self.written:
            # Windows lists files without their inode, and would find another one than that of the opening.
            status = batch.status if batch.status and file.inode else msgspec.structs.astuple(file)[1:]
            self.connection.execute(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, x'', ?, '{}')",
                (number, os.fsencode(file.path), *status, checked_at),
            )
        if batch.digest:
            self.connection.execute("UPDATE file SET digest = ? WHERE number = ?", (batch.digest, number))
        self.written[number] = self.written.get(number, 0) + len(batch.tables.records)
        if self.written[number] > MAX_RECORDS_IN_FILE:
            raise WrongUsage(
                f"{file.path} has more than {MAX_RECORDS_IN_FILE:,} records. Split it into several files."
            )
        for title in batch.titles:
            self.connection.execute("UPDATE file SET corpus = ? WHERE number = ?", (title.decode(), number))
        self.connection.executemany(
            "INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *diagnostic) for diagnostic in batch.diagnostics),
        )
        self.add_rows(batch.tables)

    def add_rows(self, tables: Tables) -> None:
        """Write the rows of some records."""
        terms = [self.term(target) for target in tables.targets]
        self.tallies.add(tables, terms)
        self.buffer.add(tables, terms)
        execute = self.connection.executemany
        execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", tables.records)
        execute("INSERT INTO span VALUES (?, ?, ?)", tables.spans)
        execute("INSERT INTO name VALUES (?, ?, ?, ?)", tables.names)
        execute("INSERT INTO office VALUES (?, ?, ?, ?, ?)", tables.offices)

    def finish(self) -> None:
        """Write what is buffered and counted, and settle what depends on records of several files."""
        self.buffer.write()
        self.tallies.write()
        settle_verdicts(self.connection)

    def remove_file(self, file: int) -> None:
        """Remove everything that came from a file. The rows to remove are worked out again from the bodies."""
        query = "SELECT number, kind, line, body FROM record WHERE file = ?"
        tabulator = Tabulator(file, self.fields)
        for number, kind, line, body in self.connection.execute(query, (file,)):
            tabulator.add(number, tabulator.make_row(read_body(kind, body), line))
        self.remove_rows(tabulator.made())
        self.connection.execute("DELETE FROM diagnostic WHERE file = ?", (file,))
        self.connection.execute("DELETE FROM file WHERE number = ?", (file,))

    def remove_rows(self, tables: Tables) -> None:
        """Remove the rows of some records; `tables` must be the same as when they were written."""
        terms = [self.term(target) for target in tables.targets]
        self.buffer.write()
        restore_own(self.connection, {record[0] for record in tables.records})
        self.tallies.add(tables, terms, -1)
        execute = self.connection.executemany
        execute(
            "INSERT INTO words (words, rowid, title, text, refs) VALUES ('delete', ?, ?, ?, ?)",
            words_of(tables, terms),
        )
        execute(
            "DELETE FROM link WHERE target = ? AND kind = ? AND how = ? AND record = ?",
            (
                (terms[position], kind, relation, record)
                for position, kind, relation, records in tables.links
                for record in records
            ),
        )
        execute("DELETE FROM name WHERE key = ? AND record = ? AND rule = ? AND text = ?", tables.names)
        execute("DELETE FROM span WHERE size = ? AND record = ?", (span[:2] for span in tables.spans))
        numbers = [record[:1] for record in tables.records]
        execute("DELETE FROM office WHERE record = ?", numbers)
        execute("DELETE FROM record WHERE number = ?", numbers)

    def term(self, id_: str) -> int:
        """Return the number of an id or filter word, which is added if it is new."""
        number = self.terms.get(id_)
        if number is None:
            if len(self.terms) > _TERMS_REMEMBERED:
                self.terms.clear()
            self.connection.execute("INSERT OR IGNORE INTO term (id) VALUES (?)", (id_,))
            number = self.connection.execute("SELECT number FROM term WHERE id = ?", (id_,)).get
            self.terms[id_] = number
        return number
