"""Who held which office when."""

from collections.abc import Sequence
from typing import cast

from sinoru.dates.periods import span_of
from sinoru.index.fields import office_days
from sinoru.index.index import Index, read_body
from sinoru.model.records import Event, Office, Person
from sinoru.query.answers import OfficeHeld, Ref
from sinoru.query.filters import Days
from sinoru.query.records import records_of, refs_of

_HELD = (
    "SELECT body FROM record WHERE number IN (SELECT record FROM office"
    " WHERE coalesce(earliest, ?) <= ? AND coalesce(latest, ?) >= ?"
    " AND coalesce(earliest, latest) IS NOT NULL) ORDER BY title, number"
)


def offices_held(index: Index, days: Days) -> tuple[OfficeHeld, ...]:
    """Give the offices that somebody may have held in these days, by name; those without a date are out."""
    people = [
        cast("Person", read_body("person", body))
        for (body,) in index.rows(_HELD, (days.last, days.last, days.first, days.first))
    ]
    return offices_of(index, people, days)


def offices_in(index: Index, org: str) -> tuple[OfficeHeld, ...]:
    """Give who held which office in an organisation, by first day."""
    query = (
        "SELECT body FROM record WHERE number IN (SELECT record FROM office WHERE org = ?) ORDER BY number"
    )
    people = [cast("Person", read_body("person", body)) for (body,) in index.rows(query, (org,))]
    held = (one for one in offices_of(index, people) if one.org and one.org.id == org)
    return tuple(sorted(held, key=lambda one: (one.start or one.end, one.person.name)))


def offices_of(index: Index, people: Sequence[Person], days: Days | None = None) -> tuple[OfficeHeld, ...]:
    """Give the offices of these people in order of time, those of the given days only."""
    refs = refs_of(index, (office.org for person in people for office in person.offices))
    return tuple(
        _held(person, office, refs)
        for person in people
        for office in sorted(person.offices, key=lambda office: office.start or office.end)
        if days is None or _covers(person, office, days)
    )


def _held(person: Person, office: Office, refs: dict[str, Ref]) -> OfficeHeld:
    return OfficeHeld(
        person=Ref(id=person.id, name=person.name, kind="person"),
        title=office.title,
        org=refs.get(office.org),
        start=office.start,
        end=office.end,
        evidence=office.evidence or person.evidence,
    )


def _covers(person: Person, office: Office, days: Days) -> bool:
    """Tell whether the office may have been held in these days; without any date nobody knows."""
    if not office.start and not office.end:
        return False
    start, end = office_days(person, office)
    return (start is None or start <= days.last) and (end is None or end >= days.first)


def offices_on_the_day(index: Index, event: Event, person: Person) -> tuple[OfficeHeld, ...]:
    """Give the offices that somebody may have held at some time of an event."""
    span = span_of(event.date)
    if span is None or span.first is None or span.last is None:
        return ()
    return offices_of(index, [person], Days(event.date, span.first, span.last))


def offices_by_title(index: Index, events: Sequence[Event]) -> dict[tuple[str, str], tuple[OfficeHeld, ...]]:
    """Give, by event and person, the offices of the day of everyone to whom a source gives a title of its own.

    For views that show what a title printed in a source should have been; empty where no office is on record.
    """
    people = titled_people(index, events)
    return {
        (event.id, part.person): offices_on_the_day(index, event, people[part.person])
        for event in events
        for part in event.participants
        if part.printed and part.person in people
    }


def titled_people(index: Index, events: Sequence[Event]) -> dict[str, Person]:
    """Return, by id, the people to whom a source gives a title of its own at these events."""
    ids = [one.person for event in events for one in event.participants if one.printed]
    return {one.id: one for one in cast("list[Person]", records_of(index, Person.KIND, ids))}


def is_title(printed: str, office: str) -> bool:
    """Tell whether a printed title is that of an office, or the beginning of it: `Premier` for `Premier of China`."""
    printed, office = printed.casefold(), office.casefold()
    return office == printed or office.startswith((f"{printed} of ", f"{printed}, "))
