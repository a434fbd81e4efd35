"""The relations of people and organisations, which are recorded once and known from both sides.

Most records have none: a look-up then does not load what reads them (both_sides.py).
"""

from sinoru.index.index import Index, Scope
from sinoru.model.records import Organisation, Person, Record
from sinoru.query.answers import Related
from sinoru.query.select import count_linked, first_numbers, links_to

RELATION = "relation"
"""The relation of links from a record to those to which it has relations."""
_KINDS = ("person", "organisation")
Party = Person | Organisation


def relations_of(index: Index, record: Record) -> tuple[Related, ...]:
    """Return what others are to a record, kind by kind: those that have not ended first, then in order of time."""
    if not isinstance(record, Party):
        return ()
    link = links_to(index, record.id, RELATION)
    total = count_linked(index, link, _KINDS)
    if not total and not record.relations:
        return ()
    from sinoru.query.both_sides import all_relations

    numbers = first_numbers(index, Scope(kinds=_KINDS, links=(link,)), total) if total else []
    return all_relations(index, record, numbers)


def relations_between(index: Index, one: Party, other: Party) -> tuple[Related, ...]:
    """Return what the second is to the first."""
    if not one.relations and not other.relations:
        return ()
    from sinoru.query.both_sides import all_between

    return all_between(index, one, other)
