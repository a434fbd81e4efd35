"""Ranked search over records of every kind."""

from collections.abc import Collection

from sinoru.index.fields import date_of, headline_of, links_of, texts_of, title_of
from sinoru.index.index import Index
from sinoru.model.records import Claim, Record
from sinoru.query.answers import Hit, Ref, Search
from sinoru.query.correct import correct
from sinoru.query.filters import Filters
from sinoru.query.rank import Ranked, rank
from sinoru.query.records import fetch
from sinoru.query.resolve import resolve_scope
from sinoru.query.terms import bearers_in, named_by, wanted_of
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.syntax import Query, parse_query, relaxed

SHOWN = 20
"""Hits, where no limit is given."""
WIDTH = 400
"""Characters of a snippet."""


def ask_search(index: Index, text: str, filters: Filters) -> Search:
    """Give the records that have all the words, best first; where none has, those that have some.

    A word that stands nowhere is replaced by the nearest that does, and the answer says so. `sort` "date" or
    "-date" gives order of time instead of rank. Raises what resolve_scope raises.
    """
    query, corrected = correct(index, parse_query(text))
    is_relaxed = False
    found = _find(index, query, filters, named_by(index, query))
    if not found.numbers and len(query.all) > 1:
        query, is_relaxed = relaxed(query), True
        found = _find(index, query, filters)
    records = [record for _, _, _, record in fetch(index, found.numbers)]
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
    match = wanted_of(index, query)
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
    """Give the best window of the summary, or of the field that matched where the summary does not."""
    by_field = dict(texts)
    telling = [field for field in where if field not in _SHORT]
    shown = "summary" if "summary" in telling or not telling else telling[0]
    return snippet(by_field.get(shown, ""), query, WIDTH)


_SHORT = ("title", "date", "names", "evidence", "topics", "countries", "country", "kind", "tags")
"""Fields that say little on their own."""
