"""`sinoru cite`: the sources that support records and answers, or speak against them, each with its locators."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec

from sinoru.index.fields import conflicts_in, supporting_evidence
from sinoru.index.index import Index
from sinoru.locators.contents import Contents
from sinoru.model.records import Assessment, Claim, ConflictRecord, Evidence, Record, Source
from sinoru.query.analysis_answers import Meeting
from sinoru.query.answers import Answer, Hit, Reference
from sinoru.query.credits import contributors, credited, credited_by_id
from sinoru.query.disputes import with_conflicts
from sinoru.query.fetch import by_ids
from sinoru.query.show import find_record
from sinoru.query.source_names import authors_with_family_first
from sinoru.query.verdicts import label_of

T = TypeVar("T")
CitedPassage = tuple[str, str | None]
"""A source's id and a locator, which is empty where the fact has none; None: the source itself is cited."""
_BATCH = 500
"""Sources whose authors are looked up in one query."""


class Objection(Answer, frozen=True):
    """A passage that does not support a record, and why it is cited: a verdict, or another statement."""

    record: str
    """Id of the record."""
    how: str
    """`contradicted`; or the other statement: `date: 1999-03 (contradicted)`."""
    at: str = ""
    is_against: bool = True
    """False: it does not speak against the record, but does not support it either."""

    @property
    def label(self) -> str:
        """The record and the reason on one line."""
        return f"{'against' if self.is_against else 'about'} {self.record}: {self.how}"


class Citation(Answer, frozen=True):
    """A cited source."""

    source: Source
    at: tuple[str, ...] = ()
    """The locators of the facts, in the order of the source's sections."""
    is_whole: bool = False
    """The source itself is cited, not a fact in it."""
    family_first: frozenset[str] = frozenset()
    """Those of its contributors, as written, whose family name comes first in speech as well (`Yu Bin`)."""
    keeps_case: bool = False
    """Its title stays as written in styles that set titles in capitals."""
    licence: str = ""
    """The licence under which a corpus may be used."""
    against: tuple[Objection, ...] = ()
    """What its passages speak against; empty where they support the records."""


class Citations(Answer, frozen=True):
    """The sources that support some records, by author, then date."""

    citations: tuple[Citation, ...]
    against: tuple[Citation, ...] | None = None
    """The sources that speak against these records, or do not support them; None: they were not asked for."""
    unsourced: tuple[str, ...] = ()
    """Ids of records without any evidence."""
    unsupported: tuple[str, ...] = ()
    """Ids of records with evidence, none of which supports them."""
    missing: tuple[str, ...] = ()
    """Ids of sources that are cited but missing from the corpus."""
    records: tuple[Citation, ...] = ()
    """The records themselves, as parts of the corpus, if they are few."""


def ask_cite(index: Index, ids: Sequence[str], *, with_against: bool = False) -> Citations:
    """Return the sources that support the records with these ids; a source among them is cited itself.

    With `with_against`, also return those that speak against these records. Raises UnknownId.
    """
    plain = [find_record(index, id_).record for id_ in dict.fromkeys(ids)]
    records = with_conflicts(index, plain)
    by_id = {
        told.id: list(_cited_in(told if isinstance(told, ConflictRecord) else record))
        for record, told in zip(plain, records, strict=True)
    }
    objections = {record.id: list(_objections(record)) for record in records}
    found = _cite(index, (passage for cited in by_id.values() for passage in cited))
    bare = [id_ for id_, cited in by_id.items() if not cited]
    found = msgspec.structs.replace(
        found,
        unsourced=tuple(id_ for id_ in bare if not objections[id_]),
        unsupported=tuple(id_ for id_ in bare if objections[id_]),
    )
    if not with_against:
        return found
    against = [pair for pairs in objections.values() for pair in pairs]
    opposing = _cite(index, ((source, one.at) for source, one in against))
    by_source: dict[str, dict[Objection, None]] = {}
    for source, one in against:
        by_source.setdefault(source, {})[one] = None
    labelled = (
        msgspec.structs.replace(one, against=tuple(by_source[one.source.id])) for one in opposing.citations
    )
    missing = tuple(sorted({*found.missing, *opposing.missing}))
    return msgspec.structs.replace(found, against=tuple(labelled), missing=missing)


def merged(found: Citations) -> tuple[Citation, ...]:
    """Return each source once, with the passages that support and those that do not, for a reference manager."""
    citations = {one.source.id: one for one in found.citations}
    for one in found.against or ():
        before = citations.get(one.source.id)
        at = before.at if before else ()
        citations[one.source.id] = msgspec.structs.replace(before or one, at=at, against=one.against)
    return tuple(sorted(citations.values(), key=_by_author))


def cite_shown(index: Index, answer: Any) -> Citations:
    """Return what all facts of an answer cite, and the sources that it shows."""
    events = by_ids(index, "event", (meeting.id for meeting in _values_of_type(answer, Meeting)))
    return _cite(index, (*_cited_in(answer), *_cited_in(events)))


def cite_whole(index: Index, sources: Iterable[Source]) -> Iterator[Citation]:
    """Yield a citation of each source itself, in the given order; sources are read in batches."""
    remaining = iter(sources)
    while batch := credited(index, islice(remaining, _BATCH)):
        family_first = authors_with_family_first(index, batch)
        for source in batch:
            yield Citation(
                source=source, is_whole=True, family_first=family_first & frozenset(contributors(source))
            )


def _objections(record: Record) -> Iterator[tuple[str, Objection]]:
    """Yield what speaks against a record or does not support it, each with the id of its source."""

    def objections(
        evidence: Iterable[Evidence], how: str, *, is_against: bool
    ) -> Iterator[tuple[str, Objection]]:
        return (
            (one.source, Objection(record=record.id, how=how, at=one.at, is_against=is_against))
            for one in evidence
        )

    for conflict in conflicts_in(record):
        asked = label_of(conflict)
        own = [said.stands for said in conflict.statements if said.claim == record.id]
        for said in conflict.statements:
            is_against = conflict.state == "settled" and said.stands not in (own or [True])
            if said.claim != record.id and (is_against or conflict.state != "settled"):
                word = "does not stand" if not said.stands else "stands"
                how = f"{asked} {said.value} ({word if is_against else conflict.state})"
                yield from objections(said.evidence, how, is_against=is_against)
        if conflict is not record:  # its evidence supports the conflict itself
            yield from objections(conflict.evidence, f"{asked} {conflict.state}", is_against=False)
    if isinstance(record, Claim) and record.assessment and record.assessment.verdict != "supported":
        verdict = record.assessment.verdict
        is_against = verdict in ("partly", "superseded")
        yield from objections(record.assessment.evidence, verdict, is_against=is_against)


def _cited_in(value: Any) -> Iterator[CitedPassage]:
    """Yield all that supports a record or an answer, at any depth."""
    if isinstance(value, Evidence):
        yield value.source, value.at
    elif isinstance(value, Source) or (isinstance(value, (Hit, Reference)) and value.kind == "source"):
        yield value.id, None
    elif isinstance(value, Record):
        yield from ((evidence.source, evidence.at) for evidence in supporting_evidence(value))
    elif not isinstance(value, Assessment) or value.verdict == "supported":
        for child in _children(value):
            yield from _cited_in(child)


def _values_of_type(value: Any, type_: type[T]) -> Iterator[T]:
    """Yield all values of a type in an answer, at any depth."""
    if isinstance(value, type_):
        yield value
        return
    for child in _children(value):
        yield from _values_of_type(child, type_)


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, msgspec.Struct):
        return (getattr(value, name) for name in value.__struct_fields__)
    return value if isinstance(value, (tuple, list)) else ()


def _cite(index: Index, passages: Iterable[CitedPassage]) -> Citations:
    cited: dict[str, list[str | None]] = {}
    for id_, at in passages:
        cited.setdefault(id_, []).append(at)
    sources = credited_by_id(index, cited)
    family_first = authors_with_family_first(index, sources)
    citations = [
        Citation(
            source=source,
            at=tuple(Contents(source).in_order(filter(None, cited[source.id]))),
            is_whole=set(cited[source.id]) == {None},
            family_first=family_first & frozenset(contributors(source)),
        )
        for source in sources
    ]
    missing = cited.keys() - {source.id for source in sources}
    return Citations(citations=tuple(sorted(citations, key=_by_author)), missing=tuple(sorted(missing)))


def _by_author(citation: Citation) -> tuple[str, str, str]:
    source = citation.source
    author = next(iter(source.authors or source.editors), "") or source.title.strip("\"'«“")
    return author.casefold(), source.published, source.title
