"""Parties: those for which offices are held, each an organisation or a name that no record has.

An office without a party has those of which its holder was a member at that time (query/relations.py).
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import cast

from sinoru.dates.edtf import OPEN_END, day_bounds
from sinoru.index.database import placeholders
from sinoru.index.fields import FORMER, PARTY, RELATION
from sinoru.index.index import Index, LinkFilter, Numbers, Scope
from sinoru.model.errors import UnknownValue
from sinoru.model.records import Office, Organisation, Person, Relation
from sinoru.query import resolve
from sinoru.query.fetch import chunks_of, in_batches, refs_of
from sinoru.query.names import find_by_spelling
from sinoru.query.select import NO_TERM, count_linked, first_numbers, links_to, terms_of

_KINDS = ("organisation",)
_WHOLE_NAME = ("id", FORMER, "exact", "reordered")
"""The rules by which all of a name, and no more, is given."""


def parties_called(index: Index, option: str, typed: str) -> frozenset[str]:
    """Return what offices may have as their party if it has this name: ids, and the name in lower case.

    All of a name goes before a part of one. Raises UnknownValue with the nearest names, or AmbiguousValue.
    """
    name = typed.casefold()
    ids = {one.id for one in find_by_spelling(index, typed, _KINDS) if one.rule in _WHOLE_NAME}
    known = _targets(index)
    if ids or not known.isdisjoint(targets_of((name,))):
        return frozenset((*ids, name))
    try:
        return frozenset((resolve.resolve_id(index, option, typed, _KINDS),))
    except UnknownValue:
        from sinoru.names.nearest import nearest

        refs = refs_of(index, sorted(known))
        names = [ref.name.removeprefix(f"{PARTY}:") for ref in refs.values()]
        raise UnknownValue(option, typed, nearest(typed, names), names) from None


def _targets(index: Index) -> set[str]:
    """Return the targets of all links to parties; names without a record are in lower case."""
    query = "SELECT t.id FROM tally c JOIN term t ON t.number = c.target WHERE c.how = ? AND c.records > 0"
    return {target for (target,) in index.rows(query, (PARTY,))}


def of_parties(index: Index, option: str, typed: str) -> list[LinkFilter | Numbers]:
    """Return the conditions of which a person of a party meets one. Raises as parties_called."""
    parties = parties_called(index, option, typed)
    terms = tuple(terms_of(index, targets_of(parties)).values())
    members = Memberships(index).numbers(parties)
    return [
        LinkFilter(terms or (NO_TERM,), (PARTY,), in_refs=True),
        *([Numbers(tuple(members))] if members else []),
    ]


def targets_of(parties: Iterable[str]) -> list[str]:
    """Return the targets of the links to these parties."""
    return [target for party in sorted(parties) for target in (party, f"{PARTY}:{party}")]


class Memberships:
    """The members of the organisations of the kind `party`, read when they are first asked for."""

    def __init__(self, index: Index) -> None:
        """Prepare for a corpus."""
        self._index = index

    def of(self, person: str) -> list[str]:
        """Return the parties of which someone was ever a member."""
        return list(dict.fromkeys(party for party, _ in self._by_person.get(person, ())))

    def during(self, person: str, start: str, end: str) -> list[str]:
        """Return those of which someone may have been a member between two dates; an unknown one bounds nothing."""
        found = self._by_person.get(person, ())
        return list(dict.fromkeys(party for party, one in found if _may_meet(one, start, end)))

    def numbers(self, parties: Iterable[str]) -> list[int]:
        """Return the numbers of the records of those who were ever members of one of these parties."""
        wanted = set(parties)
        people = [id_ for id_, found in self._by_person.items() if any(party in wanted for party, _ in found)]
        return [
            number
            for ids in chunks_of(people)
            for (number,) in self._index.rows(
                f"SELECT number FROM record WHERE id IN ({placeholders(ids)})", ids
            )
        ]

    @cached_property
    def _by_person(self) -> dict[str, list[tuple[str, Relation]]]:
        """The parties of each member, with the relation that says so."""
        found: dict[str, list[tuple[str, Relation]]] = {}
        of_kind = links_to(self._index, f"kind:{PARTY}", "kind")
        parties = self._read(Organisation, of_kind)
        for party in parties:
            for one in self._related(party, "member"):
                found.setdefault(one.to, []).append((party.id, one))
        ids = {party.id for party in parties}
        terms = tuple(terms_of(self._index, [*ids]).values()) if ids else ()
        for person in self._read(Person, LinkFilter(terms, (RELATION,))) if terms else ():
            memberships = (one for one in self._related(person, "member-of") if one.to in ids)
            found.setdefault(person.id, []).extend((one.to, one) for one in memberships)
        return found

    def _read(self, kind: type[Person | Organisation], link: LinkFilter) -> list[Person | Organisation]:
        total = count_linked(self._index, link, (kind.KIND,))
        scope = Scope(kinds=(kind.KIND,), links=(link,))
        numbers = first_numbers(self._index, scope, total) if total else []
        return cast(
            "list[Person | Organisation]", list(chain.from_iterable(in_batches(self._index, numbers)))
        )

    def _related(self, one: Person | Organisation, kind: str) -> list[Relation]:
        known = self._index.fields.relation_kinds
        return [relation for relation in one.relations if known.of(relation.kind).key == kind]


def _may_meet(one: Relation, start: str, end: str) -> bool:
    """Return whether a relation may have been true on a day between two dates; without either, nothing shows it."""
    if not (start or end) and (one.start or one.end):
        return False
    first, last = _first(start), _last(end)
    since, until = _first(one.start), _last(one.end)
    return (until is None or first is None or first <= until) and (
        since is None or last is None or since <= last
    )


def _first(date: str) -> int | None:
    return day_bounds(date)[0] if date else None


def _last(date: str) -> int | None:
    return day_bounds(date)[1] if date and date != OPEN_END else None


class PartyTest:
    """Whether an office is of one of some parties, as `parties_called` returns them."""

    def __init__(self, index: Index, parties: frozenset[str]) -> None:
        """Prepare for these parties."""
        self._parties = parties
        self._memberships = Memberships(index)

    def passes(self, person: str, party: str, start: str, end: str) -> bool:
        """Return whether an office of a person is of one of the parties; `party` is an id, or a name."""
        if party:
            return party.casefold() in self._parties
        return not self._parties.isdisjoint(self._memberships.during(person, start, end))


def parties_of(thing: Sequence[object], memberships: Memberships) -> list[str]:
    """Return the parties of an office and its holder, or of a person: those of the offices, then of memberships."""
    match thing:
        case (Office() as office, Person() as person):
            during = memberships.during(person.id, office.start, office.end)
            return [office.party] if office.party else during
        case (Person() as person,):
            of_offices = (office.party for office in person.offices if office.party)
            return list(dict.fromkeys((*of_offices, *memberships.of(person.id))))
    return []
