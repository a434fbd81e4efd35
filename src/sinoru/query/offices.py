"""Who held which office when."""

from collections.abc import Sequence
from typing import cast

from sinoru.index.fields import office_days
from sinoru.index.index import Index, read_body
from sinoru.model.records import Office, Person
from sinoru.query.answers import OfficeHeld, Ref
from sinoru.query.assemble import refs_of
from sinoru.query.day import Days

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
