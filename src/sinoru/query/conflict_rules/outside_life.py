"""An office held, or an event taken part in, before birth or after death.

The years of a life are often all that is known: someone born in 1928 may take office at any time from then on. Dates
marked as doubtful prove nothing.
"""

from collections.abc import Iterator, Sequence
from typing import cast

import msgspec

from sinoru.dates import iso_day
from sinoru.index.index import Index, read_body
from sinoru.index.marks import LIFE
from sinoru.index.numbers import UNDATED, first_number
from sinoru.model.records import Event, Office, Person, Statement
from sinoru.query.conflict_rules.spans import span_of
from sinoru.query.dispute import Dispute

CODE = "outside-life"
SUMMARY = "Somebody holds an office or takes part in an event before birth or after death."
MARK = LIFE

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
        yield from _events(index, person, "r.number < ? AND r.latest < ?", (first_number(day), day))


def _events_after(index: Index, person: Person, day: int | None) -> Iterator[Event]:
    if day is not None:
        yield from _events(index, person, "r.number >= ? AND r.number < ?", (first_number(day + 1), UNDATED))


def _events(index: Index, person: Person, condition: str, values: tuple[int, int]) -> Iterator[Event]:
    query = (
        "SELECT r.body FROM term t JOIN link l ON l.target = t.number JOIN record r ON r.number = l.record"
        f" WHERE t.id = ? AND l.kind = 'event' AND l.how = 'took part' AND {condition} LIMIT ?"
    )
    for (body,) in index.rows(query, (person.id, *values, _MOST)):
        yield cast("Event", read_body("event", body))


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
