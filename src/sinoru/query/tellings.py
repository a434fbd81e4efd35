"""What two sources tell: the records that cite them, as the facts that are compared, and the conflicts among these.

A fact is a record, or an office of a person, which has evidence of its own. At most MOST records that cite both
sources are read, and the earliest MOST of each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from sinoru.dates.edtf import day_bounds
from sinoru.index.database import placeholders
from sinoru.index.fields import date_of, title_of
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.records import RECORD_OF_KIND, Claim, ConflictRecord, Evidence, Office, Person, Record
from sinoru.query.analysis_answers import ConflictAnswer, Telling
from sinoru.query.disputes import Dispute, conflict_answers, find_conflicts_by_id, with_conflicts
from sinoru.query.fetch import load
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_id
from sinoru.query.scope import resolve_scope
from sinoru.query.select import count_numbers, keep_in_scope, links_to, select_numbers

MOST = 5_000
"""Records that are read: of those that cite both sources, and of those that cite each."""
KINDS = tuple(kind for kind in RECORD_OF_KIND if kind != ConflictRecord.KIND)
"""The kinds of record that are compared."""


Key = tuple[str, int]
"""The id of a record, and the position of an office among those of the person, from 1."""


class Fact(msgspec.Struct, frozen=True, eq=False):
    """A record or an office, the days on which it may have been, and all evidence that supports it."""

    record: Record
    first: int | None
    last: int | None
    evidence: tuple[Evidence, ...]
    office: Office | None = None
    position: int = 0
    """That of the office among those of the person, from 1."""

    @property
    def key(self) -> Key:
        """Return what tells it from all other facts."""
        return self.record.id, self.position

    @property
    def date(self) -> str:
        """Return its date (EDTF); empty if it has none."""
        return office_time(self.office) if self.office else date_of(self.record)

    @property
    def order(self) -> tuple[bool, int, Key]:
        """Return a key that sorts facts by date; those without one come last."""
        return self.first is None, self.first or 0, self.key

    def cites(self, source: str) -> bool:
        """Return whether a source supports it."""
        return any(one.source == source for one in self.evidence)

    def of(self, source: str) -> tuple[Evidence, ...]:
        """Return the passages of one source that support it."""
        return tuple(one for one in self.evidence if one.source == source)

    @property
    def title(self) -> str:
        """Return the line that represents it in a list."""
        name = title_of(self.record)
        return f"{name}: {self.office.called}" if self.office else name

    def as_told(self, source: str) -> Telling:
        """Return it with the passages of one source."""
        return Telling(
            id=self.record.id,
            kind="office" if self.office else self.record.KIND,
            title=self.title,
            date=self.date,
            evidence=self.of(source),
        )


class RecordedConflict(msgspec.Struct, frozen=True):
    """A conflict of the corpus, and the facts in it."""

    answer: ConflictAnswer

    @property
    def claims(self) -> list[str]:
        """Return the ids of the claims that make statements."""
        return [said.claim for said in self.answer.statements if said.claim]

    @property
    def keys(self) -> set[Key]:
        """Return the facts in it: these claims, or else what it is about."""
        return {(id_, 0) for id_ in self.claims or [ref.id for ref in self.answer.about]}


class Reading(msgspec.Struct, frozen=True):
    """What two sources tell: the facts, the conflicts among them, and by source how many records cite it."""

    facts: list[Fact]
    conflicts: list[RecordedConflict]
    totals: Mapping[str, int]
    read: Mapping[str, int]
    """How many of these records were read."""


def office_time(office: Office) -> str:
    """Return the time in an office (EDTF); empty if neither end is known."""
    return f"{office.start}/{office.end}" if office.start or office.end else ""


def read_facts(index: Index, sources: Sequence[str], filters: Filters) -> Reading:
    """Read what two sources tell in records that pass the filters. Raises what resolve_scope raises."""
    chosen = _Chosen(index, filters)
    links = {id_: links_to(index, id_, "source") for id_ in sources}
    of_both = chosen.numbers(*links.values())
    numbers = {id_: {*of_both, *chosen.numbers(link)} for id_, link in links.items()}
    loaded = load(index, sorted(set().union(*numbers.values())))
    conflicts = find_recorded(index, [record for _, _, _, record in loaded])
    stated = _stated(conflicts)
    facts = (
        fact
        for _, first, last, record in loaded
        for fact in _facts(record, first, last, stated.get(record.id, ()))
    )
    return Reading(
        facts=[fact for fact in facts if any(map(fact.cites, sources))],
        conflicts=conflicts,
        totals={id_: chosen.count(link) for id_, link in links.items()},
        read={id_: len(found) for id_, found in numbers.items()},
    )


class _Chosen:
    """The records that pass the filters: with `about`, those that it names as well as those about them."""

    def __init__(self, index: Index, filters: Filters) -> None:
        self.index = index
        self.scope = self._resolve(filters)
        self.others = self._resolve(replace(filters, about=())) if filters.about else self.scope
        ids = [resolve_id(index, "--about", value, ()) for value in filters.about]
        query = f"SELECT number FROM record WHERE id IN ({placeholders(ids)})"
        named = [number for (number,) in index.rows(query, ids)] if ids else []
        self.named = sorted({*named} - {*keep_in_scope(index, self.scope, named)})

    def _resolve(self, filters: Filters) -> Scope:
        return resolve_scope(self.index, replace(filters, limit=None), KINDS, question="compare")

    def numbers(self, *links: LinkFilter) -> list[int]:
        """Return those with all these links: those named, then the earliest of the others."""
        scope = replace(self.scope, links=(*links, *self.scope.links))
        return [*self._named_with(links), *select_numbers(self.index, scope, MOST)]

    def count(self, link: LinkFilter) -> int:
        """Count those with a link."""
        scope = replace(self.scope, links=(link, *self.scope.links))
        return len(self._named_with((link,))) + count_numbers(self.index, scope)

    def _named_with(self, links: tuple[LinkFilter, ...]) -> list[int]:
        scope = replace(self.others, links=(*links, *self.others.links))
        return keep_in_scope(self.index, scope, self.named) if self.named else []


def find_recorded(index: Index, records: Sequence[Record]) -> list[RecordedConflict]:
    """Return the conflicts about these records, and those in which claims among them make statements."""
    found: dict[str, Dispute] = {}
    for record in with_conflicts(index, records):
        for conflict in record.conflicts:
            dispute = Dispute(record, conflict)
            found.setdefault(dispute.id, dispute)
    disputes = list((found | find_conflicts_by_id(index, found)).values())
    return list(map(RecordedConflict, conflict_answers(index, disputes)))


def _stated(conflicts: Iterable[RecordedConflict]) -> dict[str, list[Evidence]]:
    """Return the evidence of statements by the record that they are on: each source of it tells of the same."""
    found: dict[str, list[Evidence]] = {}
    for one in conflicts:
        if not one.claims:
            evidence = chain.from_iterable(said.evidence for said in one.answer.statements)
            found.setdefault(one.answer.record, []).extend(evidence)
    return found


def _facts(record: Record, first: int | None, last: int | None, stated: Iterable[Evidence]) -> Iterator[Fact]:
    """Yield a record, and the offices of a person."""
    supporting = _support_of(record) if isinstance(record, Claim) else ()
    yield Fact(record, first, last, tuple(dict.fromkeys((*record.evidence, *stated, *supporting))))
    for position, office in enumerate(record.offices if isinstance(record, Person) else (), 1):
        yield Fact(record, *day_bounds(office_time(office)), office.evidence, office, position)


def _support_of(claim: Claim) -> tuple[Evidence, ...]:
    """Return the evidence for which a claim was judged to be true."""
    assessment = claim.assessment
    return assessment.evidence if assessment and assessment.verdict == "supported" else ()
