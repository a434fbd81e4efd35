"""The records of a check as bytes: as objects they take twice to three times the memory, and it holds all of them."""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from sinoru.check.finding import GivenId, Place, Placed
from sinoru.model.records import Record


@lru_cache
def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[Record]:
    return msgspec.msgpack.Decoder(kind)


class KeptRecords:
    """Entries that have an id, in order of file and line: each with its place, and the record if it could be read."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.kinds: list[type[Record] | None] = []
        """None: of no record."""
        self.records = 0
        """How many of them could be read."""
        self._bodies: list[bytes] = []
        self._paths: dict[str, int] = {}
        self._path_of: Sequence[str] = ()
        self._places = tuple(array("q") for _ in ("path", "entry", "line", "column", "line of the id"))
        self._encode = msgspec.msgpack.Encoder().encode

    def add(self, place: Place, id_: str, line: int, record: Record | None) -> None:
        """Add an entry; its id stands in a line of the file."""
        path = self._paths.setdefault(place.path, len(self._paths))
        numbers = path, place.entry, place.line, place.column, line
        for column, number in zip(self._places, numbers, strict=True):
            column.append(number)
        self.records += record is not None
        self.ids.append(id_)
        self.kinds.append(type(record) if record else None)
        self._bodies.append(self._encode(record) if record else b"")

    def numbers(self, kind: type[Record] = Record) -> Iterator[int]:
        """Give the numbers of the records of a kind."""
        return (number for number, one in enumerate(self.kinds) if one and issubclass(one, kind))

    def record(self, number: int) -> Record:
        """Give a record by its number."""
        kind = self.kinds[number]
        assert kind, "numbers are those of records"  # noqa: S101  a fault of the program, if any
        return _decoder(kind).decode(self._bodies[number])

    def place(self, number: int) -> Place:
        """Give where an entry begins."""
        if len(self._path_of) < len(self._paths):
            self._path_of = list(self._paths)
        path, entry, line, column, _ = self._places
        return Place(self._path_of[path[number]], entry[number], line[number], column[number])

    def placed(self, number: int) -> Placed:
        """Give a record and where it begins."""
        return Placed(self.record(number), self.place(number))

    def given(self) -> Iterator[GivenId]:
        """Give the ids that stand in files, whether or not their records could be read."""
        for number, id_ in enumerate(self.ids):
            yield GivenId(id_, self.place(number), self._places[-1][number])
