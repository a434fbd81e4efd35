"""The order of the offices of a day: by state, that of the most holders first, then by rank.

An office belongs to the state in its title. Without one, it belongs to that of its organisation, which may have no
state, such as NATO, and without an organisation to that of its holder.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from msgspec.structs import asdict

from sinoru.index.index import Index
from sinoru.names.countries import states_called
from sinoru.names.titles import RANKS, equal_titles
from sinoru.query.answers import OfficeHeld, OfficeOfDay
from sinoru.query.fetch import by_ids
from sinoru.query.office_filters import office_title, states_of, title_of

if TYPE_CHECKING:
    from sinoru.model.records import Organisation, Person


def by_state_and_rank(index: Index, offices: Sequence[OfficeHeld]) -> list[OfficeOfDay]:
    """Return the offices with their states, in order."""
    homes = _countries(index, offices)
    found = [OfficeOfDay(**asdict(one), state=_state(one, homes)) for one in offices]
    holders = {one.state: set[str]() for one in found}
    for one in found:
        holders[one.state].add(one.person.id)

    def order(one: OfficeOfDay) -> tuple[object, ...]:
        size = len(holders[one.state]) if one.state else 0
        return -size, not one.state, one.state, *_rank(one), one.person.name, one.person.id

    return sorted(found, key=order)


def _rank(office: OfficeOfDay) -> tuple[int, int, bool, str]:
    """Return the order within a state: the rank, the office in the table of titles, then those who took it first."""
    title = title_of(office)
    states = states_of(title, office.state)
    known = min((_table_order()[one] for one in title.offices(states)), default=None)
    if known is None:
        return RANKS.index(title.rank(states)), len(_table_order()), title.is_acting, ""
    return RANKS.index(title.rank(states)), known, title.is_acting, office.start


@cache
def _table_order() -> dict[str, int]:
    offices = dict.fromkeys(each.office for found in equal_titles().values() for each in found)
    return {office: number for number, office in enumerate(offices)}


def _state(office: OfficeHeld, homes: Mapping[str, str]) -> str:
    """Return the state of an office; empty if its organisation has none, or if it is not known."""
    home = homes.get(office.org.id if office.org else office.person.id, "")
    named = [state.name for state in office_title(office.title).states]
    if len(named) == 1:
        return named[0]
    at_home = [state.name for state in states_called(home)]
    return at_home[0] if len(at_home) == 1 else home


def _countries(index: Index, offices: Sequence[OfficeHeld]) -> dict[str, str]:
    """Return the countries of the organisations and of the holders, by id."""
    people = cast("list[Person]", by_ids(index, "person", [one.person.id for one in offices if not one.org]))
    ids = [one.org.id for one in offices if one.org]
    orgs = cast("list[Organisation]", by_ids(index, "organisation", ids))
    homes = {one.id: one.country for one in people}
    return homes | {one.id: one.country for one in orgs}
