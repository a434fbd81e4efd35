"""The records and diagnostics of a corpus file, read one at a time.

The standard layout is read line by line (fast_yaml.py), any other with libyaml (yaml.py); the results are the same.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, NamedTuple, TypeVar

from msgspec.structs import replace

from sinoru.loading.declarations import as_in_files, declared_by, declared_in
from sinoru.loading.fast_yaml import FastFileReader, NeedsFullParser, Piece
from sinoru.loading.field_readers import DECLARATION, UNREAD, Reader, describe, hint_for, reader_of
from sinoru.loading.first_form import in_second_form
from sinoru.loading.former_names import in_present_names
from sinoru.loading.yaml import (
    MAX_PASSED,
    Entry,
    Fault,
    MappingNode,
    Node,
    Unreadable,
    fault_at,
    is_absent,
    read_entries,
    text_of,
)
from sinoru.messages import quoted
from sinoru.model.fields import Declared, Fields
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic, Record

T = TypeVar("T")

FIRST_FORM = "W313"
"""The code of the warning that a file is in the first form."""
IS_FIRST_FORM = "this file is written in format 1"
UPGRADE_HINT = "'sinoru fmt --upgrade' rewrites it"
MAX_FAULTS = 10_000
"""Faults of one file that are reported one by one."""
_MORE_FAULTS_HINT = "correct these first: the others are not reported"
_GIVEN_UP_HINT = "correct these first: the rest of the file was not read, as it has more errors than records"


class Loaded(NamedTuple):
    """A record and the line in which it begins, 1-based."""

    record: Record
    line: int


class FirstForm(NamedTuple):
    """The location of a key or word that only the first form of corpus files has; 1-based."""

    line: int
    column: int
    text: str


def first_form_at(node: Node, lines_before: int = 0) -> FirstForm:
    """Return the location of a node that only the first form has."""
    return FirstForm(node.start_mark.line + 1 + lines_before, node.start_mark.column + 1, text_of(node))


Item = Loaded | CorpusTitle | FirstForm
"""What a file has besides faults."""


def load_records(
    stream: BinaryIO, path: str, fields: Fields | None = None
) -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Read the records of one file in their order, with each fault as a diagnostic between them.

    `fields` is the table of its corpus; without it, the file is a corpus of its own. After MAX_FAULTS faults, a last
    one represents all others; after MAX_PASSED, reading may stop (limit_faults). A file of the first form has one
    warning that says so.
    """
    is_told = False
    if fields is None:
        fields = Fields(declared_in(stream.read()))
        stream.seek(0)
    items: Iterator[Item | Fault] = limit_faults(_load_with_either(stream, fields), MAX_PASSED)
    for item in items:
        if isinstance(item, Fault):
            yield Diagnostic(item.code, item.message, path, item.line, item.column, item.hint)
        elif isinstance(item, FirstForm):
            if not is_told:
                yield in_first_form(path, item)
            is_told = True
        else:
            yield item


def in_first_form(path: str, at: FirstForm) -> Diagnostic:
    """Return the warning that a file is in the first form."""
    return Diagnostic(FIRST_FORM, IS_FIRST_FORM, path, at.line, at.column, UPGRADE_HINT, "warning")


def _load_with_either(stream: BinaryIO, fields: Fields) -> Iterator[Item | Fault]:
    """Read line by line as far as the layout is the standard one and without fault; with libyaml from there on."""
    yielded = 0
    try:
        for item in FastFileReader(stream, fields).items():
            loaded = _load_piece(item, fields) if isinstance(item, Piece) else [Loaded(*item)]
            yield from loaded
            yielded += len(loaded)
    except NeedsFullParser:
        stream.seek(0)
        for result in load_with_libyaml(stream, fields):
            if yielded and not isinstance(result, Fault):  # what was yielded already had no faults
                yielded -= 1
            else:
                yield result


def _load_piece(piece: Piece, fields: Fields) -> list[Item]:
    """Read a piece of a file with libyaml. At a fault, NeedsFullParser is raised: its location would be wrong."""
    loaded: list[Item] = []
    for item in load_with_libyaml(BytesIO(piece.text.encode()), fields):
        if isinstance(item, Fault):
            raise NeedsFullParser
        if isinstance(item, CorpusTitle):
            loaded.append(item)
        else:
            loaded.append(item._replace(line=item.line + piece.lines_before))
    return loaded


def load_with_libyaml(stream: BinaryIO, fields: Fields) -> Iterator[Item | Fault]:
    """Read a file of any layout. The fast reader must always agree with this one."""
    for read in read_entries(stream):
        if isinstance(read, Fault):
            yield read
            continue
        entry, old = in_second_form(read)
        if old is not None:
            yield first_form_at(old)
        faults: list[Fault] = []
        record = read_entry(in_present_names(entry, fields)[0], faults, fields)
        yield from faults
        if isinstance(record, Record):
            yield Loaded(record, entry.value.start_mark.line + 1)
        elif isinstance(record, CorpusTitle):
            yield record


def limit_faults(items: Iterable[T | Fault], hopeless: int) -> Iterator[T | Fault]:
    """Yield everything but the faults after the first MAX_FAULTS: a file of another kind has one in every line.

    Stops when there are more than `hopeless` faults and they outnumber the rest.
    """
    faults = others = 0
    for item in items:
        if not isinstance(item, Fault):
            others += 1
            yield item
            continue
        faults += 1
        if faults <= MAX_FAULTS:
            yield item
        elif faults > max(hopeless, others):
            yield _too_many_faults(item, _GIVEN_UP_HINT)
            return
        elif faults == MAX_FAULTS + 1:
            yield _too_many_faults(item, _MORE_FAULTS_HINT)


def _too_many_faults(fault: Fault, hint: str) -> Fault:
    return Fault("E103", f"more than {MAX_FAULTS:,} errors in this file", fault.line, fault.column, hint)


def read_entry(entry: Entry, faults: list[Fault], fields: Fields) -> object:
    """Read an entry as a Record or a CorpusTitle. After a fault, append it to `faults` and return UNREAD."""
    name = text_of(entry.key)
    if name == "corpus" and not entry.is_item:
        return _read_title(entry.value, faults, fields)
    if name in RECORDS and entry.is_item:
        return _reader_for(name, fields)(entry.value, faults)
    if name in RECORDS or name == "corpus":
        if not is_absent(entry.value):
            expected = "a mapping" if name == "corpus" else "a list of records"
            message = f"expected {expected} under '{name}', found {describe(entry.value)}"
            hint = "" if name == "corpus" else "put '- ' before each record"
            faults.append(fault_at(entry.value, "E104", message, hint))
    elif type(entry.key) is not Unreadable:
        is_of_corpus = name in {field.key for field in Fields().of(CorpusTitle)}
        hint = "write it under 'corpus:'" if is_of_corpus else hint_for(name, [*RECORDS, "corpus"])
        faults.append(fault_at(entry.key, "E105", f"unknown list {quoted(name)}", hint))
    return UNREAD


def _read_title(node: Node, faults: list[Fault], fields: Fields) -> object:
    """Read what a corpus says of itself; what is declared elsewhere than in its first file is a fault."""
    title = _reader_for("corpus", fields)(node, faults)
    if not isinstance(title, CorpusTitle):
        return title
    pairs = node.pairs if isinstance(node, MappingNode) else ()
    given, known = as_in_files(declared_by(title)), as_in_files(fields.declared)
    for name in Declared.__struct_fields__:
        declared = getattr(given, name)
        if declared and declared != getattr(known, name):
            at = next((key for key, _ in pairs if text_of(key) == name), node)
            hint = "write them in corpus.yaml of the top folder, under a line that is 'corpus:'"
            faults.append(fault_at(at, DECLARATION, f"{name} cannot be declared here", hint))
            title = replace(title, **{name: {}})
    faults += _registers_called_as_fields(node, title)
    return title


def _registers_called_as_fields(node: Node, title: CorpusTitle) -> Iterator[Fault]:
    """Yield a fault for each register that has the name of a field of the corpus's own: a query could mean either."""
    own = {name for fields in title.fields.values() for name in fields}
    registers = next((value for key, value in getattr(node, "pairs", ()) if text_of(key) == "ids"), None)
    for key, _ in getattr(registers, "pairs", ()):
        if text_of(key) in own:
            message = f"{quoted(text_of(key))} is a field of the corpus's own as well"
            yield fault_at(key, DECLARATION, message, "choose another name for one of the two")


@lru_cache(64)
def _reader_for(list_name: str, fields: Fields) -> Reader:
    return reader_of(CorpusTitle if list_name == "corpus" else RECORDS[list_name], fields)
