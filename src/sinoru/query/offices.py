"""Offices with their holders: of some people, in an organisation, on a day."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import cast

from sinoru.dates.edtf import OPEN_END, parse_end
from sinoru.index.fields import office_days
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.records import Event, Office, Person
from sinoru.query.answers import OfficeHeld, Ref
from sinoru.query.fetch import by_ids, load, refs_of
from sinoru.query.filters import Days
from sinoru.query.further import ids_in_further, own_of
from sinoru.query.select import select_numbers
from sinoru.query.tenure import days_shown, tenure_of

OfficesByTitle = dict[tuple[str, str], tuple[OfficeHeld, ...]]
"""Offices by the ids of an event and a person."""


MAY_COVER = "coalesce(earliest, ?) <= ? AND coalesce(latest, ?) >= ?"
"""The condition that an office may have been held in some days: last, last, first and first day of them."""
_RECORDS_WITH_OFFICE = (
    f"SELECT body FROM record WHERE number IN (SELECT record FROM office WHERE {MAY_COVER}"
    " AND coalesce(earliest, latest) IS NOT NULL) ORDER BY title, number"
)
_LAST_DAY, _NO_DAY = 1 << 40, -(1 << 40)
_MOST_EVENTS = 1_000
"""Events of a day whose participants may hold an office without dates."""


def offices_held(index: Index, days: Days) -> tuple[OfficeHeld, ...]:
    """Return the offices that were held in these days, certainly or perhaps, by holder."""
    rows = index.rows(_RECORDS_WITH_OFFICE, (days.last, days.last, days.first, days.first))
    people = [cast("Person", read_body("person", body)) for (body,) in rows]
    known = {person.id for person in people}
    people += [person for person in _participants(index, days) if person.id not in known]
    return offices_of(index, sorted(people, key=lambda person: (person.name, person.id)), days)


def _participants(index: Index, days: Days) -> list[Person]:
    """Return the people who took part in the events of these days: they may hold an office without dates."""
    scope = Scope(kinds=("event",), first=days.first, last=days.last)
    events = [record for _, _, _, record in load(index, select_numbers(index, scope, _MOST_EVENTS))]
    people = (id_ for event in events for _, _, id_ in index.fields.involved(event, Person.KIND))
    return cast("list[Person]", by_ids(index, Person.KIND, people))


def offices_in(index: Index, org: str) -> tuple[OfficeHeld, ...]:
    """Return the offices in an organisation, by first day (an unknown one: by last day), then holder."""
    query = (
        "SELECT body FROM record WHERE number IN (SELECT record FROM office WHERE org = ?) ORDER BY number"
    )
    people = [cast("Person", read_body("person", body)) for (body,) in index.rows(query, (org,))]
    held = (one for one in offices_of(index, people) if one.org and one.org.id == org)
    return tuple(sorted(held, key=lambda one: (one.start or one.end, one.person.name)))


def offices_of(index: Index, people: Sequence[Person], days: Days | None = None) -> tuple[OfficeHeld, ...]:
    """Return the offices of these people, each person's by date; with `days`, only those held then, or perhaps."""
    found = [
        (person, office, holding)
        for person in people
        for office in _by_date(person.offices)
        if (holding := _holding(index, person, office, days)) is not None
    ]
    return _office_answers(index, found)


def _by_date(offices: Iterable[Office]) -> list[Office]:
    return sorted(offices, key=lambda office: office.start or office.end)


def recency(office: Office | OfficeHeld) -> tuple[int, int]:
    """Return a key that the newest office has the greatest of: its last day, then its first one.

    An office that is still held is the newest. If its last day is known only to the month, the first of it counts.
    """
    last = _LAST_DAY if office.end == OPEN_END else _first_day(office.end or office.start)
    return last, _first_day(office.start or office.end)


def _first_day(edtf: str) -> int:
    earliest = parse_end(edtf).earliest if edtf else None
    return _NO_DAY if earliest is None else earliest


def _holding(index: Index, person: Person, office: Office, days: Days | None) -> str | None:
    """Return whether an office was held in these days, empty without days; None: not, as far as is known."""
    if days is None:
        return ""
    return tenure_of(person, office, lambda: days_shown(index, person, office)).on(days) or None


def _office_answers(index: Index, found: Sequence[tuple[Person, Office, str]]) -> tuple[OfficeHeld, ...]:
    of_office = index.fields.own_of(Office)
    kinds = {field.name: field.kinds for field in index.fields.of(Office)}
    ids = chain.from_iterable(
        (office.org, office.held_for, office.party, *ids_in_further(office, of_office))
        for _, office, _ in found
    )
    refs = refs_of(index, ids)
    return tuple(
        OfficeHeld(
            person=Ref(id=person.id, name=person.name, kind="person"),
            title=office.title,
            org=refs.get(office.org),
            held_for=_named(refs, office.held_for, kinds["held_for"]),
            party=_named(refs, office.party, kinds["party"]),
            start=office.start,
            end=office.end,
            began=office.began,
            ended=office.ended,
            evidence=office.evidence or person.evidence,
            in_office=holding,
            own=own_of(office, index.fields, refs),
        )
        for person, office, holding in found
    )


def _named(refs: Mapping[str, Ref], value: str, kinds: tuple[str, ...]) -> Ref | None:
    """Return the record of these kinds that an office names, or the name that it gives instead."""
    ref = refs.get(value)
    return ref if ref is None or ref.kind in kinds else Ref(id="", name=value)


def _may_cover(person: Person, office: Office, days: Days) -> bool:
    """Return whether the office may have been held in these days; False without any date."""
    if not office.start and not office.end:
        return False
    start, end = office_days(person, office)
    return (start is None or start <= days.last) and (end is None or end >= days.first)


def offices_on_the_day(index: Index, event: Event, person: Person) -> tuple[OfficeHeld, ...]:
    """Return the offices that a person may have held during an event: what is not known excludes none."""
    date = parse_end(event.date) if event.date else None
    if date is None or date.approximate or date.uncertain or date.earliest is None or date.latest is None:
        return ()
    days = Days(event.date, date.earliest, date.latest)
    offices = [office for office in person.offices if _may_cover(person, office, days)]
    return _office_answers(index, [(person, office, "") for office in _by_date(offices)])


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
