"""`sinoru conflicts`: questions on which statements differ.

A conflict is found by its own words, speakers and subjects, and by those of the records that it is about.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from msgspec.structs import replace

from sinoru.index.database import placeholders
from sinoru.index.fields import CONFLICTS, FLAG
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.errors import UnknownValue, WrongUsage
from sinoru.model.records import ConflictRecord
from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, Unread
from sinoru.query.disputes import Dispute, conflict_answers, disputes_in, find_conflicts_by_id
from sinoru.query.fetch import chunks_of, in_batches, present_conflict_id, present_id
from sinoru.query.filters import CONFLICT_STATES, Filters, bare, check_honoured, is_excluded
from sinoru.query.scope import read_words, resolve_scope
from sinoru.query.select import count_linked, keep_in_scope, kinds_of, links_to, select_numbers
from sinoru.query.source_names import cited_sources
from sinoru.text.query import Field, Node, Not, all_of, alternatives, conjuncts, leaves

COUNTED = 1_000
"""Conflicts that are counted, though a limit shows fewer."""
MOST = 20_000
"""The number of conflicts with records of their own whose subjects are compared with filters, at most."""
UNRECONCILED = ("open", "settled")
"""The states of what is listed, unless others are asked for."""
_BATCH = 200
"""Conflicts whose names are looked up in one query."""


def ask_conflicts(index: Index, words: str, filters: Filters, skip: int = 0) -> Conflicts:
    """Return the conflicts on records that pass the filters and contain all the words; the first `skip` are left out.

    With the id of a record instead of words, return the conflicts on it and on the records that refer to it; with
    that of a conflict, this one. The filter `verdict` is the state of the conflict; without it, reconciled ones are
    left out, unless named. Raises UnknownValue for an unknown one, and what resolve_scope raises.
    """
    check_honoured(filters, "conflicts")
    words = words.strip()
    about = present_id(index, words) if "-" in words else ""
    asked = about or present_conflict_id(index, words) or words
    named = next(iter(find_conflicts_by_id(index, [asked])), "")
    about = about or named.rpartition(":")[0] or named
    query, states = _split_states(
        read_words(index, "" if about else words), filters.verdict, CONFLICT_STATES if named else UNRECONCILED
    )
    scope = resolve_scope(index, replace(filters, verdict=()), (), query, question="conflicts")
    search = _ConflictSearch(index, scope, about, states)
    most = None if filters.limit is None else max(skip + filters.limit, COUNTED)
    disputes = search.disputes(newest_first=filters.sort == "-date")
    listed = (one for one in disputes if not named or one.id == named)
    found = list(islice(listed, None if most is None else most + 1))
    counted = found[:most]
    answers = conflict_answers(index, counted[skip:][: filters.limit])
    evidence = (one for answer in answers for said in answer.statements for one in said.evidence)
    return Conflicts(
        conflicts=answers,
        total=len(counted),
        total_is_exact=len(counted) == len(found) and not search.unread,
        states=Counter(dispute.conflict.state for dispute in counted),
        unread=tuple(search.unread),
        query=words,
        cited=cited_sources(index, evidence),
    )


def matching_conflicts(index: Index, filters: Filters, question: str) -> Iterator[ConflictAnswer]:
    """Yield the conflicts that pass the filters, a query among them. Raises as ask_conflicts."""
    query, states = _split_states(read_words(index, filters.query), filters.verdict, UNRECONCILED)
    scope = resolve_scope(index, replace(filters, verdict=(), query=""), (), query, question=question)
    yield from _answers(index, _ConflictSearch(index, scope, "", states).disputes())


def _split_states(query: Node, given: Sequence[str], usual: Sequence[str]) -> tuple[Node, tuple[str, ...]]:
    """Return a query without the states of conflicts that it asks for, and these with those of the filter.

    Where none is asked for, return the usual ones. They are not verdicts on records. Raises UnknownValue, and
    WrongUsage for one within a group of other conditions.
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
        if verdict not in CONFLICT_STATES:
            raise UnknownValue("--verdict", verdict, [], allowed=CONFLICT_STATES)
    every = [leaf for required in (True, False) for leaf in leaves(all_of(*rest), is_required=required)]
    if any(isinstance(leaf, Field) and leaf.name == "verdict" for leaf in every):
        raise WrongUsage(
            "verdict: cannot be used within a group of other conditions here. Type it beside them."
        )
    return all_of(*rest), tuple(one for one in wanted or usual if one not in unwanted)


def find_conflicts(index: Index) -> Iterator[ConflictAnswer]:
    """Yield every conflict in the corpus, also reconciled ones, in order; records are read as they are needed."""
    yield from _answers(index, _ConflictSearch(index, Scope(), "", CONFLICT_STATES).disputes())


def _answers(index: Index, disputes: Iterator[Dispute]) -> Iterator[ConflictAnswer]:
    while batch := list(islice(disputes, _BATCH)):
        yield from conflict_answers(index, batch)


class _ConflictSearch:
    """One search of the index for conflicts; `unread` says what was too much to read."""

    def __init__(self, index: Index, scope: Scope, about: str, states: Sequence[str]) -> None:
        self.index = index
        self.scope = scope
        self.about = about
        self.states = states
        self.unread: list[Unread] = []

    def disputes(self, *, newest_first: bool = False) -> Iterator[Dispute]:
        """Yield the conflicts in order of the first day of their subjects."""
        flags = [f"{CONFLICTS}:{state}" for state in self.states]
        numbers = numbers_flagged(self.index, self.scope, flags, self.about, newest_first=newest_first)
        numbers += self._by_subjects(flags, set(numbers))
        days = self._first_days(numbers)
        numbers.sort(key=lambda number: days.get(number, number), reverse=newest_first)
        for records in in_batches(self.index, numbers):
            for record in records:
                yield from (one for one in disputes_in(record) if one.conflict.state in self.states)

    def _by_subjects(self, flags: Sequence[str], found: set[int]) -> list[int]:
        """Return the conflicts whose subjects, or the claims in them, are in scope, without those in `found`."""
        scope = self.scope
        if not (scope.kinds or scope.is_narrowed or self.about):
            return []
        others = numbers_flagged(self.index, Scope(kinds=(ConflictRecord.KIND,)), flags)
        if len(others) > MOST:
            self.unread.append(Unread(rule="conflicts", read=MOST, total=len(others)))
        subjects = self._subjects(
            [number for number in others[:MOST] if number not in found], with_claims=True
        )
        if self.about:
            scope = replace(scope, links=(links_to(self.index, self.about), *scope.links))
        passing = _keep_matching(
            self.index, scope, sorted({one for ones in subjects.values() for one in ones})
        )
        return [number for number, ones in subjects.items() if not passing.isdisjoint(ones)]

    def _subjects(self, numbers: Sequence[int], *, with_claims: bool = False) -> dict[int, list[int]]:
        """Return the numbers of the records that conflicts are about, by the number of the conflict.

        With `with_claims`, also those of the claims that make their statements.
        """
        found: dict[int, tuple[str, ...]] = {}
        records = chain.from_iterable(in_batches(self.index, numbers))
        for number, record in zip(numbers, records, strict=True):
            if isinstance(record, ConflictRecord):
                claims = (said.claim for said in record.statements) if with_claims else ()
                found[number] = (*record.about, *filter(None, claims))
        ids = list(dict.fromkeys(id_ for about in found.values() for id_ in about))
        known: dict[str, int] = {}
        for chunk in chunks_of(ids):
            # Of records with one id the first counts: it is stored last.
            order = "ORDER BY file DESC, line DESC"
            query = f"SELECT id, number FROM record WHERE id IN ({placeholders(chunk)}) {order}"
            known |= dict(self.index.rows(query, chunk))
        return {number: [known[id_] for id_ in about if id_ in known] for number, about in found.items()}

    def _first_days(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return where conflicts with records of their own belong: the smallest number of their subjects."""
        condition, values = self.index.in_list("number", numbers)
        query = f"SELECT number FROM record WHERE {condition} AND kind = ?"
        own = [number for (number,) in self.index.rows(query, [*values, ConflictRecord.KIND])]
        return {number: min(ones) for number, ones in self._subjects(own).items() if ones}


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
