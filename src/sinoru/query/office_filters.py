"""Filters of offices: person, organisation, party, and the country of the holder or the state of the title."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from sinoru.index.index import Index
from sinoru.names.countries import plain_name, states_called
from sinoru.names.titles import Title, parse_title
from sinoru.query.answers import OfficeHeld
from sinoru.query.countries import countries_called
from sinoru.query.fetch import by_ids
from sinoru.query.filters import Filters, bare, is_excluded, narrowing
from sinoru.query.resolve import resolve_id

if TYPE_CHECKING:
    from sinoru.model.records import Office, Person
    from sinoru.query.parties import PartyTest

_OF_OFFICES = ("person", "org", "party", "country")
office_title = lru_cache(1 << 14)(parse_title)
"""Take a title apart, once."""


def title_of(office: OfficeHeld) -> Title:
    """Take the title of an office apart; it is an acting one also where the term began so."""
    return office_title(office.called)


def can_filter_offices(filters: Filters) -> bool:
    """Return whether offices have what these filters ask for; a topic, a kind, a place or a source they have not."""
    return all(name in _OF_OFFICES for name in narrowing(filters))


def keep_offices(index: Index, offices: Sequence[OfficeHeld], filters: Filters) -> tuple[OfficeHeld, ...]:
    """Return the offices of these people, in these organisations, and of these countries. Raises as resolve_scope."""
    passes = office_test(index, filters)
    homes = _homes(index, offices) if filters.country else {}
    return tuple(one for one in offices if passes(_asked_of(one, homes.get(one.person.id, ""))))


class AskedOf(NamedTuple):
    """What filters ask of an office."""

    person: str
    """The id of the holder."""
    org: str
    """The id of the organisation."""
    party: str
    start: str
    end: str
    title: str
    home: str
    """The country of the holder."""


def _asked_of(office: OfficeHeld, home: str) -> AskedOf:
    party = (office.party.id or office.party.name) if office.party else ""
    org = office.org.id if office.org else ""
    return AskedOf(office.person.id, org, party, office.start, office.end, office.title, home)


def asked_of(person: "Person", office: "Office") -> AskedOf:
    """Return what filters ask of an office of a person."""
    asked = (office.org, office.party, office.start, office.end, office.title)
    return AskedOf(person.id, *asked, person.country)


OfficeTest = Callable[[AskedOf], bool]
"""Whether an office passes."""


def _party_test(index: Index, party: str) -> "PartyTest":
    from sinoru.query.parties import PartyTest, parties_called  # most offices are of none

    return PartyTest(index, parties_called(index, "--party", party))


def office_test(index: Index, filters: Filters) -> OfficeTest:
    """Return the test of an office by the filters that offices have. Raises as resolve_scope."""
    people = [
        (resolve_id(index, "--person", bare(value), ("person",)), is_excluded(value))
        for value in filters.person
    ]
    orgs = [
        (resolve_id(index, "--org", bare(value), ("organisation",)), is_excluded(value))
        for value in filters.org
    ]
    parties = [(_party_test(index, bare(value)), is_excluded(value)) for value in filters.party]
    countries = [(country_names(index, [bare(value)]), is_excluded(value)) for value in filters.country]

    def passes(one: AskedOf) -> bool:
        return (
            all((one.person == id_) != is_left_out for id_, is_left_out in people)
            and all((one.org == id_) != is_left_out for id_, is_left_out in orgs)
            and all(
                test.passes(one.person, one.party, one.start, one.end) != is_left_out
                for test, is_left_out in parties
            )
            and all(
                bool(names & states_of(office_title(one.title), one.home)) != is_left_out
                for names, is_left_out in countries
            )
        )

    return passes


def country_of_office(title: str, home: str) -> str:
    """Return the country of an office as it is written: the state of its title, else the country of its holder."""
    states = office_title(title).states
    return states[0].names[0] if states else home


def of_countries(index: Index, offices: Sequence[OfficeHeld], countries: Sequence[str]) -> list[OfficeHeld]:
    """Return the offices of the states with these names: that of the title, else the country of the holder."""
    asked = country_names(index, countries)
    homes = _homes(index, offices)
    return [
        one for one in offices if asked & states_of(office_title(one.title), homes.get(one.person.id, ""))
    ]


def _homes(index: Index, offices: Sequence[OfficeHeld]) -> dict[str, str]:
    """Return the country of each holder by id."""
    people = cast("list[Person]", by_ids(index, "person", [one.person.id for one in offices]))
    return {person.id: person.country for person in people}


def country_names(index: Index, countries: Sequence[str]) -> frozenset[str]:
    """Return all names of these countries as plain_name writes them. Raises UnknownValue, AmbiguousValue."""
    words = [word for value in countries for word in countries_called(index, value)]
    return frozenset(name for word in words for name in _names(word))


def states_of(title: Title, home: str) -> frozenset[str]:
    """Return all names of the state of a title or, if it has none, of the country of its holder."""
    names = frozenset(name for state in title.states for name in state.all_names)
    return names or _names(home)


@lru_cache(1 << 10)
def _names(country: str) -> frozenset[str]:
    """Return all names of a country as plain_name writes them."""
    names = (name for state in states_called(country) for name in state.all_names)
    return frozenset((plain_name(country), *names)) - {""}
