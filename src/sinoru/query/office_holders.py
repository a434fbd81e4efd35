"""Who held an office, by words of its title."""

from collections.abc import Mapping
from typing import cast

import msgspec

from sinoru.index.index import Index, Scope, read_body
from sinoru.model.records import Person
from sinoru.query.answers import OfficeHeld
from sinoru.query.assemble import offices_of
from sinoru.query.filters import Days
from sinoru.query.names import Found
from sinoru.query.search import condition_for_query, ids_named
from sinoru.text.highlight import find_matches
from sinoru.text.syntax import Query, Term, parse_query

MOST = 1000
"""How many people are looked at."""


class _Asked(msgspec.Struct, frozen=True):
    """The words of an office, and the organisations that each of them names."""

    text: str
    query: Query
    named: Mapping[Term, frozenset[str]]


def find_office_holders(index: Index, text: str, days: Days | None) -> list[Found]:
    """Find the people who held the office that these words tell, on those days if any are given.

    Every word stands in the title, or names the organisation or the country. Those whose title begins with the
    first of them come first: for `premier`, a vice premier later.
    """
    query = parse_query(text)
    match = condition_for_query(index, query)
    if not match:
        return []
    matching, values = index.matching(Scope(kinds=("person",), match=match))
    rows = index.rows(
        f"SELECT r.body FROM record r WHERE r.number IN ({matching}) ORDER BY r.title, r.number LIMIT ?",
        [*values, MOST],
    )
    people = [cast("Person", read_body("person", body)) for (body,) in rows]
    asked = _Asked(text, query, {term: ids_named(index, term) for group in query.all for term in group})
    found = [one for person in people if (one := _found(index, person, asked, days))]
    return sorted(found, key=lambda one: not begins_with(one.written, text))


def begins_with(title: str, text: str) -> bool:
    """Return whether a title begins with the first word of a text."""
    return title.casefold().startswith(text.casefold().split()[0])


def _found(index: Index, person: Person, asked: _Asked, days: Days | None) -> Found | None:
    held = [one for one in offices_of(index, [person], days) if _is_asked(one, person.country, asked)]
    if not held:
        return None
    office = min(held, key=lambda one: not begins_with(one.title, asked.text))
    return Found(person.id, "person", _written(office), "office", person)


def _is_asked(office: OfficeHeld, country: str, asked: _Asked) -> bool:
    text = f"{_written(office)} · {country}"
    met = {match.term for match in find_matches(text, asked.query)}
    org = office.org.id if office.org else ""
    return all(any(term in met or org in asked.named[term] for term in group) for group in asked.query.all)


def _written(office: OfficeHeld) -> str:
    return f"{office.title}, {office.org.name}" if office.org else office.title
