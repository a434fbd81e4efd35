"""Rows of the embedded index copied into PostgreSQL, by COPY."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from psycopg import sql

from sinoru.index.index import read_body
from sinoru.index.judged import judged_links
from sinoru.index.numbers import ref_token
from sinoru.index.rows import make_row
from sinoru.index.sqlite import SqliteIndex
from sinoru.model.errors import StoreError
from sinoru.store.postgres.connection import Connection
from sinoru.store.postgres.matching import as_stored, encode_links, lexeme
from sinoru.store.postgres.partitions import Partition

_MOST_TERMS = 1_000_000
_LONGEST_VECTOR = (1 << 20) - 1
"""The most bytes of a tsvector (https://www.postgresql.org/docs/current/textsearch-limitations.html)."""
_REPORT_STEP = 5_000
"""The records between two reports of progress."""
_COLUMNS = (
    "number file id kind title earliest latest line body links words title_words title_tokens text_tokens length"
).split()
_SELECT = (
    "SELECT r.number, r.file, r.id, r.kind, r.title, r.earliest, r.latest, r.line, r.body, j.own, j.verdict"
    " FROM record r LEFT JOIN judged j ON j.record = r.number WHERE r.number >= ?"
)
_ID, _KIND, _LINE, _BODY = (_COLUMNS.index(name) for name in ("id", "kind", "line", "body"))

Report = Callable[[int], None]
"""Called with the number of records that were copied since the last call."""


def copy_table(index: SqliteIndex, connection: Connection, schema: str, table: str) -> None:
    """Copy a table column by column."""
    columns = [name for (name,) in index.rows("SELECT name FROM pragma_table_info(?)", (table,))]
    copy_rows(connection, schema, table, columns, index.rows(f"SELECT * FROM {table}"))


def copy_rows(
    connection: Connection, schema: str, table: str, columns: Sequence[str], rows: Iterator[Any]
) -> None:
    """Copy rows into columns of a table."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(schema, table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_without_nul(value) if isinstance(value, str) else value for value in row])


def _without_nul(value: str) -> str:
    """Replace NUL, which no text in PostgreSQL can hold; the body of a record keeps it."""
    return value.replace("\0", "\ufffd") if "\0" in value else value


class RecordCopier:
    """A copier of ranges of records, which caches the numbers of terms."""

    def __init__(self, index: SqliteIndex, report: Report) -> None:
        self._index = index
        self._report = report
        self._terms: dict[str, int] = {}

    def copy(self, connection: Connection, schema: str, part: Partition) -> None:
        """Copy the records of a range, in order of their numbers. Raises StoreError."""
        query, values = _SELECT, [part.low or 0]
        if part.high is not None:
            query, values = f"{query} AND r.number < ?", [*values, part.high]
        rows = self._index.connection.execute(f"{query} ORDER BY r.number", values)
        copy_rows(connection, schema, "record", _COLUMNS, self._reporting(map(self._extend, rows)))

    def _reporting(self, rows: Iterator[Any]) -> Iterator[Any]:
        done = 0
        for row in rows:
            yield row
            done += 1
            if done == _REPORT_STEP:
                self._report(done)
                done = 0
        self._report(done)

    def _extend(self, selected: tuple[Any, ...]) -> tuple[object, ...]:
        """Return the columns of the embedded index with those that only the store has."""
        *record, own, verdict = selected
        row = make_row(read_body(record[_KIND], record[_BODY]), record[_LINE], self._index.fields)
        named = [(self._term(target), relation) for target, relation in row.links]
        refs = dict.fromkeys(ref_token(term) for term, relation in named if relation != "source")
        judged = judged_links(row.links, own, verdict) if verdict else row.links
        links = [(self._term(target), relation) for target, relation in judged]
        in_title, in_text = row.title_words.split(), row.text_words.split()
        return (
            *record,
            encode_links(links),
            self._vector(record, {*in_title, *in_text, *refs}),
            self._vector(record, {*in_title}),
            as_stored(row.title_words),
            as_stored(row.text_words),
            len(in_title) + len(in_text) + len(refs) + 1,  # its kind is a token of the embedded index
        )

    def _vector(self, record: Sequence[Any], tokens: set[str]) -> str:
        vector = " ".join(map(lexeme, tokens))
        if len(vector.encode()) > _LONGEST_VECTOR:
            raise StoreError(
                f"record {record[_ID]}, line {record[_LINE]}",
                "this record has more different words than PostgreSQL can index in one text (1 MiB)",
            )
        return vector

    def _term(self, id_: str) -> int:
        number = self._terms.get(id_)
        if number is None:
            if len(self._terms) >= _MOST_TERMS:
                self._terms.clear()
            number = self._index.value("SELECT number FROM term WHERE id = ?", (id_,))
            self._terms[id_] = number
        return number
