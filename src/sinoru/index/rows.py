"""From a record to what the index keeps of it.

Records as rows of the index's tables: worked out in whatever process has time, so that the writer only writes.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.index.fields import Named, date_of, headline_of, links_of, office_days, texts_of, title_of
from sinoru.index.index import ANY_RELATION
from sinoru.index.numbers import DAY_SHIFT, span_size
from sinoru.model.records import Person, Record
from sinoru.names.keys import name_keys
from sinoru.text.tokens import index_chunks, surface_words


class OfficeRow(NamedTuple):
    """The days of one office; `org` is the id of its organisation or empty."""

    place: int
    earliest: int | None
    latest: int | None
    org: str


class Row(NamedTuple):
    """All that the index keeps of one record. Ids are still text; the writer numbers them."""

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
    title_words: str
    text_words: str
    chunks: set[str]
    """What stands between the spaces of title and text; the writer takes the words out."""


_encode = msgspec.json.Encoder().encode


def make_row(record: Record, line: int) -> Row:
    """Work out all that the index keeps of a record that begins in this line."""
    is_dated, earliest, latest = _days_of(date_of(record))
    headline = " · ".join([text for _, text in headline_of(record)]).split()
    text = " · ".join([text for _, text in texts_of(record) if text]).split()
    return Row(
        record.id,
        record.KIND,
        title_of(record),
        is_dated,
        earliest,
        latest,
        line,
        _encode(record),
        list(dict.fromkeys(link for link in links_of(record) if link[0])),
        _names(record),
        _offices(record) if isinstance(record, Person) else [],
        index_chunks(headline),
        index_chunks(text),
        {*headline, *text},
    )


@lru_cache(1 << 14)
def _days_of(date: str) -> tuple[bool, int | None, int | None]:
    """Return whether there is a date, and its first and last day; a corpus has far fewer days than records."""
    if not date:
        return False, None, None
    when = parse_edtf(date)
    return True, when.earliest, when.latest


def _names(record: Record) -> list[tuple[str, str, str]]:
    if not isinstance(record, Named):
        return []
    written = dict.fromkeys([record.name, *(name.text for name in record.names)])
    keys = ((key.key, key.rule, name) for name in written for key in name_keys(name))
    return list(dict.fromkeys(keys))


def _offices(person: Person) -> list[OfficeRow]:
    return [
        OfficeRow(place, *office_days(person, office), office.org)
        for place, office in enumerate(person.offices)
    ]


_MOST_CHUNKS = 50_000
"""What stands between spaces that is counted before its words are worked out."""


class Tables(NamedTuple):
    """What some records put into the tables, in the tables' order.

    Plain values only: marshal carries them from process to process in a quarter of pickle's time.
    """

    targets: list[str]
    """What is referred to. Its place here stands for it below, as only the writer knows the number of its term."""
    records: list[tuple[object, ...]]
    words: list[tuple[int, str, str, list[int]]]
    """Number, title, text, and what `refs` names."""
    links: list[tuple[int, str, str, list[int]]]
    """Target, kind, how, and the records."""
    spans: list[tuple[int, int, int | None]]
    names: list[tuple[str, int, str, str]]
    offices: list[tuple[int, int, int | None, int | None, str]]
    tally: dict[tuple[int, str, str], int]
    density: dict[tuple[str, int, int], int]
    vocabulary: dict[str, int]
    """How many records have a word."""


class Tabulator:
    """Makes tables of the records of a file, one by one: going over many again costs twice the time."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.chunks: Counter[str] = Counter()
        self._begin()

    def _begin(self) -> None:
        self.targets: dict[str, int] = {}
        self.links: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self.density: dict[tuple[str, int, int], int] = defaultdict(int)
        self.tables = Tables([], [], [], [], [], [], [], {}, {}, {})

    def add(self, number: int, row: Row) -> None:
        """Add a record."""
        targets, links, tables = self.targets, self.links, self.tables
        kind, earliest, latest = row.kind, row.earliest, row.latest
        refs: dict[int, None] = {}  # an event may have thousands of participants
        for target, how in row.links:
            place = targets.setdefault(target, len(targets))
            links[place, kind, how].append(number)
            if how != "source":
                refs[place] = None
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
        self.chunks.update(row.chunks)

    def made(self, *, is_last: bool = True) -> Tables:
        """Return the tables of all that was added since this was last asked.

        Only the last have the vocabulary, and those before them where it is large: most words stand in many
        of a file's tables, and are worked out once.
        """
        has_words = is_last or len(self.chunks) > _MOST_CHUNKS
        tables = self.tables._replace(
            targets=[*self.targets],
            links=[(*key, numbers) for key, numbers in self.links.items()],
            tally=_tally(self.links),
            density=dict(self.density),
            vocabulary=_vocabulary(self.chunks) if has_words else {},
        )
        if has_words:
            self.chunks.clear()
        tables.records.sort()
        tables.words.sort()
        self._begin()
        return tables


def _tally(links: Mapping[tuple[int, str, str], list[int]]) -> dict[tuple[int, str, str], int]:
    tally = {key: len(numbers) for key, numbers in links.items()}
    in_any_way: dict[tuple[int, str], list[list[int]]] = defaultdict(list)
    for (place, kind, _), numbers in links.items():
        in_any_way[place, kind].append(numbers)
    for key, several in in_any_way.items():
        tally[*key, ANY_RELATION] = len(set().union(*several)) if len(several) > 1 else len(several[0])
    return tally


def _vocabulary(chunks: Mapping[str, int]) -> dict[str, int]:
    words: dict[str, int] = defaultdict(int)
    for chunk, count in chunks.items():
        for word in surface_words(chunk):
            words[word] += count
    return dict(words)
