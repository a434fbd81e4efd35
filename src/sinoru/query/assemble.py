"""Read records by number or id, and build answers from them with the names of all records they refer to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast

from sinoru.index.database import placeholders
from sinoru.index.fields import office_days
from sinoru.index.index import Index, read_body
from sinoru.model.records import Claim, Event, Office, Participant, Person, Record, Source
from sinoru.query.answers import ClaimAnswer, EventAnswer, OfficeHeld, Participation, Ref
from sinoru.query.filters import Days

R = TypeVar("R", bound=Record)

OfficesByTitle = dict[tuple[str, str], tuple[OfficeHeld, ...]]
"""Offices by the ids of an event and a person."""

_RECORDS_PER_BATCH, _IDS_PER_QUERY = 200, 500
_RECORDS_WITH_OFFICE = (
    "SELECT body FROM record WHERE number IN (SELECT record FROM office"
    " WHERE coalesce(earliest, ?) <= ? AND coalesce(latest, ?) >= ?"
    " AND coalesce(earliest, latest) IS NOT NULL) ORDER BY title, number"
)


def load(index: Index, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return `(kind, earliest, latest, record)` of each number, in the given order."""
    condition, values = index.in_list("number", numbers)
    query = f"SELECT number, kind, earliest, latest, body FROM record WHERE {condition}"
    found = {
        number: (kind, earliest, latest, read_body(kind, body))
        for number, kind, earliest, latest, body in index.rows(query, values)
    }
    return [found[number] for number in numbers if number in found]


def in_batches(index: Index, numbers: Sequence[int]) -> Iterator[list[Record]]:
    """Yield the records of these numbers in batches."""
    for start in range(0, len(numbers), _RECORDS_PER_BATCH):
        yield [record for _, _, _, record in load(index, numbers[start : start + _RECORDS_PER_BATCH])]


def smallest(records: Iterable[R], limit: int | None, key: Callable[[R], Any]) -> list[R]:
    """Return the first `limit` records in order (None: all), and keep no more than these in memory."""
    if limit is None:
        return sorted(records, key=key)
    from heapq import nsmallest

    return nsmallest(limit, records, key=key)


def refs_of(index: Index, ids: Iterable[str]) -> dict[str, Ref]:
    """Return a reference for each id that is not empty; an id that no record has serves as its own name."""
    unique = [id_ for id_ in dict.fromkeys(ids) if id_]
    found = {id_: Ref(id=id_, name=id_) for id_ in unique}
    for start in range(0, len(unique), _IDS_PER_QUERY):
        chunk = unique[start : start + _IDS_PER_QUERY]
        query = (
            f"SELECT id, title, kind FROM record WHERE id IN ({placeholders(chunk)})"
            " ORDER BY file DESC, line DESC"  # of records with one id the first counts: it is stored last
        )
        for id_, title, kind in index.rows(query, chunk):
            found[id_] = Ref(id=id_, name=title, kind=kind)
    return found


def by_ids(index: Index, kind: str, ids: Iterable[str]) -> list[Record]:
    """Return the records of one kind that have these ids, sorted by id within each query's batch of ids."""
    unique = list(dict.fromkeys(filter(None, ids)))
    found: list[Record] = []
    for start in range(0, len(unique), _IDS_PER_QUERY):
        chunk = unique[start : start + _IDS_PER_QUERY]
        # plain: otherwise SQLite would read all records of the kind.
        query = (
            f"SELECT body FROM record WHERE {index.plain('kind')} = ?"
            f" AND id IN ({placeholders(chunk)}) ORDER BY id, file, line"
        )
        found += [read_body(kind, body) for (body,) in index.rows(query, [kind, *chunk])]
    return found


def offices_held(index: Index, days: Days) -> tuple[OfficeHeld, ...]:
    """Return the offices that may have been held in these days, by holder; those without a date are left out."""
    people = [
        cast("Person", read_body("person", body))
        for (body,) in index.rows(_RECORDS_WITH_OFFICE, (days.last, days.last, days.first, days.first))
    ]
    return offices_of(index, people, days)


def offices_in(index: Index, org: str) -> tuple[OfficeHeld, ...]:
    """Return the offices in an organisation, by first day (an unknown one: by last day), then holder."""
    query = (
        "SELECT body FROM record WHERE number IN (SELECT record FROM office WHERE org = ?) ORDER BY number"
    )
    people = [cast("Person", read_body("person", body)) for (body,) in index.rows(query, (org,))]
    held = (one for one in offices_of(index, people) if one.org and one.org.id == org)
    return tuple(sorted(held, key=lambda one: (one.start or one.end, one.person.name)))


def offices_of(index: Index, people: Sequence[Person], days: Days | None = None) -> tuple[OfficeHeld, ...]:
    """Return the offices of these people, each person's by date; with `days`, only those of these days."""
    refs = refs_of(index, (office.org for person in people for office in person.offices))
    return tuple(
        OfficeHeld(
            person=Ref(id=person.id, name=person.name, kind="person"),
            title=office.title,
            org=refs.get(office.org),
            start=office.start,
            end=office.end,
            evidence=office.evidence or person.evidence,
        )
        for person in people
        for office in sorted(person.offices, key=lambda office: office.start or office.end)
        if days is None or _may_cover(person, office, days)
    )


def _may_cover(person: Person, office: Office, days: Days) -> bool:
    """Return whether the office may have been held in these days; False without any date."""
    if not office.start and not office.end:
        return False
    start, end = office_days(person, office)
    return (start is None or start <= days.last) and (end is None or end >= days.first)


def offices_on_the_day(index: Index, event: Event, person: Person) -> tuple[OfficeHeld, ...]:
    """Return the offices that a person may have held during an event."""
    from sinoru.dates.intervals import interval_of

    span = interval_of(event.date)
    if span is None or span.first is None or span.last is None:
        return ()
    return offices_of(index, [person], Days(event.date, span.first, span.last))


def offices_by_title(index: Index, events: Sequence[Event]) -> OfficesByTitle:
    """Return the offices that the participants with a printed title held on the day of the event.

    For views that show what a title should have been. A tuple is empty where no office is on record.
    """
    people = titled_people(index, events)
    return {
        (event.id, part.person): offices_on_the_day(index, event, people[part.person])
        for event in events
        for part in event.participants
        if part.printed and part.person in people
    }


def titled_people(index: Index, events: Sequence[Event]) -> dict[str, Person]:
    """Return, by id, the people for whom a source prints a title at these events."""
    ids = [one.person for event in events for one in event.participants if one.printed]
    return {one.id: one for one in cast("list[Person]", by_ids(index, Person.KIND, ids))}


def is_title(printed: str, office: str) -> bool:
    """Return whether a printed title is an office's title or its beginning: `Premier` for `Premier of China`."""
    printed, office = printed.casefold(), office.casefold()
    return office == printed or office.startswith((f"{printed} of ", f"{printed}, "))


def event_answers(index: Index, numbers: Sequence[int]) -> tuple[EventAnswer, ...]:
    """Return the events of these numbers, in their order; records of other kinds are left out."""
    events = [
        (first, last, record) for _, first, last, record in load(index, numbers) if isinstance(record, Event)
    ]
    refs = refs_of(index, (id_ for _, _, event in events for id_ in _ids_in_event(event)))
    offices = offices_by_title(index, [event for _, _, event in events])
    return tuple(_event_answer(event, first, last, refs, offices) for first, last, event in events)


def _ids_in_event(event: Event) -> Iterator[str]:
    yield from (one.person or one.org for one in event.participants)
    yield from event.places
    yield event.part_of
    yield from speakers_in(event)


def speakers_in(record: Record) -> Iterator[str]:
    """Yield the ids of those who make the statements of a record's conflicts."""
    return (said.by for conflict in record.conflicts for said in conflict.statements if said.by)


def _event_answer(
    event: Event, earliest: int | None, latest: int | None, refs: dict[str, Ref], offices: OfficesByTitle
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
    """Return the authors of each source by its id; where it has none, its publisher or container."""
    return {
        source.id: source.authors or tuple(filter(None, [source.publisher or source.container]))
        for source in by_ids(index, "source", ids)
        if isinstance(source, Source)
    }
