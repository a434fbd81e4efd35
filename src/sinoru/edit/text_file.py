"""A file of a corpus as text, with all that is needed to write it back as it was."""

import os
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from io import BytesIO

import msgspec

from sinoru.edit.errors import BrokenFile
from sinoru.loading.files import shown_path
from sinoru.loading.locations import Spanned, spanned_documents
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import Diagnostic
from sinoru.model.records import CorpusTitle

_BOM = b"\xef\xbb\xbf"
_UNREADABLE = ("E101", "E102", "E103")
"""Codes of faults after which the places of nodes cannot be trusted."""


class TextFile(msgspec.Struct, frozen=True):
    """What stood in a file when it was read."""

    path: str
    content: bytes
    text: str
    """Without the byte order mark; lines end as they do in the file."""

    @property
    def newline(self) -> str:
        """Give how its lines end: as most of them do."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf > self.text.count("\n") - crlf else "\n"

    @property
    def shown(self) -> str:
        """Give the path as people read it."""
        return shown_path(self.path)

    def with_text(self, text: str) -> bytes:
        """Give the content of the file with another text in it."""
        mark = _BOM if self.content.startswith(_BOM) else b""
        return mark + text.encode()


def digest(content: bytes) -> bytes:
    """Give 16 bytes that tell this content from any other."""
    return blake2b(content, digest_size=16).digest()


def read_text_file(path: str) -> TextFile:
    """Read a file whose text is to be changed. Raises BrokenFile where it is no YAML, and OSError."""
    path = os.path.abspath(path)
    with open(path, "rb") as stream:
        return text_file_of(path, stream.read())


def text_file_of(path: str, content: bytes) -> TextFile:
    """Make a text file of content that is there already. Raises BrokenFile."""
    for fault in faults_in(content, shown_path(path)):
        if fault.code in _UNREADABLE:
            raise BrokenFile(fault)
    try:
        return TextFile(path, content, content.removeprefix(_BOM).decode())
    except UnicodeDecodeError:  # UTF-16 is YAML as well
        hint = "save it as UTF-8"
        raise BrokenFile(Diagnostic("E102", "not UTF-8", shown_path(path), 1, 1, hint)) from None


def loaded(content: bytes, path: str = "") -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Load what a file would hold with this content."""
    return load_records(BytesIO(content), path)


def faults_in(content: bytes, path: str) -> list[Diagnostic]:
    """Give the faults that loading finds in this content."""
    return [one for one in loaded(content, path) if isinstance(one, Diagnostic)]


def new_faults(before: bytes, after: bytes, path: str) -> list[Diagnostic]:
    """Give the faults that a change brings; those that only moved to another line are not new."""
    known = Counter((fault.code, fault.message) for fault in faults_in(before, path))
    found = []
    for fault in faults_in(after, path):
        key = (fault.code, fault.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(fault)
    return found


def documents_of(file: TextFile) -> list[Spanned]:
    """Give the documents in a file with the place of everything in them."""
    return list(spanned_documents(file.text))
