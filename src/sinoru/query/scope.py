"""The scope of a question: the words, fields and filters of a query as an engine begins with them."""

from collections.abc import Sequence
from itertools import product

from sinoru.index.index import Condition, Days, Index, LinkFilter, OfKind, Scope
from sinoru.query.conditions import Conditions, is_of_words
from sinoru.query.filters import QUERY, RELATIVE, Filters, filter_of_field, given_filters, query_of
from sinoru.query.read_as import Readings, report
from sinoru.query.resolve import check_order, parse_date, resolve_days
from sinoru.text.query import EMPTY, All, Field, Node, Not, all_of, conjuncts


def read_words(index: Index, words: str) -> Node:
    """Return the query that words are, and report those that are ignored; nothing without any. Raises WrongQuery."""
    if not words.strip():
        return EMPTY
    from sinoru.query.expansion import with_other_words
    from sinoru.query.read_query import read_conditions  # a list without words needs no stemmer

    parsed = read_conditions(words, index)
    for word in parsed.ignored:
        report("WORDS", word, "", "common")
    return with_other_words(index, parsed.query)


def wheres_of(index: Index, filters: Filters) -> Node:
    """Return the query that the conditions among the filters are. Raises WrongQuery."""
    if not filters.where:
        return EMPTY
    from sinoru.query.read_query import read_where

    return all_of(*(read_where(one, index) for one in filters.where))


def resolve_scope(
    index: Index,
    filters: Filters,
    kinds: Sequence[str],
    query: Node = EMPTY,
    *,
    beside: Sequence[str] = (),
    question: str = "",
) -> Scope:
    """Return the scope of a listing of these kinds of record, which pass the filters and match the query.

    `beside` has the kinds of record that an answer lists beside these, whose own kinds are accepted too. `question`
    is the one asked, if a filter means something else in it. Raises UnknownValue, AmbiguousValue, WrongDate,
    WrongValue or WrongUsage.
    """
    if not filters.query:
        return _resolved(index, filters, kinds, query, beside, question)
    with Readings() as readings:
        scope = _resolved(index, filters, kinds, query, beside, question)
    for one in readings.found:
        report(f"--{QUERY}" if one.given == "WORDS" else one.given, one.typed, one.read_as, one.rule, one.id)
    return scope


def _resolved(
    index: Index, filters: Filters, kinds: Sequence[str], query: Node, beside: Sequence[str], question: str
) -> Scope:
    first, last = resolve_days(filters)
    if any(name in RELATIVE for name in given_filters(filters)):
        from sinoru.query.relative_time import days_around

        around = days_around(index, filters)
        first, last = around.first, around.last
        query = all_of(query, Not(Field("id", around.id)))
    conditions = Conditions(index, kinds, beside, question)
    asked = read_words(index, filters.query)
    wheres = wheres_of(index, filters)
    items = conditions.joined(
        [*conjuncts(query), *conjuncts(asked), *conjuncts(wheres), *conjuncts(query_of(filters))]
    )
    _check_order(items, filters)
    found: list[Condition] = []
    for item in sorted(items, key=conditions.selectivity):
        conditions.beyond = tuple(found)
        found += conjuncts(conditions.of(item))
    return _planned(found, Scope(kinds=tuple(kinds), first=first, last=last))


def _check_order(items: Sequence[Node], filters: Filters) -> None:
    """Raise WrongDate if a beginning is later than an end, whether they are fields or options."""
    fields = [item for item in items if isinstance(item, Field)]
    starts = [one.value for one in fields if filter_of_field(one.name) == "start"]
    ends = [one.value for one in fields if filter_of_field(one.name) == "end"]
    for start, end in product([*starts, filters.start], [*ends, filters.end]):
        if start and end:
            first, last = parse_date("from:", start)[0], parse_date("to:", end)[1]
            check_order("from:", start, end, first, last)


def _planned(found: Sequence[Condition], scope: Scope) -> Scope:
    """Return the scope with each condition where an engine has the fastest way to it."""
    kinds, first, last = scope.kinds, scope.first, scope.last
    links: list[LinkFilter] = []
    words: list[Condition] = []
    without: list[Condition] = []
    rest: list[Condition] = []
    for one in found:
        if isinstance(one, LinkFilter):
            links.append(one)
        elif isinstance(one, OfKind) and (not kinds or set(one.kinds) & set(kinds)):
            kinds = tuple(kind for kind in one.kinds if not kinds or kind in kinds)
        elif isinstance(one, Days) and not one.surely and first is None and last is None:
            first, last = one.first, one.last
        elif is_of_words(one):
            words.append(one)
        elif isinstance(one, Not) and is_of_words(one.item):
            without.append(one)
        else:
            rest.append(one)
    if not words:
        rest += without
    return Scope(
        kinds=kinds,
        first=first,
        last=last,
        links=tuple(links),
        match=all_of(*words, *without) if words else None,
        where=tuple(each for each in rest if each != All()),
    )


def in_doubt(index: Index, scope: Scope, numbers_: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Return the marks, by id, of those that pass the scope only perhaps."""
    if not scope.where:
        return {}
    from sinoru.query.marks import doubtful

    return doubtful(index, scope, numbers_)
