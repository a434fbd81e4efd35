"""The index of a corpus, as questions see it."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sinoru.model.diagnostic import Diagnostic
from sinoru.model.records import RECORD_OF_KIND, Record

Parameters = Sequence[object]


class Index:
    """A fresh index. The questions in `sinoru.query` ask it in SQL; nobody else does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.passed_over: Sequence[Diagnostic] = ()
        """What has the name of a corpus file and cannot be one, as found when the index was opened."""

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Give the rows of a query, as tuples."""
        return self.connection.execute(sql, parameters)

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Give the first column of the first row; None where there is no row."""
        row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def diagnostics(self) -> list[Diagnostic]:
        """Give what was passed over, then the faults found when the corpus was read, by file and line."""
        query = (
            "SELECT d.code, d.message, f.path, d.line, d.column, d.hint, d.severity"
            " FROM diagnostic d JOIN file f ON f.number = d.file ORDER BY f.number, d.line, d.column"
        )
        found = (
            Diagnostic(code, message, os.fsdecode(path), *rest)
            for code, message, path, *rest in self.rows(query)
        )
        return [*self.passed_over, *found]

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def read_body(kind: str, body: bytes) -> Record:
    """Read a record back as it was written into the index."""
    return msgspec.json.decode(body, type=RECORD_OF_KIND[kind])
