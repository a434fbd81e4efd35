"""The records of a check, by kind and by id, as rules see them.

All of them are in memory at once, so each is kept as MessagePack: as objects they take two to three times the memory.
The lines of the entries of each file are kept as well, so that one entry can be read again without the others.
"""

import os
import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec

from sinoru.check.file_text import HIDDEN, FileText
from sinoru.check.finding import DeclaredId, Dispute, FieldPath, Located, Location
from sinoru.check.references import Reference, references, strings_of
from sinoru.index.fields import conflicts_in
from sinoru.loading.declarations import united_json
from sinoru.loading.field_readers import FIRST_FORMAT
from sinoru.loading.files import is_part_of
from sinoru.loading.yaml import Entry, read_entries
from sinoru.model.fields import Fields, fields_of
from sinoru.model.records import RECORDS, ConflictRecord, CorpusTitle, Organisation, Person, Record
from sinoru.model.registers import WIKIDATA
from sinoru.names.nearest import Vocabulary

if TYPE_CHECKING:
    from sinoru.loading.former_names import FormerName
    from sinoru.loading.records import FirstForm

_CACHED_RECORDS = 4_096
"""Decoded records to keep: those that are referred to are needed again and again."""
_HIDDEN_RUN = re.compile(f"{HIDDEN.pattern}+")
_LONGEST_RUN = 10_000
"""Adjacent hidden characters to look at: there may be millions."""
_ID = re.compile(r"""id(?<=\bid)["']?:[ \t]*["']?([a-z0-9-]+)""")
"""Begins with a literal, which is searched for quickly: a file may be half a gigabyte that is not text."""
_MOST_COMPARED = 2_000_000
"""Names that may be compared with unknown ones in all."""
_MOST_INDEXED = 20_000
"""Ids that are all compared with an unknown one; of more, those with the same beginning."""
_LISTS = ("", *RECORDS)
_BEGINNING = 3
"""Characters of that beginning."""

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class EntryLines:
    """On which lines the first entries of a file are, as far as its layout is standard (sinoru.loading.fast_yaml)."""

    def __init__(self) -> None:
        self.entries = 0
        """How many entries were added."""
        self._first, self._begin, self._end = array("q"), array("q"), array("q")
        self._list = bytearray()

    def add(self, entries: int, begin: int, end: int, item_of: str) -> None:
        """Add the entries on these lines, 1-based and inclusive: one item of a list, or complete lists."""
        self._first.append(self.entries)
        self._begin.append(begin)
        self._end.append(end)
        self._list.append(_LISTS.index(item_of))
        self.entries += entries

    def read(self, source: FileText, numbers: Iterable[int]) -> Iterator[tuple[int, Entry, int]]:
        """Read entries again, given in ascending order; yield each with its number and its line offset in the file.

        A block of lines that holds several of them is read once.
        """
        for at, group in groupby(numbers, lambda number: bisect_right(self._first, number) - 1):
            item_of = _LISTS[self._list[at]]
            head = [f"{item_of}:"] if item_of else []
            lines = [source.line(line) for line in range(self._begin[at], self._end[at] + 1)]
            text = "\n".join([*head, *lines, ""])
            entries = [one for one in read_entries(BytesIO(text.encode())) if isinstance(one, Entry)]
            for number in group:
                yield number, entries[number - self._first[at]], self._begin[at] - 1 - len(head)


@lru_cache
def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[Record]:
    return msgspec.msgpack.Decoder(kind)


class RecordStore:
    """Entries with an id, in order of file and line: each with its location, and its record if that could be read."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.kinds: list[type[Record] | None] = []
        """None: the record could not be read."""
        self.records = 0
        """How many records could be read."""
        self.former: list[int] = []
        """The numbers of the records that had another id before."""
        self.elsewhere: list[int] = []
        """The numbers of the records with an id in another register."""
        self._bodies: list[bytes] = []
        self._path_numbers: dict[str, int] = {}
        self._paths: Sequence[str] = ()
        self._locations = tuple(array("q") for _ in ("path", "entry", "line", "column", "line of the id"))
        self._encode = msgspec.msgpack.Encoder().encode

    def add(self, place: Location, id_: str, line: int, record: Record | None) -> None:
        """Add an entry whose id is on this line of its file."""
        path = self._path_numbers.setdefault(place.path, len(self._path_numbers))
        numbers = path, place.entry, place.line, place.column, line
        for column, number in zip(self._locations, numbers, strict=True):
            column.append(number)
        self.records += record is not None
        if record is not None and record.formerly:
            self.former.append(len(self.ids))
        if record is not None and any(getattr(record, name, "") for name in ("ids", WIKIDATA)):
            self.elsewhere.append(len(self.ids))
        self.ids.append(id_)
        self.kinds.append(type(record) if record else None)
        self._bodies.append(self._encode(record) if record else b"")

    def numbers(self, kind: type[Record] = Record) -> Iterator[int]:
        """Yield the numbers of the records of a kind."""
        return (number for number, one in enumerate(self.kinds) if one and issubclass(one, kind))

    def record(self, number: int) -> Record:
        """Return a record by its number."""
        kind = self.kinds[number]
        assert kind, "numbers are those of records"  # noqa: S101  an error of the program, if any
        return _decoder(kind).decode(self._bodies[number])

    def place(self, number: int) -> Location:
        """Return where an entry begins."""
        if len(self._paths) < len(self._path_numbers):
            self._paths = list(self._path_numbers)
        path, entry, line, column, _ = self._locations
        return Location(self._paths[path[number]], entry[number], line[number], column[number])

    def placed(self, number: int) -> Located:
        """Return a record and where it begins."""
        return Located(self.record(number), self.place(number))

    def given(self) -> Iterator[DeclaredId]:
        """Yield the ids in the files, whether or not their records could be read."""
        for number, id_ in enumerate(self.ids):
            yield DeclaredId(id_, self.place(number), self._locations[-1][number])


class CheckedCorpus:
    """Records by kind and by id, in order of file and line."""

    def __init__(self) -> None:
        self._store = RecordStore()
        self.declared: Mapping[str, bytes] = {}
        """The fields of its own (JSON) for each file with such."""
        self._with_conflicts = array("q")
        """The numbers of the records with conflicts."""
        self._with_relations = array("q")
        """The numbers of the people and organisations with relations."""
        self._record = lru_cache(_CACHED_RECORDS)(self._store.record)
        self._ids_by_kinds: dict[tuple[type[Record], ...], list[str]] = {}
        self._vocabularies: dict[Hashable, Vocabulary] = {}
        self._raw: dict[str, set[str]] = {}
        self._made: dict[Hashable, object] = {}
        self.fields = Fields()
        self.damaged: set[Location] = set()
        """Records of which a part could not be read: a field that is absent may be in that part."""
        self.cut_off: set[str] = set()
        """Files that could be read only in part."""
        self.unread: set[str] = set()
        """Files of which nothing is known: any id may be in them."""
        self._lost_ids: set[str] = set()
        self._patience = _MOST_COMPARED
        self.titles: list[tuple[Location, CorpusTitle]] = []
        """What files say about the corpus."""
        self.first_form: dict[str, list[FirstForm]] = {}
        """What only the first form of files has, by the path of the file."""
        self.former_names: dict[str, list[FormerName]] = {}
        """The former names of the corpus's own fields, by the path of the file."""
        self.hiding: set[str] = set()
        """Files whose records may contain hidden characters."""
        self._lines: dict[str, EntryLines] = defaultdict(EntryLines)

    def declare(self, declared: Mapping[str, bytes]) -> None:
        """Take the fields of the corpus's own (JSON), for each file with such, before any record is added."""
        self.declared, self.fields = declared, fields_of(united_json(declared.values()))

    def fields_at(self, path: str) -> Fields:
        """Return the table of fields for a file."""
        return fields_of(self.declared.get(path, b""))

    def once(self, make: Callable[["CheckedCorpus"], T]) -> T:
        """Return what a function makes of this corpus: it is called once for all rules."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    def add(self, place: Location, given: tuple[str, int] | None, record: Record | None) -> None:
        """Add an entry with its id and the line of the id, and its record as far as it could be read."""
        if given:
            if record and conflicts_in(record):
                self._with_conflicts.append(len(self._store.ids))
            if isinstance(record, Person | Organisation) and record.relations:
                self._with_relations.append(len(self._store.ids))
            self._store.add(place, *given, record)

    @property
    def placed(self) -> Iterator[Located]:
        """The records and where they begin, each decoded when it is reached."""
        return map(self._store.placed, self._store.numbers())

    @property
    def given(self) -> Iterator[DeclaredId]:
        """The ids in the files, with their locations."""
        return self._store.given()

    @property
    def given_ids(self) -> Sequence[str]:
        """The ids in the files, without their locations."""
        return self._store.ids

    @property
    def records(self) -> int:
        """How many records could be read."""
        return self._store.records

    @property
    def former(self) -> Iterator[tuple[Location, Record]]:
        """The records that had another id before, and where they begin."""
        return ((self._store.place(number), self._store.record(number)) for number in self._store.former)

    @property
    def elsewhere(self) -> Iterator[tuple[Location, Record]]:
        """The records with an id in another register, and where they begin."""
        return ((self._store.place(number), self._store.record(number)) for number in self._store.elsewhere)

    def lines_of(self, path: str) -> EntryLines:
        """Return the lines on which the entries of a file are."""
        return self._lines[path]

    def format_at(self, path: str) -> str:
        """Return the format of a file: that of the nearest folder in which a file declares one."""
        declared = {os.path.dirname(place.path): title.format for place, title in self.titles}
        around = [folder for folder in declared if is_part_of(path, folder)]
        return declared[max(around, key=len)] if around else FIRST_FORMAT

    def hidden_texts(self) -> Iterator[tuple[Located, FieldPath, str]]:
        """Yield the texts that may contain a hidden character, with their records and fields."""
        for placed in self.placed if self.hiding else ():
            if placed.place.path in self.hiding:
                for at, text in strings_of(placed.record):
                    yield placed, at, text

    def disputes(self) -> Iterator[Dispute]:
        """Yield the conflicts of all records but those of the first form and those read only in part."""
        for number in self._with_conflicts:
            place = self._store.place(number)
            if place in self.damaged or place.path in self.first_form:
                continue
            record = self._store.record(number)
            for at, conflict in enumerate(conflicts_in(record)):
                yield Dispute(record, conflict, place, () if conflict is record else ("conflicts", at))

    @property
    def related(self) -> Iterator[tuple[Location, Person | Organisation]]:
        """The people and organisations with relations, and where they begin."""
        for number in self._with_relations:
            yield self._store.place(number), cast("Person | Organisation", self._store.record(number))

    def disputed(self, record: Record) -> set[str]:
        """Return the fields of a record that conflicts are about, on the record or with records of their own."""
        return {conflict.field for conflict in record.conflicts} | self._disputed.get(record.id, set())

    @cached_property
    def _disputed(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for _, conflict in self.of(ConflictRecord):
            for id_ in conflict.about:
                found[id_].add(conflict.field)
        return found

    @cached_property
    def named_ids(self) -> frozenset[str]:
        """The ids that any record refers to."""
        return frozenset(self._references[0])

    @property
    def doubtful(self) -> Iterator[tuple[Located, Reference]]:
        """The references to the record itself, to an unknown id, or to a record of a kind that is not allowed."""
        for number, group in groupby(self._references[1], itemgetter(0)):
            placed = self._store.placed(number)  # decoded once for all of its references
            for _, reference in group:
                yield placed, reference

    @cached_property
    def _references(self) -> tuple[set[str], list[tuple[int, Reference]]]:
        """The ids referred to, and the doubtful references: found once for all rules, as that is slow."""
        named: set[str] = set()
        doubtful: list[tuple[int, Reference]] = []
        for number, record in self.numbered(Record):
            for reference in references(record, self.fields):
                id_ = reference.id
                named.update((id_, self.living.get(id_, id_)))
                if id_ == record.id or not issubclass(self.kind_of(id_), reference.kinds):
                    doubtful.append((number, reference))
        return named, doubtful

    def of(self, kind: type[R]) -> Iterator[tuple[Location, R]]:
        """Yield the records of a kind and where they begin."""
        return ((self._store.place(number), record) for number, record in self.numbered(kind))

    def numbered(self, kind: type[R]) -> Iterator[tuple[int, R]]:
        """Yield the records of a kind, each with the number by which `at` returns it again."""
        return ((number, cast("R", self._store.record(number))) for number in self._store.numbers(kind))

    def at(self, number: int, kind: type[R]) -> tuple[Location, R]:  # noqa: ARG002  for the types
        """Return a record, which must be of the kind, by its number."""
        return self._store.place(number), cast("R", self._record(number))

    @cached_property
    def _first(self) -> dict[str, int]:
        """The number of the first record of each id."""
        found: dict[str, int] = {}
        for number in self._store.numbers():
            found.setdefault(self._store.ids[number], number)
        return found

    def kind_of(self, record_id: str) -> type:
        """Return the kind of the first record with this id; NoneType if no record has it."""
        number = self._first.get(record_id)
        return type(None) if number is None else self._store.kinds[number] or type(None)

    def place_of(self, record_id: str) -> Location:
        """Return where the first record with this id begins."""
        return self._store.place(self._first[record_id])

    def find(self, kind: type[R], record_id: str) -> R | None:
        """Return the first record with this id if it is of the kind."""
        if not issubclass(self.kind_of(record_id), kind):
            return None
        return cast("R", self._record(self._first[record_id]))

    @cached_property
    def living(self) -> dict[str, str]:
        """The present id of the record for each former id."""
        found: dict[str, str] = {}
        for _, record in self.former:
            for id_ in record.formerly:
                found.setdefault(id_, record.id)
        return found

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """The ids of all records, readable or not: a reference to an unreadable one is not a fault of its own."""
        return frozenset(self._store.ids) | self._lost_ids

    def add_cut_off(self, source: FileText) -> None:
        """Add a file that could be read only in part, and whatever looks like an id in it."""
        self.cut_off.add(source.path)
        for piece in source.pieces():
            self._lost_ids.update(_ID.findall(piece))

    def add_hidden(self, path: str, pieces: Iterable[str]) -> None:
        """Note the hidden characters that are in the text of a file unescaped, with the characters around them."""
        seen = self._raw.setdefault(path, set())
        contexts: set[tuple[str, str, str]] = set()
        for text in pieces:
            for run in _HIDDEN_RUN.finditer(text):
                start, end = run.span()
                hidden = run[0] if len(run[0]) <= _LONGEST_RUN else run[0][:_LONGEST_RUN] + run[0][-1:]
                around = f"{text[start - 1 : start] or ' '}{hidden}{text[end : end + 1] or ' '}"
                contexts.update(zip(around, around[1:], around[2:], strict=False))
        for context in contexts:
            before, char, after = context[0].strip(), context[1], context[2].strip()
            seen |= {before + char + after, before + char, char + after, char}

    def is_raw(self, path: str, text: str, offset: int) -> bool:
        """Return whether the hidden character at an offset of a text is in the file unescaped."""
        before, after = text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
        return before.strip() + text[offset] + after.strip() in self._raw.get(path, ())

    def nearest(self, record_id: str, kinds: tuple[type[Record], ...] = (Record,)) -> list[str]:
        """Return up to three ids of records of these kinds that are most like an unknown one, the nearest first.

        Among many ids, only those that begin alike are compared. Empty once _MOST_COMPARED have been compared.
        """
        ids = self._ids_of(kinds)
        beginning = record_id[:_BEGINNING].casefold() if len(ids) > _MOST_INDEXED else ""

        def known() -> Sequence[str]:
            return [id_ for id_ in ids if id_.startswith(beginning)][:_MOST_INDEXED]

        return self.nearest_of((kinds, beginning), known, record_id)

    def nearest_of(
        self, key: Hashable, known: Callable[[], Sequence[str]], text: str, limit: int = 3
    ) -> list[str]:
        """Return those of the known names that are most like a text, the nearest first.

        The names are asked for once for each key. Empty once _MOST_COMPARED have been compared.
        """
        if self._patience <= 0:
            return []
        if key not in self._vocabularies:
            self._vocabularies[key] = Vocabulary(known())
        vocabulary = self._vocabularies[key]
        self._patience -= len(vocabulary)
        return vocabulary.nearest(text, limit)

    def _ids_of(self, kinds: tuple[type[Record], ...]) -> list[str]:
        if kinds not in self._ids_by_kinds:
            self._ids_by_kinds[kinds] = [id_ for id_ in self._first if issubclass(self.kind_of(id_), kinds)]
        return self._ids_by_kinds[kinds]
