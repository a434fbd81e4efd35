"""Records as rows of the index's tables, worked out in any process so that the writer only has to write."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.index.fields import (
    FORMER,
    MOMENTS,
    REGISTER,
    Named,
    amounts_of,
    date_of,
    former_key,
    headline_of,
    links_of,
    office_days,
    other_key,
    title_of,
)
from sinoru.index.index import ANY_RELATION
from sinoru.index.numbers import DAY_SHIFT, span_size
from sinoru.model.fields import Fields
from sinoru.model.records import Event, Person, Record
from sinoru.model.registers import ids_of, parts_of
from sinoru.names.keys import name_keys
from sinoru.text.tokens import index_chunks, surface_words

_MOST_CHUNKS = 50_000
"""Distinct chunks that are counted before their words are worked out."""

_encode = msgspec.json.Encoder().encode


class OfficeRow(NamedTuple):
    """An office by its position in the record, with its days; `org` is the id of its organisation or empty."""

    place: int
    earliest: int | None
    latest: int | None
    org: str


class Row(NamedTuple):
    """Everything that the index keeps of one record. Ids are still texts; the writer numbers them."""

    id: str
    kind: str
    title: str
    dated: bool
    earliest: int | None
    latest: int | None
    line: int
    body: bytes
    links: list[tuple[str, str]]
    names: list[tuple[str, str, str]]
    """Key, rule, and the name as written."""
    offices: list[OfficeRow]
    amounts: list[tuple[str, float, float]]
    """The term of the field, the lowest and the highest value."""
    title_words: str
    text_words: str
    chunks: set[str]
    """The strings between the spaces of title and text, from which words are extracted later (Tabulator.made)."""


def make_row(record: Record, line: int, fields: Fields) -> Row:
    """Return everything that the index keeps of a record that begins in this line."""
    happens_at_once = isinstance(record, Event) and record.kind in MOMENTS
    is_dated, earliest, latest = _days_of(date_of(record), happens_at_once=happens_at_once)
    headline = " · ".join([text for _, text in headline_of(record)]).split()
    text = " · ".join([text for _, text in fields.texts(record) if text]).split()
    return Row(
        record.id,
        record.KIND,
        title_of(record),
        is_dated,
        earliest,
        latest,
        line,
        _encode(record),
        list(dict.fromkeys(links_of(record, fields))),
        _name_rows(record),
        _office_rows(record) if isinstance(record, Person) else [],
        list(dict.fromkeys(amounts_of(record, fields))) if fields.declared.fields else [],
        index_chunks(headline),
        index_chunks(text),
        {*headline, *text},
    )


@lru_cache(1 << 14)
def _days_of(date: str, *, happens_at_once: bool) -> tuple[bool, int | None, int | None]:
    """Return whether there is a date, and its first and last day. A corpus has far fewer days than records.

    What happened at some moment before or after a date is listed at that date: it is not under way all the time.
    """
    if not date:
        return False, None, None
    when = parse_edtf(date)
    return True, *(when.bound if happens_at_once else when.listed)


def _name_rows(record: Record) -> list[tuple[str, str, str]]:
    ids = [
        *((former_key(id_), FORMER, id_) for id_ in record.formerly),
        *((other_key(parts_of(one)[1]), REGISTER, one) for one in ids_of(record)),
    ]
    if not isinstance(record, Named):
        return ids
    spellings = dict.fromkeys([record.name, *(name.text for name in record.names)])
    keys = ((key.key, key.rule, spelling) for spelling in spellings for key in name_keys(spelling))
    return [*ids, *dict.fromkeys(keys)]


def _office_rows(person: Person) -> list[OfficeRow]:
    return [
        OfficeRow(position, *office_days(person, office), office.org)
        for position, office in enumerate(person.offices)
    ]


class Tables(NamedTuple):
    """The rows of some records, in the order of the tables.

    Plain values only: marshal transfers them between processes in a quarter of the time of pickle.
    """

    targets: list[str]
    """The targets of links. Below, positions in this list represent them: only the writer numbers the terms."""
    records: list[tuple[object, ...]]
    words: list[tuple[int, str, str, list[int]]]
    """Number, title, text, and the targets in `refs`."""
    links: list[tuple[int, str, str, list[int]]]
    """Target, kind, relation, and the records."""
    spans: list[tuple[int, int, int | None]]
    names: list[tuple[str, int, str, str]]
    offices: list[tuple[int, int, int | None, int | None, str]]
    amounts: list[tuple[str, int, float, float]]
    """Field, record, and the bounds of a value."""
    tally: dict[tuple[int, str, str], int]
    density: dict[tuple[str, int, int], int]
    vocabulary: dict[str, int]
    """The number of records that have each word."""


class Tabulator:
    """A builder of tables from the records of a file, one by one: a second pass would take twice the time."""

    def __init__(self, file: int, fields: Fields) -> None:
        self.file = file
        self.fields = fields
        self.chunks: Counter[str] = Counter()
        self._begin()

    def _begin(self) -> None:
        self.targets: dict[str, int] = {}
        self.links: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self.density: dict[tuple[str, int, int], int] = defaultdict(int)
        self.tables = Tables([], [], [], [], [], [], [], [], {}, {}, {})

    def make_row(self, record: Record, line: int) -> Row:
        """Return everything that the index keeps of a record that begins in this line."""
        return make_row(record, line, self.fields)

    def add(self, number: int, row: Row) -> None:
        """Add a record."""
        targets, links, tables = self.targets, self.links, self.tables
        kind, earliest, latest = row.kind, row.earliest, row.latest
        refs: dict[int, None] = {}  # an event may have thousands of participants
        for target, relation in row.links:
            position = targets.setdefault(target, len(targets))
            links[position, kind, relation].append(number)
            if relation != "source":
                refs[position] = None
        tables.records.append(
            (number, self.file, row.id, kind, row.title, earliest, latest, row.line, row.body)
        )
        tables.words.append((number, row.title_words, row.text_words, [*refs]))
        size = span_size(earliest, latest) if row.dated else 0
        if size:
            tables.spans.append((size, number, latest))
        self.density[kind, number >> DAY_SHIFT, size] += 1
        tables.names.extend([(key, number, rule, text) for key, rule, text in row.names])
        tables.offices.extend([(number, *office) for office in row.offices])
        tables.amounts.extend([(field, number, low, high) for field, low, high in row.amounts])
        self.chunks.update(row.chunks)

    def made(self, *, is_last: bool = True) -> Tables:
        """Return the tables of the records added since the previous call.

        Only the last tables of a file have the vocabulary, and others when it grows large: most words occur in many
        of the tables, and are worked out once.
        """
        has_words = is_last or len(self.chunks) > _MOST_CHUNKS
        tables = self.tables._replace(
            targets=[*self.targets],
            links=[(*key, numbers) for key, numbers in self.links.items()],
            tally=_count_links(self.links),
            density=dict(self.density),
            vocabulary=_count_words(self.chunks) if has_words else {},
        )
        if has_words:
            self.chunks.clear()
        tables.records.sort()
        tables.words.sort()
        self._begin()
        return tables


def _count_links(links: Mapping[tuple[int, str, str], list[int]]) -> dict[tuple[int, str, str], int]:
    tally = {key: len(numbers) for key, numbers in links.items()}
    by_target: dict[tuple[int, str], list[list[int]]] = defaultdict(list)
    for (position, kind, _), numbers in links.items():
        by_target[position, kind].append(numbers)
    for key, lists in by_target.items():
        tally[*key, ANY_RELATION] = len(set().union(*lists)) if len(lists) > 1 else len(lists[0])
    return tally


def _count_words(chunks: Mapping[str, int]) -> dict[str, int]:
    words: dict[str, int] = defaultdict(int)
    for chunk, count in chunks.items():
        for word in surface_words(chunk):
            words[word] += count
    return dict(words)
