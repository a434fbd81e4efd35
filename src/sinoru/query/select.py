"""What had begun before a day and lasts to it.

Which records pass the filters, in order of time.

The index keeps records by number, and numbers sort by first possible day (index/numbers.py). So a page of any
listing is read off the start of one range, however many records match.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from sinoru.index import numbers
from sinoru.index.database import placeholders
from sinoru.index.index import ANY_RELATION, EVERYWHERE, Index, LinkFilter, Scope, Sql
from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters

_OF_ONE_SIZE = (
    "SELECT record FROM span WHERE size = ? AND record >= ? AND record < ? AND coalesce(latest, ?) >= ?"
)


def numbers_under_way(index: Index, day: int) -> list[int]:
    """Return the numbers of the records that begin before the day and may last to it, in order."""
    high = numbers.first_number(day)
    lows = {size: numbers.first_number(day - (1 << size)) for size in range(numbers.OPEN_SPAN)}
    lows[numbers.OPEN_SPAN] = 0
    query = " UNION ALL ".join([_OF_ONE_SIZE] * len(lows))
    values = [value for size, low in lows.items() for value in (size, low, high, day, day)]
    return sorted(number for (number,) in index.rows(query, values))


PART = 100
"""How many records under way are asked for words or links at a time."""
_SCOPES_AT_ONCE = 100
"""SQLite takes 500."""
_NO_TERM = -1
"""Stands for what nothing refers to."""
TIES = 1000
"""How many records of one first day are put in order by their last day; more keep the order of the files."""


def select_numbers(index: Index, scope: Scope, limit: int | None, *, newest_first: bool = False) -> list[int]:
    """Return the numbers of the records in scope, by first day, then last day, then place in the corpus."""
    parts = [*_under_way_by_day(index, scope), _beginning(scope)]
    chosen: list[int] = []
    for part in reversed(parts) if newest_first else parts:
        if limit is None or len(chosen) < limit:
            rest = None if limit is None else limit - len(chosen)
            chosen += _page(index, scope, part, rest, newest_first=newest_first)
    return _in_order(index, chosen, newest_first=newest_first)[:limit]


def select_most(index: Index, scope: Scope, filters: Filters, most: int | None, things: str) -> list[int]:
    """Return the numbers that the filters ask for, in their order.

    Raises WrongUsage where there are more than `most`: each record takes several kB in an answer.
    """
    limit = filters.limit
    if most is not None:
        limit = most + 1 if limit is None else min(limit, most + 1)
    chosen = select_numbers(index, scope, limit, newest_first=filters.sort == "-date")
    if most is not None and len(chosen) > most:
        raise WrongUsage(
            f"more than {most:,} {things}, which is as many as one list holds: give --limit or a filter, or write"
            " them all to a file with 'sinoru export'"
        )
    return chosen


def first_numbers(index: Index, scope: Scope, limit: int, part: Sql = EVERYWHERE) -> list[int]:
    """Return the first numbers of a scope without days, in order of their first day only."""
    sql, parameters = index.matching(scope, part)
    return [number for (number,) in index.rows(f"{sql} ORDER BY 1 LIMIT ?", [*parameters, limit])]


def first_numbers_of_each(index: Index, asked: Sequence[tuple[Scope, Sql]], limit: int) -> list[list[int]]:
    """Return the same for several scopes, each with its part, many asked at once: a server is far away."""
    found: list[list[int]] = [[] for _ in asked]
    for start in range(0, len(asked), _SCOPES_AT_ONCE):
        queries: list[str] = []
        values: list[object] = []
        for place, (scope, part) in enumerate(asked[start : start + _SCOPES_AT_ONCE], start):
            sql, parameters = index.matching(scope, part)
            queries.append(f"SELECT {place}, one.* FROM ({sql} ORDER BY 1 LIMIT ?) AS one")
            values += [*parameters, limit]
        for place, number in index.rows(f"{' UNION ALL '.join(queries)} ORDER BY 1, 2", values):
            found[place].append(number)
    return found


def count_numbers(index: Index, scope: Scope) -> int:
    """Count the records in scope; what refers to one thing, and no more is asked, is counted already."""
    if not scope.has_dates and not scope.match and len(scope.links) == 1:
        (link,) = scope.links
        if len(link.terms) == 1 and len(link.relations) <= 1:
            return count_linked(index, link, scope.kinds)
    return sum(
        index.value(f"SELECT count(*) FROM ({sql}) AS found", parameters)
        for sql, parameters in statements(index, scope)
    )


def count_linked(index: Index, link: LinkFilter, kinds: Sequence[str]) -> int:
    """Count the records that a link leads to, one that it leads to in two ways twice.

    The table of counts is asked: an engine takes seconds to count millions.
    """
    relations = link.relations or (ANY_RELATION,)
    targets, ways = placeholders(link.terms), placeholders(relations)
    sql = f"SELECT sum(records) FROM tally WHERE target IN ({targets}) AND how IN ({ways})"
    if kinds:
        sql += f" AND kind IN ({placeholders(kinds)})"
    return index.value(sql, [*link.terms, *relations, *kinds]) or 0


def kinds_of(index: Index, link: LinkFilter, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of the records that a link leads to; of these kinds only, if any are given."""
    sql = f"SELECT DISTINCT kind FROM tally WHERE target IN ({placeholders(link.terms)}) ORDER BY kind"
    found = (kind for (kind,) in index.rows(sql, link.terms))
    return tuple(kind for kind in found if not kinds or kind in kinds)


def statements(index: Index, scope: Scope) -> list[Sql]:
    """Return the queries for the numbers in scope; each number comes from one of them."""
    parts = (_under_way(index, scope), _beginning(scope))
    return [index.matching(scope, part) for part in parts if part]


def keep_in_scope(index: Index, scope: Scope, found: Iterable[int]) -> list[int]:
    """Keep those of the numbers that pass kinds, links and dates (not the words), in order."""
    if not scope.kinds and not scope.links and not scope.has_dates:
        return list(found)
    given = list(found)
    kept: list[int] = []
    for part in (_under_way(index, scope), _beginning(scope)):
        if part:
            sql, parameters = index.restrict(scope, given, part)
            kept += [number for (number,) in index.rows(f"{sql} ORDER BY 1", parameters)]
    return kept


def terms_of(index: Index, ids: Sequence[str]) -> dict[str, int]:
    """Return the number of each id's term; none for what nothing refers to."""
    return dict(index.rows(f"SELECT id, number FROM term WHERE id IN ({placeholders(ids)})", ids))


def links_to(index: Index, id_: str, *relations: str) -> LinkFilter:
    """Return the links to a record or a mark."""
    term = index.value("SELECT number FROM term WHERE id = ?", (id_,))
    return LinkFilter((_NO_TERM if term is None else term,), relations)


def _beginning(scope: Scope) -> Sql:
    """Limit to records that begin within the days of the scope."""
    low = numbers.first_number(scope.first) if scope.first is not None else 0
    high = numbers.after_day(scope.last) if scope.last is not None else None
    if high is None and scope.has_dates:
        high = numbers.UNDATED
    if high is None:
        # Of one kind, its own index gives order and count; a range would have SQLite read all records.
        return ("{0} >= ?", [low]) if low or len(scope.kinds) != 1 else EVERYWHERE
    return ("{0} >= ? AND {0} < ?", [low, high])


def _under_way(index: Index, scope: Scope) -> Sql | None:
    """Limit to records that begin before the days of the scope and reach into them."""
    if scope.first is None:
        return None
    found = numbers_under_way(index, scope.first)
    return index.in_list("{0}", found) if found else None


def _under_way_by_day(index: Index, scope: Scope) -> Iterator[Sql]:
    """Yield the same in parts, in order: where most have the words, a page need not ask for those of all."""
    found = numbers_under_way(index, scope.first) if scope.first is not None else []
    if scope.links and found:
        found = _linked_among(index, scope, found)
    part: list[int] = []
    for number in found:
        if len(part) >= PART and part[-1] >> numbers.DAY_SHIFT != number >> numbers.DAY_SHIFT:
            yield index.in_list("{0}", part)
            part = []
        part.append(number)
    if part:
        yield index.in_list("{0}", part)


def _linked_among(index: Index, scope: Scope, found: Sequence[int]) -> list[int]:
    """Keep those that the first link links: that costs less than to ask for words."""
    sql, parameters = index.restrict(replace(scope, links=scope.links[:1]), found)
    return [number for (number,) in index.rows(f"{sql} ORDER BY 1", parameters)]


def _page(index: Index, scope: Scope, part: Sql, limit: int | None, *, newest_first: bool) -> list[int]:
    sql, parameters = index.matching(scope, part)
    order = f"{sql} ORDER BY 1{' DESC' if newest_first else ''}"
    if limit is None:
        return [number for (number,) in index.rows(order, parameters)]
    page = [number for (number,) in index.rows(f"{order} LIMIT ?", [*parameters, limit])]
    if len(page) < limit or not page:
        return page
    low, high = numbers.same_day_range(page[-1])
    condition, values = part
    tied = (f"{condition} AND {{0}} >= ? AND {{0}} < ?", [*values, low, high])
    return list(dict.fromkeys([*page, *first_numbers(index, scope, TIES, tied)]))


def _in_order(index: Index, found: list[int], *, newest_first: bool) -> list[int]:
    """Sort by first day, last day (open last), number."""
    ends = dict(last_days(index, found))
    return sorted(found, key=lambda n: (n >> numbers.DAY_SHIFT, ends[n], n), reverse=newest_first)


def last_days(index: Index, wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the last possible day of each record; a very late one where the end is open."""
    condition, values = index.in_list("number", wanted)
    return index.rows(
        f"SELECT number, coalesce(latest, {numbers.OPEN_END}) FROM record WHERE {condition}", values
    )
