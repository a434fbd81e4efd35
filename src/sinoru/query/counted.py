"""The records, and the parts of records, that `sinoru stats` counts: those that pass the filters, one by one."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import office_days
from sinoru.index.index import Index, Sql, read_body
from sinoru.model.records import ConflictRecord, Event, Office, Participant, Person, Record, Statement
from sinoru.query.conditions import Conditions
from sinoru.query.credits import id_or_name
from sinoru.query.filters import PARTS, Filters, is_excluded
from sinoru.query.groups import Counted
from sinoru.query.office_filters import asked_of, office_test
from sinoru.query.resolve import resolve_days, resolve_id
from sinoru.query.scope import wheres_of
from sinoru.text.query import EMPTY, Field, Inside, Node, Range, all_of, conjuncts, map_leaves

if TYPE_CHECKING:
    from sinoru.model.records import Certainty, Part

Thing = tuple[msgspec.Struct, ...]
"""What is counted: a record, or a part and its record."""
PartTest = Callable[[Record, msgspec.Struct], bool]


def things(index: Index, counted: Counted, chosen: Sql | None, filters: Filters) -> Iterator[Thing]:
    """Yield what is counted, from the chosen records (None: all of its kind)."""
    if counted.record is ConflictRecord:
        yield from ((one,) for one in _conflicts(index, counted, filters))
        return
    records = _read(index, chosen or ("SELECT number FROM record WHERE kind = ?", [counted.record.KIND]))
    if counted.part is None:
        yield from ((record,) for record in records)
        return
    passes = _office_passes(index, filters) if counted.part is Office else _participant_passes(index, filters)
    has_values = _has_values(index, counted, filters)
    for record in records:
        for part in getattr(record, counted.name):
            if passes(record, part) and has_values(record, part):
                yield part, record


class Wheres(NamedTuple):
    """The conditions among the filters where parts of records are counted."""

    on_parts: Node
    """Those on fields of the parts, which each part counted has to meet itself."""
    on_records: Node
    """Those on the records, and those of the others that a record with such a part meets in any case."""


def wheres_on(index: Index, counted: Counted, filters: Filters) -> Wheres:
    """Return the conditions on the parts that are counted, and those on the records. Raises WrongQuery."""
    on_parts: list[Node] = []
    on_records: list[Node] = []
    for item in conjuncts(wheres_of(index, filters)):
        if of_part := _of_part(index, counted, item):
            on_parts.append(of_part)
        if not of_part or (isinstance(item, Field | Range) and index.fields.called(item.name)):
            on_records.append(item)
    return Wheres(all_of(*on_parts), all_of(*on_records))


def _of_part(index: Index, counted: Counted, item: Node) -> Node | None:
    """Return a condition with the keys of the fields of a part; None if it is on other fields as well."""
    name = counted.name.removesuffix("s")
    if isinstance(item, Inside):
        return item.query if item.name == name else None
    own = {one.own: one.key for one in index.fields.own_of(counted.part)} if counted.part else {}
    is_of_part = True

    def keyed(leaf: Node, _: bool) -> Node:  # noqa: FBT001  the signature of map_leaves
        nonlocal is_of_part
        if isinstance(leaf, Field | Range):
            called = [own[one.own] for one in index.fields.called(leaf.name) if one.own in own]
            if called:
                return replace(leaf, name=called[0])
            is_of_part = is_of_part and leaf.name in PARTS.get(name, ())
        else:
            is_of_part = False
        return leaf

    changed = map_leaves(item, keyed)
    return changed if is_of_part else None


def _has_values(index: Index, counted: Counted, filters: Filters) -> PartTest:
    """Return whether a part meets the conditions on its own fields."""
    query = wheres_on(index, counted, filters).on_parts
    if query == EMPTY:
        return lambda *_: True
    from sinoru.query.read_records import test_of_part  # few questions need it

    conditions = Conditions(index, (counted.record.KIND,), question=counted.question)
    test = test_of_part(conditions, Inside(counted.name.removesuffix("s"), query))
    return lambda record, part: test(record, cast("Part", part))


def _read(index: Index, chosen: Sql) -> Iterator[Record]:
    sql, values = chosen
    rows = index.stream(f"SELECT kind, body FROM record WHERE number IN ({sql})", values)
    return (read_body(kind, body) for kind, body in rows)


def _conflicts(index: Index, counted: Counted, filters: Filters) -> Iterator[ConflictRecord]:
    """Yield the conflicts that pass the filters, each as a record; a speaker without a record is a name."""
    from sinoru.query.conflicts import matching_conflicts

    for one in matching_conflicts(index, filters, counted.question):
        yield ConflictRecord(
            id=one.id,
            question=one.question,
            about=tuple(ref.id for ref in one.about),
            field=one.field,
            why=one.why,
            evidence=one.evidence,
            statements=tuple(
                Statement(
                    value=said.value,
                    claim=said.claim,
                    stands=bool(said.stands),
                    by=by,
                    certainty=cast("Certainty", said.certainty),
                    evidence=said.evidence,
                )
                for said in one.statements
                for by in ((said.by.id,) if said.by else map(id_or_name, said.authors or ("",)))
            ),
        )


def _office_passes(index: Index, filters: Filters) -> Callable[..., bool]:
    """Return whether an office passes the filters, with the days on which it may have been held."""
    passes = office_test(index, filters)
    first, last = resolve_days(filters)

    def is_such(person: Person, office: Office) -> bool:
        if not passes(asked_of(person, office)):
            return False
        start, end = office_days(person, office)
        if (first, last) != (None, None) and (start, end) == (None, None):
            return False
        return (first is None or end is None or end >= first) and (
            last is None or start is None or start <= last
        )

    return is_such


def _participant_passes(index: Index, filters: Filters) -> Callable[..., bool]:
    """Return whether a participant is one that the filters name; events are chosen by them already."""
    asked = _asked(index, filters)
    return lambda _, part: not asked or is_one_of(part, asked)


def is_one_of(part: Participant, asked: Collection[str]) -> bool:
    """Return whether a participant is one of these people and organisations."""
    return part.person in asked or part.org in asked


def _asked(index: Index, filters: Filters) -> frozenset[str]:
    """Return the ids of the people and organisations that the filters name."""
    people = (
        resolve_id(index, "--person", one, ("person",)) for one in filters.person if not is_excluded(one)
    )
    orgs = (resolve_id(index, "--org", one, ("organisation",)) for one in filters.org if not is_excluded(one))
    return frozenset((*people, *orgs))


def narrowing(index: Index, filters: Filters) -> Callable[[Thing], Thing] | None:
    """Return what leaves only those participants in an event that the filters name; None if they name no one.

    What is asked of Brazil are the goals of Brazil, not those of both teams in its matches.
    """
    if not (asked := _asked(index, filters)):
        return None

    def narrowed(thing: Thing) -> Thing:
        return tuple(
            replace(one, participants=tuple(part for part in one.participants if is_one_of(part, asked)))
            if isinstance(one, Event)
            else one
            for one in thing
        )

    return narrowed
