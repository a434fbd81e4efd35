"""A title that a source gives a person (`as`, `as_org`), checked against the offices of that day.

Two things are conflicts: the person held no office in that organisation (nor in a part of it, nor in what it is part
of), or held another one there while someone else had exactly that title. What is not known proves nothing: an
office without dates may have been held, an office without an end still is, and one dated to a year covers all of it.
People without a dated office on record are left out.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from sinoru.dates.intervals import Interval, interval_of
from sinoru.index.fields import PRINTED_TITLE
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Organisation, Participant, Person, Statement
from sinoru.query.answers import OfficeHeld
from sinoru.query.disputes import Dispute
from sinoru.query.fetch import by_ids, load
from sinoru.query.offices import offices_in, offices_of, offices_on_the_day, titled_people
from sinoru.query.select import first_numbers, links_to
from sinoru.query.tenure import is_title

CODE = "printed-title"
SUMMARY = "A source gives a person a title that was not theirs on that day."
MARK = PRINTED_TITLE

_DEEPEST = 8
"""Levels of organisations within organisations that are followed."""
_MOST_PARTS = 1000
"""Parts of one organisation that are read."""


def find(index: Index, records: Sequence[Event]) -> Iterator[Dispute]:
    """Yield a conflict for each printed title that does not fit the offices of the day."""
    people = titled_people(index, records)
    for event in records:
        for part in event.participants:
            person = people.get(part.person)
            if part.printed and part.printed_org and person:
                yield from _check(index, event, part, person)


def _check(index: Index, event: Event, part: Participant, person: Person) -> Iterator[Dispute]:
    held = offices_on_the_day(index, event, person)
    if any(is_title(part.printed, office.title) for office in held):
        return
    family = _family(index, part.printed_org)
    if any(office.org and office.org.id in family for office in held):
        holder = _holder(index, event, part)
        if holder:
            why = f"on that day {holder.person.name} held this title, not {person.name}"
            yield _dispute(event, part, (*held, holder), why)
    elif _is_known(person, family, held):
        why = f"{person.name} held {'another office' if held else 'no such office'} on that day"
        yield _dispute(event, part, held or offices_of(index, [person]), why)


def _is_known(person: Person, family: set[str], held: Sequence[OfficeHeld]) -> bool:
    """Return whether enough of a person's offices is on record to say that a title was not theirs."""
    there = [office for office in person.offices if office.org in family]
    return all(office.start or office.end for office in there) and bool(held or there)


def _holder(index: Index, event: Event, part: Participant) -> OfficeHeld | None:
    """Return the office of another person who certainly held that title throughout an event."""
    span = interval_of(event.date)
    for office in offices_in(index, part.printed_org):
        if office.person.id != part.person and is_title(part.printed, office.title):
            start, end = interval_of(office.start), interval_of(office.end)
            if span and start and end and _covers(start, end, span):
                return office
    return None


def _covers(start: Interval, end: Interval, span: Interval) -> bool:
    days = (start.last, span.first, span.last, end.first)
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)


def _family(index: Index, org: str) -> set[str]:
    """Return the ids of an organisation, of all organisations it is part of, and of its parts at any level."""
    family = {org}
    above = org
    for _ in range(_DEEPEST):
        found = cast("list[Organisation]", by_ids(index, Organisation.KIND, [above]))
        above = found[0].part_of if found else ""
        if not above or above in family:
            break
        family.add(above)
    parts: set[str] = set()
    level = {org}
    for _ in range(_DEEPEST):
        level = {id_ for whole in level for id_ in _parts_of(index, whole)} - parts
        parts |= level
    return family | parts


def _parts_of(index: Index, org: str) -> list[str]:
    links = (links_to(index, org, "part of"),)
    numbers = first_numbers(index, Scope(kinds=(Organisation.KIND,), links=links), _MOST_PARTS)
    return [record.id for _, _, _, record in load(index, numbers)]


def _dispute(event: Event, part: Participant, held: Sequence[OfficeHeld], why: str) -> Dispute:
    offices = (Statement(says=_wording(office), evidence=office.evidence) for office in held)
    return Dispute(
        key=f"{CODE}-{part.person}",
        record=event,
        on="offices",
        statements=(Statement(says=part.printed, evidence=event.evidence), *offices),
        why=why,
        found_by=CODE,
        recorded_on=(part.person,),
    )


def _wording(office: OfficeHeld) -> str:
    org = f", {office.org.name}" if office.org else ""
    return f"{office.person.name}: {office.title}{org} ({office.start or '..'}/{office.end or '..'})"
