"""`sinoru search`: ranked full-text search over records of all kinds.

Ranking by bm25 reads every match, which for a word in most of a million records takes a second. So matches are ranked
only up to EXACT of them. Of more, those with the words in the title come first, each group in chronological order,
and the answer says that its words are too common to rank.
"""

from collections.abc import Collection, Sequence
from math import log2

import msgspec

from sinoru.index.fields import date_of, headline_of, links_of, title_of
from sinoru.index.index import Condition, Index, Phrase, Scope
from sinoru.model.fields import Fields
from sinoru.model.records import RECORD_OF_KIND, Claim, Record
from sinoru.query.answers import SHOWN, Hit, Ref, Search
from sinoru.query.conditions import named_terms, refs_for, with_spellings
from sinoru.query.fetch import load, present_id, refs_of
from sinoru.query.filters import Filters, Sort, check_honoured, narrowing
from sinoru.query.judgements import verdict_words
from sinoru.query.read_as import report
from sinoru.query.read_query import read_query
from sinoru.query.scope import resolve_scope
from sinoru.query.select import keep_in_scope, select_numbers, statements
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
    leaves,
    map_leaves,
    terms,
)
from sinoru.text.terms import words_of
from sinoru.text.tokens import STOP_WORDS, nearest_words

EXACT = 10_000
"""Up to this number of matches, all are ranked and counted."""
COUNTED = 2_000
"""Up to this number of matches, they are counted by kind, which takes a hundredth of a second."""
WIDTH = 400
"""Characters of a snippet."""
NEIGHBOURS = 200_000
"""How many words of the vocabulary a misspelt word is compared with, the most frequent first."""
LONGEST_ACRONYM = 4
"""Capitals up to this number are an acronym, which is not corrected."""
RECONSIDERED = 200
"""How many more than requested of the best by bm25 are weighted by the constants below."""
KIND_WEIGHTS = {"event": 1.2, "source": 0.5}
"""The short title of an event says what happened; that of a source only announces it."""
SPOKEN_OF = 0.12
"""The weight of each doubling of the number of references: the event that all refer to is probably meant."""
MOST_SPOKEN_OF = 31
"""References beyond this number do not count."""
_NO_SNIPPET = ("title", "date", "names", "evidence", "topics", "countries", "country", "kind", "tags")
"""Fields too short for a snippet."""

Corrections = tuple[tuple[str, str], ...]
"""Pairs of a word typed and the word that replaces it."""


class Ranked(msgspec.Struct, frozen=True):
    """Record numbers, best first, with their scores and the number of all matches."""

    numbers: Sequence[int] = ()
    scores: Sequence[float] = ()
    total: int = 0
    total_is_exact: bool = True
    is_ranked: bool = True
    by_kind: dict[str, int] = msgspec.field(default_factory=dict)
    """All matches by the kind of their record; empty where they are too many to count."""


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

    A word that no record contains is replaced by the nearest one, which the answer reports. With `sort` "date" or
    "-date" the hits are in chronological order. Raises what read_query and resolve_scope raise.
    """
    found = find_in_order(index, text, filters)
    ranked = found.ranked
    return Search(
        query=text,
        hits=hits_of(index, found.query, ranked.numbers, ranked.scores),
        total=ranked.total,
        total_is_exact=ranked.total_is_exact,
        corrected=found.corrected,
        ignored=found.ignored,
        relaxed=found.is_relaxed and bool(ranked.numbers),
        is_ranked=ranked.is_ranked,
        filtered_by=tuple(narrowing(filters)),
        by_kind=ranked.by_kind,
    )


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
    query, corrected = correct(index, with_spellings(index, parsed.query))
    named = named_by(index, query)
    if id_ := present_id(index, text.strip()) if "-" in text else "":  # the record with that id comes first
        query, named = any_of(query, Field("id", id_)), {*named, id_}
    is_relaxed = False
    found = _find(index, query, filters, kinds, named, reconsidered)
    if not found.numbers and len([one for one in conjuncts(query) if terms(one)]) > 1:
        query, is_relaxed = relaxed(query), True
        found = _find(index, query, filters, kinds, (), reconsidered)
    return InOrder(query, parsed.ignored, found, corrected, is_relaxed)


def hits_of(index: Index, query: Node, numbers: Sequence[int], scores: Sequence[float]) -> tuple[Hit, ...]:
    """Return the records of these numbers as hits of a query."""
    records = [record for _, _, _, record in load(index, numbers)]
    bearers = bearers_in(index, query)
    claims = [(number, one) for number, one in zip(numbers, records, strict=True) if isinstance(one, Claim)]
    verdicts = verdict_words(index, claims)
    return tuple(
        _hit(query, index.fields, bearers, record, score, verdicts.get(number, ""))
        for number, record, score in zip(numbers, records, scores, strict=True)
    )


def _find(
    index: Index,
    query: Node,
    filters: Filters,
    kinds: Sequence[str],
    named: Collection[str],
    reconsidered: int,
) -> Ranked:
    if query == EMPTY and not narrowing(filters):
        return Ranked()
    scope = resolve_scope(index, filters, kinds, query, question="search")
    return rank(index, scope, filters.limit or SHOWN, filters.sort, named, reconsidered)


def _hit(
    query: Node, fields: Fields, bearers: dict[str, Ref], record: Record, score: float, verdict: str
) -> Hit:
    texts = [*headline_of(record), *fields.texts(record)]
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


def rank(
    index: Index,
    scope: Scope,
    limit: int,
    sort: Sort,
    named: Collection[str] = (),
    reconsidered: int = RECONSIDERED,
) -> Ranked:
    """Return the best `limit` records in scope; with `sort` by date, the earliest or the latest ones.

    `named` has the ids of the records that all words of the query name: they come first. So many more than `limit`
    of the best by bm25 are `reconsidered`, by their kind and the references to them.
    """
    scored = _scored(scope)
    if not scored or _exceeds(index, Scope(match=scored) if _is_flat(scope) else scope):
        return _in_order_of_time(index, scope, limit, sort, has_words=bool(scored))
    if _is_flat(scope):
        scores = index.scores(scored)
        found = keep_in_scope(index, scope, scores)
    else:
        found = select_numbers(index, scope, None)
        scores = dict.fromkeys(found, 0.0) | index.scores(scored, found)
    if sort in ("date", "-date"):
        chosen = sorted(found, reverse=sort == "-date")[:limit]
    else:
        best = sorted(found, key=lambda number: (-scores[number], number))[: limit + reconsidered]
        scores = _weight_scores(index, {number: scores[number] for number in best}, named)
        chosen = sorted(best, key=lambda number: (-scores[number], number))[:limit]
    return Ranked(chosen, [scores[number] for number in chosen], len(found), by_kind=_by_kind(index, found))


def _by_kind(index: Index, found: Sequence[int]) -> dict[str, int]:
    if len(found) > COUNTED:
        return {}
    condition, values = index.in_list("number", found)
    query = f"SELECT kind, count(*) FROM record WHERE {condition} GROUP BY kind"
    counted = dict(index.rows(query, values))
    return {kind: counted[kind] for kind in RECORD_OF_KIND if kind in counted}


def _weight_scores(index: Index, scores: dict[int, float], named: Collection[str]) -> dict[int, float]:
    """Weight scores by the kind of record and the number of records that refer to it; put `named` records on top."""
    top = max(scores.values(), default=0.0)
    weighted = {}
    condition, values = index.in_list("r.number", list(scores))
    query = (
        "SELECT r.number, r.id, r.kind, coalesce(sum(t.records), 0) FROM record r"
        " LEFT JOIN term ON term.id = r.id LEFT JOIN tally t ON t.target = term.number AND t.how = ''"
        f" WHERE {condition} GROUP BY r.number, r.id, r.kind"
    )
    for number, id_, kind, referring in index.rows(query, values):
        weight = KIND_WEIGHTS.get(kind, 1.0)
        if kind == "event" or id_ in named:
            weight *= 1 + SPOKEN_OF * log2(1 + min(referring, MOST_SPOKEN_OF))
        weighted[number] = scores[number] * weight + (top if id_ in named else 0)
    return weighted


def _scored(scope: Scope) -> Condition | None:
    """Return the words that matches are ranked by: all that one may have; None without any."""
    if _is_flat(scope):
        return scope.match
    phrases = [leaf for part in (scope.match, *scope.where) if part for leaf in leaves(part)]
    words = [leaf for leaf in phrases if isinstance(leaf, Phrase)]
    return any_of(*dict.fromkeys(words)) if words else None


def _is_flat(scope: Scope) -> bool:
    """Return whether each match has the words of the text condition, by which an engine ranks all at once."""
    if scope.match is None or any(isinstance(leaf, Phrase) for each in scope.where for leaf in leaves(each)):
        return False
    return all(
        isinstance(one, Phrase)
        for item in conjuncts(scope.match)
        for one in alternatives(item.item if isinstance(item, Not) else item)
    )


def _exceeds(index: Index, scope: Scope) -> bool:
    """Return whether more records are in scope than are ranked."""
    if scope.has_dates:
        return _count_up_to(index, scope, EXACT + 1) > EXACT
    sql, values = index.matching(scope)
    counted: int = index.value(f"SELECT count(*) FROM ({sql} LIMIT ?) AS found", [*values, EXACT + 1])
    return counted > EXACT


def _in_order_of_time(index: Index, scope: Scope, limit: int, sort: Sort, *, has_words: bool) -> Ranked:
    """Return the records with the words in the title, then the others, each by date; with `sort`, all by date."""
    chosen: list[int] = []
    if has_words and scope.match and sort in ("", "rank"):
        in_title = msgspec.structs.replace(scope, in_title=True)
        chosen = select_numbers(index, in_title, limit)
    newest_first = sort == "-date"
    others = select_numbers(index, scope, limit, newest_first=newest_first) if len(chosen) < limit else []
    chosen = list(dict.fromkeys([*chosen, *others]))[:limit]
    is_all = len(chosen) < limit
    total = len(chosen) if is_all else _count_up_to(index, scope, EXACT + 1)
    is_exact = is_all or total <= EXACT
    by_kind = (
        {}
        if has_words or not is_exact or total > COUNTED
        else _by_kind(index, select_numbers(index, scope, None))
    )
    return Ranked(
        chosen,
        [0.0] * len(chosen),
        min(total, EXACT),
        total_is_exact=is_exact,
        is_ranked=False,
        by_kind=by_kind,
    )


def _count_up_to(index: Index, scope: Scope, most: int) -> int:
    """Count the records in scope; where there are more than `most`, return that."""
    found = 0
    for sql, values in statements(index, scope):
        query = f"SELECT count(*) FROM ({sql} LIMIT ?) AS found"
        found += index.value(query, [*values, most - found])
    return found


def correct(index: Index, query: Node) -> tuple[Node, Corrections]:
    """Replace each single word that no record contains and that names nothing by the nearest word of the corpus.

    Return the new query, and what was replaced.
    """
    corrections: list[tuple[str, str]] = []

    def change(leaf: Node, is_required: bool) -> Node:  # noqa: FBT001  the signature of map_leaves
        is_word = isinstance(leaf, Term) and is_required
        return _corrected(index, leaf, corrections) if is_word else leaf

    return map_leaves(query, change), tuple(corrections)


def relaxed(query: Node) -> Node:
    """Return a query that requires any of the words instead of all; its fields and exclusions stay."""
    words = [item for item in conjuncts(query) if not isinstance(item, Not) and terms(item)]
    rest = [item for item in conjuncts(query) if item not in words]
    return all_of(any_of(*words), *rest) if words else query


def _corrected(index: Index, term: Term, corrections: list[tuple[str, str]]) -> Node:
    if not term.is_plain or len(term.tokens) != 1 or _is_known(index, term):
        return term
    word = term.text.casefold()
    if term.text.isupper() and len(word) <= LONGEST_ACRONYM:
        return term
    near = [one for one in nearest_words(word, _similar_length(index, word)) if one not in STOP_WORDS]
    if not near:
        return term
    corrections.append((term.text, near[0]))
    report("WORDS", term.text, near[0], "typo")
    return words_of(near[0])


def _is_known(index: Index, term: Term) -> bool:
    sql, values = index.matching(Scope(match=Phrase(term.tokens)))
    return index.value(f"{sql} LIMIT 1", values) is not None or bool(refs_for(index, term))


def _similar_length(index: Index, word: str) -> list[str]:
    """Return the words of the corpus of about the same length, the most frequent first."""
    query = (
        "SELECT word FROM word WHERE records > 0 AND length(word) BETWEEN ? AND ?"
        " ORDER BY records DESC, word LIMIT ?"
    )
    length = len(word)
    return [found for (found,) in index.rows(query, (length - 2, length + 2, NEIGHBOURS))]


def bearers_in(index: Index, query: Node) -> dict[str, Ref]:
    """Return, by id, the people, organisations and places that the words of a query name."""
    return refs_of(index, {id_ for term in terms(query) for id_ in ids_named(index, term)})


def named_by(index: Index, query: Node) -> set[str]:
    """Return the ids of the records that every word of the query names: for `zhang wannian`, zhang-wannian."""
    groups = [
        {id_ for term in alternatives(item) if isinstance(term, Term) for id_ in ids_named(index, term)}
        for item in conjuncts(query)
        if not isinstance(item, Not)
    ]
    return set.intersection(*groups) if groups else set()


def ids_named(index: Index, term: Term) -> frozenset[str]:
    """Return the ids of the records that a word names."""
    condition, values = index.in_list("number", named_terms(index, term))
    return frozenset(id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {condition}", values))
