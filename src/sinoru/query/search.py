"""`sinoru search`: full-text search over records of all kinds, the best first (query/ranking.py)."""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import date_of, headline_of, links_of, other_key, title_of
from sinoru.index.index import Index
from sinoru.model.fields import Fields, may_be_id, may_be_text
from sinoru.model.records import Claim, Record
from sinoru.query.answers import SHOWN, Hit, Ref, Search
from sinoru.query.conditions import ids_named
from sinoru.query.corrections import Corrections, correct
from sinoru.query.expansion import with_other_words
from sinoru.query.fetch import load, present_id, refs_of
from sinoru.query.filters import Filters, check_honoured, names_of_own, narrowing
from sinoru.query.judgements import verdict_words
from sinoru.query.names import ids_called
from sinoru.query.near_misses import find_near_misses
from sinoru.query.orders import select_sorted, sorting_by
from sinoru.query.ranking import RECONSIDERED, Ranked, Sought, rank
from sinoru.query.read_query import read_query
from sinoru.query.scope import in_doubt, resolve_scope
from sinoru.query.select import count_numbers
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.query import (
    EMPTY,
    Field,
    Node,
    Not,
    Term,
    all_of,
    alternatives,
    any_of,
    conjuncts,
    split_words,
    terms,
)

WIDTH = 400
"""Characters of a snippet."""
_NO_SNIPPET = ("title", "date", "names", "evidence", "topics", "countries", "country", "kind", "tags")
"""Fields too short for a snippet."""

_MOST_COMBINED = 300
"""Combinations of words of which a record may have one: of more, the ones with the most words are not looked for."""


class InOrder(msgspec.Struct, frozen=True):
    """The records that a search finds, best first, and the query after its changes."""

    query: Node
    ignored: tuple[str, ...]
    """Stop words that were left out."""
    ranked: Ranked
    corrected: Corrections
    is_relaxed: bool


def ask_search(index: Index, text: str, filters: Filters) -> Search:
    """Return the records that contain all the words, best first, or else those that contain some.

    Of the latter, those with the most words come first if they are too many to rank.
    Where few have all words, those with all but one follow, and sources come last. A word that no record contains is
    replaced by the nearest one, which the answer reports. With `sort` "date" or "-date" the hits are in chronological
    order. Raises what read_query and resolve_scope raise.
    """
    found = find_in_order(index, text, filters)
    ranked = found.ranked
    scores = dict(zip(ranked.numbers, ranked.scores, strict=True))
    near: dict[int, str] = {}
    if not found.is_relaxed:
        near = find_near_misses(index, found.query, filters, ranked.numbers, ranked.sources)
    first = len(ranked.numbers) - ranked.sources
    shown = [*ranked.numbers[:first], *near, *ranked.numbers[first:]][: filters.limit]
    hits = hits_of(index, found.query, shown, [scores.get(number, 0.0) for number in shown])
    return Search(
        query=text,
        hits=tuple(
            replace(hit, missing=near.get(number, "")) for hit, number in zip(hits, shown, strict=True)
        ),
        total=ranked.total,
        total_is_exact=ranked.total_is_exact,
        corrected=found.corrected,
        ignored=found.ignored,
        relaxed=found.is_relaxed and bool(ranked.numbers),
        is_ranked=ranked.is_ranked,
        filtered_by=tuple(narrowing(filters)),
        by_kind=ranked.by_kind,
        marks=_marks(index, found, filters),
        own_fields=(*names_of_own(index.fields.own()), *index.fields.registers) if ":" in text else (),
    )


def _marks(index: Index, found: InOrder, filters: Filters) -> dict[str, tuple[str, ...]]:
    if not index.fields.declared.fields:
        return {}
    scope = resolve_scope(index, filters, (), found.query, question="search")
    return in_doubt(index, scope, found.ranked.numbers)


def find_in_order(
    index: Index,
    text: str,
    filters: Filters,
    kinds: Sequence[str] = (),
    *,
    reconsidered: int = RECONSIDERED,
) -> InOrder:
    """Return the numbers that `ask_search` answers with, and the query after its changes. Raises as that does.

    With as many `reconsidered` as match, the first numbers are the same whatever the limit.
    """
    check_honoured(filters, "search")
    parsed = read_query(text, index, is_narrowed=bool(narrowing(filters)))
    query, corrected = correct(index, with_other_words(index, parsed.query))
    named = named_by(index, query, text)
    if id_ := _record_called(index, text.strip()):  # the record with that id comes first
        query, named = any_of(query, Field("id", id_)), {*named, id_}
    is_relaxed = False
    words, _ = split_words(query)
    found = _find(index, query, filters, kinds, Sought(words, named), reconsidered)
    if not found.numbers and len(words) > 1:
        full, query, is_relaxed = query, relaxed(query), True
        found = _find(index, query, filters, kinds, Sought(words), reconsidered)
        if not found.is_ranked and filters.sort in ("", "rank"):
            most = _with_most_words(
                full, lambda one: _find(index, one, filters, kinds, Sought(words), reconsidered)
            )
            found = _after(most, found, filters.limit or SHOWN)
    return InOrder(query, parsed.ignored, found, corrected, is_relaxed)


def _record_called(index: Index, text: str) -> str:
    """Return the id that a query is, or that of the one record with it in another register; empty for words."""
    if id_ := present_id(index, text) if "-" in text else "":
        return id_
    if ":" in text or index.value("SELECT 1 FROM name WHERE key = ?", (other_key(text),)) is None:
        return ""
    from sinoru.query.other_ids import record_with  # lazy, as most queries are words

    return record_with(index, text)


def hits_of(index: Index, query: Node, numbers: Sequence[int], scores: Sequence[float]) -> tuple[Hit, ...]:
    """Return the records of these numbers as hits of a query."""
    records = [record for _, _, _, record in load(index, numbers)]
    bearers = bearers_in(index, query)
    claims = [(number, one) for number, one in zip(numbers, records, strict=True) if isinstance(one, Claim)]
    verdicts = verdict_words(index, claims)
    read = _with_names(index, records)
    return tuple(
        _hit(query, index.fields, bearers, pair, score, verdicts.get(number, ""))
        for number, pair, score in zip(numbers, zip(records, read, strict=True), scores, strict=True)
    )


def _with_names(index: Index, records: Sequence[Record]) -> Sequence[Record]:
    """Return records with names in place of the ids in fields that may also have a text, such as `party`."""
    fields = index.fields
    found = (id_ for record in records for _, _, id_ in fields.walk(record, may_be_text))
    ids = {id_ for id_ in found if may_be_id(id_)}
    if not ids:
        return records
    names = {id_: ref.name for id_, ref in refs_of(index, ids).items() if ref.kind}
    return [fields.with_ids(record, names) for record in records]


def _find(
    index: Index,
    query: Node,
    filters: Filters,
    kinds: Sequence[str],
    sought: Sought,
    reconsidered: int,
) -> Ranked:
    if query == EMPTY and not narrowing(filters):
        return Ranked()
    scope = resolve_scope(index, filters, kinds, query, question="search")
    limit = filters.limit or SHOWN
    if sorting := sorting_by(index, filters.sort):
        chosen = select_sorted(index, scope, sorting, limit)
        return Ranked(chosen, [0.0] * len(chosen), count_numbers(index, scope))
    return rank(index, scope, limit, filters.sort, sought, reconsidered)


def _hit(
    query: Node,
    fields: Fields,
    bearers: dict[str, Ref],
    pair: tuple[Record, Record],
    score: float,
    verdict: str,
) -> Hit:
    """Return a record as a hit; the second of the pair is the record as it is read, with names in place of ids."""
    record, read = pair
    texts = [*headline_of(read), *fields.texts(read)]
    matched = {
        field: [run for run, is_match in mark_matches(text, query) if is_match]
        for field, text in texts
        if text
    }
    where = [field for field, words in matched.items() if words]
    named = {bearers[id_].id: bearers[id_] for id_, _ in links_of(record, fields) if id_ in bearers}.values()
    return Hit(
        kind=record.KIND,
        id=record.id,
        date=date_of(record),
        title=title_of(record),
        score=round(score, 3),
        matched=tuple(
            dict.fromkeys(
                [*(word for words in matched.values() for word in words), *(ref.name for ref in named)]
            )
        ),
        where=(*where, *dict.fromkeys(f"{ref.kind} named" for ref in named)),
        snippet=_snippet(query, texts, where),
        verdict=verdict,
        evidence=record.evidence[:1],
    )


def _snippet(query: Node, texts: list[tuple[str, str]], where: list[str]) -> str:
    """Return the best window of the summary or, where only other fields match, of the first of those."""
    fields = [field for field in where if field not in _NO_SNIPPET]
    shown = "summary" if "summary" in fields or not fields else fields[0]
    return snippet(dict(texts).get(shown, ""), query, WIDTH)


def relaxed(query: Node) -> Node:
    """Return a query that requires any of the words instead of all; its fields and exclusions stay."""
    words, rest = split_words(query)
    return all_of(any_of(*words), *rest) if words else query


def _with_most_words(query: Node, find: Callable[[Node], Ranked]) -> Ranked:
    """Return the matches that lack the fewest of the words, at least two of which they have; none without any."""
    words, rest = split_words(query)
    for size in range(len(words) - 1, 1, -1):
        if comb(len(words), size) > _MOST_COMBINED:
            break
        some = any_of(*(all_of(*chosen) for chosen in combinations(words, size)))
        if (found := find(all_of(some, *rest))).numbers:
            return found
    return Ranked()


def _after(first: Ranked, found: Ranked, limit: int) -> Ranked:
    """Return what was found with some of it first."""
    scores = dict(zip(first.numbers, first.scores, strict=True))
    numbers = list(dict.fromkeys([*first.numbers, *found.numbers]))[:limit]
    return replace(found, numbers=numbers, scores=[scores.get(number, 0.0) for number in numbers])


def bearers_in(index: Index, query: Node) -> dict[str, Ref]:
    """Return, by id, the people, organisations and places that the words of a query name."""
    return refs_of(index, {id_ for term in terms(query) for id_ in ids_named(index, term)})


def named_by(index: Index, query: Node, text: str) -> set[str]:
    """Return the ids of the records that the text names, or every word of it: for `zhang wannian`, zhang-wannian."""
    groups = [
        {id_ for term in alternatives(item) if isinstance(term, Term) for id_ in ids_named(index, term)}
        for item in conjuncts(query)
        if not isinstance(item, Not)
    ]
    named = set.intersection(*groups) if groups else set()
    return named | ids_called(index, text)
