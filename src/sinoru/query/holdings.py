"""What a corpus has, for answers that find nothing because it has nothing of that kind."""

from collections.abc import Mapping, Sequence

from sinoru.index.index import Index
from sinoru.messages import count, series
from sinoru.model.records import RECORD_OF_KIND, RECORDS

PLURALS = {record.KIND: plural for plural, record in RECORDS.items()}
"""The plural of each kind of record."""


def records_by_kind(index: Index) -> dict[str, int]:
    """Return the number of records of each kind that the corpus has."""
    query = "SELECT kind, sum(records) FROM density WHERE records > 0 GROUP BY kind"
    found = dict(index.rows(query))
    return {kind: int(found[kind]) for kind in RECORD_OF_KIND if kind in found}


def first_id(index: Index) -> str:
    """Return the id of the first event, or of any record in a corpus without events; empty in an empty one."""
    query = "SELECT id FROM record ORDER BY CASE kind WHEN 'event' THEN 0 ELSE 1 END, number LIMIT 1"
    return next((id_ for (id_,) in index.rows(query, ())), "")


def none_of(kinds: Sequence[str], held: Mapping[str, int]) -> str:
    """Say that a corpus has none of these kinds, and what it has: `No events; 5,257 people, 2 organisations.`.

    Empty where it has some, or has nothing at all.
    """
    if not held or not kinds or any(kind in held for kind in kinds):
        return ""
    has = ", ".join(count(number, kind, PLURALS[kind]) for kind, number in held.items())
    return f"No {series(PLURALS[kind] for kind in kinds)}; {has}."
