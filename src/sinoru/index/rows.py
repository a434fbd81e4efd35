"""From a record to what the index keeps of it."""

from functools import lru_cache
from typing import NamedTuple

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.index.fields import Named, date_of, headline_of, links_of, office_days, texts_of, title_of
from sinoru.model.records import Person, Record
from sinoru.names.keys import name_keys
from sinoru.text.tokens import index_chunks


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
    """Give whether there is a date, and its first and last day; a corpus has far fewer days than records."""
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
