"""Find the holders of an office by words of its title."""

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
"""The number of people whose offices are read at most."""


class _OfficeQuery(msgspec.Struct, frozen=True):
    """A query for an office, and the ids of the records that each of its terms names."""

    text: str
    query: Query
    named: Mapping[Term, frozenset[str]]


def find_office_holders(index: Index, text: str, days: Days | None) -> list[Found]:
    """Return the people who held the office that the words describe; with `days`, who held it on these days.

    Every word has to occur in the title or to name the organisation or the country. People whose title begins with
    the first word come first: for `premier`, a vice premier comes later.
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
    asked = _OfficeQuery(text, query, {term: ids_named(index, term) for group in query.all for term in group})
    holders = [holder for person in people if (holder := _holder(index, person, asked, days))]
    return sorted(holders, key=lambda holder: not begins_with(holder.written, text))


def begins_with(title: str, text: str) -> bool:
    """Return whether a title begins with the first word of a text."""
    return title.casefold().startswith(text.casefold().split()[0])


def _holder(index: Index, person: Person, asked: _OfficeQuery, days: Days | None) -> Found | None:
    offices = offices_of(index, [person], days)
    matching = [office for office in offices if _matches(office, person.country, asked)]
    if not matching:
        return None
    best = min(matching, key=lambda office: not begins_with(office.title, asked.text))
    return Found(person.id, "person", _title_and_org(best), "office", person)


def _matches(office: OfficeHeld, country: str, asked: _OfficeQuery) -> bool:
    text = f"{_title_and_org(office)} · {country}"
    matched = {match.term for match in find_matches(text, asked.query)}
    org = office.org.id if office.org else ""
    return all(
        any(term in matched or org in asked.named[term] for term in group) for group in asked.query.all
    )


def _title_and_org(office: OfficeHeld) -> str:
    return f"{office.title}, {office.org.name}" if office.org else office.title
