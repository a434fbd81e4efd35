"""Rows into the tables of an index, and out of them."""

import os
import sqlite3
from collections import Counter
from collections.abc import Sequence

import msgspec

from sinoru.index.numbers import MAX_RECORDS_IN_FILE, number_of, ref_token, span_size
from sinoru.index.prepare import Batch
from sinoru.index.rows import Row, make_row
from sinoru.index.tallies import Link, Tallies
from sinoru.loading.discover import CorpusFile
from sinoru.model.errors import WrongUsage
from sinoru.model.records import RECORD_OF_KIND
from sinoru.words import surface_words

_TERMS_REMEMBERED = 300_000
"""Bounds the memory of the numbering; the table knows the rest."""


class IndexWriter:
    """Fills one index. Rows are best given in batches: each batch is sorted, as FTS5 wants rising numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.terms: dict[str, int] = {}
        self.tallies = Tallies(connection)
        self.written: dict[int, int] = {}
        """How many records of each file are written."""

    def add_batch(self, number: int, file: CorpusFile, batch: Batch, checked_at: int) -> bool:
        """Write a batch of a file; True for the file's first."""
        is_first = number not in self.written
        if is_first:
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
        place = self.written.get(number, 0)
        self.written[number] = place + len(batch.rows)
        if self.written[number] > MAX_RECORDS_IN_FILE:
            raise WrongUsage(f"{file.path}: more than {MAX_RECORDS_IN_FILE:,} records in one file")
        for title in batch.titles:
            self.connection.execute("UPDATE file SET corpus = ? WHERE number = ?", (title.decode(), number))
        self.connection.executemany(
            "INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, d.line, d.column, d.code, d.severity, d.message, d.hint) for d in batch.diagnostics),
        )
        self.add_rows(number, place, batch.rows)
        self.count_words(batch.chunks)
        return is_first

    def add_rows(self, file: int, first_place: int, rows: Sequence[Row]) -> None:
        """Write a batch of rows; `first_place` is the place of the first one in its file."""
        numbered = [
            (number_of(row.earliest, file, first_place + offset, dated=row.dated), row)
            for offset, row in enumerate(rows)
        ]
        numbered.sort(key=lambda pair: pair[0])
        self.add_numbered(file, numbered)

    def add_numbered(self, file: int, numbered: list[tuple[int, Row]]) -> None:
        """Write rows that have their numbers, which rise."""
        links = self._links(numbered)
        self.tallies.add(numbered, links)
        many = self.connection.executemany
        many(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_record(n, file, row) for n, row in numbered),
        )
        many("INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?)", sorted(links))
        many("INSERT INTO span VALUES (?, ?, ?)", filter(None, map(_span, numbered)))
        many(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            (_name(n, name) for n, row in numbered for name in row.names),
        )
        many(
            "INSERT INTO office VALUES (?, ?, ?, ?, ?)",
            ((n, *one) for n, row in numbered for one in row.offices),
        )
        many(
            "INSERT INTO words (rowid, title, text, refs) VALUES (?, ?, ?, ?)",
            [(n, row.title_words, row.text_words, self._refs(row)) for n, row in numbered],
        )

    def remove_file(self, file: int) -> None:
        """Take out all that came from a file. What was indexed is worked out again from the bodies."""
        query = "SELECT number, kind, line, body FROM record WHERE file = ?"
        chunks: Counter[str] = Counter()
        for number, kind, line, body in self.connection.execute(query, (file,)).fetchall():
            row = make_row(msgspec.json.decode(body, type=RECORD_OF_KIND[kind]), line)
            self.remove_row(number, row)
            chunks.subtract(row.chunks)
        self.count_words(chunks)
        self.connection.execute("DELETE FROM diagnostic WHERE file = ?", (file,))
        self.connection.execute("DELETE FROM file WHERE number = ?", (file,))

    def count_words(self, chunks: Counter[str]) -> None:
        """Add to the counts of records that hold a word, or take off them."""
        words: Counter[str] = Counter()
        for chunk, count in chunks.items():
            for word in surface_words(chunk):
                words[word] += count
        add = "ON CONFLICT DO UPDATE SET records = records + excluded.records"
        self.connection.executemany(f"INSERT INTO word VALUES (?, ?) {add}", sorted(words.items()))

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

    def _links(self, numbered: list[tuple[int, Row]]) -> list[Link]:
        return [
            (self.term(target), row.kind, number, how)
            for number, row in numbered
            for target, how in row.links
        ]

    def _refs(self, row: Row) -> str:
        return " ".join(
            dict.fromkeys(ref_token(self.term(target)) for target, how in row.links if how != "source")
        )

    def remove_row(self, number: int, row: Row) -> None:
        """Take out one record, which is to be given as it was written."""
        one = self.connection.execute
        one(
            "INSERT INTO words (words, rowid, title, text, refs) VALUES ('delete', ?, ?, ?, ?)",
            (number, row.title_words, row.text_words, self._refs(row)),
        )
        links = self._links([(number, row)])
        self.tallies.take_off([(number, row)], links)
        for link in links:
            one("DELETE FROM link WHERE target = ? AND kind = ? AND record = ? AND how = ?", link)
        for key, rule, text in row.names:
            one(
                "DELETE FROM name WHERE key = ? AND record = ? AND rule = ? AND text = ?",
                (key, number, rule, text),
            )
        if span := _span((number, row)):
            one("DELETE FROM span WHERE size = ? AND record = ?", span[:2])
        one("DELETE FROM office WHERE record = ?", (number,))
        one("DELETE FROM record WHERE number = ?", (number,))


def _record(number: int, file: int, row: Row) -> tuple[object, ...]:
    return number, file, row.id, row.kind, row.title, row.earliest, row.latest, row.line, row.body


def _name(number: int, name: tuple[str, str, str]) -> tuple[str, int, str, str]:
    key, rule, text = name
    return key, number, rule, text


def _span(numbered: tuple[int, Row]) -> tuple[int, int, int | None] | None:
    number, row = numbered
    if not row.dated or (row.earliest is not None and row.earliest == row.latest):
        return None
    return span_size(row.earliest, row.latest), number, row.latest
