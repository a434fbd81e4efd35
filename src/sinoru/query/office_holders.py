"""Who held an office, by words of its title."""

from typing import TYPE_CHECKING, cast

from sinoru.index.index import Index, read_body
from sinoru.query.day import Days
from sinoru.query.named import Found
from sinoru.query.offices import offices_of
from sinoru.words import Query, find_matches, parse_query, to_fts5

if TYPE_CHECKING:
    from sinoru.model.records import Person

MOST = 1000
"""How many people are looked at."""


def find_office_holders(index: Index, text: str, days: Days | None) -> list[Found]:
    """Find the people who held an office with these words in its title, on those days if any are given.

    Those whose title begins with the words come first.
    """
    query = parse_query(text)
    match = to_fts5(query)
    if not match:
        return []
    rows = index.rows(
        "SELECT r.body FROM words JOIN record r ON r.number = words.rowid"
        " WHERE words MATCH ? AND r.kind = 'person' ORDER BY r.title LIMIT ?",
        (match, MOST),
    )
    found = []
    for (body,) in list(rows):
        person = cast("Person", read_body("person", body))
        held = offices_of(index, [person], days)
        titles = (f"{one.title}, {one.org.name}" if one.org else one.title for one in held)
        title = next((title for title in titles if _has_all(title, query)), None)
        if title:
            found.append(Found(person.id, "person", title, "office", person))
    return sorted(found, key=lambda one: not one.written.casefold().startswith(text.casefold()))


def _has_all(title: str, query: Query) -> bool:
    met = {match.term for match in find_matches(title, query)}
    return all(not met.isdisjoint(group) for group in query.all)
