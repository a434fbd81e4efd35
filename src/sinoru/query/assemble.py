"""Read records by number or id, and build answers from them with the names of all records they refer to."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from sinoru.index.index import Index, Scope
from sinoru.model.fields import Field, Fields
from sinoru.model.records import Claim, Event, Participant, Record
from sinoru.query.answers import ClaimAnswer, EventAnswer, Further, Judgement, OfficeHeld, Participation, Ref
from sinoru.query.disputes import with_conflicts
from sinoru.query.fetch import load, refs_of
from sinoru.query.filters import VERDICTS
from sinoru.query.further import further_fields, further_of, ids_in_further, own_of
from sinoru.query.names_of_day import names_then, refs_then
from sinoru.query.offices import OfficesByTitle, offices_by_title
from sinoru.query.select import links_to


def event_answers(
    index: Index, numbers: Sequence[int], *, as_in_file: bool = False
) -> tuple[EventAnswer, ...]:
    """Return the events of these numbers, in their order; records of other kinds are left out.

    They have all conflicts about them, or `as_in_file` only those that their records have.
    """
    loaded = [one for one in load(index, numbers) if one[0] == Event.KIND]
    read = [event for _, _, _, event in loaded]
    complete = read if as_in_file else with_conflicts(index, read)
    events = [(first, last, event) for (_, first, last, _), event in zip(loaded, complete, strict=True)]
    further = further_fields(index.fields)
    of_part = index.fields.own_of(Participant)
    refs = refs_of(index, (id_ for _, _, event in events for id_ in _ids_in_event(event, further, of_part)))
    names = names_then(index, refs)
    offices = offices_by_title(index, [event for _, _, event in events])
    return tuple(
        replace(
            _event_answer(event, first, last, then, _participations(event, then, offices, index.fields)),
            further=further_of(event, further, then),
        )
        for first, last, event in events
        for then in (refs_then(refs, names, _ids_in_event(event, further, of_part), (first, last)),)
    )


def _ids_in_event(event: Event, further: Sequence[Field], of_part: Sequence[Field]) -> Iterator[str]:
    yield from (one.person or one.org for one in event.participants)
    if of_part:
        yield from (id_ for one in event.participants for id_ in ids_in_further(one, of_part))
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
    participations: Sequence[tuple[Participant, Participation]],
) -> EventAnswer:
    return EventAnswer(
        event=event,
        earliest=earliest,
        latest=latest,
        people=tuple(one for part, one in participations if part.person),
        organisations=tuple(one for part, one in participations if not part.person),
        places=tuple(refs[place] for place in event.places if place in refs),
        part_of=refs.get(event.part_of),
        speakers={id_: refs[id_].name for id_ in speakers_in(event)},
    )


def _participations(
    event: Event, refs: dict[str, Ref], offices: OfficesByTitle, fields: Fields
) -> Sequence[tuple[Participant, Participation]]:
    """Return the participants of an event, each with its answer."""
    return [
        (
            part,
            _participation(part, refs, offices.get((event.id, part.person), ()), own_of(part, fields, refs)),
        )
        for part in event.participants
        if part.person or part.org
    ]


def _participation(
    part: Participant, refs: dict[str, Ref], held: tuple[OfficeHeld, ...], own: tuple[Further, ...]
) -> Participation:
    ref = refs[part.person or part.org]
    return Participation(
        id=ref.id,
        name=ref.name,
        name_then=ref.name_then,
        kind=ref.kind,
        role=part.role,
        printed=part.printed,
        held=held,
        own=own,
    )


def claim_answers(index: Index, numbers: Sequence[int]) -> tuple[ClaimAnswer, ...]:
    """Return the claims of these numbers, in their order; records of other kinds are left out."""
    # Lazy, as events need none.
    from sinoru.query.credits import authors_of
    from sinoru.query.judgements import judgements, numbered_claims

    found = numbered_claims(index, numbers)
    claims = [claim for _, claim in found]
    verdicts = judgements(index, found)
    refs = refs_of(index, (id_ for claim in claims for id_ in _ids_in_claim(claim)))
    authors = authors_of(index, [e.source for claim in claims for e in claim.evidence])
    return tuple(_claim_answer(claim, verdicts.get(number), refs, authors) for number, claim in found)


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
        return dict(Counter(one.verdict for one in shown))
    counts = {}
    for verdict in VERDICTS:
        link = links_to(index, f"verdict:{verdict}", "verdict")
        counts[verdict] = count(index, replace(claims, links=(*claims.links, link)))
    return counts | {"": total - sum(counts.values())}


def _ids_in_claim(claim: Claim) -> Iterator[str]:
    yield from (claim.by, claim.reported_by)
    yield from claim.about


def _claim_answer(
    claim: Claim, verdict: Judgement | None, refs: dict[str, Ref], authors: dict[str, tuple[str, ...]]
) -> ClaimAnswer:
    first_source = claim.evidence[0].source if claim.evidence else ""
    return ClaimAnswer(
        claim=claim,
        by=refs.get(claim.by),
        reported_by=refs.get(claim.reported_by),
        authors=() if claim.by else authors.get(first_source, ()),
        about=tuple(refs[id_] for id_ in claim.about),
        assessment=verdict,
    )
