"""The embedded engine: an index in one file of SQLite with FTS5."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sinoru.index import numbers as record_numbers
from sinoru.index.database import DATABASE_ERRORS, placeholders
from sinoru.index.driver import Connection, interrupt
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
    RecursionError,
    msgspec.MsgspecError,
)
"""What a damaged index may raise, including one with intact pages whose values are not those that were written."""


class SqliteIndex(Index):
    """An index in SQLite."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, read as they are needed."""
        if self.is_given_up:
            raise GivenUp
        return self.connection.execute(sql, parameters)

    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Pass the values as JSON: SQLite has no arrays, and limits the number of question marks."""
        return f"{column} IN (SELECT value FROM json_each(?))", (str(list(values)),)

    def plain(self, column: str) -> str:
        """Put a plus before the column, which hides it from SQLite's planner."""
        return f"+{column}"

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Drive by the full text, by a link or by the order of time, whichever reads least."""
        if sum(link.in_refs for link in scope.links) + (scope.match is not None) > 1:
            return _by_text_and_links(scope, part)
        if scope.links:
            return _by_links(scope, part)
        if scope.match:
            return _by_text(scope, part)
        condition, values = part
        sql = f"SELECT number FROM record WHERE {condition.format('number')}"
        if not scope.kinds:
            return sql, values
        return f"{sql} AND kind IN ({placeholders(scope.kinds)})", [*values, *scope.kinds]

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Look up each number."""
        if part == EVERYWHERE and len(scope.links) == 1:
            return self._linked_among(scope, numbers)
        condition, values = part
        in_list, list_ = self.in_list("number", numbers)
        sql = f"SELECT number FROM record AS r WHERE {in_list} AND {condition.format('number')}"
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
        """Read the links alone, which are much smaller than the records."""
        (link,), kinds = scope.links, scope.kinds or tuple(RECORD_OF_KIND)
        in_list, list_ = self.in_list("record", numbers)
        sql = (
            f"SELECT DISTINCT record FROM link AS l WHERE {_link_condition('l', link)}"
            f" AND kind IN ({placeholders(kinds)}) AND {in_list}"
        )
        return sql, [*link.terms, *link.relations, *kinds, *list_]

    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Store the numbers in a temporary table of this connection."""
        self.rows("DROP TABLE IF EXISTS temp.chosen")
        self.rows("CREATE TEMP TABLE chosen (number INTEGER PRIMARY KEY)")
        for sql, parameters in parts:
            self.rows(f"INSERT OR IGNORE INTO temp.chosen {sql}", parameters)
        return "SELECT number FROM temp.chosen", ()

    def links_of(self, chosen: Sql, kind: str, relations: Sequence[str]) -> Sql:
        """Read the table of links; the plus keeps SQLite from looking up each number below each target."""
        sql, values = chosen
        once = "DISTINCT record, " if len(relations) > 1 else ""
        how = f"how IN ({placeholders(relations)})"
        links = f"SELECT {once}target FROM link WHERE kind = ? AND {how} AND +record IN ({sql})"
        return links, [kind, *relations, *values]

    def scores(self, match: TextCondition) -> dict[int, float]:
        """Read the bm25 of FTS5, with a weight for each column."""
        query = "SELECT rowid, -bm25(words, 4.0, 2.0, 1.0) FROM words WHERE words MATCH ?"
        return dict(self.rows(query, (to_fts5(match),)))

    def snapshot(self) -> None:
        """Begin a transaction, which sees one state of the file."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")

    def give_up(self) -> None:
        """Interrupt the current query, and refuse further ones."""
        super().give_up()
        interrupt(self.connection)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _match_expression(scope: Scope) -> str:
    """Return the MATCH expression for the words of a scope; empty if it has none."""
    if not scope.match:
        return ""
    return f"{{title}} : ({to_fts5(scope.match)})" if scope.in_title else to_fts5(scope.match)


def _by_text(scope: Scope, part: Sql) -> Sql:
    condition, values = part
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition.format('words.rowid')}"
    parameters: list[object] = [_match_expression(scope), *values]
    if scope.kinds:
        sql += f" AND (SELECT kind FROM record WHERE number = words.rowid) IN ({placeholders(scope.kinds)})"
        parameters += scope.kinds
    return sql, parameters


def _by_text_and_links(scope: Scope, part: Sql) -> Sql:
    """Drive by the tokens of the text and of the links at once, then check the relations of the links."""
    condition, values = part
    references = [record_numbers.any_ref(link.terms) for link in scope.links if link.in_refs]
    match = " AND ".join([*([f"({_match_expression(scope)})"] if scope.match else []), *references])
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


def _by_links(scope: Scope, part: Sql) -> Sql:
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
        parameters.append(_match_expression(scope))
    return sql, parameters


def _link_condition(table: str, link: LinkFilter) -> str:
    condition = f"{table}.target IN ({placeholders(link.terms)})"
    if link.relations:
        condition += f" AND {table}.how IN ({placeholders(link.relations)})"
    return condition


def to_fts5(condition: TextCondition | None) -> str:
    """Return the MATCH expression for a condition; empty without one, as FTS5 has no expression for any text."""
    if not condition:
        return ""
    groups = " AND ".join(map(_any_of, condition.all))
    return f"({groups}) NOT {_any_of(condition.none)}" if condition.none else groups


def _any_of(phrases: Iterable[Phrase]) -> str:
    return f"({' OR '.join(map(_quote, phrases))})"


def _quote(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    # The tokens in `refs` begin like words: "re*" would match every record that refers to another.
    return f'{{title text}} : "{quoted}" *' if phrase.prefix else f'"{quoted}"'
