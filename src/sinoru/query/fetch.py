"""Read records by number or id, with the names of all records that they refer to."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sinoru.index.database import placeholders
from sinoru.index.fields import FORMER, former_key
from sinoru.index.index import Index, read_body
from sinoru.model.records import Record
from sinoru.query.answers import Ref

R = TypeVar("R", bound=Record)


_RECORDS_PER_BATCH, _IDS_PER_QUERY = 200, 500


def load(index: Index, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return `(kind, earliest, latest, record)` of each number, in the given order."""
    condition, values = index.in_list("number", numbers)
    query = f"SELECT number, kind, earliest, latest, body FROM record WHERE {condition}"
    found = {
        number: (kind, earliest, latest, read_body(kind, body))
        for number, kind, earliest, latest, body in index.rows(query, values)
    }
    return [found[number] for number in numbers if number in found]


def in_batches(index: Index, numbers: Sequence[int]) -> Iterator[list[Record]]:
    """Yield the records of these numbers in batches."""
    for start in range(0, len(numbers), _RECORDS_PER_BATCH):
        yield [record for _, _, _, record in load(index, numbers[start : start + _RECORDS_PER_BATCH])]


def smallest(records: Iterable[R], limit: int | None, key: Callable[[R], Any]) -> list[R]:
    """Return the first `limit` records in order (None: all), and keep no more than these in memory."""
    if limit is None:
        return sorted(records, key=key)
    from heapq import nsmallest

    return nsmallest(limit, records, key=key)


def chunks_of(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the ids in as many parts as queries are needed for them."""
    for start in range(0, len(ids), _IDS_PER_QUERY):
        yield ids[start : start + _IDS_PER_QUERY]


def refs_of(index: Index, ids: Iterable[str]) -> dict[str, Ref]:
    """Return a reference for each id that is not empty; an id that no record has serves as its own name."""
    unique = [id_ for id_ in dict.fromkeys(ids) if id_]
    found = {id_: Ref(id=id_, name=id_) for id_ in unique}
    for chunk in chunks_of(unique):
        query = (
            f"SELECT id, title, kind FROM record WHERE id IN ({placeholders(chunk)})"
            " ORDER BY file DESC, line DESC"  # of records with one id the first counts: it is stored last
        )
        for id_, title, kind in index.rows(query, chunk):
            found[id_] = Ref(id=id_, name=title, kind=kind)
    return found


def living_ids(index: Index, former: str) -> list[str]:
    """Return the ids of the records that had this id before: asked only where no record has it."""
    query = (
        "SELECT DISTINCT r.id FROM name n JOIN record r ON r.number = n.record WHERE n.key = ? ORDER BY r.id"
    )
    return [id_ for (id_,) in index.rows(query, (former_key(former),))]


def living_id(index: Index, former: str, given: str = "ID") -> str:
    """Return the id of the record that had this id before, and report it; empty if none had it, or several had."""
    from sinoru.query.read_as import report

    ids = living_ids(index, former)
    if len(ids) != 1:
        return ""
    report(given, former, ids[0], FORMER, ids[0])
    return ids[0]


def present_id(index: Index, id_: str) -> str:
    """Return the id if a record has it, or that of the record that had it before; empty if no record had it."""
    is_known = index.value("SELECT 1 FROM record WHERE id = ?", (id_,)) is not None
    return id_ if is_known else living_id(index, id_)


def present_conflict_id(index: Index, id_: str) -> str:
    """Return the id of a conflict on a record (`RECORD:KEY`) with the record's present id, or an empty string."""
    record, _, key = id_.rpartition(":")
    record = record and present_id(index, record)
    return record and f"{record}:{key}"


def former_ids(index: Index) -> set[str]:
    """Return all ids that records had before."""
    query = "SELECT text FROM name WHERE key >= ? AND key < 'A'"
    return {id_ for (id_,) in index.rows(query, (former_key(""),))}


def ids_of(index: Index, numbers: Collection[int]) -> dict[int, str]:
    """Return the id of each record by its number."""
    condition, values = index.in_list("number", list(numbers))
    return dict(index.rows(f"SELECT number, id FROM record WHERE {condition}", values))


def by_ids(index: Index, kind: str, ids: Iterable[str]) -> list[Record]:
    """Return the records of one kind that have these ids, sorted by id within each query's batch of ids."""
    unique = list(dict.fromkeys(filter(None, ids)))
    found: list[Record] = []
    for chunk in chunks_of(unique):
        # plain: otherwise SQLite would read all records of the kind.
        query = (
            f"SELECT body FROM record WHERE {index.plain('kind')} = ?"
            f" AND id IN ({placeholders(chunk)}) ORDER BY id, file, line"
        )
        found += [read_body(kind, body) for (body,) in index.rows(query, [kind, *chunk])]
    return found
