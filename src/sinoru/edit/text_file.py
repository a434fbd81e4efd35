"""A file of a corpus as text: read it, and find its lists and faults."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO

import msgspec

from sinoru.files import NotWritten
from sinoru.loading.files import shown_path
from sinoru.loading.locations import LocatedNode, located_documents
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import SinoruError
from sinoru.model.fields import Fields, fields_of
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic

_BOM = b"\xef\xbb\xbf"
_UNREADABLE = ("E101", "E102", "E103")
"""Codes of faults after which the positions of nodes cannot be trusted."""


class BrokenFile(SinoruError):
    """A file whose text cannot be read as YAML, so that no position in it can be trusted."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault


class TextFile(msgspec.Struct, frozen=True):
    """The content of a file when it was read."""

    path: str
    content: bytes
    text: str
    """Without the byte order mark; lines end as they do in the file."""
    declared: bytes | None = None
    """The fields of its corpus's own (JSON); None: they are looked up."""

    @property
    def fields(self) -> Fields:
        """The table of fields of its corpus."""
        return _fields_at(self.path, self.declared)

    @property
    def newline(self) -> str:
        """The line break that most of its lines end in."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf > self.text.count("\n") - crlf else "\n"

    @property
    def shown(self) -> str:
        """The path as users see it."""
        return shown_path(self.path)

    def with_text(self, text: str) -> bytes:
        """Return the content of the file with this text, and with its byte order mark if it has one."""
        mark = _BOM if self.content.startswith(_BOM) else b""
        return mark + text.encode()


def read_text_file(path: str, declared: bytes | None = None) -> TextFile:
    """Read a file whose text is to be changed, in a corpus that declares these fields of its own (JSON).

    Raises BrokenFile if it is not YAML, NotWritten, OSError.
    """
    path = os.path.abspath(path)
    if not os.path.isfile(path) and os.path.exists(path):  # to open a pipe is to wait for a writer
        raise NotWritten(path, "it is not a regular file")
    with open(path, "rb") as stream:
        return text_file_of(path, stream.read(), declared)


def text_file_of(path: str, content: bytes, declared: bytes | None = None) -> TextFile:
    """Return a file with content that was read already. Raises BrokenFile."""
    # Without the corpus's own fields, each value of one were a fault, and too many faults are E103.
    for fault in faults_in(content, shown_path(path), _fields_at(path, declared)):
        if fault.code in _UNREADABLE:
            raise BrokenFile(fault)
    try:
        return TextFile(path, content, content.removeprefix(_BOM).decode(), declared)
    except UnicodeDecodeError:  # UTF-16 is YAML as well
        hint = "save the file as UTF-8"
        raise BrokenFile(Diagnostic("E102", "not text in UTF-8", shown_path(path), 1, 1, hint)) from None


def _fields_at(path: str, declared: bytes | None) -> Fields:
    from sinoru.check.runner import fields_around

    return fields_around(path) if declared is None else fields_of(declared)


def loaded(
    content: bytes, path: str = "", fields: Fields | None = None
) -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Load the records and faults of a file with this content, in a corpus with this table of fields."""
    return load_records(BytesIO(content), path, fields)


def faults_in(content: bytes, path: str, fields: Fields | None = None) -> list[Diagnostic]:
    """Return the faults that loading finds in this content."""
    return [one for one in loaded(content, path, fields) if isinstance(one, Diagnostic)]


def new_faults(file: TextFile, after: bytes) -> list[Diagnostic]:
    """Return the faults that a change introduces; those that only moved to another line are not new."""
    fields = file.fields
    known = Counter((fault.code, fault.message) for fault in faults_in(file.content, file.shown, fields))
    found = []
    for fault in faults_in(after, file.shown, fields):
        key = (fault.code, fault.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(fault)
    return found


def documents_of(file: TextFile) -> list[LocatedNode]:
    """Return the root nodes of the documents in a file."""
    return list(located_documents(file.text))


class RecordList(msgspec.Struct, frozen=True):
    """A top-level list of records."""

    name: str
    key: LocatedNode
    value: LocatedNode


def lists_in(file: TextFile) -> Iterator[RecordList]:
    """Yield the lists of a file in their order, including empty ones."""
    return lists_of(documents_of(file))


def lists_of(documents: Iterable[LocatedNode]) -> Iterator[RecordList]:
    """Yield the lists of documents in their order, including empty ones."""
    for document in documents:
        for key, value in document.pairs:
            if key.text in RECORDS:
                yield RecordList(key.text, key, value)


def line_end(text: str, offset: int) -> int:
    """Return the offset of the end of the line at an offset, before its line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first character of the line at an offset."""
    return text.rfind("\n", 0, offset) + 1
