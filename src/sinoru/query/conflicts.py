"""Which records with a mark pass the filters.

Statements on one thing that cannot all be true: as curators recorded them, between claims, and found by rule.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import CONFLICTS, DISPUTE, FLAG
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.errors import UnknownValue
from sinoru.query.analyses import VERDICTS, ConflictAnswer, Conflicts, Unread
from sinoru.query.assemble import in_batches
from sinoru.query.conflict_rules import load_rules
from sinoru.query.disputes import Dispute, conflict_answers, disputes_of, is_recorded, recorded
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_scope
from sinoru.query.search import condition_for_words
from sinoru.query.select import count_linked, keep_in_scope, kinds_of, links_to, select_numbers

if TYPE_CHECKING:
    from sinoru.model.records import Claim


def numbers_flagged(
    index: Index, scope: Scope, marks: Sequence[str], about: str = "", *, newest_first: bool = False
) -> list[int]:
    """Return the numbers of the records in scope that have any of the marks, by date.

    `about` is the id of a record that they are or refer to. What a filter names passes it too: `--person` finds
    what is on record of the person, not only what refers there.
    """
    terms = (term for mark in marks for term in links_to(index, mark).terms)
    marked = LinkFilter(tuple(terms), (FLAG,))
    scope = replace(scope, kinds=kinds_of(index, marked, scope.kinds))
    if not scope.kinds:
        return []
    named = [link for link in scope.links if link.relations]
    if about:
        named.insert(0, links_to(index, about))
    others = [link for link in scope.links if not link.relations]
    driven = replace(scope, links=(*named, marked, *others))
    found = _linked(index, driven, marked, newest_first=newest_first)
    own = {
        number
        for link in named
        for number in _own(index, link, replace(driven, links=tuple(_without(driven, link))))
    }
    if about:
        own |= _kept(index, replace(scope, links=(marked, *scope.links)), _with_id(index, about))
    own.difference_update(found)
    return sorted({*found, *own}, reverse=newest_first) if own else found


def _linked(index: Index, scope: Scope, marked: LinkFilter, *, newest_first: bool) -> list[int]:
    """Return what all links lead to, driven by the mark where fewer records have it than any of the others.

    Half a million events may have one person in them, and none of them, or a few hundred, the mark.
    """
    counted = {link: count_linked(index, link, scope.kinds) for link in scope.links}
    fewest = min(counted.values())
    if fewest == 0:
        return []
    if counted[marked] == fewest:
        others = (replace(link, in_refs=False) for link in scope.links if link is not marked)
        scope = replace(scope, links=(marked, *others))
    return select_numbers(index, scope, None, newest_first=newest_first)


def _without(scope: Scope, link: LinkFilter) -> Iterator[LinkFilter]:
    return (one for one in scope.links if one is not link)


def _own(index: Index, link: LinkFilter, scope: Scope) -> set[int]:
    """Return the records that a filter names, so far as they pass the rest of the scope."""
    named, values = index.in_list("t.number", link.terms)
    query = f"SELECT DISTINCT r.number FROM term t JOIN record r ON r.id = t.id WHERE {named}"
    return _kept(index, scope, [number for (number,) in index.rows(query, values)])


def _with_id(index: Index, id_: str) -> list[int]:
    return [number for (number,) in index.rows("SELECT number FROM record WHERE id = ?", (id_,))]


def _kept(index: Index, scope: Scope, numbers: Sequence[int]) -> set[int]:
    kept = keep_in_scope(index, scope, numbers)
    if not scope.match or not kept:
        return set(kept)
    sql, values = index.matching(Scope(match=scope.match), index.in_list("{0}", kept))
    return {number for (number,) in index.rows(sql, values)}


MOST = 20_000
"""A rule goes through so many records at most."""
_BATCH = 200
"""Conflicts whose names are looked up at a time."""


def ask_conflicts(index: Index, words: str, filters: Filters) -> Conflicts:
    """Return the conflicts on records that pass the filters and have all the words.

    The id of a record instead of words gives the conflicts on it and on what refers to it. The verdict is that of
    the conflict. Raises what resolve_scope raises.
    """
    _check_verdicts(filters.verdict)
    words = words.strip()
    about = words if "-" in words and index.value("SELECT 1 FROM record WHERE id = ?", (words,)) else ""
    match = condition_for_words(index, words) if not about else None
    scope = resolve_scope(index, msgspec.structs.replace(filters, verdict=()), (), match)
    look = _Look(index, scope, about, newest_first=filters.sort == "-date")
    wanted = (
        one for one in look.disputes(filters.verdict) if not filters.verdict or one.verdict in filters.verdict
    )
    chosen = list(islice(wanted, None if filters.limit is None else filters.limit + 1))
    shown = chosen[: filters.limit]
    return Conflicts(
        conflicts=conflict_answers(index, shown),
        total=len(shown),
        total_is_exact=len(shown) == len(chosen),
        unread=tuple(look.unread),
    )


def find_conflicts(index: Index) -> Iterator[ConflictAnswer]:
    """Yield every conflict in the corpus, in the order of ask_conflicts, read as they are needed."""
    disputes = _Look(index, Scope(), "", newest_first=False).disputes(())
    while some := list(islice(disputes, _BATCH)):
        yield from conflict_answers(index, some)


def _check_verdicts(wanted: Sequence[str]) -> None:
    for verdict in wanted:
        if verdict not in VERDICTS:
            raise UnknownValue("--verdict", verdict, [], list(VERDICTS))


class _Look:
    """One look through the index, which remembers what it left out."""

    def __init__(self, index: Index, scope: Scope, about: str, *, newest_first: bool) -> None:
        self.index = index
        self.scope = scope
        self.about = about
        self.newest_first = newest_first
        self.unread: list[Unread] = []

    def disputes(self, verdicts: Sequence[str]) -> Iterator[Dispute]:
        """Yield the conflicts as they are found, the records read as they are needed; others than wanted as well."""
        for records in in_batches(self.index, self._numbers(CONFLICTS, verdicts)):
            for record in records:
                yield from recorded(record)
        seen: set[str] = set()
        for records in in_batches(self.index, self._numbers(DISPUTE, verdicts)):
            yield from disputes_of(self.index, cast("list[Claim]", records), seen)
        if not verdicts or "open" in verdicts:
            yield from self._by_rule()

    def _numbers(self, mark: str, verdicts: Sequence[str] = ()) -> list[int]:
        marks = [f"{mark}:{verdict}" for verdict in verdicts] or [mark]
        return numbers_flagged(self.index, self.scope, marks, self.about, newest_first=self.newest_first)

    def _by_rule(self) -> Iterator[Dispute]:
        for rule in load_rules():
            numbers = self._numbers(rule.MARK)
            if len(numbers) > MOST:
                self.unread.append(Unread(rule=rule.CODE, read=MOST, total=len(numbers)))
            for records in in_batches(self.index, numbers[:MOST]):
                for dispute in rule.find(self.index, records):
                    if not is_recorded(self.index, dispute):
                        yield dispute
