"""Select the records in a scope, in chronological order.

The index keeps records by number, and numbers sort by first possible day (index/numbers.py). So a page of any
listing is read from the start of one range, however many records match. Records that begin before the first day and
last into the scope ("under way") are selected separately, by the size of their span.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sinoru.index import numbers
from sinoru.index.database import placeholders
from sinoru.index.fields import date_of
from sinoru.index.index import ANY_RELATION, EVERYWHERE, Index, LinkFilter, Scope, Sql, read_body
from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters

PART = 100
"""Records under way that are read in one query."""
TIES = 1000
"""Records with the same first day that are sorted by their last day; further ones keep the order of the files."""
_SCOPES_PER_QUERY = 100
"""SQLite allows 500 terms of a compound SELECT."""
NO_TERM = -1
"""The term of a record that nothing refers to."""
_UNDER_WAY_OF_SIZE = (
    "SELECT record FROM span WHERE size = ? AND record >= ? AND record < ? AND coalesce(latest, ?) >= ?"
)


def select_numbers(
    index: Index, scope: Scope, limit: int | None, *, newest_first: bool = False, with_under_way: bool = True
) -> list[int]:
    """Return the numbers of the records in scope, by first day, then last day, then position in the corpus."""
    under_way = _under_way_by_day(index, scope) if with_under_way else ()
    parts = [*under_way, _beginning(scope)]
    chosen: list[int] = []
    for part in reversed(parts) if newest_first else parts:
        if limit is None or len(chosen) < limit:
            remaining = None if limit is None else limit - len(chosen)
            chosen += _page(index, scope, part, remaining, newest_first=newest_first)
    ends = dict(last_days(index, chosen))
    chosen.sort(key=lambda n: (n >> numbers.DAY_SHIFT, ends[n], n), reverse=newest_first)
    return chosen if limit is None else _cut(index, chosen, limit, newest_first=newest_first)


def _cut(index: Index, chosen: Sequence[int], limit: int, *, newest_first: bool) -> list[int]:
    """Return the first of some records in order of time. Where the limit cuts a day, its first hours are kept.

    The hours are in the records only, so that they are read for that day alone.
    """
    kept = list(chosen[:limit])
    if len(chosen) <= limit or chosen[limit - 1] >> numbers.DAY_SHIFT != chosen[limit] >> numbers.DAY_SHIFT:
        return kept
    day = chosen[limit] >> numbers.DAY_SHIFT
    of_day = [number for number in chosen if number >> numbers.DAY_SHIFT == day]
    before = [number for number in kept if number >> numbers.DAY_SHIFT != day]
    condition, values = index.in_list("number", of_day)
    rows = index.rows(f"SELECT number, kind, body FROM record WHERE {condition}", values)
    clocks = {number: date_of(read_body(kind, body)).partition("T")[2] for number, kind, body in rows}
    of_day.sort(key=lambda number: (not clocks[number], clocks[number]), reverse=newest_first)
    return [*before, *of_day][:limit]


Counted = tuple[list[int], int]
"""The numbers of the records to show, and the number of all."""


def too_many(most: int, things: str) -> WrongUsage:
    """Return the error for a list of more than `most` records, each of which takes several kB in an answer."""
    return WrongUsage(
        f"More than {most:,} {things} match, which is more than a list can show. Use a filter or --limit, or"
        " write all of them to a file with sinoru export."
    )


def select_under_way(index: Index, scope: Scope, filters: Filters) -> Counted:
    """Return the records that begin before the days of the scope and last into them, sorted and limited."""
    part = _under_way(index, scope)
    if part is None:
        return [], 0
    sql, parameters = index.matching(scope, part)
    found = [number for (number,) in index.rows(sql, parameters)]
    ends = dict(last_days(index, found))
    found.sort(key=lambda n: (n >> numbers.DAY_SHIFT, ends[n], n), reverse=filters.sort == "-date")
    return found[: filters.limit], len(found)


def select_beginning(index: Index, scope: Scope, filters: Filters, most: int | None, things: str) -> Counted:
    """Return the records that begin within the days of the scope, sorted and limited. Raises as select_most."""
    total = count_beginning(index, scope)
    if most is not None and min(total, filters.limit or total) > most:
        raise too_many(most, things)
    newest_first = filters.sort == "-date"
    found = select_numbers(index, scope, filters.limit, newest_first=newest_first, with_under_way=False)
    return found, total


def count_beginning(index: Index, scope: Scope) -> int:
    """Count the records that begin within the days of the scope."""
    sql, parameters = index.matching(scope, _beginning(scope))
    total: int = index.value(f"SELECT count(*) FROM ({sql}) AS found", parameters)
    return total


def first_numbers(index: Index, scope: Scope, limit: int, part: Sql = EVERYWHERE) -> list[int]:
    """Return the first numbers of a scope without regard to its days, ordered by first day only."""
    sql, parameters = index.matching(scope, part)
    return [number for (number,) in index.rows(f"{sql} ORDER BY 1 LIMIT ?", [*parameters, limit])]


def first_numbers_of_each(index: Index, asked: Sequence[tuple[Scope, Sql]], limit: int) -> list[list[int]]:
    """Return the first numbers of several scopes, each within its part; many share a query to save round trips."""
    found: list[list[int]] = [[] for _ in asked]
    for start in range(0, len(asked), _SCOPES_PER_QUERY):
        queries: list[str] = []
        values: list[object] = []
        for position, (scope, part) in enumerate(asked[start : start + _SCOPES_PER_QUERY], start):
            sql, parameters = index.matching(scope, part)
            queries.append(f"SELECT {position}, one.* FROM ({sql} ORDER BY 1 LIMIT ?) AS one")
            values += [*parameters, limit]
        for position, number in index.rows(f"{' UNION ALL '.join(queries)} ORDER BY 1, 2", values):
            found[position].append(number)
    return found


def count_numbers(index: Index, scope: Scope) -> int:
    """Count the records in scope. For a single link to a single record, the index has the count already."""
    if not scope.has_dates and not scope.match and not scope.where and len(scope.links) == 1:
        (link,) = scope.links
        if len(link.terms) == 1 and len(link.relations) <= 1:
            return count_linked(index, link, scope.kinds)
    return sum(
        index.value(f"SELECT count(*) FROM ({sql}) AS found", parameters)
        for sql, parameters in statements(index, scope)
    )


def count_linked(index: Index, link: LinkFilter, kinds: Sequence[str]) -> int:
    """Count the records of these kinds, or of any without them, that a link leads to, as `count_by_kind` does."""
    by_kind = count_by_kind(index, link)
    return sum(number for kind, number in by_kind.items() if not kinds or kind in kinds)


def count_by_kind(index: Index, link: LinkFilter) -> dict[str, int]:
    """Count the records that a link leads to by kind; one that it leads to by two relations counts twice.

    The counts are read from a table, since an engine takes seconds to count millions.
    """
    relations = link.relations or (ANY_RELATION,)
    sql = (
        f"SELECT kind, sum(records) FROM tally WHERE target IN ({placeholders(link.terms)})"
        f" AND how IN ({placeholders(relations)}) GROUP BY kind"
    )
    return {kind: int(records) for kind, records in index.rows(sql, [*link.terms, *relations]) if records}


def tally_of(index: Index, id_: str) -> Mapping[str, Mapping[str, int]]:
    """Return how many records of each kind refer to one record, by relation, or by any, each counted once."""
    return index.once(_read_tally, id_)


def _read_tally(index: Index, id_: str) -> Mapping[str, Mapping[str, int]]:
    query = (
        "SELECT tally.how, tally.kind, tally.records FROM term JOIN tally ON tally.target = term.number"
        " WHERE term.id = ? AND tally.records > 0"
    )
    found: dict[str, dict[str, int]] = {}
    for how, kind, records in index.rows(query, (id_,)):
        found.setdefault(how, {})[kind] = records
    return found


def kinds_of(index: Index, link: LinkFilter, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of the records that a link leads to, limited to `kinds` unless these are empty."""
    sql = f"SELECT DISTINCT kind FROM tally WHERE target IN ({placeholders(link.terms)}) ORDER BY kind"
    found = (kind for (kind,) in index.rows(sql, link.terms))
    return tuple(kind for kind in found if not kinds or kind in kinds)


def statements(index: Index, scope: Scope) -> list[Sql]:
    """Return the queries for the numbers in scope; each number is in exactly one of them."""
    parts = (_under_way(index, scope), _beginning(scope))
    return [index.matching(scope, part) for part in parts if part]


def keep_in_scope(index: Index, scope: Scope, found: Iterable[int]) -> list[int]:
    """Return those of the numbers that pass the kinds, links and dates of the scope (not its words), in order."""
    given = list(found)
    if not (scope.kinds or scope.links or scope.has_dates or scope.where):
        return given
    kept: list[int] = []
    for part in (_under_way(index, scope), _beginning(scope)):
        if part:
            sql, parameters = index.restrict(scope, given, part)
            kept += [number for (number,) in index.rows(f"{sql} ORDER BY 1", parameters)]
    return kept


def terms_of(index: Index, ids: Sequence[str]) -> dict[str, int]:
    """Return the number of each id's term; ids that nothing refers to are left out."""
    return dict(index.rows(f"SELECT id, number FROM term WHERE id IN ({placeholders(ids)})", ids))


def links_to(index: Index, id_: str, *relations: str) -> LinkFilter:
    """Return the links to a record, a word or a flag; without relations, by any of them."""
    term = index.value("SELECT number FROM term WHERE id = ?", (id_,))
    return LinkFilter((NO_TERM if term is None else term,), relations)


def last_days(index: Index, numbers_: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the number and the last possible day of each record; a very late day where the end is open."""
    condition, values = index.in_list("number", numbers_)
    return index.rows(
        f"SELECT number, coalesce(latest, {numbers.OPEN_END}) FROM record WHERE {condition}", values
    )


def numbers_under_way(index: Index, day: int) -> list[int]:
    """Return the numbers of the records that begin before the day and may last to it, in order."""
    high = numbers.first_number(day)
    lows = {size: numbers.first_number(day - (1 << size)) for size in range(numbers.OPEN_SPAN)}
    lows[numbers.OPEN_SPAN] = 0
    query = " UNION ALL ".join([_UNDER_WAY_OF_SIZE] * len(lows))
    values = [value for size, low in lows.items() for value in (size, low, high, day, day)]
    return sorted(number for (number,) in index.rows(query, values))


def _beginning(scope: Scope) -> Sql:
    """Return the condition that a record begins within the days of the scope."""
    low = numbers.first_number(scope.first) if scope.first is not None else 0
    high = numbers.after_day(scope.last) if scope.last is not None else None
    if high is None and scope.has_dates:
        high = numbers.UNDATED
    if high is None:
        return ("{0} >= ?", [low]) if low else EVERYWHERE
    return ("{0} >= ? AND {0} < ?", [low, high])


def _under_way(index: Index, scope: Scope) -> Sql | None:
    """Return the condition that a record begins before the days of the scope and lasts into them."""
    if scope.first is None:
        return None
    found = numbers_under_way(index, scope.first)
    return index.in_list("{0}", found) if found else None


def _under_way_by_day(index: Index, scope: Scope) -> Iterator[Sql]:
    """Yield the same condition in parts, in order: a page may be full before all parts are read."""
    found = numbers_under_way(index, scope.first) if scope.first is not None else []
    if scope.links and found:
        found = _linked_among(index, scope, found)
    if found and (scope.match or scope.where or len(scope.links) > 1):
        yield index.in_list("{0}", found)  # the full text is read once for all of them
        return
    part: list[int] = []
    for number in found:
        if len(part) >= PART and part[-1] >> numbers.DAY_SHIFT != number >> numbers.DAY_SHIFT:
            yield index.in_list("{0}", part)
            part = []
        part.append(number)
    if part:
        yield index.in_list("{0}", part)


def _linked_among(index: Index, scope: Scope, found: Sequence[int]) -> list[int]:
    """Return those that the first link leads to: that is cheaper than to search for words."""
    sql, parameters = index.restrict(replace(scope, links=scope.links[:1]), found)
    return [number for (number,) in index.rows(f"{sql} ORDER BY 1", parameters)]


def _page(index: Index, scope: Scope, part: Sql, limit: int | None, *, newest_first: bool) -> list[int]:
    """Return the first numbers of a part, and all (up to `TIES`) that have the first day of the last of them."""
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
