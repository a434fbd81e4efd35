"""Rows of `link` and `words` that are held back, so that many are written at once in the order of their table.

A batch of a build has records of all times and links to all targets. Written batch by batch, each page of `link` is
read and changed again and again (twice the time at a million records), and FTS5 has hundreds of lists to merge.

How many records refer to what, begin when and have which word: counted as they are written, not when asked.

Rows into the tables of an index, and out of them.
"""

import os
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any

import msgspec

from sinoru.index.batches import Batch
from sinoru.index.index import read_body
from sinoru.index.numbers import MAX_RECORDS_IN_FILE, ref_token
from sinoru.index.rows import Tables, Tabulator, make_row
from sinoru.loading.files import CorpusFile
from sinoru.model.errors import WrongUsage

_MOST_LINKS = 2_000_000
"""Eight bytes each; as many again may be on their way into the table."""
_LINKS_AT_ONCE = 50_000
"""Written with each batch: all at once take seconds, in which the readers have to wait."""
_LINKS_OF_A_LIST = 30
"""So many more could be kept in the memory that one more list takes."""
_MOST_WORDS = 24_000
"""Records with their words, about a kilobyte each; as many again are in the memory of FTS5."""


class WriteBuffer:
    """What is to be written yet. `write` before anything is taken out, and at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links: dict[tuple[int, str, str], array[int]] = defaultdict(lambda: array("q"))
        self.linked = 0
        self.leaving: Iterator[tuple[int, str, int, str]] = iter(())
        """Links on their way into the table."""
        self.words: list[tuple[int, str, str, str]] = []

    def add(self, tables: Tables, terms: Sequence[int]) -> None:
        """Hold the rows of some records. `terms`: the numbers of the targets."""
        for place, kind, how, records in tables.links:
            self.links[terms[place], kind, how].fromlist(records)
            self.linked += len(records)
        self.words += words_of(tables, terms)
        if len(self.words) > _MOST_WORDS:
            self.write_words()
        if self.linked + _LINKS_OF_A_LIST * len(self.links) > _MOST_LINKS:
            self.let_links_go()
        self.write_links(_LINKS_AT_ONCE)

    def write(self) -> None:
        """Write all that is held."""
        self.write_words()
        self.let_links_go()
        self.write_links()

    def write_words(self) -> None:
        """Write the words that are held."""
        self.words.sort()
        self.connection.executemany(
            "INSERT INTO words (rowid, title, text, refs) VALUES (?, ?, ?, ?)", self.words
        )
        self.words.clear()

    def let_links_go(self) -> None:
        """Have the links that are held written from now on, after all those that were let go before."""
        self.write_links()
        rows = (
            zip(repeat(target), repeat(kind), sorted(records), repeat(how))
            for (target, kind, how), records in sorted(self.links.items())
        )
        self.leaving = chain.from_iterable(rows)
        self.links.clear()
        self.linked = 0

    def write_links(self, most: int | None = None) -> None:
        """Write the links that were let go, or so many of them."""
        self.connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", islice(self.leaving, most))


def words_of(tables: Tables, terms: Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
    """Yield the rows of `words`."""
    refs = [ref_token(term) for term in terms]
    for number, title, text, places in tables.words:
        yield number, title, text, " ".join([refs[place] for place in places])


_MOST = 200_000
"""Counts kept in memory; more are written in between."""


class Tallies:
    """The tables `tally`, `density` and `word` of one index, kept up by what is written and taken out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links: Counter[tuple[int, str, str]] = Counter()
        self.days: Counter[tuple[str, int, int]] = Counter()
        self.words: Counter[str] = Counter()

    def add(self, tables: Tables, terms: Sequence[int], sign: int = 1) -> None:
        """Count records that are written; with `sign` -1 those that are taken out.

        `terms`: the numbers of the targets.
        """
        for (place, kind, how), count in tables.tally.items():
            self.links[terms[place], kind, how] += sign * count
        for day, count in tables.density.items():
            self.days[day] += sign * count
        for word, count in tables.vocabulary.items():
            self.words[word] += sign * count
        if len(self.links) + len(self.days) + len(self.words) > _MOST:
            self.write()

    def write(self) -> None:
        """Bring the tables up to date."""
        _change(self.connection, "tally", ("target", "kind", "how"), self.links)
        _change(self.connection, "density", ("kind", "slot", "size"), self.days)
        words: Counter[Any] = Counter({(word,): count for word, count in self.words.items()})
        _change(self.connection, "word", ("word",), words)
        self.words.clear()


def _change(connection: sqlite3.Connection, table: str, keys: Sequence[str], counts: Counter[Any]) -> None:
    """Add to the counts of a table, and drop what has come down to none."""
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


_TERMS_REMEMBERED = 300_000
"""Bounds the memory of the numbering; the table knows the rest."""


class IndexWriter:
    """Fills one index, or takes records out of it. What it is given is all there after `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.terms: dict[str, int] = {}
        self.held = WriteBuffer(connection)
        self.tallies = Tallies(connection)
        self.written: dict[int, int] = {}
        """How many records of each file are written."""

    def add_batch(self, number: int, file: CorpusFile, batch: Batch, checked_at: int) -> None:
        """Write a batch of a file."""
        if number not in self.written:
            self.connection.execute(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
                (
                    number,
                    os.fsencode(file.path),
                    *msgspec.structs.astuple(file)[1:],
                    batch.digest,
                    checked_at,
                ),
            )
        self.written[number] = self.written.get(number, 0) + len(batch.tables.records)
        if self.written[number] > MAX_RECORDS_IN_FILE:
            raise WrongUsage(f"{file.path}: more than {MAX_RECORDS_IN_FILE:,} records in one file")
        for title in batch.titles:
            self.connection.execute("UPDATE file SET corpus = ? WHERE number = ?", (title.decode(), number))
        self.connection.executemany(
            "INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *diagnostic) for diagnostic in batch.diagnostics),
        )
        self.add_rows(batch.tables)

    def add_rows(self, tables: Tables) -> None:
        """Write what some records put into the tables."""
        terms = [self.term(target) for target in tables.targets]
        self.tallies.add(tables, terms)
        self.held.add(tables, terms)
        many = self.connection.executemany
        many("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", tables.records)
        many("INSERT INTO span VALUES (?, ?, ?)", tables.spans)
        many("INSERT INTO name VALUES (?, ?, ?, ?)", tables.names)
        many("INSERT INTO office VALUES (?, ?, ?, ?, ?)", tables.offices)

    def finish(self) -> None:
        """Write what is held back and counted."""
        self.held.write()
        self.tallies.write()

    def remove_file(self, file: int) -> None:
        """Take out all that came from a file. What was indexed is worked out again from the bodies."""
        query = "SELECT number, kind, line, body FROM record WHERE file = ?"
        tabulator = Tabulator(file)
        for number, kind, line, body in self.connection.execute(query, (file,)):
            tabulator.add(number, make_row(read_body(kind, body), line))
        self.remove_rows(tabulator.made())
        self.connection.execute("DELETE FROM diagnostic WHERE file = ?", (file,))
        self.connection.execute("DELETE FROM file WHERE number = ?", (file,))

    def remove_rows(self, tables: Tables) -> None:
        """Take out what some records put into the tables, which is to be given as it was written."""
        terms = [self.term(target) for target in tables.targets]
        self.held.write()
        self.tallies.add(tables, terms, -1)
        many = self.connection.executemany
        many(
            "INSERT INTO words (words, rowid, title, text, refs) VALUES ('delete', ?, ?, ?, ?)",
            words_of(tables, terms),
        )
        many(
            "DELETE FROM link WHERE target = ? AND kind = ? AND how = ? AND record = ?",
            (
                (terms[place], kind, how, record)
                for place, kind, how, records in tables.links
                for record in records
            ),
        )
        many("DELETE FROM name WHERE key = ? AND record = ? AND rule = ? AND text = ?", tables.names)
        many("DELETE FROM span WHERE size = ? AND record = ?", (span[:2] for span in tables.spans))
        numbers = [record[:1] for record in tables.records]
        many("DELETE FROM office WHERE record = ?", numbers)
        many("DELETE FROM record WHERE number = ?", numbers)

    def term(self, id_: str) -> int:
        """Return the number of an id or filter word, new or known."""
        number = self.terms.get(id_)
        if number is None:
            if len(self.terms) > _TERMS_REMEMBERED:
                self.terms.clear()
            self.connection.execute("INSERT OR IGNORE INTO term (id) VALUES (?)", (id_,))
            number = self.connection.execute("SELECT number FROM term WHERE id = ?", (id_,)).fetchone()[0]
            self.terms[id_] = number
        return number
