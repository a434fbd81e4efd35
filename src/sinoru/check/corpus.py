"""Which lines of a file its entries stand in, so that one of them can be read again without the others.

The records of a check as bytes: as objects they take twice to three times the memory, and it holds all of them.

The records of a corpus as rules see them.
"""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from typing import TypeVar, cast

import msgspec

from sinoru.check.finding import DeclaredId, FieldPath, Located, Location
from sinoru.check.references import Reference, references, strings_of
from sinoru.check.source_text import HIDDEN, SourceText
from sinoru.loading.yaml import Entry, read_entries
from sinoru.model.records import CorpusTitle, Organisation, Record


class EntryLines:
    """The first entries of a file, as far as it is in the usual layout (sinoru.loading.fast_yaml)."""

    def __init__(self) -> None:
        self.entries = 0
        """How many there are."""
        self._first, self._begin, self._end = array("q"), array("q"), array("q")
        self._is_item = bytearray()

    def add(self, entries: int, begin: int, end: int, *, is_item: bool) -> None:
        """Add what stands in these lines, from 1, both included: one item of a list, or a list with all of them."""
        self._first.append(self.entries)
        self._begin.append(begin)
        self._end.append(end)
        self._is_item.append(is_item)
        self.entries += entries

    def read(self, source: SourceText, numbers: Iterable[int]) -> Iterator[tuple[int, Entry, int]]:
        """Read entries again, given in order; each with its number and the lines that its nodes do not count.

        What several of them stand in is read once.
        """
        for at, some in groupby(numbers, lambda number: bisect_right(self._first, number) - 1):
            head = ["list:"] if self._is_item[at] else []
            lines = [source.line(line) for line in range(self._begin[at], self._end[at] + 1)]
            text = "\n".join([*head, *lines, ""])
            entries = [one for one in read_entries(BytesIO(text.encode())) if isinstance(one, Entry)]
            for number in some:
                yield number, entries[number - self._first[at]], self._begin[at] - 1 - len(head)


@lru_cache
def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[Record]:
    return msgspec.msgpack.Decoder(kind)


class RecordStore:
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

    def add(self, place: Location, id_: str, line: int, record: Record | None) -> None:
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
        """Yield the numbers of the records of a kind."""
        return (number for number, one in enumerate(self.kinds) if one and issubclass(one, kind))

    def record(self, number: int) -> Record:
        """Return a record by its number."""
        kind = self.kinds[number]
        assert kind, "numbers are those of records"  # noqa: S101  a fault of the program, if any
        return _decoder(kind).decode(self._bodies[number])

    def place(self, number: int) -> Location:
        """Return where an entry begins."""
        if len(self._path_of) < len(self._paths):
            self._path_of = list(self._paths)
        path, entry, line, column, _ = self._places
        return Location(self._path_of[path[number]], entry[number], line[number], column[number])

    def placed(self, number: int) -> Located:
        """Return a record and where it begins."""
        return Located(self.record(number), self.place(number))

    def given(self) -> Iterator[DeclaredId]:
        """Yield the ids that stand in files, whether or not their records could be read."""
        for number, id_ in enumerate(self.ids):
            yield DeclaredId(id_, self.place(number), self._places[-1][number])


R = TypeVar("R", bound=Record)


class Corpus:
    """Records by kind and by id, in order of file and line."""

    def __init__(self) -> None:
        self._kept = RecordStore()
        self._record = lru_cache(_OFTEN)(self._kept.record)
        self._by_kinds: dict[tuple[type[Record], ...], list[str]] = {}
        self._raw: dict[str, set[str]] = {}
        self.damaged: set[Location] = set()
        """Where a part of a record could not be read: what is not there may have been meant to be."""
        self.cut_off: set[str] = set()
        """Files of which the rest could not be read."""
        self.unread: set[str] = set()
        """Files that nothing is known of: any id may stand in them."""
        self._lost_ids: set[str] = set()
        self.patience = _MOST_COMPARED
        self.titles: list[tuple[Location, CorpusTitle]] = []
        """What files say of the corpus."""
        self.hiding: set[str] = set()
        """The files whose records may hold a character that nobody sees."""
        self._lines: dict[str, EntryLines] = defaultdict(EntryLines)

    def add(self, place: Location, given: tuple[str, int] | None, record: Record | None) -> None:
        """Add an entry: the id that stands in it and its line, and what could be read of it."""
        if given:
            self._kept.add(place, *given, record)

    @property
    def placed(self) -> Iterator[Located]:
        """The records, each read when it is its turn."""
        return map(self._kept.placed, self._kept.numbers())

    @property
    def given(self) -> Iterator[DeclaredId]:
        """The ids as they stand in files."""
        return self._kept.given()

    @property
    def given_ids(self) -> Sequence[str]:
        """The same without their places."""
        return self._kept.ids

    @property
    def records(self) -> int:
        """How many records could be read."""
        return self._kept.records

    def lines_of(self, path: str) -> EntryLines:
        """Return the lines that the entries of a file stand in."""
        return self._lines[path]

    def hidden_texts(self) -> Iterator[tuple[Located, FieldPath, str]]:
        """Yield the texts that may hold a character that nobody sees, and where they stand."""
        for placed in self.placed if self.hiding else ():
            if placed.place.path in self.hiding:
                for at, text in strings_of(placed.record):
                    yield placed, at, text

    @cached_property
    def named_ids(self) -> frozenset[str]:
        """The ids that are named anywhere."""
        return frozenset(self._references[0])

    @property
    def doubtful(self) -> Iterator[tuple[Located, Reference]]:
        """The references that are no plain ones to another record of a kind that can stand there."""
        return ((self._kept.placed(number), reference) for number, reference in self._references[1])

    @cached_property
    def _references(self) -> tuple[set[str], list[tuple[int, Reference]]]:
        """All references, for all rules at once: to go through them costs more than to read a record."""
        named: set[str] = set()
        doubtful: list[tuple[int, Reference]] = []
        for number, record in self.numbered(Record):
            for reference in references(record):
                id_ = reference.id
                named.add(id_)
                if id_ == record.id or not issubclass(self.kind_of(id_), reference.kinds):
                    doubtful.append((number, reference))
        return named, doubtful

    def of(self, kind: type[R]) -> Iterator[tuple[Location, R]]:
        """Yield the records of a kind."""
        return ((self._kept.place(number), record) for number, record in self.numbered(kind))

    def numbered(self, kind: type[R]) -> Iterator[tuple[int, R]]:
        """Yield the records of a kind, each with the number by which `at` gives it again."""
        return ((number, cast("R", self._kept.record(number))) for number in self._kept.numbers(kind))

    def at(self, number: int, kind: type[R]) -> tuple[Location, R]:  # noqa: ARG002  for the types
        """Return a record, which has to be of the kind, by its number."""
        return self._kept.place(number), cast("R", self._record(number))

    @cached_property
    def _first(self) -> dict[str, int]:
        """The number of the first record of each id."""
        found: dict[str, int] = {}
        for number in self._kept.numbers():
            found.setdefault(self._kept.ids[number], number)
        return found

    def kind_of(self, wanted: str) -> type:
        """Return the kind of the first record with this id; that of nothing, where there is none."""
        number = self._first.get(wanted)
        return type(None) if number is None else self._kept.kinds[number] or type(None)

    def place_of(self, wanted: str) -> Location:
        """Return where the first record with this id begins."""
        return self._kept.place(self._first[wanted])

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """The ids of all records, also of those that could not be read: a reference to one is no fault of its own."""
        return frozenset(self._kept.ids) | self._lost_ids

    def add_cut_off(self, source: SourceText) -> None:
        """Take in a file of which the rest could not be read, and whatever looks like an id in it."""
        self.cut_off.add(source.path)
        for piece in source.pieces():
            self._lost_ids.update(_ID.findall(piece))

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The organisations that are part of another, by its id."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, organisation in self.of(Organisation):
            found[organisation.part_of].append(organisation.id)
        return found

    def add_hidden(self, path: str, pieces: Iterable[str]) -> None:
        """Note where hidden characters stand in the text of a file as they are: between which others."""
        seen = self._raw.setdefault(path, set())
        places: set[tuple[str, str, str]] = set()
        for text in pieces:
            for run in _HIDDEN_RUN.finditer(text):
                start, end = run.span()
                hidden = run[0] if len(run[0]) <= _LONGEST_RUN else run[0][:_LONGEST_RUN] + run[0][-1:]
                around = f"{text[start - 1 : start] or ' '}{hidden}{text[end : end + 1] or ' '}"
                places.update(zip(around, around[1:], around[2:], strict=False))
        for place in places:
            before, char, after = place[0].strip(), place[1], place[2].strip()
            seen |= {before + char + after, before + char, char + after, char}

    def is_raw(self, path: str, text: str, place: int) -> bool:
        """Return whether a hidden character of a text stands in the file as it is, and not as an escape."""
        before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        return before.strip() + text[place] + after.strip() in self._raw.get(path, ())

    def find(self, kind: type[R], wanted: str) -> R | None:
        """Return the record of a kind with this id."""
        if not issubclass(self.kind_of(wanted), kind):
            return None
        return cast("R", self._record(self._first[wanted]))

    def nearest(self, wanted: str, kinds: tuple[type[Record], ...] = (Record,)) -> list[str]:
        """Give up to three ids most like one that nobody has, those of these kinds only, the nearest first.

        None once _MOST_COMPARED ids were compared: whoever has so many faults mends the first ones first.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if self.patience <= 0 or len(wanted) > _LONGEST_LIKENED:
            return []
        ids = self._ids_of(kinds)
        self.patience -= len(ids)
        found = extract(
            wanted.casefold(), ids, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=3
        )
        return [id_ for id_, _, _ in found] or self._with_its_words(wanted, ids)

    def _ids_of(self, kinds: tuple[type[Record], ...]) -> list[str]:
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = [id_ for id_ in self._first if issubclass(self.kind_of(id_), kinds)]
        return self._by_kinds[kinds]

    @staticmethod
    def _with_its_words(wanted: str, ids: list[str]) -> list[str]:
        words = {word for word in wanted.casefold().split("-") if len(word) > 2}  # noqa: PLR2004  no mere particle
        shared = [(len(words.intersection(id_.split("-"))), id_) for id_ in ids] if words else []
        return [id_ for count, id_ in sorted(shared, key=lambda one: -one[0])[:3] if 2 * count > len(words)]


_OFTEN = 4_096
"""Records that are kept as such: those referred to are asked for again and again."""
_HIDDEN_RUN = re.compile(f"{HIDDEN.pattern}+")
_LONGEST_RUN = 10_000
"""Hidden characters side by side that are looked at: there may be millions."""
_ID = re.compile(r"""id(?<=\bid)["']?:[ \t]*["']?([a-z0-9-]+)""")
"""Begins with letters, as only these are searched for quickly: a file may have half a gigabyte that is no text."""
_MOST_COMPARED = 2_000_000
"""Ids that are held against wrong ones in all."""
_LONGEST_LIKENED = 200
"""Letters of an id: to hold longer ones against each other takes time by the square of them."""
_ALIKE = 0.6
"""Ids that share fewer letters are not suggested."""
