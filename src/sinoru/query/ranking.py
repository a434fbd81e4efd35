"""The order of what a search finds, and the number of it.

Ranking by bm25 reads every match, which for a word in most of a million records takes a second. So matches are ranked
only up to EXACT of them. Of more, those with the words in the title come first, each group in chronological order,
and the answer says that its words are too common to rank.
"""

from collections.abc import Collection, Sequence
from math import log2

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.index.fields import day_in_words
from sinoru.index.index import Condition, Index, Phrase, Scope
from sinoru.index.numbers import first_day, is_undated
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.filters import Sort
from sinoru.query.select import keep_in_scope, select_numbers, statements
from sinoru.query.typed_days import is_day
from sinoru.text.query import Node, Not, alternatives, any_of, conjuncts, leaves, terms
from sinoru.text.tokens import index_text

EXACT = 10_000
"""Up to this number of matches, all are ranked and counted."""
COUNTED = 2_000
"""Up to this number of matches, they are counted by kind, which takes a hundredth of a second."""
RECONSIDERED = 200
"""How many more than requested of the best by bm25 are weighted by the constants below."""
KIND_WEIGHTS = {"event": 1.2, "person": 0.85, "organisation": 0.85, "place": 0.85}
"""The short title of an event says what happened; a life has many things in it. Sources, whose titles only announce
something, come last."""
EVENT_OF_A_DAY = 2.0
"""The weight of an event where only a day was asked for: what happened on it comes before what is said of it."""
IN_HEADLINE = 1.0
"""The weight of a headline with all the words; that of one with half of them is half as much."""
SPOKEN_OF = 0.12
"""The weight of each doubling of the number of references: the event that all refer to is probably meant."""
MOST_SPOKEN_OF = 31
"""References beyond this number do not count."""


class Ranked(msgspec.Struct, frozen=True):
    """Record numbers, best first, with their scores and the number of all matches."""

    numbers: Sequence[int] = ()
    scores: Sequence[float] = ()
    total: int = 0
    total_is_exact: bool = True
    is_ranked: bool = True
    by_kind: dict[str, int] = msgspec.field(default_factory=dict)
    """All matches by the kind of their record; empty where they are too many to count."""
    sources: int = 0
    """How many of the last numbers are sources, which come after all others."""


class Sought(msgspec.Struct, frozen=True):
    """What the best of the matches have."""

    words: Sequence[Node] = ()
    """The words of the query, which those have in their headline."""
    named: Collection[str] = ()
    """The ids of the records that all words of the query name: they come first."""


NOTHING_SOUGHT = Sought()


def rank(
    index: Index,
    scope: Scope,
    limit: int,
    sort: Sort,
    sought: Sought = NOTHING_SOUGHT,
    reconsidered: int = RECONSIDERED,
) -> Ranked:
    """Return the best `limit` records in scope; with `sort` by date, the earliest or the latest ones.

    So many more than `limit` of the best by bm25 are `reconsidered`, by their kind, by how many of the words sought
    their headline has, and by the references to them.
    """
    scored = _scored(scope)
    counted = Scope(match=scored) if scored and _is_flat(scope) else scope
    if not scored or _exceeds(index, counted):
        return _in_order_of_time(
            index, scope, limit, sort, has_words=bool(scored), exceeds=bool(scored) and counted == scope
        )
    if _is_flat(scope):
        scores = index.scores(scored)
        found = keep_in_scope(index, scope, scores)
    else:
        found = select_numbers(index, scope, None)
        scores = dict.fromkeys(found, 0.0) | index.scores(scored, found)
    last = 0
    if sort in ("date", "-date"):
        chosen = sorted(found, reverse=sort == "-date")[:limit]
    else:
        best = sorted(found, key=lambda number: (-scores[number], number))[: limit + reconsidered]
        scores, sources = _weight_scores(index, {number: scores[number] for number in best}, sought)
        chosen = sorted(best, key=lambda number: (number in sources, -scores[number], number))[:limit]
        last = sum(number in sources for number in chosen)
    return Ranked(
        chosen,
        [scores[number] for number in chosen],
        len(found),
        by_kind=_by_kind(index, found),
        sources=last,
    )


def _by_kind(index: Index, found: Sequence[int]) -> dict[str, int]:
    if len(found) > COUNTED:
        return {}
    condition, values = index.in_list("number", found)
    query = f"SELECT kind, count(*) FROM record WHERE {condition} GROUP BY kind"
    counted = dict(index.rows(query, values))
    return {kind: counted[kind] for kind in RECORD_OF_KIND if kind in counted}


def _weight_scores(
    index: Index, scores: dict[int, float], sought: Sought
) -> tuple[dict[int, float], set[int]]:
    """Weight scores by the kind of record, the words in its headline and the number of records that refer to it.

    Put `named` records on top. Where only a day was asked for, its events differ by the records that refer to them.
    Return the sources among the others as well: they come last.
    """
    named, forms = sought.named, _forms_of(sought.words)
    is_only_day = bool(sought.words) and all(map(is_day, sought.words))
    weights = KIND_WEIGHTS | ({"event": EVENT_OF_A_DAY} if is_only_day else {})
    weighted: dict[int, float] = {}
    on_top: list[int] = []
    sources: set[int] = set()
    best = max(scores.values(), default=0.0)
    condition, values = index.in_list("r.number", list(scores))
    query = (
        "SELECT r.number, r.id, r.kind, r.title, r.latest, coalesce(sum(t.records), 0) FROM record r"
        " LEFT JOIN term ON term.id = r.id LEFT JOIN tally t ON t.target = term.number AND t.how = ''"
        f" WHERE {condition} GROUP BY r.number, r.id, r.kind, r.title, r.latest"
    )
    for number, id_, kind, title, latest, referring in index.rows(query, values):
        weight = 1.0 if id_ in named else weights.get(kind, 1.0)
        part = _part_in(_headline(number, title, latest), forms)
        weight *= 1 + IN_HEADLINE * part
        if kind == "event" or id_ in named:
            weight *= 1 + SPOKEN_OF * log2(1 + min(referring, MOST_SPOKEN_OF))
        is_of_the_day = is_only_day and kind == "event" and part == 1
        weighted[number] = (best if is_of_the_day else scores[number]) * weight
        if id_ in named:
            on_top.append(number)
        elif kind == "source":
            sources.add(number)
    top = max(weighted.values(), default=0.0)
    return weighted | {number: weighted[number] + 2 * top for number in on_top}, sources


def _headline(number: int, title: str, latest: int | None) -> str:
    """Return the tokens of a title with its day or, of a longer time, the year in which it begins."""
    first = first_day(number)
    if first is None or is_undated(first):
        return f" {index_text(title)} "
    date = day_in_words(first) if first == latest else str(civil_of_day(first)[0])
    return f" {index_text(f'{title} {date}')} "


def _part_in(headline: str, words: Sequence[Sequence[str]]) -> float:
    """Return the part of the words that a headline has."""
    return sum(any(form in headline for form in forms) for forms in words) / len(words) if words else 0.0


def _forms_of(words: Sequence[Node]) -> list[list[str]]:
    """Return the words that were asked for, each in all its forms, as tokens with the spaces around them."""
    forms = (
        [f" {' '.join(one.tokens)}{'' if one.prefix else ' '}" for one in terms(word) if one.tokens]
        for word in words
    )
    return list(filter(None, forms))


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


def _in_order_of_time(
    index: Index, scope: Scope, limit: int, sort: Sort, *, has_words: bool, exceeds: bool
) -> Ranked:
    """Return the records with the words in the title, then the others, each by date; with `sort`, all by date.

    `exceeds`: it is known that there are more than are counted.
    """
    chosen: list[int] = []
    if has_words and scope.match and sort in ("", "rank"):
        in_title = msgspec.structs.replace(scope, in_title=True)
        chosen = select_numbers(index, in_title, limit)
    newest_first = sort == "-date"
    others = select_numbers(index, scope, limit, newest_first=newest_first) if len(chosen) < limit else []
    chosen = list(dict.fromkeys([*chosen, *others]))[:limit]
    is_all = len(chosen) < limit
    total = len(chosen) if is_all else EXACT + 1 if exceeds else _count_up_to(index, scope, EXACT + 1)
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
