"""Rows into the tables of an index, and out of them."""

import os
import sqlite3

import msgspec

from sinoru.index.held import HeldRows, words_of
from sinoru.index.index import read_body
from sinoru.index.numbers import MAX_RECORDS_IN_FILE
from sinoru.index.prepare import Batch
from sinoru.index.rows import make_row
from sinoru.index.tables import Tables, Tabulator
from sinoru.index.tallies import Tallies
from sinoru.loading.files import CorpusFile
from sinoru.model.errors import WrongUsage

_TERMS_REMEMBERED = 300_000
"""Bounds the memory of the numbering; the table knows the rest."""


class IndexWriter:
    """Fills one index, or takes records out of it. What it is given is all there after `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.terms: dict[str, int] = {}
        self.held = HeldRows(connection)
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
        """Give the number of an id or filter word, new or known."""
        number = self.terms.get(id_)
        if number is None:
            if len(self.terms) > _TERMS_REMEMBERED:
                self.terms.clear()
            self.connection.execute("INSERT OR IGNORE INTO term (id) VALUES (?)", (id_,))
            number = self.connection.execute("SELECT number FROM term WHERE id = ?", (id_,)).fetchone()[0]
            self.terms[id_] = number
        return number
