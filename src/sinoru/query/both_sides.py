"""Relations of people and organisations, each seen from one of the two, whichever record has it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sinoru.dates.edtf import OPEN_END, day_bounds
from sinoru.index.database import placeholders
from sinoru.index.index import Index
from sinoru.model.records import Evidence, Organisation, Person, Relation
from sinoru.model.relation_kinds import PERSON, RelationKinds
from sinoru.query.answers import Ref, Related
from sinoru.query.fetch import chunks_of

Party = Person | Organisation
_LAST_DAY = float("inf")


class _Side(msgspec.Struct, frozen=True):
    """What is needed of a person or an organisation that has relations: a party may have thousands of members."""

    id: str
    name: str
    born: str = ""
    evidence: tuple[Evidence, ...] = ()
    relations: tuple[Relation, ...] = ()


class _Seen(NamedTuple):
    """A relation, and when the other one was born."""

    related: Related
    born: str


def all_relations(index: Index, record: Party, others: Sequence[int]) -> tuple[Related, ...]:
    """Return what others are to a record, kind by kind: those that have not ended first, then in order of time.

    `others` has the numbers of the records with a relation to it.
    """
    kinds = index.fields.relation_kinds
    found = [*_own(index, record, kinds), *_of_others(index, record, others, kinds)]
    places = _places(kinds, (seen.related for seen in found))
    found.sort(key=lambda seen: _order(seen, places))
    return _once(seen.related for seen in found)


def all_between(index: Index, one: Party, other: Party) -> tuple[Related, ...]:
    """Return what the second is to the first."""
    kinds = index.fields.relation_kinds
    ref = Ref(id=other.id, name=other.name, kind=other.KIND)
    found = [
        _related(kinds, relation, ref, holder, is_inverse=holder is other)
        for holder, to in ((one, other), (other, one))
        for relation in holder.relations
        if relation.to == to.id
    ]
    places = _places(kinds, found)
    return _once(sorted(found, key=lambda related: _order(_Seen(related, ""), places)))


def _places(kinds: RelationKinds, found: Iterable[Related]) -> dict[str, int]:
    """Return the place of each kind in the order of cards: a party may have thousands of members, all of one kind."""
    return {key: kinds.place(kinds.called(key)) for key in {related.kind for related in found}}


def _once(found: Iterable[Related]) -> tuple[Related, ...]:
    """Return each relation once: of two that say the same, the first with the evidence of both."""
    known: dict[tuple[str, ...], Related] = {}
    for one in found:
        first = known.setdefault((one.kind, one.to.id, one.start, one.end, one.certainty), one)
        if first is not one:
            evidence = tuple(dict.fromkeys((*first.evidence, *one.evidence)))
            known[one.kind, one.to.id, one.start, one.end, one.certainty] = replace(first, evidence=evidence)
    return tuple(known.values())


def _own(index: Index, record: Party, kinds: RelationKinds) -> Iterator[_Seen]:
    """Yield the relations that the record itself has."""
    others = _others(index, [relation.to for relation in record.relations])
    for relation in record.relations:
        ref, born = others.get(relation.to) or (Ref(id=relation.to, name=relation.to), "")
        yield _Seen(_related(kinds, relation, ref, record), born)


def _others(index: Index, ids: Sequence[str]) -> dict[str, tuple[Ref, str]]:
    """Return, by id, those to whom a record has relations, and when they were born."""
    found: dict[str, tuple[Ref, str]] = {}
    for chunk in chunks_of(list(dict.fromkeys(ids))):
        query = (
            f"SELECT id, kind, title, body FROM record WHERE id IN ({placeholders(chunk)})"
            " ORDER BY file DESC, line DESC"  # of records with one id the first counts: it is stored last
        )
        for id_, kind, name, body in index.rows(query, chunk):
            born = _decode(body).born if kind == PERSON else ""
            found[id_] = Ref(id=id_, name=name, kind=kind), born
    return found


def _of_others(index: Index, record: Party, numbers: Sequence[int], kinds: RelationKinds) -> Iterator[_Seen]:
    """Yield the relations to the record that others have."""
    condition, values = index.in_list("number", numbers)
    query = f"SELECT kind, body FROM record WHERE {condition} ORDER BY number"
    for kind, body in index.rows(query, values) if numbers else ():
        side = _decode(body)
        ref = Ref(id=side.id, name=side.name, kind=kind)
        for relation in side.relations:
            if relation.to == record.id:
                yield _Seen(_related(kinds, relation, ref, side, is_inverse=True), side.born)


_decode = msgspec.json.Decoder(_Side).decode


def _related(
    kinds: RelationKinds, relation: Relation, other: Ref, holder: Party | _Side, *, is_inverse: bool = False
) -> Related:
    kind = kinds.of(relation.kind)
    return Related(
        kind=kind.inverse if is_inverse else kind.key,
        to=other,
        start=relation.start,
        end=relation.end,
        certainty=relation.certainty,
        evidence=relation.evidence or holder.evidence,
        record=holder.id,
    )


def _order(seen: _Seen, places: Mapping[str, int]) -> tuple[int, bool, float, str, str]:
    """Return a key by kind, by whether it has ended, by its first day or the birth of the other one, by name."""
    related = seen.related
    has_ended = related.end not in ("", OPEN_END)
    since = related.start or seen.born
    first = day_bounds(since)[0] if since else None
    return (
        places[related.kind],
        has_ended,
        _LAST_DAY if first is None else first,
        related.to.name,
        related.to.id,
    )
