"""Records that have all words of a search but one: shown after its matches where there are few of these."""

from collections.abc import Sequence

from msgspec.structs import replace

from sinoru.index.index import Index, Numbers
from sinoru.query.conditions import needs_records
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.ranking import RECONSIDERED, rank
from sinoru.query.scope import resolve_scope
from sinoru.query.select import first_numbers
from sinoru.text.query import Node, all_of, any_of, in_words, leaves, negated, split_words

FEW = 5
"""The matches of a search that are too few, and the most of these records that are then shown."""


def find_near_misses(index: Index, query: Node, filters: Filters, matches: Sequence[int]) -> dict[int, str]:
    """Return the best records that have all words of a query but one, sources last, each with that word."""
    words, rest = split_words(query)
    limit = min(FEW, (filters.limit or FEW + len(matches)) - len(matches))
    is_by_date = filters.sort in ("date", "-date")
    if (
        len(matches) >= FEW
        or not words[1:]
        or limit < 1
        or is_by_date
        or any(map(needs_records, leaves(query)))
    ):
        return {}
    all_but_one = any_of(*(all_of(*(one for one in words if one != without)) for without in words))
    scope = resolve_scope(index, filters, (), all_of(all_but_one, *rest), question="search")
    others = replace(scope, where=(*scope.where, negated(Numbers(tuple(matches)))))
    found = rank(index, others, RECONSIDERED, "", words=words)
    if not found.is_ranked:
        return {}
    chosen = _sources_last(index, found.numbers)[:limit]
    lacking: dict[int, str] = {}
    for word in words:
        scope = resolve_scope(index, NO_FILTERS, (), word, question="search")
        having = replace(scope, where=(*scope.where, Numbers(tuple(chosen))))
        lacking |= dict.fromkeys(set(chosen).difference(first_numbers(index, having, limit)), in_words(word))
    return {number: lacking[number] for number in chosen if number in lacking}


def _sources_last(index: Index, numbers: Sequence[int]) -> list[int]:
    condition, values = index.in_list("number", numbers)
    kinds = dict(index.rows(f"SELECT number, kind FROM record WHERE {condition}", values))
    return sorted(numbers, key=lambda number: kinds[number] == "source")
