"""The relations of people and organisations, which are recorded once and known from both sides.

Most records have none: a look-up then does not load what reads them (both_sides.py).
"""

from sinoru.index.fields import RELATION
from sinoru.index.index import Index, Scope
from sinoru.model.records import Organisation, Person, Record
from sinoru.query.answers import Related
from sinoru.query.select import first_numbers, links_to, tally_of

_KINDS = ("person", "organisation")
Party = Person | Organisation


def relations_of(index: Index, record: Record) -> tuple[Related, ...]:
    """Return what others are to a record, kind by kind: those that have not ended first, then in order of time."""
    if not isinstance(record, Party):
        return ()
    total = sum(tally_of(index, record.id).get(RELATION, {}).values())
    if not total and not record.relations:
        return ()
    from sinoru.query.both_sides import all_relations

    scope = Scope(kinds=_KINDS, links=(links_to(index, record.id, RELATION),))
    numbers = first_numbers(index, scope, total) if total else []
    return all_relations(index, record, numbers)


def relations_between(index: Index, one: Party, other: Party) -> tuple[Related, ...]:
    """Return what the second is to the first."""
    if not one.relations and not other.relations:
        return ()
    from sinoru.query.both_sides import all_between

    return all_between(index, one, other)
