"""Format files in house layout, or find out what would change."""

import os
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from sinoru.check.runner import declarations_around
from sinoru.edit.layout import Unformattable, formatted
from sinoru.edit.present_names import with_present_names
from sinoru.edit.record_text import RecordText
from sinoru.edit.splices import FileComments, spliced
from sinoru.edit.text_file import (
    BrokenFile,
    TextFile,
    documents_of,
    lists_of,
    loaded,
    new_faults,
    read_text_file,
)
from sinoru.files import NotWritten, clear_up_beside, follow_within, write_file
from sinoru.loading.declarations import DECLARING
from sinoru.loading.files import SCHEMA, find_files, shown_path
from sinoru.loading.records import Loaded
from sinoru.loading.schema import is_stale, schema_text, text_of_schema
from sinoru.messages import cannot_read, reason
from sinoru.model.fields import fields_of
from sinoru.model.records import Record
from sinoru.model.registers import WIKIDATA

State = Literal["unchanged", "formatted", "refused"]


class FileLayout(msgspec.Struct, frozen=True):
    """The result for one file."""

    path: str
    state: State
    why: str = ""
    """Why a file was refused, with its path and line."""
    before: str = ""
    after: str = ""


class Decision(msgspec.Struct, frozen=True):
    """What an upgrade leaves to a person: a question, and the location and id of the conflict that it is about."""

    question: str
    path: str
    line: int
    id: str


class Layout(msgspec.Struct, frozen=True):
    """The results for all files, in order of their paths."""

    files: tuple[FileLayout, ...]
    decisions: tuple[Decision, ...] = ()

    def in_state(self, state: State) -> tuple[FileLayout, ...]:
        """Return the files in a state."""
        return tuple(one for one in self.files if one.state == state)


def format_files(paths: Sequence[str], *, write: bool) -> Layout:
    """Format every file in house layout; without `write`, only find out what would change. Raises NoSuchCorpus."""
    files, skipped = find_files(paths)
    refused = [unread(one.path, one.why) for one in skipped]
    if write:
        clear_up_beside(file.path for file in files)
    declared = declarations_around([file.path for file in files])
    done = [_format_file(file.path, paths, declared.get(file.path, b""), write=write) for file in files]
    tops = {
        os.path.dirname(file.path): declared.get(file.path, b"")
        for file in files
        if os.path.basename(file.path) in DECLARING
    }
    schemas = [found for top, own in tops.items() if (found := _renew_schema(top, paths, own, write=write))]
    return Layout(by_path((*done, *schemas, *refused)))


def _renew_schema(folder: str, paths: Sequence[str], declared: bytes, *, write: bool) -> FileLayout | None:
    """Write the schema of a corpus again, if there is one and it does not have the fields of its own."""
    path = os.path.join(folder, SCHEMA)
    before, fields = text_of_schema(path), fields_of(declared)
    if not is_stale(before, fields):
        return None
    after = schema_text(fields)
    try:
        if write:
            write_file(follow_within(path, paths), after.encode(), replaces=before.encode())
    except (OSError, NotWritten) as error:
        return FileLayout(shown_path(path), "refused", str(error))
    return FileLayout(shown_path(path), "formatted", before=before, after=after)


def unread(path: str, why: str) -> FileLayout:
    """Return the result for a file that cannot be read."""
    return FileLayout(shown_path(path), "refused", cannot_read(shown_path(path), why))


def by_path(layouts: Iterable[FileLayout]) -> tuple[FileLayout, ...]:
    """Return results in order of their paths."""
    return tuple(sorted(layouts, key=lambda one: one.path))


def _format_file(path: str, paths: Sequence[str], declared: bytes, *, write: bool) -> FileLayout:
    shown = shown_path(path)
    try:
        file = read_text_file(path, declared)
        after = in_house_layout(file)
        if after == file.text:
            return FileLayout(shown, "unchanged")
        if write:
            write_file(follow_within(path, paths), file.with_text(after), replaces=file.content)
    except (BrokenFile, NotWritten) as error:
        return FileLayout(shown, "refused", str(error))
    except Unformattable as error:
        return FileLayout(shown, "refused", f"{shown}:{error.line}:1: {error.why}. The file is unchanged.")
    except OSError as error:
        return unread(path, reason(error))
    return FileLayout(shown, "formatted", before=file.text, after=after)


def in_house_layout(file: TextFile) -> str:
    """Return the text of a file in house layout and with the present names of own fields. Raises Unformattable.

    Its line breaks are those of the file.
    """
    text = with_present_names(file)
    if WIKIDATA in text:
        text = _with_items_of_their_own(TextFile(file.path, file.with_text(text), text, file.declared))
    after = formatted(text.replace("\r\n", "\n")).replace("\n", file.newline)
    if new_faults(file, file.with_text(after)):
        raise Unformattable(1, "formatting would introduce errors")
    return after


def _with_items_of_their_own(file: TextFile) -> str:
    """Return the text of a file with each Wikidata item that is among other ids under its own key."""
    documents = documents_of(file)
    comments = FileComments(file, documents)
    records = (
        RecordText(file, list_, item, comments)
        for list_ in lists_of(documents)
        for item in list_.value.items
        if item.kind == "mapping"
    )
    after = spliced(file.text, [splice for record in records for splice in record.with_item_of_its_own()])
    before, changed = (
        list(loaded(text, file.path, file.fields)) for text in (file.content, file.with_text(after))
    )
    return after if _records_in(before) == _records_in(changed) else file.text


def _records_in(items: Iterable[object]) -> list[Record]:
    return [one.record for one in items if isinstance(one, Loaded)]
