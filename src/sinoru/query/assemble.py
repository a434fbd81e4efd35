"""From record numbers to answers with the names of all they refer to."""

from collections.abc import Iterable, Sequence

from sinoru.index.index import Index
from sinoru.model.records import Claim, Event, Participant, Record, Source
from sinoru.query.answers import ClaimAnswer, EventAnswer, OfficeHeld, Ref, Took
from sinoru.query.records import fetch, records_of, refs_of

OfficesByTitle = dict[tuple[str, str], tuple[OfficeHeld, ...]]
"""By ids of event and person."""


def event_answers(index: Index, wanted: Sequence[int]) -> tuple[EventAnswer, ...]:
    """Give the events of these numbers, in their order."""
    events = [
        (first, last, record) for _, first, last, record in fetch(index, wanted) if isinstance(record, Event)
    ]
    refs = refs_of(index, (id_ for _, _, event in events for id_ in _ids_in_event(event)))
    held = _offices_by_title(index, [event for _, _, event in events])
    return tuple(_event_answer(event, first, last, refs, held) for first, last, event in events)


def _offices_by_title(index: Index, events: Sequence[Event]) -> OfficesByTitle:
    """Give the offices of the day where a source prints a title of its own; few events have one."""
    titled = [event for event in events if any(part.printed for part in event.participants)]
    if not titled:
        return {}
    from sinoru.query.offices import offices_by_title

    return offices_by_title(index, titled)


def _ids_in_event(event: Event) -> Iterable[str]:
    yield from (one.person or one.org for one in event.participants)
    yield from event.places
    yield event.part_of
    yield from speakers_in(event)


def speakers_in(record: Record) -> Iterable[str]:
    """Give the ids of those whose statements disagree about a record."""
    return (said.by for conflict in record.conflicts for said in conflict.statements if said.by)


def _event_answer(
    event: Event, earliest: int | None, latest: int | None, refs: dict[str, Ref], held: OfficesByTitle
) -> EventAnswer:
    took = [
        (part, _took(part, refs, held.get((event.id, part.person), ())))
        for part in event.participants
        if part.person or part.org
    ]
    return EventAnswer(
        event=event,
        earliest=earliest,
        latest=latest,
        people=tuple(one for part, one in took if part.person),
        organisations=tuple(one for part, one in took if not part.person),
        places=tuple(refs[place] for place in event.places if place in refs),
        part_of=refs.get(event.part_of),
        speakers={id_: refs[id_].name for id_ in speakers_in(event)},
    )


def _took(part: Participant, refs: dict[str, Ref], held: tuple[OfficeHeld, ...]) -> Took:
    one = refs[part.person or part.org]
    return Took(id=one.id, name=one.name, kind=one.kind, role=part.role, printed=part.printed, held=held)


def claim_answers(index: Index, wanted: Sequence[int]) -> tuple[ClaimAnswer, ...]:
    """Give the claims of these numbers, in their order."""
    claims = [record for _, _, _, record in fetch(index, wanted) if isinstance(record, Claim)]
    refs = refs_of(index, (id_ for claim in claims for id_ in _ids_in_claim(claim)))
    authors = authors_of(index, [e.source for claim in claims for e in claim.evidence])
    return tuple(_claim_answer(claim, refs, authors) for claim in claims)


def _ids_in_claim(claim: Claim) -> Iterable[str]:
    yield from (claim.by, claim.reported_by)
    yield from claim.about
    yield from claim.contradicts


def _claim_answer(claim: Claim, refs: dict[str, Ref], authors: dict[str, tuple[str, ...]]) -> ClaimAnswer:
    sources = dict.fromkeys(evidence.source for evidence in claim.evidence)
    return ClaimAnswer(
        claim=claim,
        by=refs.get(claim.by),
        reported_by=refs.get(claim.reported_by),
        authors=() if claim.by else authors.get(next(iter(sources), ""), ()),
        about=tuple(refs[id_] for id_ in claim.about),
        contradicts=tuple(refs[id_] for id_ in claim.contradicts),
    )


def authors_of(index: Index, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give who answers for each source: its authors, else its publisher or container."""
    answer: dict[str, tuple[str, ...]] = {}
    for record in records_of(index, "source", ids):
        if isinstance(record, Source):
            answer[record.id] = record.authors or tuple(filter(None, [record.publisher or record.container]))
    return answer
