"""An office held, or an event taken part in, before birth or after death.

The years of a life are often all that is known: someone born in 1928 may take office at any time from then on. Dates
marked as doubtful prove nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

import msgspec

from sinoru.check.discrepancy import Discrepancy
from sinoru.dates.days import iso_day
from sinoru.dates.intervals import interval_of
from sinoru.index.fields import LIFE
from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.index.numbers import UNDATED, first_number
from sinoru.model.records import Event, Office, Person, Relation, Statement
from sinoru.query.fetch import load
from sinoru.query.select import first_numbers_of_each, terms_of

CODE = "outside-life"
SUMMARY = "A person holds an office or takes part in an event before birth or after death."
MARK = LIFE

_MOST_READ = 1000
"""Events of one person that are read."""
_MOST_REPORTED = 20
"""Events of one person that are reported; more would add nothing."""


class Life(msgspec.Struct, frozen=True):
    """The first and the last day on which a person may have lived; None: unknown."""

    first: int | None
    last: int | None


def find(index: Index, records: Sequence[Person]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each office or event of a person before birth or after death."""
    lives = [life_of(person) for person in records]
    before = [None if life.first is None else ("{0} < ?", (first_number(life.first),)) for life in lives]
    after = [None if life.last is None else _begun_after(life.last) for life in lives]
    terms = terms_of(index, [person.id for person in records])
    relations = index.fields.involving("person", Event)
    took_part = [_took_part(terms.get(person.id), relations) for person in records]
    early, late = (_numbers_by_position(index, took_part, parts) for parts in (before, after))
    for position, (person, life) in enumerate(zip(records, lives, strict=True)):
        for number, office in enumerate(person.offices, 1):
            if bound_outside(life, office):
                yield _with_office(person, life, office, f"{CODE}-{number}")
        for event in islice(_over_before(_events(index, early[position]), life.first), _MOST_REPORTED):
            yield _with_event(person, event, person.born)
        for event, _ in islice(_events(index, late[position]), _MOST_REPORTED):
            yield _with_event(person, event, person.died)


def life_of(person: Person) -> Life:
    """Return the days outside which a person certainly did not live."""
    born, died = interval_of(person.born), interval_of(person.died)
    return Life(born.first if born else None, died.last if died else None)


def bound_outside(life: Life, office: Office | Relation) -> str:
    """Return the bound of an office or relation that is certainly outside a lifetime, `from` or `to`; or nothing."""
    for bound, date in (("from", office.start), ("to", office.end)):
        when = interval_of(date)
        if when and when.last is not None and life.first is not None and when.last < life.first:
            return bound
        if when and when.first is not None and life.last is not None and when.first > life.last:
            return bound
    return ""


def _begun_after(day: int) -> Sql:
    return "{0} >= ? AND {0} < ?", (first_number(day + 1), UNDATED)


def _took_part(term: int | None, relations: tuple[str, ...]) -> Scope | None:
    return Scope(kinds=("event",), links=(LinkFilter((term,), relations),)) if term is not None else None


def _numbers_by_position(
    index: Index, scopes: Sequence[Scope | None], parts: Sequence[Sql | None]
) -> defaultdict[int, list[int]]:
    """Return the first numbers of each scope within its part, by their position in the list; none without either."""
    pairs = enumerate(zip(scopes, parts, strict=True))
    asked = {position: (scope, part) for position, (scope, part) in pairs if scope and part}
    found = first_numbers_of_each(index, [*asked.values()], _MOST_READ)
    return defaultdict(list, zip(asked, found, strict=True))


def _over_before(events: Iterable[tuple[Event, int | None]], day: int | None) -> Iterator[Event]:
    return (event for event, last in events if day is not None and last is not None and last < day)


def _events(index: Index, numbers: Sequence[int]) -> Iterator[tuple[Event, int | None]]:
    """Yield events with their last possible day; they are read as they are needed."""
    for start in range(0, len(numbers), _MOST_REPORTED):
        for _, _, latest, event in load(index, numbers[start : start + _MOST_REPORTED]):
            yield cast("Event", event), latest


def _with_office(person: Person, life: Life, office: Office, key: str) -> Discrepancy:
    held = f"{office.title} ({office.start or '..'}/{office.end or '..'})"
    return Discrepancy(
        key=key,
        record=person,
        question=f"Which date is right: that of the life of {person.name}, or of the office “{office.title}”?",
        field="offices",
        statements=(
            Statement(value=_life_dates(person), evidence=person.evidence),
            Statement(value=held, evidence=office.evidence or person.evidence),
        ),
        why=f"no one can hold an office outside a lifetime, here from {_day(life.first)} to {_day(life.last)}",
        rule=CODE,
    )


def _with_event(person: Person, event: Event, date: str) -> Discrepancy:
    return Discrepancy(
        key=f"{CODE}-{event.id}",
        record=person,
        question=f"Which date is right: that of the life of {person.name}, or of “{event.title}”?",
        field="born" if date == person.born else "died",
        statements=(
            Statement(value=date, evidence=person.evidence),
            Statement(
                value=f"takes part in “{event.title}” ({event.id}), {event.date}", evidence=event.evidence
            ),
        ),
        why="no one can take part in an event before birth or after death",
        rule=CODE,
        about=(event.id,),
    )


def _life_dates(person: Person) -> str:
    return ", ".join(
        f"{word} {date}" for word, date in (("born", person.born), ("died", person.died)) if date
    )


def _day(day: int | None) -> str:
    return "an unknown day" if day is None else iso_day(day)
