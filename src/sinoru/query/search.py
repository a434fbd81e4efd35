"""`sinoru search`: full-text search over records of all kinds, the best first (query/ranking.py)."""

from collections.abc import Collection, Sequence
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import date_of, headline_of, links_of, title_of
from sinoru.index.index import Index, Phrase, Scope
from sinoru.model.fields import Fields
from sinoru.model.records import Claim, Record
from sinoru.query.answers import SHOWN, Hit, Ref, Search
from sinoru.query.conditions import named_terms
from sinoru.query.expansion import with_other_words
from sinoru.query.fetch import load, present_id, refs_of
from sinoru.query.filters import Filters, check_honoured, narrowing
from sinoru.query.judgements import verdict_words
from sinoru.query.names import bearers_of_name
from sinoru.query.near_misses import find_near_misses
from sinoru.query.ranking import RECONSIDERED, Ranked, rank
from sinoru.query.read_as import report
from sinoru.query.read_query import read_query
from sinoru.query.scope import resolve_scope
from sinoru.query.synonyms import synonyms_of
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.query import (
    EMPTY,
    All,
    AnyOf,
    Field,
    Node,
    Not,
    Term,
    all_of,
    alternatives,
    any_of,
    conjuncts,
    forms_of,
    split_words,
    terms,
)
from sinoru.text.terms import phrase_of, words_of
from sinoru.text.tokens import STOP_WORDS, is_unspaced, locate_words, nearest_words

WIDTH = 400
"""Characters of a snippet."""
NEIGHBOURS = 200_000
"""How many words of the vocabulary a misspelt word is compared with, the most frequent first."""
LONGEST_ACRONYM = 4
"""Capitals up to this number are an acronym, which is not corrected."""
_NO_SNIPPET = ("title", "date", "names", "evidence", "topics", "countries", "country", "kind", "tags")
"""Fields too short for a snippet."""

Corrections = tuple[tuple[str, str], ...]
"""Pairs of a word typed and the word that replaces it."""


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
        hits=tuple(replace(hit, missing=near.get(number, "")) for hit, number in zip(hits, shown, strict=True)),
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
    query, corrected = correct(index, with_other_words(index, parsed.query))
    named = named_by(index, query, text)
    if id_ := present_id(index, text.strip()) if "-" in text else "":  # the record with that id comes first
        query, named = any_of(query, Field("id", id_)), {*named, id_}
    is_relaxed = False
    words, _ = split_words(query)
    found = _find(index, query, filters, kinds, named, reconsidered, words)
    if not found.numbers and len(words) > 1:
        query, is_relaxed = relaxed(query), True
        found = _find(index, query, filters, kinds, (), reconsidered, words)
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
    words: Sequence[Node],
) -> Ranked:
    if query == EMPTY and not narrowing(filters):
        return Ranked()
    scope = resolve_scope(index, filters, kinds, query, question="search")
    return rank(index, scope, filters.limit or SHOWN, filters.sort, named, reconsidered, words)


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


def correct(index: Index, query: Node) -> tuple[Node, Corrections]:
    """Replace each single word that no record contains and that names nothing by the nearest word of the corpus.

    Return the new query, and what was replaced.
    """
    corrections: list[tuple[str, str]] = []

    def changed(node: Node) -> Node:
        match node:
            case All(items=items):
                return all_of(*map(changed, items))
            case AnyOf(items=items, typed="") if items:
                return any_of(*map(changed, items))
            case Term():
                return _corrected(index, node, corrections)
        return node  # what is left out, and what has other forms already

    return changed(query), tuple(corrections)


def relaxed(query: Node) -> Node:
    """Return a query that requires any of the words instead of all; its fields and exclusions stay."""
    words, rest = split_words(query)
    return all_of(any_of(*words), *rest) if words else query


def _corrected(index: Index, term: Term, corrections: list[tuple[str, str]]) -> Node:
    if not term.is_plain or _occurs(index, term):
        return term
    if named := ids_named(index, term):  # by sound: these people are found as well, not only what refers to them
        return forms_of(term.text, term, *(Field("id", id_) for id_ in sorted(named)))
    if len(term.tokens) != 1:
        return _in_known_parts(index, term)
    if any(term.tokens[0] in tokens for tokens in synonyms_of(index)):
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


def _in_known_parts(index: Index, term: Term) -> Node:
    """Return a run of Chinese, Thai or the like that no record contains as the parts, as long as can be, that some do.

    A run of which a sign is left over stays as it is.
    """
    signs = [word for word, _, _ in locate_words(term.text)]
    parts: list[Node] = []
    while signs and all(map(is_unspaced, map(itemgetter(0), signs))):
        runs = (phrase_of("".join(signs[:end])) for end in range(len(signs), 1, -1))
        part = next((run for run in runs if _occurs(index, run)), None)
        if part is None:
            return term
        parts.append(part)
        signs = signs[len(part.tokens) :]
    if signs or len(parts) < 2:  # noqa: PLR2004
        return term
    report("WORDS", term.text, " ".join(part.text for part in parts), "parts")
    return all_of(*parts)


def _occurs(index: Index, term: Term) -> bool:
    """Return whether any record has these words."""
    sql, values = index.matching(Scope(match=Phrase(term.tokens)))
    return index.value(f"{sql} LIMIT 1", values) is not None


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


def named_by(index: Index, query: Node, text: str) -> set[str]:
    """Return the ids of the records that the text names, or every word of it: for `zhang wannian`, zhang-wannian."""
    groups = [
        {id_ for term in alternatives(item) if isinstance(term, Term) for id_ in ids_named(index, term)}
        for item in conjuncts(query)
        if not isinstance(item, Not)
    ]
    named = set.intersection(*groups) if groups else set()
    return named | _ids_of(index, bearers_of_name(index, text))


def ids_named(index: Index, term: Term) -> frozenset[str]:
    """Return the ids of the records that a word names."""
    return _ids_of(index, named_terms(index, term))


def _ids_of(index: Index, named: Sequence[int]) -> frozenset[str]:
    condition, values = index.in_list("number", named)
    return frozenset(id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {condition}", values))
