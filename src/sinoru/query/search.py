"""From the words of a query to what the index is asked.

Typing errors in a query: a word that stands nowhere becomes the nearest word that does.

The best matches first, at a cost that stays flat.

bm25 reads every match, which for a word in most of a million records takes a second. So up to EXACT matches are
all ranked; of more, those with the words in their title come first, each group in order of time, and the answer
says that its words are too common to rank.

Ranked search over records of every kind.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from math import log2

import msgspec

from sinoru.index.fields import date_of, headline_of, links_of, texts_of, title_of
from sinoru.index.index import Index, Phrase, Scope, TextCondition
from sinoru.index.numbers import ref_token
from sinoru.model.records import Claim, Record
from sinoru.query.answers import Hit, Ref, Search
from sinoru.query.assemble import load, refs_of
from sinoru.query.filters import Filters, Sort
from sinoru.query.names import bearers_of
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import keep_in_scope, select_numbers
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.syntax import Query, Term, parse_query, relaxed
from sinoru.text.tokens import nearest_words


def condition_for_words(index: Index, words: str) -> TextCondition | None:
    """Return what a record must hold to have all the words; None where there are none."""
    return condition_for_query(index, parse_query(words))


def condition_for_query(index: Index, query: Query) -> TextCondition | None:
    """Return what a record must hold for a query; a name also matches where a record refers to who bears it."""
    return text_condition(query, expand=lambda term: refs_for(index, term))


def bearers_in(index: Index, query: Query) -> dict[str, Ref]:
    """Give, by id, who or what the words of a query name."""
    return refs_of(index, {id_ for group in query.all for term in group for id_ in ids_named(index, term)})


def named_by(index: Index, query: Query) -> set[str]:
    """Return the ids of those whom every word of the query names: for `zhang wannian`, zhang-wannian."""
    groups = [{id_ for term in group for id_ in ids_named(index, term)} for group in query.all]
    return set.intersection(*groups) if groups else set()


def ids_named(index: Index, term: Term) -> frozenset[str]:
    """Return the ids of those whom a word names."""
    bearers, values = index.in_list("number", _bearers(index, term))
    return frozenset(id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {bearers}", values))


def refs_for(index: Index, term: Term) -> Sequence[str]:
    """Return the `refs` tokens of the people, organisations and places that a word names."""
    return [ref_token(number) for number in _bearers(index, term)]


def _bearers(index: Index, term: Term) -> Sequence[int]:
    return () if term.prefix or term.phrase else bearers_of(index, term.text)


Corrections = tuple[tuple[str, str], ...]
NEIGHBOURS = 200_000
"""How many words of the vocabulary are compared, the most frequent first."""


def correct(index: Index, query: Query) -> tuple[Query, Corrections]:
    """Replace each single word that neither stands in a record nor names anybody; give the pairs as well."""
    corrections: list[tuple[str, str]] = []
    groups = tuple(tuple(_corrected(index, term, corrections) for term in group) for group in query.all)
    return msgspec.structs.replace(query, all=groups), tuple(corrections)


def _corrected(index: Index, term: Term, corrections: list[tuple[str, str]]) -> Term:
    if term.prefix or term.phrase or len(term.tokens) != 1 or _is_known(index, term):
        return term
    near = nearest_words(term.text.casefold(), _neighbours(index, term.text.casefold()), limit=1)
    if not near:
        return term
    corrections.append((term.text, near[0]))
    return parse_query(near[0]).all[0][0]


def _is_known(index: Index, term: Term) -> bool:
    sql, values = index.matching(Scope(match=TextCondition(((Phrase(term.tokens),),))))
    return index.value(f"{sql} LIMIT 1", values) is not None or bool(refs_for(index, term))


def _neighbours(index: Index, word: str) -> list[str]:
    """Return the words that may be meant: of about the same length, the most frequent first."""
    query = (
        "SELECT word FROM word WHERE records > 0 AND length(word) BETWEEN ? AND ?"
        " ORDER BY records DESC, word LIMIT ?"
    )
    length = len(word)
    return [found for (found,) in index.rows(query, (length - 2, length + 2, NEIGHBOURS))]


def _expand_nothing(_term: "Term") -> Sequence[str]:
    return ()


def text_condition(
    query: "Query", expand: "Callable[[Term], Sequence[str]]" = _expand_nothing
) -> TextCondition | None:
    """Return the phrases that a query asks for; None if it only excludes, which finds nothing.

    `expand` gives more tokens that do for a term, wanted or excluded: those of the entities it names.
    """

    def alternatives(terms: "Iterable[Term]") -> tuple[Phrase, ...]:
        phrases = (
            phrase
            for term in terms
            for phrase in (*_phrases(term), *(Phrase((token,)) for token in expand(term)))
        )
        return tuple(dict.fromkeys(phrases))

    if not query.all:
        return None
    return TextCondition(tuple(map(alternatives, query.all)), alternatives(query.none))


def _phrases(term: "Term") -> tuple[Phrase, ...]:
    """Return the phrase of a term; for a prefix two, as `bombings*` must find the stem `bomb`."""
    from sinoru.text.tokens import stem

    *before, last = term.tokens
    whole = Phrase(term.tokens, term.prefix)
    if not term.prefix or stem(last).startswith(last):
        return (whole,)
    return whole, Phrase((*before, stem(last)))


EXACT = 10_000
"""Up to so many matches, every one is ranked and counted."""

RECONSIDERED = 200
"""Of the best by words, how many more than asked for are weighed by what they are."""
KIND_WEIGHTS = {"event": 1.2, "source": 0.5}
"""An event says what happened in a short title; the title of a source only promises it."""
SPOKEN_OF = 0.12
"""What each doubling of the records that refer to one adds: the event that all speak of is the one meant."""
MOST_SPOKEN_OF = 31
"""So many are counted."""


class Ranked(msgspec.Struct, frozen=True):
    """Record numbers, best first, and how they were chosen."""

    numbers: Sequence[int] = ()
    scores: Sequence[float] = ()
    total: int = 0
    total_is_exact: bool = True
    is_ranked: bool = True


def rank(index: Index, scope: Scope, limit: int, sort: Sort, named: Collection[str] = ()) -> Ranked:
    """Return the best `limit` records in scope; with `sort` by date, the first or the last ones in order of time.

    `named`: ids of the records whose names the whole query is.
    """
    if not scope.match:
        return Ranked()
    anywhere, values = index.matching(Scope(match=scope.match))
    counted = f"SELECT count(*) FROM ({anywhere} LIMIT ?) AS found"
    if index.value(counted, [*values, EXACT + 1]) > EXACT:
        return _too_common(index, scope, limit, sort)
    scores = index.scores(scope.match)
    found = keep_in_scope(index, scope, scores)
    if sort in ("date", "-date"):
        chosen = sorted(found, reverse=sort == "-date")[:limit]
    else:
        best = sorted(found, key=lambda number: (-scores[number], number))[: limit + RECONSIDERED]
        scores = _weighed(index, {number: scores[number] for number in best}, named)
        chosen = sorted(best, key=lambda number: (-scores[number], number))[:limit]
    return Ranked(chosen, [scores[number] for number in chosen], len(found))


def _weighed(index: Index, scores: dict[int, float], named: Collection[str]) -> dict[int, float]:
    """Put first what the whole query names, then weigh by kind of record and by how many refer to it."""
    top = max(scores.values(), default=0.0)
    weighed = {}
    chosen, values = index.in_list("r.number", list(scores))
    query = (
        "SELECT r.number, r.id, r.kind, coalesce(sum(t.records), 0) FROM record r"
        " LEFT JOIN term ON term.id = r.id LEFT JOIN tally t ON t.target = term.number AND t.how = ''"
        f" WHERE {chosen} GROUP BY r.number, r.id, r.kind"
    )
    for number, id_, kind, referring in index.rows(query, values):
        weight = KIND_WEIGHTS.get(kind, 1.0)
        if kind == "event" or id_ in named:
            weight *= 1 + SPOKEN_OF * log2(1 + min(referring, MOST_SPOKEN_OF))
        weighed[number] = scores[number] * weight + (top if id_ in named else 0)
    return weighed


def _too_common(index: Index, scope: Scope, limit: int, sort: Sort) -> Ranked:
    chosen: list[int] = []
    if sort in ("", "rank"):
        in_title = msgspec.structs.replace(scope, in_title=True)
        chosen = select_numbers(index, in_title, limit)
    newest_first = sort == "-date"
    more = select_numbers(index, scope, limit, newest_first=newest_first) if len(chosen) < limit else []
    chosen = list(dict.fromkeys([*chosen, *more]))[:limit]
    is_all = len(chosen) < limit
    total = len(chosen) if is_all else EXACT
    return Ranked(chosen, [0.0] * len(chosen), total, total_is_exact=is_all, is_ranked=False)


SHOWN = 20
"""Hits, where no limit is given."""
WIDTH = 400
"""Characters of a snippet."""


def ask_search(index: Index, text: str, filters: Filters) -> Search:
    """Return the records that have all the words, best first; where none has, those that have some.

    A word that stands nowhere is replaced by the nearest that does, and the answer says so. `sort` "date" or
    "-date" gives order of time instead of rank. Raises what resolve_scope raises.
    """
    query, corrected = correct(index, parse_query(text))
    is_relaxed = False
    found = _find(index, query, filters, named_by(index, query))
    if not found.numbers and len(query.all) > 1:
        query, is_relaxed = relaxed(query), True
        found = _find(index, query, filters)
    records = [record for _, _, _, record in load(index, found.numbers)]
    bearers = bearers_in(index, query)
    return Search(
        query=text,
        hits=tuple(_hit(query, bearers, *pair) for pair in zip(records, found.scores, strict=True)),
        total=found.total,
        total_is_exact=found.total_is_exact,
        corrected=corrected,
        ignored=query.ignored,
        relaxed=is_relaxed and bool(found.numbers),
        is_ranked=found.is_ranked,
    )


def _find(index: Index, query: Query, filters: Filters, named: Collection[str] = ()) -> Ranked:
    match = condition_for_query(index, query)
    scope = resolve_scope(index, filters, (), match)
    if not match:
        return Ranked()
    return rank(index, scope, filters.limit or SHOWN, filters.sort, named)


def _hit(query: Query, bearers: dict[str, Ref], record: Record, score: float) -> Hit:
    texts = [*headline_of(record), *texts_of(record)]
    marked = {field: _matched(text, query) for field, text in texts if text}
    where = [field for field, words in marked.items() if words]
    named = {bearers[id_].id: bearers[id_] for id_, _ in links_of(record) if id_ in bearers}.values()
    return Hit(
        kind=record.KIND,
        id=record.id,
        date=date_of(record),
        title=title_of(record),
        score=round(score, 3),
        matched=tuple(
            dict.fromkeys(
                [*(word for words in marked.values() for word in words), *(ref.name for ref in named)]
            )
        ),
        where=(*where, *dict.fromkeys(f"{ref.kind} named" for ref in named)),
        snippet=_snippet(query, texts, where),
        verdict=record.assessment.verdict if isinstance(record, Claim) and record.assessment else "",
        evidence=record.evidence[:1],
    )


def _matched(text: str, query: Query) -> list[str]:
    return [run for run, is_match in mark_matches(text, query) if is_match]


def _snippet(query: Query, texts: list[tuple[str, str]], where: list[str]) -> str:
    """Return the best window of the summary, or of the field that matched where the summary does not."""
    by_field = dict(texts)
    telling = [field for field in where if field not in _SHORT]
    shown = "summary" if "summary" in telling or not telling else telling[0]
    return snippet(by_field.get(shown, ""), query, WIDTH)


_SHORT = ("title", "date", "names", "evidence", "topics", "countries", "country", "kind", "tags")
"""Fields that say little on their own."""
