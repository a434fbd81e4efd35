"""A title that a source gives a person (`as`, `as_org`), checked against the offices of that day.

Two things are found: the person held no office in that organisation (nor in a part of it, nor in what it is part
of), or held another one there while someone else had exactly that title. What is not known proves nothing: an
office without dates may have been held, an office without an end still is, and one dated to a year covers all of it.
People without a dated office on record are left out.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from sinoru.check.discrepancy import Discrepancy
from sinoru.dates.intervals import Interval, interval_of
from sinoru.index.fields import PRINTED_TITLE
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Organisation, Participant, Person, Statement
from sinoru.query.answers import OfficeHeld
from sinoru.query.fetch import by_ids, load
from sinoru.query.offices import offices_in, offices_of, offices_on_the_day, titled_people
from sinoru.query.select import first_numbers, links_to
from sinoru.query.tenure import TitleIndex

CODE = "printed-title"
SUMMARY = "A source gives a person a title that was not theirs on that day."
MARK = PRINTED_TITLE

_DEEPEST = 8
"""Levels of organisations within organisations that are followed."""
_MOST_PARTS = 1000
"""Parts of one organisation that are read."""


def find(index: Index, records: Sequence[Event]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each printed title that does not fit the offices of the day."""
    people = titled_people(index, records)
    offices = _Offices(index)
    for event in records:
        held: dict[str, _HeldThen] = {}
        for part in event.participants:
            person = people.get(part.person)
            if part.printed and part.printed_org and person:
                if person.id not in held:
                    held[person.id] = _HeldThen(index, event, person)
                yield from _check(offices, held[person.id], part)


class _HeldThen:
    """The offices that a person may have held during an event."""

    def __init__(self, index: Index, event: Event, person: Person) -> None:
        self.event = event
        self.person = person
        self.offices = offices_on_the_day(index, event, person)
        self.titles = TitleIndex((title, office) for office in self.offices for title in titles_of(office))
        self.organisations = frozenset(office.org.id for office in self.offices if office.org)


def titles_of(office: OfficeHeld) -> set[str]:
    """Return the titles that a source may print: for an acting holder, with that word or without it."""
    return {office.title, office.called}


class _Offices:
    """The offices in organisations and the families of these, each read once."""

    def __init__(self, index: Index) -> None:
        self.family = cache(lambda org: _family(index, org))
        self.titles = cache(
            lambda org: TitleIndex((office.title, office) for office in offices_in(index, org))
        )
        self.on_record = cache(lambda then: offices_of(index, [then.person]))
        self.is_known = cache(self._is_known)

    def _is_known(self, then: _HeldThen, org: str) -> bool:
        """Return whether enough of a person's offices is on record to say that a title was not theirs."""
        there = [office for office in then.person.offices if office.org in self.family(org)]
        return all(office.start or office.end for office in there) and bool(then.offices or there)


def _check(offices: _Offices, then: _HeldThen, part: Participant) -> Iterator[Discrepancy]:
    if then.titles.called(part.printed):
        return
    event, person, held = then.event, then.person, then.offices
    if not then.organisations.isdisjoint(offices.family(part.printed_org)):
        holder = _holder(offices, event, part)
        if holder:
            why = f"on that day {holder.person.name} held this title, not {person.name}"
            yield _discrepancy(event, person, part, (*held, holder), why)
    elif offices.is_known(then, part.printed_org):
        why = f"{person.name} held {'another office' if held else 'no such office'} on that day"
        yield _discrepancy(event, person, part, held or offices.on_record(then), why)


def _holder(offices: _Offices, event: Event, part: Participant) -> OfficeHeld | None:
    """Return the office of another person who certainly held that title throughout an event."""
    span = interval_of(event.date)
    for office in offices.titles(part.printed_org).called(part.printed):
        if office.person.id != part.person:
            start, end = interval_of(office.start), interval_of(office.end)
            if span and start and end and _covers(start, end, span):
                return office
    return None


def _covers(start: Interval, end: Interval, span: Interval) -> bool:
    days = (start.last, span.first, span.last, end.first)
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)


def _family(index: Index, org: str) -> frozenset[str]:
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
    return frozenset(family | parts)


def _parts_of(index: Index, org: str) -> list[str]:
    links = (links_to(index, org, "part of"),)
    numbers = first_numbers(index, Scope(kinds=(Organisation.KIND,), links=links), _MOST_PARTS)
    return [record.id for _, _, _, record in load(index, numbers)]


def _discrepancy(
    event: Event, person: Person, part: Participant, held: Sequence[OfficeHeld], why: str
) -> Discrepancy:
    offices = (Statement(value=_wording(office), evidence=office.evidence) for office in held)
    return Discrepancy(
        key=f"{CODE}-{part.person}",
        record=event,
        question=f"Which office did {person.name} hold at “{event.title}”?",
        field="offices",
        statements=(Statement(value=part.printed, evidence=event.evidence), *offices),
        why=why,
        rule=CODE,
        about=(part.person,),
    )


def _wording(office: OfficeHeld) -> str:
    org = f", {office.org.name}" if office.org else ""
    return f"{office.person.name}: {office.title}{org} ({office.start or '..'}/{office.end or '..'})"
