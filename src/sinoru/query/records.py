"""Records read from an index by their numbers or ids."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sinoru.index.database import marks
from sinoru.index.index import Index, read_body
from sinoru.model.records import Record
from sinoru.query.answers import Ref

R = TypeVar("R", bound=Record)


_AT_ONCE, _IDS_AT_ONCE = 200, 500


def fetch(index: Index, wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    """Give `(kind, earliest, latest, record)` of each number, in the order asked for."""
    chosen, values = index.among("number", wanted)
    query = f"SELECT number, kind, earliest, latest, body FROM record WHERE {chosen}"
    found = {
        number: (kind, earliest, latest, read_body(kind, body))
        for number, kind, earliest, latest, body in index.rows(query, values)
    }
    return [found[number] for number in wanted if number in found]


def records_at(index: Index, numbers: Sequence[int]) -> Iterator[list[Record]]:
    """Give the records of these numbers, some at a time."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield [record for _, _, _, record in fetch(index, numbers[start : start + _AT_ONCE])]


def first_of(records: Iterable[R], limit: int | None, key: Callable[[R], Any]) -> list[R]:
    """Put records in order; with a limit no more of them are held than are given."""
    if limit is None:
        return sorted(records, key=key)
    from heapq import nsmallest

    return nsmallest(limit, records, key=key)


def refs_of(index: Index, ids: Iterable[str]) -> dict[str, Ref]:
    """Give the name and kind of each id; an id that no record has stands for itself."""
    wanted = [id_ for id_ in dict.fromkeys(ids) if id_]
    found = {id_: Ref(id=id_, name=id_) for id_ in wanted}
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        chunk = wanted[start : start + _IDS_AT_ONCE]
        query = (
            f"SELECT id, title, kind FROM record WHERE id IN ({marks(chunk)})"
            " ORDER BY file DESC, line DESC"  # of several the first counts: it is put in last
        )
        for id_, title, kind in index.rows(query, chunk):
            found[id_] = Ref(id=id_, name=title, kind=kind)
    return found


def records_of(index: Index, kind: str, ids: Iterable[str]) -> list[Record]:
    """Give the records of one kind that have these ids."""
    wanted = list(dict.fromkeys(filter(None, ids)))
    found: list[Record] = []
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        chunk = wanted[start : start + _IDS_AT_ONCE]
        # Or SQLite would go through all records of the kind.
        query = (
            f"SELECT body FROM record WHERE {index.plain('kind')} = ?"
            f" AND id IN ({marks(chunk)}) ORDER BY id, file, line"
        )
        found += [read_body(kind, body) for (body,) in index.rows(query, [kind, *chunk])]
    return found
