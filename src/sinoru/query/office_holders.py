"""Who held an office: on a day, or one after another.

Offices are found by the words of their titles. Those of exactly that title and state are the answer, with the equal
titles of other states (names/titles.py); the deputies of that day are near it. Where no one held it, the nearest
holders before and after are named.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from typing import cast

import msgspec

from sinoru.index.index import Condition, Index, Phrase, Scope, read_body
from sinoru.model.records import Person
from sinoru.names.countries import split_state
from sinoru.names.titles import RANKS, Title, parse_title, titles_of
from sinoru.query.answers import OfficeHeld, OfficeHolders
from sinoru.query.conditions import Conditions, ids_named
from sinoru.query.countries import spelling_of
from sinoru.query.filters import NO_FILTERS, Days, Filters, check_honoured, narrowing
from sinoru.query.office_filters import country_names, states_of, title_of
from sinoru.query.offices import MAY_COVER, offices_of
from sinoru.query.parties import PartyTest, parties_called
from sinoru.query.tenure import days_shown, tenure_of
from sinoru.text.highlight import find_matches
from sinoru.text.query import Node, Term, any_of, holds, terms
from sinoru.text.terms import phrase_of, words_of

MOST = 10_000
"""People who are looked at; if there are more, the answer says so."""
_SPEAKERS = ("speaker", "chairman", "chair", "president")
"""Those who preside over a house have one of these titles, and are asked for by another."""


class _Asked(msgspec.Struct, frozen=True):
    """An office that was asked for."""

    title: Title
    offices: frozenset[str]
    """What the title means by the table of equal titles."""
    wordings: tuple[str, ...]
    """The words of the title, and of titles that differ from it in the word for a speaker."""
    queries: tuple[Node, ...]
    """What to search for: the text itself, and these wordings."""
    named: dict[str, frozenset[str]]
    """The ids of the records that each word of the queries names."""
    countries: frozenset[str] = frozenset()
    """All names of the countries that the office has to be of; empty: of any."""
    of_party: PartyTest | None = None
    """The test for the parties that are asked for; None: of any party or none."""

    @property
    def is_formal(self) -> bool:
        """Whether a title such as `chairman of the council of ministers` was asked for, whose holders come first."""
        return " of " in self.title.words


class _Held(msgspec.Struct, frozen=True):
    """An office with what its title and the country of its holder mean."""

    office: OfficeHeld
    country: str
    title: Title
    states: frozenset[str]


_Test = Callable[[_Held, _Asked], bool]


def find_office_holders(
    index: Index, text: str, days: Days | None, filters: Filters = NO_FILTERS
) -> OfficeHolders | None:
    """Return who held the office that the words describe, on these days or at any time; None if no one ever did.

    `filters` may give countries, to which the office or else its holder belongs, parties, and a limit for each list.
    Raises NotHonoured for other filters if the words describe an office, UnknownValue and AmbiguousValue.
    """
    asked = _read(index, text, filters)
    found = _find(index, asked, text, days)
    if found is None and (filters.country or filters.party):
        anywhere = msgspec.structs.replace(asked, countries=frozenset(), of_party=None)
        if _find(index, anywhere, text, days):
            found = OfficeHolders(query=text, on=days.text if days else "")
    if found is None:
        return None
    check_honoured(filters, "who OFFICE")
    return msgspec.structs.replace(
        found,
        holders=found.holders[: filters.limit],
        near=found.near[: filters.limit],
        undated=found.undated[: filters.limit],
        holders_total=len(found.holders),
        held_total=sum(one.in_office != "perhaps" for one in found.holders),
        near_total=len(found.near),
        undated_total=len(found.undated),
        filtered_by=tuple(narrowing(filters)),
    )


def _find(index: Index, asked: _Asked, text: str, days: Days | None) -> OfficeHolders | None:
    people, is_complete = _people(index, asked, days)
    holders, near = _choose(index, people, asked, days, _is_asked)
    is_sure = any(one.in_office == "held" for one in holders)
    everyone, ever = people, holders
    if days and (asked.is_formal or not is_sure):
        everyone, all_read = _people(index, asked, None)
        is_complete = is_complete and all_read
        ever, _ = _choose(index, everyone, asked, None, _has_just_that_title if is_sure else _is_asked)
    if not ever and not holders:
        ever = holders = _choose(index, people, asked, days, _has_words)[0]
        if not holders:
            return None
    is_vacant = days is not None and not holders
    tenures = _tenures(index, everyone) if is_vacant else {}
    shown = {(one.person.id, one.title) for one in holders}
    return OfficeHolders(
        query=text,
        on=days.text if days else "",
        holders=holders,
        near=near if days else (),
        before=_nearest(ever, tenures, days, is_before=True) if days and is_vacant else None,
        after=_nearest(ever, tenures, days, is_before=False) if days and is_vacant else None,
        undated=_undated(ever, shown) if days else (),
        countries=_countries(index, [*people, *everyone]),
        deceased=frozenset(person.id for person in (*people, *everyone) if person.died),
        is_complete=is_complete,
    )


def _countries(index: Index, people: Iterable[Person]) -> dict[str, str]:
    countries = {person.id: person.country for person in people if person.country}
    spellings = {country: spelling_of(index, country) for country in set(countries.values())}
    return {id_: spellings[country] for id_, country in countries.items()}


def _read(index: Index, text: str, filters: Filters) -> _Asked:
    title = parse_title(text)
    states = frozenset(name for state in title.states for name in state.all_names)
    first, _, rest = title.words.partition(" ")
    others = _SPEAKERS if first in _SPEAKERS and rest else (first,)
    wordings = tuple(dict.fromkeys([title.words, *(f"{word} {rest}".strip() for word in others)]))
    post = [title.words.partition(" to ")[0]] if title.sent_to else []  # titles may name that state otherwise
    queries = tuple(words_of(each) for each in dict.fromkeys([text, *wordings, *post]))
    named = {term.text: ids_named(index, term) for query in queries for term in terms(query)}
    of_countries = country_names(index, filters.country)
    of_parties = [party for name in filters.party for party in parties_called(index, "--party", name)]
    offices = frozenset(title.offices(states))
    test = PartyTest(index, frozenset(of_parties)) if of_parties else None
    return _Asked(title, offices, wordings, queries, named, of_countries, test)


def _people(index: Index, asked: _Asked, days: Days | None) -> tuple[list[Person], bool]:
    """Return the people who may have held the office, and whether these are all."""
    equal = [title for office in asked.offices for title in titles_of(office)]
    phrases = [Phrase(term.tokens) for title in equal for term in terms(phrase_of(title))]
    in_corpus = Conditions(index)
    conditions: list[Condition] = [in_corpus.of(query) for query in asked.queries if terms(query)]
    conditions += [any_of(*phrases)] if phrases else []
    bodies: dict[int, Person] = {}
    for condition in conditions:
        sql, values = index.matching(Scope(kinds=("person",), match=condition))
        query = f"SELECT number, body FROM record WHERE number IN ({sql})"
        if days:
            query += f" AND number IN (SELECT record FROM office WHERE {MAY_COVER})"
            values = [*values, days.last, days.last, days.first, days.first]
        for number, body in index.rows(f"{query} ORDER BY title, number LIMIT ?", [*values, MOST + 1]):
            bodies.setdefault(number, cast("Person", read_body("person", body)))
    people = sorted(bodies.values(), key=lambda person: (person.name, person.id))
    return people[:MOST], len(people) <= MOST


def _choose(
    index: Index, people: Sequence[Person], asked: _Asked, days: Days | None, is_such: _Test
) -> tuple[tuple[OfficeHeld, ...], tuple[OfficeHeld, ...]]:
    """Return the holders of the office, and its deputies; both in the order of an answer."""
    countries = {person.id: person.country for person in people}
    found = [_held(office, countries[office.person.id]) for office in offices_of(index, people, days)]
    such = [one for one in found if is_such(one, asked) and _is_wanted(one, asked)]
    in_order = _order_of_day if days else _order_of_succession
    sizes = _sizes(index, countries.values())

    def order(one: _Held, sizes: dict[str, int]) -> tuple[object, ...]:
        return not (asked.is_formal and _has_just_that_title(one, asked)), *in_order(one, sizes)

    def sort(*, are_deputies: bool) -> tuple[OfficeHeld, ...]:
        these = (one for one in such if one.title.is_deputy == are_deputies)
        return tuple(one.office for one in sorted(these, key=lambda one: order(one, sizes)))

    if asked.title.is_deputy:
        return sort(are_deputies=True), ()
    return sort(are_deputies=False), sort(are_deputies=True)


def _held(office: OfficeHeld, country: str) -> _Held:
    title = title_of(office)
    return _Held(office, country, title, states_of(title, country))


def _is_asked(held: _Held, asked: _Asked) -> bool:
    """Return whether an office has the title and the state that were asked for; a deputy of it has them too."""
    if asked.title.is_acting and not held.title.is_acting:
        return False
    if asked.title.states and not any(state.all_names & held.states for state in asked.title.states):
        return False
    if held.title.words in asked.wordings or asked.offices & held.title.offices(held.states):
        return True
    if asked.title.sent_to:
        is_post = held.title.words.partition(" to ")[0] == asked.title.words.partition(" to ")[0]
        return is_post and not asked.title.sent_to.isdisjoint(held.title.sent_to)
    head = held.title.words.partition(" of ")[0].partition(", ")[0]
    is_such = any(f" {head} " in f" {wording} " for wording in asked.wordings)
    return not asked.offices and is_such and _has_words(held, asked, asked.queries)


def _has_just_that_title(held: _Held, asked: _Asked) -> bool:
    return _is_asked(held, asked) and held.title.words in asked.wordings


def _is_wanted(held: _Held, asked: _Asked) -> bool:
    """Return whether an office is of one of the countries, and of one of the parties."""
    if asked.countries and asked.countries.isdisjoint(held.states):
        return False
    office = held.office
    party = (office.party.id or office.party.name) if office.party else ""
    return not asked.of_party or asked.of_party.passes(office.person.id, party, office.start, office.end)


def _has_words(held: _Held, asked: _Asked, queries: Sequence[Node] = ()) -> bool:
    """Return whether the title, what it is held in and for, party and country have all words of one of the queries.

    An ambassador of China to Russia is not one of Russia to China, whose title has the same words. A secretary of
    state is not one of defense of the United States: only a question that names a state looks for its words.
    """
    sent_to, wanted = held.title.sent_to, asked.title.sent_to
    if sent_to and wanted and sent_to.isdisjoint(wanted):
        return False
    named = (held.office.org, held.office.held_for, held.office.party)
    parts = [held.office.title, *(one.name for one in named if one), held.country]
    text = " · ".join(parts if asked.title.states else map(_without_state, parts))
    ids = {one.id for one in named if one and one.id}
    return any(_matches(text, ids, query, asked) for query in queries or asked.queries[:1])


@lru_cache(1 << 14)
def _without_state(text: str) -> str:
    """Return a title, the name of a body or a country without the state that it names; without any, the whole."""
    readings = split_state(text)
    return readings[0][0] if readings else text


def _matches(text: str, ids: set[str], query: Node, asked: _Asked) -> bool:
    words = tuple(terms(query))
    matched = _terms_in(text, words)
    return bool(words) and holds(
        query, lambda term: term in matched or not ids.isdisjoint(asked.named.get(term.text, ()))
    )


@lru_cache(1 << 14)  # 40,000 terms in a parliament have some hundred seats and parties
def _terms_in(text: str, words: tuple[Term, ...]) -> frozenset[Term]:
    return frozenset(match.term for match in find_matches(text, words))


def _sizes(index: Index, countries: Iterable[str]) -> dict[str, int]:
    """Return how many records each country has: those that the corpus is about come first."""
    query = "SELECT sum(t.records) FROM term JOIN tally t ON t.target = term.number WHERE term.id = ? AND t.how = ''"
    return {one: index.value(query, (f"country:{one.casefold()}",)) or 0 for one in set(countries) if one}


def _order_of_day(held: _Held, sizes: dict[str, int]) -> tuple[object, ...]:
    rank = RANKS.index(held.title.rank(held.states))
    size = -sizes.get(held.country, 0)
    is_certain = held.office.in_office == "held"
    return not is_certain, size, held.country, not held.title.is_acting, rank, held.office.start


def _order_of_succession(held: _Held, sizes: dict[str, int]) -> tuple[object, ...]:
    size = -sizes.get(held.country, 0)
    return size, held.country, held.office.start or held.office.end or "~", held.office.person.name


def _undated(holders: Sequence[OfficeHeld], shown: Collection[tuple[str, str]]) -> tuple[OfficeHeld, ...]:
    """Return the holders of whom it is not known when, but for those who are shown already."""
    return tuple(
        one for one in holders if not one.start and not one.end and (one.person.id, one.title) not in shown
    )


_Days = dict[tuple[str, str, str, str], tuple[int, int]]
"""The first and the last day on which an office may have been held, by person, title, start and end."""


def _tenures(index: Index, people: Iterable[Person]) -> _Days:
    found: _Days = {}
    for person in people:
        for office in person.offices:
            possible = tenure_of(person, office, partial(days_shown, index, person, office)).possible
            if possible:
                days = min(first for first, _ in possible), max(last for _, last in possible)
                found[person.id, office.title, office.start, office.end] = days
    return found


def _nearest(
    holders: Sequence[OfficeHeld], tenures: _Days, days: Days, *, is_before: bool
) -> OfficeHeld | None:
    """Return the last who may have held the office before these days, or the first after them."""
    dated = [
        (tenures[key], one)
        for one in holders
        if (one.start or one.end) and (key := (one.person.id, one.title, one.start, one.end)) in tenures
    ]
    if is_before:
        earlier = [((last, first), one) for (first, last), one in dated if last < days.first]
        return max(earlier, key=lambda pair: pair[0])[1] if earlier else None
    later = [(first, one) for (first, _), one in dated if first > days.last]
    return min(later, key=lambda pair: pair[0])[1] if later else None
