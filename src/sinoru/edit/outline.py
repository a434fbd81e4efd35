"""The lists of a corpus file and their records, each with its place in the text."""

from collections.abc import Iterator

import msgspec

from sinoru.edit.text_file import TextFile, documents_of
from sinoru.loading.locations import Spanned
from sinoru.model.records import RECORDS


class RecordList(msgspec.Struct, frozen=True):
    """A top-level list of records."""

    name: str
    key: Spanned
    value: Spanned


def lists_in(file: TextFile) -> Iterator[RecordList]:
    """Give the lists of a file in their order, the empty ones too."""
    for document in documents_of(file):
        for key, value in document.pairs:
            if key.text in RECORDS:
                yield RecordList(key.text, key, value)


def find_record(file: TextFile, record_id: str) -> Spanned | None:
    """Find the first record with an id in a file."""
    for one in lists_in(file):
        for record in one.value.items:
            found = record.at("id")
            if found is not None and found.text == record_id:
                return record
    return None


def line_end(text: str, offset: int) -> int:
    """Give the offset of the end of a line, before the line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_start(text: str, offset: int) -> int:
    """Give the offset of the first letter of a line."""
    return text.rfind("\n", 0, offset) + 1
