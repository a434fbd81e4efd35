"""The embedded engine: an index in one file of SQLite with FTS5."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

import msgspec

from sinoru.index import numbers as record_numbers
from sinoru.index.database import DATABASE_ERRORS, placeholders
from sinoru.index.driver import Connection, interrupt
from sinoru.index.index import (
    EVERYWHERE,
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
    both,
    condition_sql,
)
from sinoru.messages import as_text
from sinoru.model.errors import GivenUp
from sinoru.model.records import RECORD_OF_KIND
from sinoru.text.query import All, AnyOf, Not, all_of, any_of, conjuncts, is_made_of, leaves

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


_MOST_ALTERNATIVES = 32
"""The queries that a question is made of at most; of further alternatives, each match is checked."""


class _Begins(msgspec.Struct, frozen=True):
    """Records with numbers of a range."""

    low: int
    high: int


class _Lasts(msgspec.Struct, frozen=True):
    """Records of more than a day with a lower number that may last until a day."""

    before: int
    until: int


class _FullText(msgspec.Struct, frozen=True):
    """What the full text decides: MATCH expressions, and the conditions that are left to check."""

    words: list[str]
    refs: list[str]
    """Those of the links of the scope."""
    without: list[str]
    kinds: tuple[str, ...]
    rest: list[Condition]

    @property
    def is_of_one_link(self) -> bool:
        """Whether the text has no more than the link that drives."""
        return len(self.words) + len(self.refs) + bool(self.refs and self.without) < 2  # noqa: PLR2004

    def expression(self, refs: Sequence[str] = ()) -> str:
        """Return the MATCH expression for all of it but the links; with these `refs`, for all. Empty without any."""
        wanted = [*self.words, *refs]
        if not (wanted or self.without):
            return ""
        kinds = record_numbers.any_kind(self.kinds or RECORD_OF_KIND)
        if self.kinds or not wanted:  # FTS5 has no expression for any text
            wanted.append(f"({kinds})")
        return _without(" AND ".join(wanted), self.without)


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
        """Drive by the full text, by a link or by the order of time, whichever reads least.

        Of alternatives that are not all tokens of the text, each is a query; SQLite merges their numbers in order.
        """
        scope = _as_driven(scope)
        if scopes := _alternative_scopes(scope):
            queries = [self.matching(one, part) for one in scopes]
            return " UNION ".join(sql for sql, _ in queries), [
                value for _, values in queries for value in values
            ]
        text = _full_text(scope)
        for each in text.rest:
            part = both(part, condition_sql(each, self._to_sql))
        if scope.links and text.is_of_one_link:
            return _by_links(scope, text.expression(), part)
        if text.refs or text.words or text.without:
            return _by_text(scope, text.expression(text.refs), part)
        condition, values = part
        sql = f"SELECT number FROM record WHERE {condition.format('record.number', 'record.number')}"
        if not scope.kinds:
            return sql, values
        return f"{sql} AND kind IN ({placeholders(scope.kinds)})", [*values, *scope.kinds]

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

    def _to_sql(self, condition: Condition) -> Sql | None:
        """Return the condition on a number, which `{0}` is the placeholder for; of words, as one query."""
        if is_made_of(condition, lambda leaf: _is_token(leaf) and not isinstance(leaf, OfKind)):
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
            case _Begins(low=low, high=high):
                return "({0} >= ? AND {0} < ?)", (low, high)
            case _Lasts(before=before, until=until):
                sql = "SELECT record FROM span WHERE record < ? AND coalesce(latest, ?) >= ?"
                return f"{_NUMBER_TO_CHECK} IN ({sql})", (before, record_numbers.OPEN_END, until)
            case Days():
                return condition_sql(_as_ranges(condition), self._to_sql)
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
        once = "DISTINCT record, " if len(relations) > 1 else ""
        how = f"how IN ({placeholders(relations)})"
        links = f"SELECT {once}target FROM link WHERE kind = ? AND {how} AND +record IN ({sql})"
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


def _full_text(scope: Scope) -> _FullText:
    """Return what the full text decides of a scope, and the conditions that are left to check."""
    tokens = [each for each in scope.where if _is_text(each)]
    others = [each for each in scope.where if not _is_text(each)]
    bounds = [bound for each in others if (bound := _bound(each)) is not None]
    return _FullText(
        words=[
            *([_match_expression(scope)] if scope.match else []),
            *(to_fts5(each) for each in [*tokens, *bounds] if not isinstance(each, Not)),
        ],
        refs=[record_numbers.any_ref(link.terms) for link in scope.links if link.in_refs],
        without=[to_fts5(each.item) for each in tokens if isinstance(each, Not)],
        kinds=scope.kinds,
        rest=others,
    )


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
    """Return whether the tokens of the full text alone decide a condition."""
    return all(map(_is_token, (*leaves(condition), *leaves(condition, is_required=False))))


def _is_token(leaf: Condition) -> bool:
    if isinstance(leaf, LinkFilter):
        return leaf.in_refs and (leaf.refs_decide or not leaf.relations)
    return isinstance(leaf, Phrase | OfKind)


def _as_driven(scope: Scope) -> Scope:
    """Return a scope whose conditions are as simple as can be: links among the links, negations before leaves."""
    where = [each for item in scope.where for each in conjuncts(_outward(item))]
    links = [each for each in where if isinstance(each, LinkFilter) and not _is_token(each)]
    rest = tuple(each for each in where if each not in links)
    return msgspec.structs.replace(scope, links=(*scope.links, *links), where=rest)


def _outward(condition: Condition) -> Condition:
    """Return the same condition with negations only of leaves, or of what the full text decides."""
    if _is_text(condition):
        return condition
    match condition:
        case Days():
            return _as_ranges(condition)
        case All(items=items):
            return all_of(*map(_outward, items))
        case AnyOf(items=items):
            return any_of(*map(_outward, items))
        case Not(item=All(items=items)):
            return any_of(*(_outward(Not(item)) for item in items))
        case Not(item=AnyOf(items=items)):
            return all_of(*(_outward(Not(item)) for item in items))
        case Not(item=Not(item=item)):
            return _outward(item)
        case Not(item=Days() as days) if (ranges := _as_ranges(days)) != days:
            return _outward(Not(ranges))
    return condition


def _as_ranges(days: Days) -> Condition:
    """Return days as a range of numbers, with those under way before it, or without those that last beyond it."""
    first, last = days.first, days.last
    low = record_numbers.first_number(first) if first is not None else 0
    high = record_numbers.after_day(last) if last is not None else record_numbers.UNDATED
    begins = _Begins(low, high)
    if days.surely:
        return all_of(begins, Not(_Lasts(high, last + 1))) if last is not None else begins
    return any_of(begins, _Lasts(low, first)) if first is not None else begins


def _alternative_scopes(scope: Scope) -> list[Scope]:
    """Return a scope for each alternative of a condition that the full text does not decide; none without any."""
    groups = [each for each in scope.where if isinstance(each, AnyOf) and not _is_text(each)]
    if not groups or prod(len(each.items) for each in groups) > _MOST_ALTERNATIVES:
        return []
    group, rest = groups[0], tuple(each for each in scope.where if each is not groups[0])
    text = [item for item in group.items if _is_text(item)]
    others = [item for item in group.items if not _is_text(item)]
    items = [*([any_of(*text)] if text else []), *others]
    return [msgspec.structs.replace(scope, where=(*rest, item)) for item in items]


def _by_text(scope: Scope, expression: str, part: Sql) -> Sql:
    """Drive by the tokens of the text and of the links at once, then check the relations of the links."""
    condition, values = part
    condition = condition.format("words.rowid", "+words.rowid")
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition}"
    parameters: list[object] = [expression, *values]
    kinds = scope.kinds or tuple(RECORD_OF_KIND)  # a link is found by target, kind and record
    for link in scope.links:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            f" AND o.kind IN ({placeholders(kinds)}) AND o.record = words.rowid)"
        )
        parameters += [*link.terms, *link.relations, *kinds]
    return sql, parameters


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
    """Return the MATCH expression for a condition of tokens."""
    match condition:
        case Phrase():
            return _quote(condition)
        case LinkFilter(terms=terms):
            return f"({record_numbers.any_ref(terms)})"
        case OfKind(kinds=kinds):
            return f"({record_numbers.any_kind(kinds)})"
        case AnyOf(items=items):
            return f"({' OR '.join(map(to_fts5, items))})"
        case All() | Not():
            items = conjuncts(condition)
            wanted = " AND ".join(to_fts5(item) for item in items if not isinstance(item, Not))
            without = [to_fts5(item.item) for item in items if isinstance(item, Not)]
            return _without(wanted or record_numbers.any_kind(RECORD_OF_KIND), without)
    raise TypeError(condition)


def _without(wanted: str, without: Sequence[str]) -> str:
    return f"(({wanted}) NOT ({' OR '.join(without)}))" if without else f"({wanted})"


def _quote(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    # The tokens in `refs` begin like words: "re*" would match every record that refers to another.
    return f'{{title text}} : "{quoted}" *' if phrase.prefix else f'"{quoted}"'
