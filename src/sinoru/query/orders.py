"""The order of a listing: by date, or by a number or date of the corpus's own."""

import msgspec
from msgspec.structs import replace

from sinoru.index.index import Amounts, Index, Scope, Sql, amounts_sql, both
from sinoru.messages import unknown
from sinoru.model.errors import WrongUsage, WrongValue
from sinoru.model.fields import Field, amount_term, is_amount
from sinoru.model.records import RECORDS
from sinoru.query.filters import SORTS, Filters
from sinoru.query.select import (
    NO_TERM,
    Counted,
    count_numbers,
    keep_in_scope,
    select_numbers,
    statements,
    terms_of,
    too_many,
)

_WALKED = (0, 500, 5_000)
"""How many values, at least, are walked through for the first records in scope, until enough are found."""


class Sorting(msgspec.Struct, frozen=True):
    """An order by a field of the corpus's own."""

    field: Field
    is_descending: bool


def sorting_by(index: Index, order: str) -> Sorting | None:
    """Return the own field that a list is sorted by; None where it is sorted by date or rank.

    Raises WrongUsage for an order that there is not, and WrongValue for a field that has none.
    """
    if order in ("", *SORTS):
        return None
    from sinoru.query.own_fields import own_field  # most lists are sorted by date

    name = order.removeprefix("-")
    if not index.fields.called(name):
        ordered = (one.key for one in index.fields.own() if is_amount(one))
        raise WrongUsage(unknown("sort order", order, [*SORTS, *dict.fromkeys(ordered)]))
    field = own_field(index, "--sort", name)
    if not is_amount(field):
        raise WrongValue(
            "--sort", f"{name} has no order: only numbers and dates have one. Use another field."
        )
    return Sorting(field, order.startswith("-"))


def select_sorted(index: Index, scope: Scope, sorting: Sorting, limit: int | None) -> list[int]:
    """Return the numbers of the records in scope by their lowest or highest value; those without any come last."""
    found = None if limit is None else _first_in_order(index, scope, sorting, limit)
    if found is None:
        found = _all_in_order(index, scope, sorting, limit)
    if limit is not None and len(found) >= limit:
        return found
    with_value = set(found)
    others = select_numbers(index, scope, None if limit is None else limit + len(found))
    return [*found, *(number for number in others if number not in with_value)][:limit]


def _first_in_order(index: Index, scope: Scope, sorting: Sorting, limit: int) -> list[int] | None:
    """Return the first records in scope with a value; None where few of the highest or lowest values are of such.

    The values are walked through in their order, and the scope is asked about each part of them.
    """
    term = _term(index, sorting.field)
    rest, bounds = _parted(scope, sorting.field, term)
    if rest.match:
        return None  # only the full text knows the records with a word
    is_all = not rest.is_narrowed and rest.kinds == (sorting.field.holder,)
    where: Sql = ("field = ?", [term])
    for bound in bounds:
        where = both(where, amounts_sql(bound))
    order = "high DESC" if sorting.is_descending else "low"
    query = f"SELECT record FROM amount WHERE {where[0]} ORDER BY {order}, record LIMIT ?"
    for most in dict.fromkeys(max(limit, least) for least in _WALKED):
        walked = [number for (number,) in index.rows(query, [*where[1], most])]
        found = list(dict.fromkeys(walked))
        if not is_all:
            kept = {*keep_in_scope(index, rest, found)}
            found = [number for number in found if number in kept]
        if len(found) >= limit or len(walked) < most:
            return found[:limit]
    return None


def _parted(scope: Scope, field: Field, term: int) -> tuple[Scope, list[Amounts]]:
    """Return a scope without its bounds of a field of which no record has two values, and these bounds."""
    if field.is_list or field.own.rpartition(".")[0] not in RECORDS:
        return scope, []
    bounds = [one for one in scope.where if isinstance(one, Amounts) and one.field == term]
    return replace(scope, where=tuple(one for one in scope.where if one not in bounds)), bounds


def _term(index: Index, field: Field) -> int:
    term = amount_term(field)
    return terms_of(index, [term]).get(term, NO_TERM)


def _all_in_order(index: Index, scope: Scope, sorting: Sorting, limit: int | None) -> list[int]:
    """Return the records in scope with a value; the records are found first."""
    best, turn = ("max(high)", " DESC") if sorting.is_descending else ("min(low)", "")
    chosen, more = index.materialise(statements(index, scope))
    sql = (
        f"SELECT record, {best} FROM amount WHERE field = ? AND record IN ({chosen})"
        f" GROUP BY record ORDER BY 2{turn}, 1"
    )
    bound = [] if limit is None else [limit]
    values = [_term(index, sorting.field), *more, *bound]
    rows = index.rows(f"{sql} LIMIT ?" if bound else sql, values)
    return [number for number, _ in rows]


def select_most(index: Index, scope: Scope, filters: Filters, most: int | None, things: str) -> Counted:
    """Return the records in scope, sorted and limited as the filters request.

    Raises WrongUsage if there are more than `most`; the message calls the records `things`. Raises WrongValue for an
    unknown order.
    """
    limit, sorting = filters.limit, sorting_by(index, filters.sort)
    if most is not None:
        limit = most + 1 if limit is None else min(limit, most + 1)
    if sorting:
        chosen = select_sorted(index, scope, sorting, limit)
    else:
        chosen = select_numbers(index, scope, limit, newest_first=filters.sort == "-date")
    if most is not None and len(chosen) > most:
        raise too_many(most, things)
    is_complete = filters.limit is None or len(chosen) < filters.limit
    return chosen, len(chosen) if is_complete else count_numbers(index, scope)
