"""What a question asks of an index: a frozen value that each engine compiles into its own SQL.

The index of a corpus, as questions see it, whatever engine keeps it.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from sinoru.model.records import RECORD_OF_KIND, Diagnostic, Record

Progress = Callable[[int, int], None]
"""Told how much of some work is done, and of how much: bytes, records or lines."""


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


Sql = tuple[str, Sequence[object]]
"""A piece of SQL and the values for its question marks, in order."""
EVERYWHERE: Sql = ("TRUE", ())
"""The part of all records. A part is a condition on the number of a record, which stands as `{0}` in it."""
ANY_RELATION = ""
"""Stands in `tally.how` for records that refer to something in any way, each counted once."""


class Phrase(msgspec.Struct, frozen=True):
    """Tokens that follow one another, as indexed."""

    tokens: tuple[str, ...]
    prefix: bool = False
    """Whether the last one is only the beginning of a token."""


class TextCondition(msgspec.Struct, frozen=True):
    """What makes a text a match."""

    all: tuple[tuple[Phrase, ...], ...] = ()
    """Groups, of each of which a text must hold at least one phrase; empty: nothing can be found so."""
    none: tuple[Phrase, ...] = ()


class LinkFilter(msgspec.Struct, frozen=True):
    """Records that refer to any of these terms in any of these ways (none given: in any way)."""

    terms: tuple[int, ...]
    relations: tuple[str, ...] = ()
    in_refs: bool = False
    """Whether every such link has its word in the full text, whose lists FTS5 intersects tens of times faster."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The filters, resolved against the corpus."""

    kinds: tuple[str, ...] = ()
    """Kinds of record; empty: all."""
    first: int | None = None
    last: int | None = None
    """Days; a record passes if it may fall into them."""
    links: tuple[LinkFilter, ...] = ()
    """The most selective first: it drives the query."""
    match: TextCondition | None = None
    """What the text must hold; None: anything."""
    in_title: bool = False
    """Whether it must stand in the title."""

    @property
    def has_dates(self) -> bool:
        """Return whether records without a date are out."""
        return self.first is not None or self.last is not None


Parameters = Sequence[object]


class Index(ABC):
    """A fresh index. The questions in `sinoru.query` ask it in SQL that all engines know; nobody else does.

    Where engines differ, a method gives the piece of SQL. Texts compare by code point.
    """

    passed_over: Sequence[Diagnostic] = ()
    """What has the name of a corpus file and cannot be one, as found when the index was opened."""
    is_given_up = False
    """Whether nobody waits for the answer to the question any more."""

    @abstractmethod
    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, as tuples."""

    @abstractmethod
    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Return the condition that a column has one of these values, however many they are."""

    @abstractmethod
    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Return the query for the numbers of the records in scope, each once, but for its days: `part` has them."""

    @abstractmethod
    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Return the query for those of the numbers that pass kinds and links of the scope, each once."""

    @abstractmethod
    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Return a query for the numbers that all these queries give, quick to be asked again; until the next one."""

    @abstractmethod
    def links_of(self, chosen: Sql, kind: str, how: str) -> Sql:
        """Return the query for `target` of each link in one way from the records of a kind that a query gives."""

    @abstractmethod
    def scores(self, match: TextCondition) -> dict[int, float]:
        """Return the number of every match with its bm25, the higher the better.

        A word in the title counts twice one in the text, four times one in what the record refers to. The formula is
        that of FTS5 (https://sqlite.org/fts5.html, section 5.1.1).
        """

    @abstractmethod
    def snapshot(self) -> None:
        """From here on show everything as it is now, whatever another process does, until the index is closed."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the index."""

    def give_up(self) -> None:
        """Have the question that is being answered in another thread raise GivenUp soon, or some error of SQLite."""
        self.is_given_up = True

    def refresh(self) -> None:  # noqa: B027  most engines have nothing to do
        """Show the corpus as it is now, where the engine can tell by itself."""

    def rest(self) -> None:  # noqa: B027  likewise
        """Keep nobody waiting until the next question."""

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row; None where there is no row."""
        row = next(iter(self.rows(sql, parameters)), None)
        return row[0] if row else None

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query some at a time, so that no number of them costs memory."""
        return self.rows(sql, parameters)

    def plain(self, column: str) -> str:
        """Return a column that no index is to be used for."""
        return column

    def diagnostics(self) -> list[Diagnostic]:
        """Return what was passed over, then the faults found when the corpus was read, by file and line."""
        query = (
            "SELECT d.code, d.message, f.path, d.line, d.col, d.hint, d.severity"
            " FROM diagnostic d JOIN file f ON f.number = d.file ORDER BY f.number, d.line, d.col"
        )
        found = (
            Diagnostic(code, message, os.fsdecode(path), *rest)
            for code, message, path, *rest in self.rows(query)
        )
        return [*self.passed_over, *found]


def read_body(kind: str, body: bytes) -> Record:
    """Read a record back as it was written into the index."""
    return msgspec.json.decode(body, type=RECORD_OF_KIND[kind])
