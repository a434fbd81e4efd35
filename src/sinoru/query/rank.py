"""The best matches first, at a cost that stays flat.

bm25 reads every match, which for a word in most of a million records takes a second. So up to EXACT matches are
all ranked; of more, those with the words in their title come first, each group in order of time, and the answer
says that its words are too common to rank.
"""

from collections.abc import Collection, Sequence
from math import log2

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.query.filters import Sort
from sinoru.query.select import keep_in_scope, select_numbers

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
    """Give the best `limit` records in scope; with `sort` by date, the first or the last ones in order of time.

    `named`: ids of the records whose names the whole query is.
    """
    if not scope.match:
        return Ranked()
    anywhere, values = index.chosen(Scope(match=scope.match))
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
    chosen, values = index.among("r.number", list(scores))
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
