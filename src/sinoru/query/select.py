"""Which records pass the filters, in order of time.

The index keeps records, links and words by number, and numbers sort by first possible day (index/numbers.py).
So a page of any listing is read off the start of one range, however many records match.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sinoru.index import numbers
from sinoru.index.index import Index
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.under_way import numbers_under_way

PART = 100
"""How many records under way are asked for words or links at a time."""
TIES = 1000
"""How many records of one first day are put in order by their last day; more keep the order of the files."""


class Linked(msgspec.Struct, frozen=True):
    """Records that refer to any of these terms in any of these ways (none given: in any way)."""

    terms: tuple[int, ...]
    hows: tuple[str, ...] = ()
    in_refs: bool = False
    """Whether every such link has its word in the full text, whose lists FTS5 intersects tens of times faster."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The filters, resolved against the corpus."""

    kinds: tuple[str, ...] = ()
    """Kinds of record; empty: all."""
    first: int | None = None
    last: int | None = None
    """Days; a record passes if it may fall into them."""
    links: tuple[Linked, ...] = ()
    """The most selective first: it drives the query."""
    match: str = ""
    """FTS5 expression; empty: any words."""

    @property
    def has_dates(self) -> bool:
        """Tell whether records without a date are out."""
        return self.first is not None or self.last is not None


Sql = tuple[str, list[object]]
_AMONG = "{0} IN (SELECT value FROM json_each(?))"


def select_numbers(index: Index, scope: Scope, limit: int | None, *, newest_first: bool = False) -> list[int]:
    """Give the numbers of the records in scope, by first day, then last day, then place in the corpus."""
    parts = [*_under_way_by_day(index, scope), _beginning(scope)]
    chosen: list[int] = []
    for part in reversed(parts) if newest_first else parts:
        if limit is None or len(chosen) < limit:
            rest = None if limit is None else limit - len(chosen)
            chosen += _page(index, scope, part, rest, newest_first=newest_first)
    return _in_order(index, chosen, newest_first=newest_first)[:limit]


def count_numbers(index: Index, scope: Scope) -> int:
    """Count the records in scope."""
    return sum(
        index.value(f"SELECT count(*) FROM ({sql})", parameters)
        for sql, parameters in statements(index, scope)
    )


def statements(index: Index, scope: Scope) -> list[Sql]:
    """Give the queries for the numbers in scope; each number comes from one of them."""
    parts = (_under_way(index, scope), _beginning(scope))
    return [_statement(scope, part) for part in parts if part]


def keep_in_scope(index: Index, scope: Scope, found: Iterable[int]) -> list[int]:
    """Keep those of the numbers that pass kinds, links and dates (not the words), in order."""
    if not scope.kinds and not scope.links and not scope.has_dates:
        return list(found)
    kept: list[int] = []
    numbers_given = str(list(found))
    for part in (_under_way(index, scope), _beginning(scope)):
        if part:
            sql, parameters = _kept_statement(scope, part)
            kept += [number for (number,) in index.rows(sql, [numbers_given, *parameters])]
    return kept


def _kept_statement(scope: Scope, part: Sql) -> Sql:
    condition, values = part
    sql = f"SELECT number FROM record AS r WHERE number IN (SELECT value FROM json_each(?)) AND {condition}"
    sql = sql.format("number")
    parameters = list(values)
    if scope.kinds:
        sql += f" AND kind IN ({_marks(scope.kinds)})"
        parameters += scope.kinds
    for link in scope.links:
        sql += f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
        sql += " AND o.kind = r.kind AND o.record = r.number)"
        parameters += [*link.terms, *link.hows]
    return sql, parameters


def _beginning(scope: Scope) -> Sql:
    """Limit to records that begin within the days of the scope."""
    low = numbers.first_number(scope.first) if scope.first is not None else 0
    high = numbers.after_day(scope.last) if scope.last is not None else None
    if high is None and scope.has_dates:
        high = numbers.UNDATED
    if high is None:
        # Of one kind, its own index gives order and count; a range would have SQLite read all records.
        return ("{0} >= ?", [low]) if low or len(scope.kinds) != 1 else ("TRUE", [])
    return ("{0} >= ? AND {0} < ?", [low, high])


def _under_way(index: Index, scope: Scope) -> Sql | None:
    """Limit to records that begin before the days of the scope and reach into them."""
    if scope.first is None:
        return None
    found = numbers_under_way(index, scope.first)
    return (_AMONG, [str(found)]) if found else None


def _under_way_by_day(index: Index, scope: Scope) -> Iterator[Sql]:
    """Give the same in parts, in order: where most have the words, a page need not ask for those of all."""
    found = numbers_under_way(index, scope.first) if scope.first is not None else []
    if scope.links and found:
        found = _linked_among(index, scope, found)
    part: list[int] = []
    for number in found:
        if len(part) >= PART and part[-1] >> numbers.DAY_SHIFT != number >> numbers.DAY_SHIFT:
            yield _AMONG, [str(part)]
            part = []
        part.append(number)
    if part:
        yield _AMONG, [str(part)]


def _linked_among(index: Index, scope: Scope, found: Sequence[int]) -> list[int]:
    """Keep those that the first link links: that costs less than to ask for words."""
    link, kinds = scope.links[0], scope.kinds or tuple(RECORD_OF_KIND)
    query = (
        f"SELECT DISTINCT record FROM link AS l WHERE {_link_condition('l', link)}"
        f" AND kind IN ({_marks(kinds)}) AND record IN (SELECT value FROM json_each(?)) ORDER BY record"
    )
    rows = index.rows(query, [*link.terms, *link.hows, *kinds, str(list(found))])
    return [number for (number,) in rows]


def _page(index: Index, scope: Scope, part: Sql, limit: int | None, *, newest_first: bool) -> list[int]:
    sql, parameters = _statement(scope, part)
    order = f"{sql} ORDER BY 1 {'DESC' if newest_first else ''} LIMIT ?"
    page = [number for (number,) in index.rows(order, [*parameters, -1 if limit is None else limit])]
    if limit is None or len(page) < limit or not page:
        return page
    low, high = numbers.same_day_range(page[-1])
    condition, values = part
    tied = (f"{condition} AND {{0}} >= ? AND {{0}} < ?", [*values, low, high])
    sql, parameters = _statement(scope, tied)
    ties = [number for (number,) in index.rows(f"{sql} ORDER BY 1 LIMIT ?", [*parameters, TIES])]
    return list(dict.fromkeys([*page, *ties]))


def _in_order(index: Index, found: list[int], *, newest_first: bool) -> list[int]:
    """Sort by first day, last day (open last), number."""
    ends = dict(last_days(index, found))
    return sorted(found, key=lambda n: (n >> numbers.DAY_SHIFT, ends[n], n), reverse=newest_first)


def last_days(index: Index, wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the last possible day of each record; a very late one where the end is open."""
    query = (
        "SELECT number, ifnull(latest, 1 << 40) FROM record WHERE number IN (SELECT value FROM json_each(?))"
    )
    return index.rows(query, [str(list(wanted))])


def _statement(scope: Scope, part: Sql) -> Sql:
    """Make the query for the numbers in scope; `part` limits them by date."""
    if any(link.in_refs for link in scope.links) and (scope.match or len(scope.links) > 1):
        return _referring_statement(scope, part)
    if scope.links:
        return _linked_statement(scope, part)
    condition, values = part
    if scope.match:
        sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition.format('words.rowid')}"
        parameters: list[object] = [scope.match, *values]
        if scope.kinds:
            sql += f" AND (SELECT kind FROM record WHERE number = words.rowid) IN ({_marks(scope.kinds)})"
            parameters += scope.kinds
        return sql, parameters
    sql = f"SELECT number FROM record WHERE {condition.format('number')}"
    if not scope.kinds:
        return sql, values
    return f"{sql} AND kind IN ({_marks(scope.kinds)})", [*values, *scope.kinds]


def _referring_statement(scope: Scope, part: Sql) -> Sql:
    """Drive by the words of the text and those of the links at once, then look how the links link."""
    condition, values = part
    references = [numbers.any_ref(link.terms) for link in scope.links if link.in_refs]
    match = " AND ".join([*([f"({scope.match})"] if scope.match else []), *references])
    sql = f"SELECT words.rowid FROM words WHERE words MATCH ? AND {condition.format('words.rowid')}"
    parameters: list[object] = [match, *values]
    kinds = scope.kinds or tuple(RECORD_OF_KIND)  # a link is found by target, kind and record
    for link in scope.links:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', link)}"
            f" AND o.kind IN ({_marks(kinds)}) AND o.record = words.rowid)"
        )
        parameters += [*link.terms, *link.hows, *kinds]
    return sql, parameters


def _linked_statement(scope: Scope, part: Sql) -> Sql:
    """Drive by the first link: a CROSS JOIN keeps SQLite from driving by the words (300 times slower)."""
    condition, values = part
    first, *others = scope.links
    words = "CROSS JOIN words ON words.rowid = l.record" if scope.match else ""
    sql = f"SELECT DISTINCT l.record FROM link AS l {words} WHERE {_link_condition('l', first)}"
    parameters: list[object] = [*first.terms, *first.hows]
    if scope.kinds:
        sql += f" AND l.kind IN ({_marks(scope.kinds)})"
        parameters += scope.kinds
    sql += f" AND {condition.format('l.record')}"
    parameters += values
    for other in others:
        sql += (
            f" AND EXISTS (SELECT 1 FROM link AS o WHERE {_link_condition('o', other)}"
            " AND o.kind = l.kind AND o.record = l.record)"
        )
        parameters += [*other.terms, *other.hows]
    if scope.match:
        sql += " AND words MATCH ?"
        parameters.append(scope.match)
    return sql, parameters


def _link_condition(table: str, link: Linked) -> str:
    condition = f"{table}.target IN ({_marks(link.terms)})"
    if link.hows:
        condition += f" AND {table}.how IN ({_marks(link.hows)})"
    return condition


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
