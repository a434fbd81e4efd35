"""A corpus file as records and diagnostics, one at a time."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple, TypeVar

from sinoru.loading.fast_yaml import FastFileReader, NeedsFullParser, Piece
from sinoru.loading.field_readers import UNREAD, Reader, nearest_hint, reader_of
from sinoru.loading.yaml import (
    MAX_PASSED,
    Entry,
    Fault,
    Unreadable,
    fault_at,
    is_absent,
    read_entries,
    text_of,
)
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic, Record

T = TypeVar("T")

MAX_FAULTS = 10_000
"""Faults that are told of one file."""
_MEND = "the others are not told: mend these first"
_HOPELESS = "nor was the rest of it read, as it holds more faults than records: mend these first"


class Loaded(NamedTuple):
    """A record and the line it begins in."""

    record: Record
    line: int


_READERS: dict[str, Reader] = {}


def _reader_for(list_name: str) -> Reader:
    """Return the reader of one list's records, made when first used."""
    if list_name not in _READERS:
        wanted = CorpusTitle if list_name == "corpus" else RECORDS[list_name]
        _READERS[list_name] = reader_of(wanted)
    return _READERS[list_name]


def load_records(stream: BinaryIO, path: str) -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Read the records of one file in their order, with every fault as a diagnostic in its place.

    Of more faults than MAX_FAULTS the others are counted out by a last one; of MAX_PASSED, no more is read.
    """
    items: Iterator[Loaded | CorpusTitle | Fault] = limit_faults(_load_quickly(stream), MAX_PASSED)
    for item in items:
        yield _diagnostic(item, path) if isinstance(item, Fault) else item


def _load_quickly(stream: BinaryIO) -> Iterator[Loaded | CorpusTitle | Fault]:
    """Read lines as far as they are in the usual layout and without fault; with libyaml from there on."""
    given = 0
    try:
        for item in FastFileReader(stream).items():
            loaded = _load_piece(item) if isinstance(item, Piece) else [Loaded(*item)]
            yield from loaded
            given += len(loaded)
    except NeedsFullParser:
        stream.seek(0)
        yield from _without_first(given, load_with_libyaml(stream))


def _without_first(
    given: int, items: Iterable[Loaded | CorpusTitle | Fault]
) -> Iterator[Loaded | CorpusTitle | Fault]:
    """Leave out what is given already, which had no faults."""
    for item in items:
        if given and not isinstance(item, Fault):
            given -= 1
        else:
            yield item


def _load_piece(piece: Piece) -> list[Loaded | CorpusTitle]:
    """Read a piece of a file with libyaml; it must have no fault, as it would not know its place."""
    loaded: list[Loaded | CorpusTitle] = []
    for item in load_with_libyaml(BytesIO(piece.text.encode())):
        if isinstance(item, Fault):
            raise NeedsFullParser
        loaded.append(
            Loaded(item.record, item.line + piece.lines_before) if isinstance(item, Loaded) else item
        )
    return loaded


def load_with_libyaml(stream: BinaryIO) -> Iterator[Loaded | CorpusTitle | Fault]:
    """Read a file of any layout: what it means is what this finds, whoever reads it."""
    for entry in read_entries(stream):
        if isinstance(entry, Fault):
            yield entry
            continue
        faults: list[Fault] = []
        record = read_entry(entry, faults)
        yield from faults
        if isinstance(record, Record):
            yield Loaded(record, entry.value.start_mark.line + 1)
        elif isinstance(record, CorpusTitle):
            yield record


def limit_faults(items: Iterable[T | Fault], hopeless: int) -> Iterator[T | Fault]:
    """Yield all that is no fault, and the first MAX_FAULTS faults: a file of another kind has one in every line.

    Ends where more faults than are `hopeless` outnumber the rest, as nobody reads on.
    """
    told = others = 0
    for item in items:
        if not isinstance(item, Fault):
            others += 1
            yield item
            continue
        told += 1
        if told <= MAX_FAULTS:
            yield item
        elif told > max(hopeless, others):
            yield _too_many(item, _HOPELESS)
            return
        elif told == MAX_FAULTS + 1:
            yield _too_many(item, _MEND)


def _too_many(fault: Fault, hint: str) -> Fault:
    return Fault("E103", f"more than {MAX_FAULTS:,} faults in this file", fault.line, fault.column, hint)


def read_entry(entry: Entry, faults: list[Fault]) -> object:
    """Read an entry as a Record or a CorpusTitle; UNREAD where that fails, and `faults` say why."""
    name = text_of(entry.key)
    if name == "corpus" and not entry.is_item:
        return _reader_for(name)(entry.value, faults)
    if name in RECORDS and entry.is_item:
        return _reader_for(name)(entry.value, faults)
    if name in RECORDS or name == "corpus":
        if not is_absent(entry.value):
            due = "a mapping" if name == "corpus" else "a list of records, each with '- ' before it"
            faults.append(fault_at(entry.value, "E104", f"'{name}' is due to be {due}"))
    elif type(entry.key) is not Unreadable:
        hint = nearest_hint(name, [*RECORDS, "corpus"])
        faults.append(fault_at(entry.key, "E105", f"unknown list '{name}'", hint))
    return UNREAD


def _diagnostic(fault: Fault, path: str) -> Diagnostic:
    return Diagnostic(fault.code, fault.message, path, fault.line, fault.column, fault.hint)
