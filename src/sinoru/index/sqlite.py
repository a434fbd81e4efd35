"""The embedded engine: an index in one file of SQLite with FTS5."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sinoru.index import numbers as record_numbers
from sinoru.index.database import DATABASE_ERRORS, placeholders
from sinoru.index.driver import Connection, interrupt
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
    Phrase,
    Scope,
    Sql,
    amounts_sql,
    both,
    condition_sql,
    days_sql,
)
from sinoru.messages import as_text
from sinoru.model.errors import GivenUp
from sinoru.model.records import RECORD_OF_KIND
from sinoru.text.query import All, AnyOf, Not, all_of, any_of, is_made_of

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
        """Pass the values as JSON: SQLite has no arrays, and limits the number of question marks."""
        column = _NUMBER_TO_CHECK if column == "{0}" else column
        return f"{column} IN (SELECT value FROM json_each(?))", (str(list(values)),)

    def plain(self, column: str) -> str:
        """Put a plus before the column, which hides it from SQLite's planner."""
        return f"+{column}"

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Drive by the full text, by a link or by the order of time, whichever reads least."""
        words, rest = _full_text(scope)
        refs = [record_numbers.any_ref(link.terms) for link in scope.links if link.in_refs]
        if scope.links and len(words) + len(refs) < 2:  # noqa: PLR2004  the text has no more than the link
            return _by_links(scope, *self._narrowed(words, rest, part))
        if words or refs:
            return _by_text(scope, *self._narrowed([*words, *refs], rest, part))
        if amounts := next((one for one in rest if isinstance(one, Amounts)), None):
            others = [one for one in rest if one != amounts]
            return _by_amounts(scope, amounts, self._narrowed([], others, part)[1])
        part = self._narrowed([], rest, part)[1]
        condition, values = part
        sql = f"SELECT number FROM record WHERE {condition.format('record.number', 'record.number')}"
        if not scope.kinds:
            return sql, values
        return f"{sql} AND kind IN ({placeholders(scope.kinds)})", [*values, *scope.kinds]

    def _narrowed(self, words: Sequence[str], rest: Sequence[Condition], part: Sql) -> tuple[str, Sql]:
        """Return the MATCH expression for all words, and the part with the conditions that it leaves."""
        expression = " AND ".join(words)
        without = [each.item for each in rest if words and isinstance(each, Not) and _is_text(each.item)]
        if without:
            expression = f"({expression}) NOT ({' OR '.join(map(to_fts5, without))})"
        for each in rest:
            if not (isinstance(each, Not) and each.item in without):
                part = both(part, condition_sql(each, self._to_sql))
        return expression, part

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Look up each number."""
        if part == EVERYWHERE and len(scope.links) == 1 and not scope.where:
            return self._linked_among(scope, numbers)
        for each in scope.where:
            part = both(part, condition_sql(each, self._to_sql))
        condition, values = part
        in_list, list_ = self.in_list("r.number", numbers)
        sql = (
            f"SELECT r.number FROM record AS r WHERE {in_list} AND {condition.format('r.number', 'r.number')}"
        )
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
        if _is_text(condition):
            return f"{_NUMBER_TO_CHECK} IN (SELECT rowid FROM words WHERE words MATCH ?)", [
                to_fts5(condition)
            ]
        match condition:
            case LinkFilter(terms=terms, relations=relations):
                sql = f"SELECT 1 FROM link AS w WHERE {_link_condition('w', condition)} AND w.kind IN ({_KINDS})"
                return f"EXISTS ({sql} AND w.record = {{0}})", [*terms, *relations]
            case Days():
                return days_sql(condition, "{0}", "(SELECT d.latest FROM record AS d WHERE d.number = {0})")
            case OfKind(kinds=kinds):
                return (
                    f"(SELECT k.kind FROM record AS k WHERE k.number = {{0}}) IN ({placeholders(kinds)})",
                    kinds,
                )
            case Amounts():
                sql, values = amounts_sql(condition)
                return f"EXISTS (SELECT 1 FROM amount WHERE record = {{0}} AND {sql})", values
            case Numbers(numbers=listed):
                return self.in_list("{0}", listed)
        return None

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


def _match_expression(scope: Scope) -> str:
    """Return the MATCH expression for the words of a scope; empty if it has none."""
    if not scope.match:
        return ""
    return f"{{title}} : ({to_fts5(scope.match)})" if scope.in_title else to_fts5(scope.match)


def _full_text(scope: Scope) -> tuple[list[str], list[Condition]]:
    """Return the MATCH expressions for all that words show of a scope, and the conditions that are left to check."""
    bounds = {condition: bound for condition in scope.where if (bound := _bound(condition)) is not None}
    words = [_match_expression(scope)] if scope.match else []
    words += map(to_fts5, bounds.values())
    return words, [condition for condition in scope.where if bounds.get(condition) != condition]


def _bound(condition: Condition) -> Condition | None:
    """Return a condition of words that holds for all records that meet this one, itself if possible; None if none."""
    if _is_text(condition):
        return condition
    match condition:
        case LinkFilter(terms=terms, in_refs=True):
            return LinkFilter(terms, (), in_refs=True)
        case AnyOf(items=items):
            bounds = [_bound(item) for item in items]
            return None if None in bounds else any_of(*bounds)
        case All(items=items):
            found = [bound for item in items if (bound := _bound(item)) is not None]
            return all_of(*found) if found else None
    return None


def _is_text(condition: Condition) -> bool:
    """Return whether the full text alone decides a condition: FTS5 has no expression for what is only left out."""
    return is_made_of(condition, _is_token)


def _is_token(leaf: Condition) -> bool:
    return isinstance(leaf, Phrase) or (isinstance(leaf, LinkFilter) and leaf.in_refs and not leaf.relations)


def _by_text(scope: Scope, expression: str, part: Sql) -> Sql:
    """Drive by the tokens of the text and of the links at once, then check the relations of the links."""
    condition, values = part
    condition = condition.format("words.rowid", "+words.rowid")
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition}"
    parameters: list[object] = [expression, *values]
    if scope.kinds and not scope.links:
        sql += f" AND (SELECT kind FROM record WHERE number = words.rowid) IN ({placeholders(scope.kinds)})"
        parameters += scope.kinds
    kinds = scope.kinds or tuple(RECORD_OF_KIND)  # a link is found by target, kind and record
    for link in scope.links:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            f" AND o.kind IN ({placeholders(kinds)}) AND o.record = words.rowid)"
        )
        parameters += [*link.terms, *link.relations, *kinds]
    return sql, parameters


def _by_amounts(scope: Scope, amounts: Amounts, part: Sql) -> Sql:
    """Drive by the rows of one number or date, which are in the order of records and far smaller than these."""
    condition, values = part
    sql, bounds = amounts_sql(amounts)
    sql = f"SELECT DISTINCT a.record FROM amount AS a WHERE {sql} AND {condition.format('a.record', 'a.record')}"
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
    sql += f" AND {condition.format('l.record', 'l.record')}"
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


def to_fts5(condition: Condition) -> str:
    """Return the MATCH expression for a condition of words; empty without one, as FTS5 has none for any text."""
    match condition:
        case Phrase():
            return _quote(condition)
        case LinkFilter(terms=terms):
            return f"({record_numbers.any_ref(terms)})"
        case AnyOf(items=items):
            return f"({' OR '.join(map(to_fts5, items))})"
        case All(items=items):
            wanted = " AND ".join(to_fts5(item) for item in items if not isinstance(item, Not))
            without = " OR ".join(to_fts5(item.item) for item in items if isinstance(item, Not))
            return f"(({wanted}) NOT ({without}))" if without else f"({wanted})"
    return ""


def _quote(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    # The tokens in `refs` begin like words: "re*" would match every record that refers to another.
    return f'{{title text}} : "{quoted}" *' if phrase.prefix else f'"{quoted}"'
