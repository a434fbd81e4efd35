"""Records that have all words of a search but one: shown after its matches where there are few of these."""

from collections.abc import Sequence

from msgspec.structs import replace

from sinoru.index.index import Index, LinkFilter, Numbers, Scope
from sinoru.query.answers import SHOWN
from sinoru.query.conditions import needs_records
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.ranking import RECONSIDERED, Sought, rank
from sinoru.query.scope import resolve_scope
from sinoru.query.select import first_numbers
from sinoru.text.query import Node, all_of, any_of, in_words, leaves, negated, split_words

FEW = 5
"""The matches of a search that are too few, and the most of these records that are then shown."""


def find_near_misses(
    index: Index, query: Node, filters: Filters, matches: Sequence[int], sources: int
) -> dict[int, str]:
    """Return the best records that have all words of a query but one, sources last, each with that word.

    So many of the last `matches` are `sources`. They only announce an answer: they do not count as matches here, and
    what cites them comes first.
    """
    words, rest = split_words(query)
    answers = len(matches) - sources
    room = (filters.limit or SHOWN) - answers - (sources > 0)  # the first source is shown in any case
    limit = min(FEW, room)
    is_by_date = filters.sort in ("date", "-date")
    if answers >= FEW or not words[1:] or limit < 1 or is_by_date or any(map(needs_records, leaves(query))):
        return {}
    all_but_one = any_of(*(all_of(*(one for one in words if one != without)) for without in words))
    scope = resolve_scope(index, filters, (), all_of(all_but_one, *rest), question="search")
    others = replace(scope, where=(*scope.where, negated(Numbers(tuple(matches)))))
    found = rank(index, others, RECONSIDERED, "", Sought(words))
    if not found.is_ranked:
        return {}
    citing = _citing(index, others, matches[answers:])
    first = [number for number in found.numbers[: len(found.numbers) - found.sources] if number in citing]
    chosen = list(dict.fromkeys([*first, *found.numbers]))[:limit]
    lacking: dict[int, str] = {}
    for word in words:
        scope = resolve_scope(index, NO_FILTERS, (), word, question="search")
        having = replace(scope, where=(*scope.where, Numbers(tuple(chosen))))
        lacking |= dict.fromkeys(set(chosen).difference(first_numbers(index, having, limit)), in_words(word))
    return {number: lacking[number] for number in chosen if number in lacking}


def _citing(index: Index, scope: Scope, sources: Sequence[int]) -> frozenset[int]:
    """Return the records in a scope that cite one of the sources."""
    if not sources:
        return frozenset()
    condition, values = index.in_list("r.number", sources)
    terms = index.rows(f"SELECT t.number FROM term t JOIN record r ON r.id = t.id WHERE {condition}", values)
    cited = LinkFilter(tuple(number for (number,) in terms), ("source",))
    return frozenset(first_numbers(index, replace(scope, links=(cited, *scope.links)), RECONSIDERED))
