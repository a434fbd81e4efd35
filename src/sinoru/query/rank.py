"""The best matches first, at a cost that stays flat.

bm25 reads every match, which for a word in most of a million records takes a second. So up to EXACT matches are
all ranked; of more, those with the words in their title come first, each group in order of time, and the answer
says that its words are too common to rank.
"""

from collections.abc import Sequence

import msgspec

from sinoru.index.index import Index
from sinoru.query.filters import Sort
from sinoru.query.select import Scope, keep_in_scope, select_numbers

EXACT = 10_000
"""Up to so many matches, every one is ranked and counted."""

_SCORED = "SELECT rowid, -bm25(words, 4.0, 2.0, 1.0) FROM words WHERE words MATCH ?"
"""A match in the title counts twice one in the text, four times one in what the record refers to."""
_COUNTED = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"


class Ranked(msgspec.Struct, frozen=True):
    """Record numbers, best first, and how they were chosen."""

    numbers: Sequence[int] = ()
    scores: Sequence[float] = ()
    total: int = 0
    total_is_exact: bool = True
    is_ranked: bool = True


def rank(index: Index, scope: Scope, limit: int, sort: Sort) -> Ranked:
    """Give the best `limit` records in scope; with `sort` by date, the first or the last ones in order of time."""
    matches = index.value(_COUNTED, (scope.match, EXACT + 1))
    if matches > EXACT:
        return _too_common(index, scope, limit, sort)
    scores = dict(index.rows(_SCORED, (scope.match,)))
    found = keep_in_scope(index, scope, scores)
    if sort in ("date", "-date"):
        found.sort(reverse=sort == "-date")
    else:
        found.sort(key=lambda number: (-scores[number], number))
    chosen = found[:limit]
    return Ranked(chosen, [scores[number] for number in chosen], len(found))


def _too_common(index: Index, scope: Scope, limit: int, sort: Sort) -> Ranked:
    chosen: list[int] = []
    if sort in ("", "rank"):
        in_title = msgspec.structs.replace(scope, match=f"{{title}} : ({scope.match})")
        chosen = select_numbers(index, in_title, limit)
    newest_first = sort == "-date"
    more = select_numbers(index, scope, limit, newest_first=newest_first) if len(chosen) < limit else []
    chosen = list(dict.fromkeys([*chosen, *more]))[:limit]
    is_all = len(chosen) < limit
    total = len(chosen) if is_all else EXACT
    return Ranked(chosen, [0.0] * len(chosen), total, total_is_exact=is_all, is_ranked=False)
