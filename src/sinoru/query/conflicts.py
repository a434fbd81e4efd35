"""`sinoru conflicts`: statements on one subject that cannot all be true.

First come those that curators recorded, then those between claims, then those that rules find (conflict_rules/). The
search begins with the flags that the index gives to records (index/fields.py): other records need not be read.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import CONFLICTS, DISPUTE, FLAG
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.errors import UnknownValue, WrongUsage
from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, Unread
from sinoru.query.conflict_rules import load_rules
from sinoru.query.disputes import Dispute, conflict_answers, disputes_of, is_recorded, recorded
from sinoru.query.fetch import in_batches
from sinoru.query.filters import CONFLICT_VERDICTS, Filters, bare, check_honoured, is_excluded
from sinoru.query.scope import read_words, resolve_scope
from sinoru.query.select import count_linked, keep_in_scope, kinds_of, links_to, select_numbers
from sinoru.query.source_names import cited_sources
from sinoru.text.query import Field, Node, Not, all_of, alternatives, conjuncts, leaves

if TYPE_CHECKING:
    from sinoru.model.records import Claim

COUNTED = 1_000
"""Conflicts that are counted, though a limit shows fewer."""
MOST = 20_000
"""The number of records that one rule reads at most."""
_BATCH = 200
"""Conflicts whose names are looked up in one query."""


def ask_conflicts(index: Index, words: str, filters: Filters, skip: int = 0) -> Conflicts:
    """Return the conflicts on records that pass the filters and contain all the words; the first `skip` are left out.

    With the id of a record instead of words, return the conflicts on it and on the records that refer to it. The
    filter `verdict` applies to the conflict. Raises UnknownValue for an unknown one, and what resolve_scope raises.
    """
    check_honoured(filters, "conflicts")
    words = words.strip()
    about = words if "-" in words and index.value("SELECT 1 FROM record WHERE id = ?", (words,)) else ""
    query, verdicts = _split_verdicts(read_words(index, "" if about else words), filters.verdict)
    scope = resolve_scope(
        index, msgspec.structs.replace(filters, verdict=()), (), query, question="conflicts"
    )
    search = _ConflictSearch(index, scope, about, newest_first=filters.sort == "-date")
    passing = (
        dispute for dispute in search.disputes(verdicts) if not verdicts or dispute.verdict in verdicts
    )
    most = None if filters.limit is None else max(skip + filters.limit, COUNTED)
    found = list(islice(passing, None if most is None else most + 1))
    counted = found[:most]
    shown = counted[skip:][: filters.limit]
    evidence = (one for dispute in shown for said in dispute.statements for one in said.evidence)
    return Conflicts(
        conflicts=conflict_answers(index, shown),
        total=len(counted),
        total_is_exact=len(counted) == len(found) and not search.unread,
        verdicts=Counter(dispute.verdict for dispute in counted),
        unread=tuple(search.unread),
        query=words,
        cited=cited_sources(index, evidence),
    )


def _split_verdicts(query: Node, given: Sequence[str]) -> tuple[Node, tuple[str, ...]]:
    """Return a query without the verdicts on conflicts that it asks for, and these with those of the filter.

    They are not those of records. Raises UnknownValue, and WrongUsage for one within a group of other conditions.
    """
    wanted = [value for value in given if not is_excluded(value)]
    unwanted = [bare(value) for value in given if is_excluded(value)]
    rest: list[Node] = []
    for item in conjuncts(query):
        of_verdict = alternatives(item.item if isinstance(item, Not) else item)
        if not all(isinstance(one, Field) and one.name == "verdict" for one in of_verdict):
            rest.append(item)
        else:
            (unwanted if isinstance(item, Not) else wanted).extend(one.value for one in of_verdict)
    for verdict in (*wanted, *unwanted):
        if verdict not in CONFLICT_VERDICTS:
            raise UnknownValue("--verdict", verdict, [], allowed=CONFLICT_VERDICTS)
    every = [leaf for required in (True, False) for leaf in leaves(all_of(*rest), is_required=required)]
    if any(isinstance(leaf, Field) and leaf.name == "verdict" for leaf in every):
        raise WrongUsage(
            "verdict: cannot be used within a group of other conditions here. Type it beside them."
        )
    passing = [one for one in wanted or CONFLICT_VERDICTS if one not in unwanted]
    return all_of(*rest), tuple(passing) if wanted or unwanted else ()


def find_conflicts(index: Index) -> Iterator[ConflictAnswer]:
    """Yield every conflict in the corpus in the order of ask_conflicts; records are read as they are needed."""
    disputes = _ConflictSearch(index, Scope(), "", newest_first=False).disputes(())
    while batch := list(islice(disputes, _BATCH)):
        yield from conflict_answers(index, batch)


class _ConflictSearch:
    """One search of the index for conflicts; `unread` collects the rules that could not read all their records."""

    def __init__(self, index: Index, scope: Scope, about: str, *, newest_first: bool) -> None:
        self.index = index
        self.scope = scope
        self.about = about
        self.newest_first = newest_first
        self.unread: list[Unread] = []

    def disputes(self, verdicts: Sequence[str]) -> Iterator[Dispute]:
        """Yield the conflicts of the flagged records, also those with other verdicts on the same records."""
        for records in in_batches(self.index, self._numbers(CONFLICTS, verdicts)):
            for record in records:
                yield from recorded(record)
        seen: set[str] = set()
        for records in in_batches(self.index, self._numbers(DISPUTE, verdicts)):
            yield from disputes_of(self.index, cast("list[Claim]", records), seen)
        if not verdicts or "open" in verdicts:
            yield from self._found_by_rules()

    def _numbers(self, flag: str, verdicts: Sequence[str] = ()) -> list[int]:
        flags = [f"{flag}:{verdict}" for verdict in verdicts] or [flag]
        return numbers_flagged(self.index, self.scope, flags, self.about, newest_first=self.newest_first)

    def _found_by_rules(self) -> Iterator[Dispute]:
        for rule in load_rules():
            numbers = self._numbers(rule.MARK)
            if len(numbers) > MOST:
                self.unread.append(Unread(rule=rule.CODE, read=MOST, total=len(numbers)))
            for records in in_batches(self.index, numbers[:MOST]):
                for dispute in rule.find(self.index, records):
                    if not is_recorded(self.index, dispute):
                        yield dispute


def numbers_flagged(
    index: Index, scope: Scope, flags: Sequence[str], about: str = "", *, newest_first: bool = False
) -> list[int]:
    """Return the numbers of the records in scope that have any of the flags, by date.

    `about` is the id of a record that they are or refer to. A record that a filter names passes that filter too:
    `--person` finds the conflicts on the person's record, not only those on records that refer to the person.
    """
    terms = (term for flag in flags for term in links_to(index, flag).terms)
    flagged = LinkFilter(tuple(terms), (FLAG,))
    scope = replace(scope, kinds=kinds_of(index, flagged, scope.kinds))
    if not scope.kinds:
        return []
    named = [link for link in scope.links if link.relations]
    if about:
        named.insert(0, links_to(index, about))
    others = [link for link in scope.links if not link.relations]
    full = replace(scope, links=(*named, flagged, *others))
    found = _linked(index, full, flagged, newest_first=newest_first)
    own: set[int] = set()
    for link in named:
        rest = tuple(other for other in full.links if other is not link)
        own |= _keep_matching(index, replace(full, links=rest), _numbers_named(index, link))
    if about:
        numbers = [number for (number,) in index.rows("SELECT number FROM record WHERE id = ?", (about,))]
        own |= _keep_matching(index, replace(scope, links=(flagged, *scope.links)), numbers)
    own.difference_update(found)
    return sorted({*found, *own}, reverse=newest_first) if own else found


def _linked(index: Index, scope: Scope, flagged: LinkFilter, *, newest_first: bool) -> list[int]:
    """Return the records that all links lead to; the query begins with the flag where that is the rarest link.

    Half a million events may have one person in them, of which none or a few hundred have the flag.
    """
    counts = {link: count_linked(index, link, scope.kinds) for link in scope.links}
    fewest = min(counts.values())
    if fewest == 0:
        return []
    if counts[flagged] == fewest:
        others = (replace(link, in_refs=False) for link in scope.links if link is not flagged)
        scope = replace(scope, links=(flagged, *others))
    return select_numbers(index, scope, None, newest_first=newest_first)


def _numbers_named(index: Index, link: LinkFilter) -> list[int]:
    """Return the numbers of the records that a filter itself names."""
    condition, values = index.in_list("t.number", link.terms)
    query = f"SELECT DISTINCT r.number FROM term t JOIN record r ON r.id = t.id WHERE {condition}"
    return [number for (number,) in index.rows(query, values)]


def _keep_matching(index: Index, scope: Scope, numbers: Sequence[int]) -> set[int]:
    """Return those of the numbers that are in scope, including its words."""
    kept = keep_in_scope(index, scope, numbers)
    if not scope.match or not kept:
        return set(kept)
    sql, values = index.matching(Scope(match=scope.match), index.in_list("{0}", kept))
    return {number for (number,) in index.rows(sql, values)}
