"""An office held, or an event taken part in, before birth or after death; an event before an organisation's founding.

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
from sinoru.index.fields import LIFE, title_of
from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.index.numbers import UNDATED, first_number
from sinoru.model.records import Actor, Event, Name, Office, Person, Relation, Statement
from sinoru.query.fetch import load
from sinoru.query.select import first_numbers_of_each, terms_of

CODE = "outside-life"
SUMMARY = "A person or an organisation acts before it exists or after its end."
MARK = LIFE

_MOST_READ = 1000
"""Events of one person or organisation that are read."""
_MOST_REPORTED = 20
"""Events of one that are reported; more would add nothing."""
_OUTSIDE = {
    "person": "before birth or after death",
    "organisation": "before it is founded or after it is dissolved",
}
"""When one of a kind cannot act."""


class Life(msgspec.Struct, frozen=True):
    """The first and the last day on which someone may have lived, or an organisation existed; None: unknown."""

    first: int | None
    last: int | None


def find(index: Index, records: Sequence[Actor]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each office or event of one before its first day or after its last."""
    lives = [life_of(one) for one in records]
    before = [None if life.first is None else ("{0} < ?", (first_number(life.first),)) for life in lives]
    after = [None if life.last is None else _begun_after(life.last) for life in lives]
    terms = terms_of(index, [one.id for one in records])
    took_part = [_took_part(terms.get(one.id), index.fields.involving(one.KIND, Event)) for one in records]
    early, late = (_numbers_by_position(index, took_part, parts) for parts in (before, after))
    for position, (one, life) in enumerate(zip(records, lives, strict=True)):
        beginning, end = one.LIFE
        for number, office in enumerate(one.offices if isinstance(one, Person) else (), 1):
            if bound_outside(life, office):
                yield _with_office(cast("Person", one), life, office, f"{CODE}-{number}")
        for event in islice(_over_before(_events(index, early[position]), life.first), _MOST_REPORTED):
            yield _with_event(one, event, beginning)
        for event, _ in islice(_events(index, late[position]), _MOST_REPORTED):
            yield _with_event(one, event, end)


def life_of(one: Actor) -> Life:
    """Return the days outside which a person certainly did not live, or an organisation did not exist."""
    beginning, end = map(interval_of, one.life.values())
    return Life(beginning.first if beginning else None, end.last if end else None)


def life_words(one: Actor) -> str:
    """Return the dates of a life as far as they are known: `born 1952, died 2020`, `founded 1949`."""
    return ", ".join(f"{word} {date}" for word, date in one.life.items() if date)


def bound_outside(life: Life, part: Office | Relation | Name) -> str:
    """Return the bound of an office, relation or name that is certainly outside a life, `from` or `to`; or ""."""
    for bound, date in (("from", part.start), ("to", part.end)):
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
            Statement(value=life_words(person), evidence=person.evidence),
            Statement(value=held, evidence=office.evidence or person.evidence),
        ),
        why=f"no one can hold an office outside a lifetime, here from {_day(life.first)} to {_day(life.last)}",
        rule=CODE,
    )


def _with_event(one: Actor, event: Event, bound: str) -> Discrepancy:
    no_one = "no one" if isinstance(one, Person) else "no organisation"
    return Discrepancy(
        key=f"{CODE}-{event.id}",
        record=one,
        question=f"Which date is right: that of the life of {title_of(one)}, or of “{event.title}”?",
        field=bound,
        statements=(
            Statement(value=one.life[bound], evidence=one.evidence),
            Statement(
                value=f"takes part in “{event.title}” ({event.id}), {event.date}", evidence=event.evidence
            ),
        ),
        why=f"{no_one} can take part in an event {_OUTSIDE[one.KIND]}",
        rule=CODE,
        about=(event.id,),
    )


def _day(day: int | None) -> str:
    return "an unknown day" if day is None else iso_day(day)
