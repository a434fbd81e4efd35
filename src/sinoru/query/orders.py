"""The order of a listing: by date, or by a number or date of the corpus's own."""

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.messages import unknown
from sinoru.model.errors import WrongUsage, WrongValue
from sinoru.model.fields import Field, amount_term, is_amount
from sinoru.query.filters import SORTS, Filters
from sinoru.query.select import (
    NO_TERM,
    Counted,
    count_numbers,
    select_numbers,
    statements,
    terms_of,
    too_many,
)


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
    term = amount_term(sorting.field)
    best, turn = ("max(high)", " DESC") if sorting.is_descending else ("min(low)", "")
    values: list[object] = [terms_of(index, [term]).get(term, NO_TERM)]
    sql = f"SELECT record, {best} FROM amount WHERE field = ?"
    is_all = not scope.is_narrowed and scope.kinds == (sorting.field.holder,)
    if not is_all:
        chosen, more = index.materialise(statements(index, scope))
        sql, values = f"{sql} AND record IN ({chosen})", [*values, *more]
    sql = f"{sql} GROUP BY record ORDER BY 2{turn}, 1"
    bound = " LIMIT ?" if limit is not None else ""
    found = [number for number, _ in index.rows(sql + bound, [*values, *([limit] if bound else [])])]
    if limit is not None and len(found) >= limit:
        return found
    with_value = set(found)
    others = select_numbers(index, scope, None if limit is None else limit + len(found))
    return [*found, *(number for number in others if number not in with_value)][:limit]


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
