"""The embedded engine: an index in one file of SQLite with FTS5."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sinoru.index import numbers as record_numbers
from sinoru.index.database import DATABASE_ERRORS, placeholders
from sinoru.index.driver import Connection, interrupt
from sinoru.index.full_text import (
    Begins,
    Lasts,
    alternative_scopes,
    as_driven,
    as_ranges,
    full_text,
    is_token,
    to_fts5,
)
from sinoru.index.index import (
    EVERYWHERE,
    Amounts,
    Condition,
    Days,
    Index,
    LinkFilter,
    Numbers,
    OfKind,
    Parameters,
    Scope,
    Sql,
    amounts_sql,
    both,
    condition_sql,
)
from sinoru.messages import as_text
from sinoru.model.amounts import OPEN
from sinoru.model.errors import GivenUp
from sinoru.model.records import RECORD_OF_KIND
from sinoru.text.query import is_made_of

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
_NUMBER_TO_CHECK = "{1}"
"""The placeholder for the number of a record in a list: the full text must not look up each number of the list."""
_NUMBER_WITHIN = "{2}"
"""The placeholder for the number of a record within the bounds of a list: only the full text is read by them."""
_FEW_VALUES = 20_000
"""So many numbers or dates are sorted by record in less time than those of a million records are read."""
_KINDS = ", ".join(f"'{kind}'" for kind in RECORD_OF_KIND)


class SqliteIndex(Index):
    """An index in SQLite."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, read as they are needed."""
        if self.is_given_up:
            raise GivenUp
        try:
            return self.connection.execute(sql, parameters)
        except UnicodeEncodeError:  # a lone surrogate, which no text of the index has: nothing is damaged
            return self.connection.execute(
                sql, [as_text(one) if type(one) is str else one for one in parameters]
            )

    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Pass the values as JSON: SQLite has no arrays, and limits the number of question marks.

        The full text is read between the bounds of a list only.
        """
        in_list, list_ = "IN (SELECT value FROM json_each(?))", str(list(values))
        if column != "{0}" or not values:
            return f"{column} {in_list}", (list_,)
        within = f"{_NUMBER_WITHIN} >= ? AND {_NUMBER_WITHIN} <= ?"
        return f"({_NUMBER_TO_CHECK} {in_list} AND {within})", (list_, min(values), max(values))

    def plain(self, column: str) -> str:
        """Put a plus before the column, which hides it from SQLite's planner."""
        return f"+{column}"

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Drive by the full text, by a link or by the order of time, whichever reads least.

        Of alternatives that are not all tokens of the text, each is a query; SQLite merges their numbers in order.
        """
        scope = as_driven(scope)
        if scopes := alternative_scopes(scope):
            queries = [self.matching(one, part) for one in scopes]
            return " UNION ".join(sql for sql, _ in queries), [
                value for _, values in queries for value in values
            ]
        text = full_text(scope)
        has_text = bool(text.refs or text.words or text.without)
        amounts = next((one for one in text.rest if isinstance(one, Amounts)), None)
        driving = None if has_text or scope.links else amounts
        for each in text.rest:
            if each is not driving:
                part = both(part, condition_sql(each, self._to_sql))
        if scope.links and text.is_of_one_link and not _is_merged_by_text(scope.links[0], scope.kinds):
            return _by_links(scope, text.expression(), part)
        if has_text:
            return _by_text(scope, text.expression(text.refs), part)
        if driving:
            return _by_amounts(scope, driving, part, has_few=self.once(_has_few, driving))
        condition, values = part
        in_range = "+record.number" if any(map(_is_list, text.rest)) else "record.number"
        sql = (
            f"SELECT number FROM record WHERE {condition.format(in_range, 'record.number', '+record.number')}"
        )
        if not scope.kinds:
            return sql, values
        # A single kind has an index of its own for order and count; of several, the records are in the order of time.
        kind = "kind" if len(scope.kinds) == 1 else self.plain("kind")
        return f"{sql} AND {kind} IN ({placeholders(scope.kinds)})", [*values, *scope.kinds]

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Look up each number."""
        if part == EVERYWHERE and len(scope.links) == 1 and not scope.where:
            return self._linked_among(scope, numbers)
        for each in scope.where:
            part = both(part, condition_sql(each, self._to_sql))
        condition, values = part
        in_list, list_ = self.in_list("r.number", numbers)
        condition = condition.format("r.number", "r.number", "+r.number")
        sql = f"SELECT r.number FROM record AS r WHERE {in_list} AND {condition}"
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

    def _to_sql(self, condition: Condition) -> Sql | None:  # noqa: PLR0911  one for each leaf
        """Return the condition on a number, which `{0}` is the placeholder for; of words, as one query."""
        if is_made_of(condition, lambda leaf: is_token(leaf) and not isinstance(leaf, OfKind)):
            return f"{_NUMBER_TO_CHECK} IN (SELECT rowid FROM words WHERE words MATCH ?)", [
                to_fts5(condition)
            ]
        match condition:
            case LinkFilter(terms=terms, relations=relations):
                sql = f"SELECT 1 FROM link AS w WHERE {_link_condition('w', condition)} AND w.kind IN ({_KINDS})"
                return f"EXISTS ({sql} AND w.record = {{0}})", [*terms, *relations]
            case OfKind(kinds=kinds):
                sql = f"(SELECT k.kind FROM record AS k WHERE k.number = {{0}}) IN ({placeholders(kinds)})"
                return sql, kinds
            case Days():
                return condition_sql(as_ranges(condition), self._to_sql)
            case Amounts():
                sql, values = amounts_sql(condition)
                return f"EXISTS (SELECT 1 FROM amount WHERE record = {{0}} AND {sql})", values
            case Numbers(numbers=listed):
                return self.in_list("{0}", listed)
        return _range_sql(condition)

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
        once = "DISTINCT " if len(relations) > 1 else ""
        how = f"how IN ({placeholders(relations)})"
        links = f"SELECT {once}record, target FROM link WHERE kind = ? AND {how} AND +record IN ({sql})"
        return links, [kind, *relations, *values]

    def scores(self, match: Condition, numbers: Sequence[int] | None = None) -> dict[int, float]:
        """Read the bm25 of FTS5, with a weight for each column."""
        query = "SELECT rowid, -bm25(words, 4.0, 2.0, 1.0) FROM words WHERE words MATCH ?"
        if numbers is None:
            return dict(self.rows(query, (to_fts5(match),)))
        condition, values = self.in_list("+rowid", numbers)
        return dict(self.rows(f"{query} AND {condition}", (to_fts5(match), *values)))

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


def _is_merged_by_text(link: LinkFilter, kinds: Sequence[str]) -> bool:
    """Return whether the full text has the records of a link in order, and the table of links in several runs.

    There, those of one term and one kind are in order.
    """
    return is_token(link) and (len(link.terms) > 1 or (len(link.relations) > 1 and len(kinds) != 1))


def _is_list(condition: Condition) -> bool:
    """Return whether a condition is a list of numbers, which are few enough to be looked up."""
    return isinstance(condition, Lasts | Numbers)


def _range_sql(condition: Condition) -> Sql | None:
    """Return the condition on a number for a range of numbers, or for what lasts into it."""
    match condition:
        case Begins(low=low, high=high):
            return "({0} >= ? AND {0} < ?)", (low, high)
        case Lasts(before=before, until=until):
            sql = "SELECT record FROM span WHERE record < ? AND coalesce(latest, ?) >= ?"
            return f"{_NUMBER_TO_CHECK} IN ({sql})", (before, record_numbers.OPEN_END, until)
    return None


def _by_text(scope: Scope, expression: str, part: Sql) -> Sql:
    """Drive by the tokens of the text and of the links at once, then check the relations of the links."""
    condition, values = part
    condition = condition.format("words.rowid", "+words.rowid", "words.rowid")
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition}"
    parameters: list[object] = [expression, *values]
    kinds = scope.kinds or tuple(RECORD_OF_KIND)  # a link is found by target, kind and record
    for link in (one for one in scope.links if not is_token(one)):
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            f" AND o.kind IN ({placeholders(kinds)}) AND o.record = words.rowid)"
        )
        parameters += [*link.terms, *link.relations, *kinds]
    return sql, parameters


def _has_few(index: Index, amounts: Amounts) -> bool:
    """Return whether few values are within bounds, one of which is open: only then they are counted at once."""
    if amounts.low != -OPEN and amounts.high != OPEN:
        return False
    sql, values = amounts_sql(amounts)
    few = f"SELECT count(*) FROM (SELECT 1 FROM amount WHERE {sql} LIMIT ?)"
    return bool(index.value(few, [*values, _FEW_VALUES]) < _FEW_VALUES)


def _by_amounts(scope: Scope, amounts: Amounts, part: Sql, *, has_few: bool) -> Sql:
    """Drive by the rows of one number or date: in the order of records, as they are needed, or by value if few are.

    A plus keeps SQLite from reading many in the order of their values, and sorting them.
    """
    condition, values = part
    sql, bounds = amounts_sql(amounts) if has_few else amounts_sql(amounts, "+a.low", "+a.high")
    condition = condition.format("a.record", "a.record", "+a.record")
    sql = f"SELECT DISTINCT a.record FROM amount AS a WHERE {sql} AND {condition}"
    if scope.kinds and amounts.kind not in scope.kinds:
        sql += " AND FALSE"
    return sql, [*bounds, *values]


def _by_links(scope: Scope, expression: str, part: Sql) -> Sql:
    """Drive by the first link: a CROSS JOIN keeps SQLite from driving by the words (300 times slower)."""
    condition, values = part
    first, *others = scope.links
    words = "CROSS JOIN words ON words.rowid = l.record" if expression else ""
    sql = f"SELECT DISTINCT l.record FROM link AS l {words} WHERE {_link_condition('l', first)}"
    parameters: list[object] = [*first.terms, *first.relations]
    if scope.kinds:
        sql += f" AND l.kind IN ({placeholders(scope.kinds)})"
        parameters += scope.kinds
    sql += f" AND {condition.format('l.record', 'l.record', '+l.record')}"
    parameters += values
    for other in others:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', other)}"
            " AND o.kind = l.kind AND o.record = l.record)"
        )
        parameters += [*other.terms, *other.relations]
    if expression:
        sql += " AND words MATCH ?"
        parameters.append(expression)
    return sql, parameters


def _link_condition(table: str, link: LinkFilter) -> str:
    condition = f"{table}.target IN ({placeholders(link.terms)})"
    if link.relations:
        condition += f" AND {table}.how IN ({placeholders(link.relations)})"
    return condition
