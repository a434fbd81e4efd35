"""Read records by number or id, and build answers from them with the names of all records they refer to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from msgspec.structs import replace

from sinoru.index.fields import authors_of_source
from sinoru.index.index import Index, Scope
from sinoru.model.fields import Field
from sinoru.model.records import AssessmentVerdict, Claim, Event, Participant, Record, Source
from sinoru.query.answers import ClaimAnswer, EventAnswer, Further, OfficeHeld, Participation, Ref
from sinoru.query.fetch import by_ids, load, refs_of
from sinoru.query.further import further_fields, further_of, ids_in_further
from sinoru.query.offices import OfficesByTitle, offices_by_title
from sinoru.query.select import links_to


def event_answers(index: Index, numbers: Sequence[int]) -> tuple[EventAnswer, ...]:
    """Return the events of these numbers, in their order; records of other kinds are left out."""
    events = [
        (first, last, record) for _, first, last, record in load(index, numbers) if isinstance(record, Event)
    ]
    further = further_fields(index.fields)
    refs = refs_of(index, (id_ for _, _, event in events for id_ in _ids_in_event(event, further)))
    offices = offices_by_title(index, [event for _, _, event in events])
    return tuple(
        _event_answer(event, first, last, refs, offices, further_of(event, further, refs))
        for first, last, event in events
    )


def _ids_in_event(event: Event, further: Sequence[Field]) -> Iterator[str]:
    yield from (one.person or one.org for one in event.participants)
    yield from event.places
    yield event.part_of
    yield from ids_in_further(event, further)
    yield from speakers_in(event)


def speakers_in(record: Record) -> Iterator[str]:
    """Yield the ids of those who make the statements of a record's conflicts."""
    return (said.by for conflict in record.conflicts for said in conflict.statements if said.by)


def _event_answer(
    event: Event,
    earliest: int | None,
    latest: int | None,
    refs: dict[str, Ref],
    offices: OfficesByTitle,
    further: tuple[Further, ...],
) -> EventAnswer:
    participations = [
        (part, _participation(part, refs, offices.get((event.id, part.person), ())))
        for part in event.participants
        if part.person or part.org
    ]
    return EventAnswer(
        event=event,
        earliest=earliest,
        latest=latest,
        people=tuple(one for part, one in participations if part.person),
        organisations=tuple(one for part, one in participations if not part.person),
        places=tuple(refs[place] for place in event.places if place in refs),
        part_of=refs.get(event.part_of),
        speakers={id_: refs[id_].name for id_ in speakers_in(event)},
        further=further,
    )


def _participation(part: Participant, refs: dict[str, Ref], held: tuple[OfficeHeld, ...]) -> Participation:
    ref = refs[part.person or part.org]
    return Participation(
        id=ref.id, name=ref.name, kind=ref.kind, role=part.role, printed=part.printed, held=held
    )


def claim_answers(index: Index, numbers: Sequence[int]) -> tuple[ClaimAnswer, ...]:
    """Return the claims of these numbers, in their order; records of other kinds are left out."""
    claims = [record for _, _, _, record in load(index, numbers) if isinstance(record, Claim)]
    refs = refs_of(index, (id_ for claim in claims for id_ in _ids_in_claim(claim)))
    authors = authors_of(index, [e.source for claim in claims for e in claim.evidence])
    return tuple(_claim_answer(claim, refs, authors) for claim in claims)


def count_verdicts(
    index: Index,
    claims: Scope,
    shown: Sequence[ClaimAnswer],
    total: int,
    count: Callable[[Index, Scope], int],
) -> dict[str, int]:
    """Return the number of claims in scope by verdict; an empty one means those that are not assessed.

    The index is only asked where some of the `total` are not shown; `count` counts a scope.
    """
    if len(shown) == total:
        return dict(Counter(one.claim.assessment.verdict if one.claim.assessment else "" for one in shown))
    counts = {}
    for verdict in get_args(AssessmentVerdict):
        link = links_to(index, f"verdict:{verdict}", "verdict")
        counts[verdict] = count(index, replace(claims, links=(*claims.links, link)))
    return counts | {"": total - sum(counts.values())}


def _ids_in_claim(claim: Claim) -> Iterator[str]:
    yield from (claim.by, claim.reported_by)
    yield from claim.about
    yield from claim.contradicts


def _claim_answer(claim: Claim, refs: dict[str, Ref], authors: dict[str, tuple[str, ...]]) -> ClaimAnswer:
    first_source = claim.evidence[0].source if claim.evidence else ""
    return ClaimAnswer(
        claim=claim,
        by=refs.get(claim.by),
        reported_by=refs.get(claim.reported_by),
        authors=() if claim.by else authors.get(first_source, ()),
        about=tuple(refs[id_] for id_ in claim.about),
        contradicts=tuple(refs[id_] for id_ in claim.contradicts),
    )


def authors_of(index: Index, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the authors of each source by its id; where it has none, its container or publisher."""
    return {
        source.id: authors_of_source(source)
        for source in by_ids(index, "source", ids)
        if isinstance(source, Source)
    }
