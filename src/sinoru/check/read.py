"""Read a file for checking: its records, the faults of loading it, every id in it, and the locations of values.

Records know nothing of locations. Few of them have findings, so only the entries of those are read again.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple, cast

from sinoru.check.checked_corpus import CheckedCorpus, EntryLines
from sinoru.check.file_text import FileText
from sinoru.check.finding import FieldPath, Location
from sinoru.loading.fast_yaml import FastFileReader, NeedsFullParser, Piece
from sinoru.loading.field_readers import UNREAD
from sinoru.loading.files import shown_path
from sinoru.loading.first_form import in_second_form, old_nodes
from sinoru.loading.former_names import FormerName, in_present_names
from sinoru.loading.records import FirstForm, first_form_at, read_entry
from sinoru.loading.yaml import Entry, Fault, MappingNode, Node, SequenceNode, read_entries, text_of
from sinoru.messages import cannot_read, reason
from sinoru.model.errors import SinoruError
from sinoru.model.fields import Fields
from sinoru.model.records import RECORDS, CorpusTitle, Record

ReportBytes = Callable[[int], None]
_LIST_OF = {record: name for name, record in RECORDS.items()}
_REPORT_EVERY = 1_000
"""Entries between two reports on how much of a file has been read."""


class CannotRead(SinoruError):
    """A file cannot be opened or read."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(cannot_read(shown_path(path), why))


def read_text(path: str) -> FileText:
    """Read a complete file. Raises CannotRead."""
    try:
        with open(path, "rb") as stream:
            return FileText(path, stream.read())
    except OSError as error:
        raise CannotRead(path, reason(error)) from None


class _ReadEntry(NamedTuple):
    place: Location
    record: object
    """A Record, a CorpusTitle, or UNREAD."""
    faults: Sequence[Fault]
    given: tuple[str, int] | None
    """The id in the entry, and its line."""
    old: Sequence[FirstForm] = ()
    """What in it only the first form of files has."""
    former: Sequence[FormerName] = ()
    """The former names of the corpus's own fields in it."""


def size_of(path: str) -> int:
    """Return the size of a file in bytes; 0 if it does not exist."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def add_file(
    source: FileText, corpus: CheckedCorpus, report: ReportBytes = lambda _: None
) -> Iterator[Record | CorpusTitle | Fault]:
    """Add the contents of a file to the corpus; yield the faults of each entry, then its record.

    `report` is called every now and then with the number of bytes that have been read.
    """
    if source.has_hidden:
        corpus.add_hidden(source.path, source.pieces())
    if source.may_hide:
        corpus.hiding.add(source.path)
    stream = BytesIO(source.data)
    fields = corpus.fields_at(source.path)
    for count, read in enumerate(_read_entries(source.path, stream, corpus.lines_of(source.path), fields)):
        if not count % _REPORT_EVERY:
            report(stream.tell())
        if isinstance(read, Fault):
            yield read
        else:
            _add_entry(read, corpus)
            yield from read.faults
            if read.record is not UNREAD:
                yield cast("Record | CorpusTitle", read.record)


def _add_entry(read: _ReadEntry, corpus: CheckedCorpus) -> None:
    place, record, faults, given, old, former = read
    if old:
        corpus.first_form.setdefault(place.path, []).extend(old)
    if former:
        corpus.former_names.setdefault(place.path, []).extend(former)
    corpus.add(place, given, record if isinstance(record, Record) else None)
    if isinstance(record, CorpusTitle):
        corpus.titles.append((place, record))
    if faults:
        corpus.damaged.add(place)


def _read_entries(
    path: str, stream: BinaryIO, lines: EntryLines, fields: Fields
) -> Iterator[_ReadEntry | Fault]:
    """Read quickly as far as the layout is standard; from there on with libyaml, at seven times the cost."""
    try:
        yield from _read_fast(path, stream, lines, fields)
    except NeedsFullParser:
        stream.seek(0)
        yield from _read_with_libyaml(path, stream, lines.entries, fields)


def _read_fast(path: str, stream: BinaryIO, lines: EntryLines, fields: Fields) -> Iterator[_ReadEntry]:
    file = FastFileReader(stream, fields)
    for item in file.items():
        if isinstance(item, Piece):
            read = list(_read_piece(path, item, lines.entries, fields))
            begin = item.lines_before + item.is_item + 1
            lines.add(len(read), begin, file.lines_read, item.text.partition(":")[0] if item.is_item else "")
            yield from read
        else:
            record, line = item
            place = Location(path, lines.entries, line, file.indent + 3)
            lines.add(1, line, file.lines_read, _LIST_OF[type(record)])
            yield _ReadEntry(place, record, (), (record.id, _line_of_id(file, line)))


def _line_of_id(file: FastFileReader, line: int) -> int:
    """Return the line of the id of the record that begins on a line."""
    lines, before, indent = file.layout.lines, file.lines_before, file.indent + 2
    while not (lines[line - before - 1] or "").startswith("id: ", indent):
        line += 1
    return line


def _read_piece(path: str, piece: Piece, first: int, fields: Fields) -> Iterator[_ReadEntry]:
    for number, entry in enumerate(read_entries(BytesIO(piece.text.encode())), first):
        if isinstance(entry, Fault):
            raise NeedsFullParser
        read = _read_entry(path, number, entry, fields, piece.lines_before)
        if read.faults and piece.is_cut:
            raise NeedsFullParser
        yield read


def _read_with_libyaml(
    path: str, stream: BinaryIO, first: int, fields: Fields
) -> Iterator[_ReadEntry | Fault]:
    """Read a file of any layout from an entry on; the entries before it have no syntax errors."""
    for number, entry in enumerate_entries(stream):
        if isinstance(entry, Fault):
            yield entry
        elif number >= first:
            yield _read_entry(path, number, entry, fields)


def _read_entry(path: str, number: int, written: Entry, fields: Fields, lines_before: int = 0) -> _ReadEntry:
    faults: list[Fault] = []
    second_form, first = in_second_form(written)
    entry, former = in_present_names(second_form, fields, lines_before)
    record = read_entry(entry, faults, fields)
    if lines_before:
        faults = [fault._replace(line=fault.line + lines_before) for fault in faults]
    mark = entry.value.start_mark
    place = Location(path, number, mark.line + 1 + lines_before, mark.column + 1)
    old = [] if first is None else [first_form_at(node, lines_before) for node in old_nodes(written)]
    return _ReadEntry(place, record, faults, id_of(entry, lines_before), old, former)


def id_of(entry: Entry, lines_before: int = 0) -> tuple[str, int] | None:
    """Return the id of an entry and its line, or None."""
    if isinstance(entry.value, MappingNode):
        for key, value in entry.value.pairs:
            if text_of(key) == "id" and text_of(value):
                return text_of(value), value.start_mark.line + 1 + lines_before
    return None


def enumerate_entries(stream: BinaryIO) -> Iterator[tuple[int, Entry | Fault]]:
    """Yield the entries of a file with their 0-based numbers, and its faults with the number of the next entry."""
    number = 0
    for item in read_entries(stream):
        yield number, item
        number += isinstance(item, Entry)


def reread(
    source: FileText, lines: EntryLines, numbers: Collection[int], fields: Fields
) -> Iterator[tuple[int, Entry, int]]:
    """Yield the entries with these numbers again, each with its number and its line offset in the file."""
    known = sorted(number for number in numbers if number < lines.entries)
    for number, entry, lines_before in lines.read(source, known):
        yield number, _as_read(entry, fields), lines_before
    last = max(numbers)
    if last < lines.entries:
        return
    for number, found in enumerate_entries(BytesIO(source.data)):
        if isinstance(found, Entry) and number >= lines.entries and number in numbers:
            yield number, _as_read(found, fields), 0
        if number >= last and isinstance(found, Entry):
            return


def _as_read(entry: Entry, fields: Fields) -> Entry:
    return in_present_names(in_second_form(entry)[0], fields)[0]


def locate(node: Node, steps: FieldPath, text: str = "") -> tuple[int, int]:
    """Return line and column where a value begins, as YAML counts them; for a missing value, those of its parent."""
    found = _follow(node, steps)
    if text and text_of(found) != text:  # an earlier item could not be read, so that the indexes are off
        shape = tuple(0 if isinstance(step, int) else step for step in steps)
        found = _nodes_by_text(node, shape).get(text, found)
    mark: Any = found.start_mark
    return mark.line + 1, mark.column + 1


@lru_cache(1)
def _nodes_by_text(node: Node, steps: FieldPath) -> dict[str, Node]:
    """Return the values at a path, whatever the indexes in it, by their texts: of equal ones the first."""
    found: dict[str, Node] = {}
    for other in _follow_any_index(node, steps):
        found.setdefault(text_of(other), other)
    return found


def _follow(node: Node, steps: FieldPath) -> Node:
    for step in steps:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return node


def _follow_any_index(node: Node, steps: FieldPath) -> Iterator[Node]:
    """Yield the values at a path, whatever the indexes in it."""
    if not steps:
        yield node
    elif isinstance(node, SequenceNode) and isinstance(steps[0], int):
        for item in node.items:
            yield from _follow_any_index(item, steps[1:])
    elif (child := _child(node, steps[0])) is not None:
        yield from _follow_any_index(child, steps[1:])


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next((value for key, value in node.pairs if text_of(key) == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return None
