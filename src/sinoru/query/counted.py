"""The records, and the parts of records, that `sinoru stats` counts: those that pass the filters, one by one."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import office_days
from sinoru.index.index import Index, Sql, read_body
from sinoru.model.records import ConflictRecord, Event, Office, Participant, Person, Record, Statement
from sinoru.query.credits import id_or_name
from sinoru.query.filters import Filters, is_excluded
from sinoru.query.groups import Counted
from sinoru.query.office_filters import asked_of, office_test
from sinoru.query.resolve import resolve_days, resolve_id

if TYPE_CHECKING:
    from sinoru.model.records import Certainty

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
    for record in records:
        yield from ((part, record) for part in getattr(record, counted.name) if passes(record, part))


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
