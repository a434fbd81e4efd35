"""What a rotten index raises.

The embedded engine: SQLite with FTS5, in one file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from sinoru.index import numbers as record_numbers
from sinoru.index.database import DATABASE_ERRORS, placeholders
from sinoru.index.index import EVERYWHERE, Index, LinkFilter, Parameters, Phrase, Scope, Sql, TextCondition
from sinoru.model.errors import GivenUp
from sinoru.model.records import RECORD_OF_KIND

CORRUPTION_ERRORS = (
    *DATABASE_ERRORS,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    msgspec.MsgspecError,
)
"""What it may raise as well where its pages are whole, but the values are not those that were written."""


_SCORED = "SELECT rowid, -bm25(words, 4.0, 2.0, 1.0) FROM words WHERE words MATCH ?"


class SqliteIndex(Index):
    """An index in SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, read as they are needed."""
        if self.is_given_up:
            raise GivenUp
        return self.connection.execute(sql, parameters)

    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Hand over the values as JSON: SQLite has no arrays, and takes few question marks."""
        return f"{column} IN (SELECT value FROM json_each(?))", (str(list(values)),)

    def plain(self, column: str) -> str:
        """Put a plus before the column, which hides it from SQLite's planner."""
        return f"+{column}"

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Drive by the full text, by a link or by the order of time, whichever reads least."""
        if sum(link.in_refs for link in scope.links) + (scope.match is not None) > 1:
            return _referring(scope, part)
        if scope.links:
            return _linked(scope, part)
        if scope.match:
            return _matching(scope, part)
        condition, values = part
        sql = f"SELECT number FROM record WHERE {condition.format('number')}"
        if not scope.kinds:
            return sql, values
        return f"{sql} AND kind IN ({placeholders(scope.kinds)})", [*values, *scope.kinds]

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Look each number up."""
        if part == EVERYWHERE and len(scope.links) == 1:
            return self._linked_among(scope, numbers)
        condition, values = part
        given, list_ = self.in_list("number", numbers)
        sql = f"SELECT number FROM record AS r WHERE {given} AND {condition.format('number')}"
        parameters = [*list_, *values]
        if scope.kinds:
            sql += f" AND kind IN ({placeholders(scope.kinds)})"
            parameters += scope.kinds
        for link in scope.links:
            sql += f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            sql += " AND o.kind = r.kind AND o.record = r.number)"
            parameters += [*link.terms, *link.relations]
        return sql, parameters

    def _linked_among(self, scope: Scope, numbers: Sequence[int]) -> Sql:
        """Ask the links alone, which are much smaller than the records."""
        (link,), kinds = scope.links, scope.kinds or tuple(RECORD_OF_KIND)
        given, list_ = self.in_list("record", numbers)
        sql = (
            f"SELECT DISTINCT record FROM link AS l WHERE {_link_condition('l', link)}"
            f" AND kind IN ({placeholders(kinds)}) AND {given}"
        )
        return sql, [*link.terms, *link.relations, *kinds, *list_]

    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Put the numbers into a table of this connection's own."""
        self.rows("DROP TABLE IF EXISTS temp.chosen")
        self.rows("CREATE TEMP TABLE chosen (number INTEGER PRIMARY KEY)")
        for sql, parameters in parts:
            self.rows(f"INSERT OR IGNORE INTO temp.chosen {sql}", parameters)
        return "SELECT number FROM temp.chosen", ()

    def links_of(self, chosen: Sql, kind: str, how: str) -> Sql:
        """Ask the table of links; the plus keeps SQLite from looking for each number below each target."""
        sql, values = chosen
        links = f"SELECT target FROM link WHERE kind = ? AND how = ? AND +record IN ({sql})"
        return links, [kind, how, *values]

    def scores(self, match: TextCondition) -> dict[int, float]:
        """Have FTS5 work out its bm25."""
        return dict(self.rows(_SCORED, (to_fts5(match),)))

    def snapshot(self) -> None:
        """Begin a transaction: SQLite shows it one state of the file."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")

    def give_up(self) -> None:
        """Interrupt what SQLite is at, and begin nothing more."""
        super().give_up()
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self.connection.interrupt()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _expression(scope: Scope) -> str:
    """Return the MATCH expression for the words of a scope; empty where it has none."""
    if not scope.match:
        return ""
    return f"{{title}} : ({to_fts5(scope.match)})" if scope.in_title else to_fts5(scope.match)


def _matching(scope: Scope, part: Sql) -> Sql:
    condition, values = part
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition.format('words.rowid')}"
    parameters: list[object] = [_expression(scope), *values]
    if scope.kinds:
        sql += f" AND (SELECT kind FROM record WHERE number = words.rowid) IN ({placeholders(scope.kinds)})"
        parameters += scope.kinds
    return sql, parameters


def _referring(scope: Scope, part: Sql) -> Sql:
    """Drive by the words of the text and those of the links at once, then look how the links link."""
    condition, values = part
    references = [record_numbers.any_ref(link.terms) for link in scope.links if link.in_refs]
    match = " AND ".join([*([f"({_expression(scope)})"] if scope.match else []), *references])
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition.format('words.rowid')}"
    parameters: list[object] = [match, *values]
    kinds = scope.kinds or tuple(RECORD_OF_KIND)  # a link is found by target, kind and record
    for link in scope.links:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            f" AND o.kind IN ({placeholders(kinds)}) AND o.record = words.rowid)"
        )
        parameters += [*link.terms, *link.relations, *kinds]
    return sql, parameters


def _linked(scope: Scope, part: Sql) -> Sql:
    """Drive by the first link: a CROSS JOIN keeps SQLite from driving by the words (300 times slower)."""
    condition, values = part
    first, *others = scope.links
    words = "CROSS JOIN words ON words.rowid = l.record" if scope.match else ""
    sql = f"SELECT DISTINCT l.record FROM link AS l {words} WHERE {_link_condition('l', first)}"
    parameters: list[object] = [*first.terms, *first.relations]
    if scope.kinds:
        sql += f" AND l.kind IN ({placeholders(scope.kinds)})"
        parameters += scope.kinds
    sql += f" AND {condition.format('l.record')}"
    parameters += values
    for other in others:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', other)}"
            " AND o.kind = l.kind AND o.record = l.record)"
        )
        parameters += [*other.terms, *other.relations]
    if scope.match:
        sql += " AND words MATCH ?"
        parameters.append(_expression(scope))
    return sql, parameters


def _link_condition(table: str, link: LinkFilter) -> str:
    condition = f"{table}.target IN ({placeholders(link.terms)})"
    if link.relations:
        condition += f" AND {table}.how IN ({placeholders(link.relations)})"
    return condition


def to_fts5(wanted: TextCondition | None) -> str:
    """Write the MATCH expression; empty where nothing is wanted, which FTS5 cannot answer."""
    if not wanted:
        return ""
    groups = " AND ".join(map(_any_of, wanted.all))
    return f"({groups}) NOT {_any_of(wanted.none)}" if wanted.none else groups


def _any_of(phrases: Iterable[Phrase]) -> str:
    return f"({' OR '.join(map(_written, phrases))})"


def _written(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    return f'"{quoted}" *' if phrase.prefix else f'"{quoted}"'
