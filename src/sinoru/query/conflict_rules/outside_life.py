"""An office held, or an event taken part in, before birth or after death.

The years of a life are often all that is known: someone born in 1928 may take office at any time from then on. Dates
marked as doubtful prove nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import cast

import msgspec

from sinoru.dates import iso_day
from sinoru.index.index import Index
from sinoru.index.marks import LIFE
from sinoru.index.numbers import UNDATED, first_number
from sinoru.index.scope import Scope, Sql
from sinoru.model.records import Event, Office, Person, Statement
from sinoru.query.assemble import fetch
from sinoru.query.conflict_rules.spans import span_of
from sinoru.query.dispute import Dispute
from sinoru.query.select import first_numbers, links_to

CODE = "outside-life"
SUMMARY = "Somebody holds an office or takes part in an event before birth or after death."
MARK = LIFE

_READ = 1000
"""Events looked at of one person."""
_MOST = 20
"""Events shown of one person; more tell nothing new."""


class Life(msgspec.Struct, frozen=True):
    """The first day on which someone may have lived and the last one; None: not known."""

    first: int | None
    last: int | None


def find(index: Index, records: Sequence[Person]) -> Iterator[Dispute]:
    """Give what people are said to have held or done when they were not alive."""
    for person in records:
        life = life_of(person)
        for number, office in enumerate(person.offices, 1):
            if is_outside(life, office):
                yield _of_office(person, life, office, f"{CODE}-{number}")
        for event in _events_before(index, person, life.first):
            yield _of_event(person, event, person.born)
        for event in _events_after(index, person, life.last):
            yield _of_event(person, event, person.died)


def life_of(person: Person) -> Life:
    """Give the days between which somebody surely lived."""
    born, died = span_of(person.born), span_of(person.died)
    return Life(born.first if born else None, died.last if died else None)


def is_outside(life: Life, office: Office) -> bool:
    """Tell whether an office was surely taken before a life or left after it."""
    taken, left = span_of(office.start), span_of(office.end)
    is_early = taken and taken.last is not None and life.first is not None and taken.last < life.first
    ends = [end.first for end in (taken, left) if end and end.first is not None]
    return bool(is_early or (life.last is not None and any(end > life.last for end in ends)))


def _events_before(index: Index, person: Person, day: int | None) -> Iterator[Event]:
    if day is not None:
        begun = _events(index, person, ("{0} < ?", (first_number(day),)))
        over = (event for event, latest in begun if latest is not None and latest < day)
        yield from islice(over, _MOST)


def _events_after(index: Index, person: Person, day: int | None) -> Iterator[Event]:
    if day is not None:
        later = _events(index, person, ("{0} >= ? AND {0} < ?", (first_number(day + 1), UNDATED)))
        yield from (event for event, _ in islice(later, _MOST))


def _events(index: Index, person: Person, part: Sql) -> Iterator[tuple[Event, int | None]]:
    """Give the events somebody took part in with their last possible day, in order; `part` limits them."""
    took_part = Scope(kinds=("event",), links=(links_to(index, person.id, "took part"),))
    numbers = first_numbers(index, took_part, _READ, part)
    for start in range(0, len(numbers), _MOST):
        for _, _, latest, event in fetch(index, numbers[start : start + _MOST]):
            yield cast("Event", event), latest


def _of_office(person: Person, life: Life, office: Office, key: str) -> Dispute:
    held = f"{office.title} ({office.start or '..'}/{office.end or '..'})"
    return Dispute(
        key=key,
        record=person,
        on="offices",
        statements=(
            Statement(says=_lived(person), evidence=person.evidence),
            Statement(says=held, evidence=office.evidence or person.evidence),
        ),
        why=f"nobody holds an office outside the days from {_day(life.first)} to {_day(life.last)}",
        found_by=CODE,
    )


def _of_event(person: Person, event: Event, date: str) -> Dispute:
    return Dispute(
        key=f"{CODE}-{event.id}",
        record=person,
        on="born" if date == person.born else "died",
        statements=(
            Statement(says=date, evidence=person.evidence),
            Statement(
                says=f"takes part in “{event.title}” ({event.id}), {event.date}", evidence=event.evidence
            ),
        ),
        why="nobody takes part in what happens before birth or after death",
        found_by=CODE,
        recorded_on=(event.id,),
    )


def _lived(person: Person) -> str:
    return ", ".join(
        f"{word} {date}" for word, date in (("born", person.born), ("died", person.died)) if date
    )


def _day(day: int | None) -> str:
    return "an unknown day" if day is None else iso_day(day)
