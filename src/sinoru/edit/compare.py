"""Compare two states of a corpus, on disk or in git, record by record and field by field."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import msgspec

from sinoru.edit.difference import Difference, FieldChange, How, RecordChange
from sinoru.edit.git import files_of_revision
from sinoru.edit.yaml_text import as_written
from sinoru.index.fields import title_of
from sinoru.loading.declarations import declared_in, declaring_file
from sinoru.loading.files import find_corpus_files, with_slashes
from sinoru.loading.records import Loaded, load_records
from sinoru.model.fields import Declared, Fields
from sinoru.model.records import Diagnostic, Record


class StoredFile(NamedTuple):
    """A file of one state: its path within the corpus, and its content."""

    path: str
    content: bytes


Key = tuple[str, str, int]
"""Kind, id, and the number of the record among those that share them."""


def state_of(given: str, default_path: str) -> list[StoredFile]:
    """Return the files of a state: a path, `REV`, `REV:PATH` or `git:REV:PATH`, in order of their paths.

    A revision without a path is that of the folder or file `default_path`. Raises NoSuchState and NoSuchCorpus.
    """
    if not names_revision(given):
        return list(_files_on_disk(given))
    revision, _, path = given.removeprefix("git:").partition(":")
    return [StoredFile(*file) for file in files_of_revision(given, revision, path, default_path)]


def names_revision(given: str) -> bool:
    """Return whether an argument names a revision and not a path."""
    return given.startswith("git:") or not os.path.exists(given)


def _files_on_disk(path: str) -> Iterator[StoredFile]:
    top = os.path.abspath(path)
    for file in find_corpus_files([path]):
        with open(file.path, "rb") as stream:
            name = os.path.relpath(file.path, top) if os.path.isdir(top) else os.path.basename(top)
            yield StoredFile(with_slashes(name), stream.read())


def _shown(name: str, path: str) -> str:
    """Return where a file of a state is, as messages show it."""
    if names_revision(name):
        return f"{name}:{path}"
    return os.path.join(name, path) if os.path.isdir(name) else name


class _State:
    def __init__(self, name: str, files: Sequence[StoredFile], fields: Fields) -> None:
        self.records: dict[Key, tuple[Record, str]] = {}
        self.faults: list[Diagnostic] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        for file in files:
            for one in load_records(BytesIO(file.content), _shown(name, file.path), fields):
                if isinstance(one, Loaded):
                    self.add(one.record, file.path)
                elif isinstance(one, Diagnostic):
                    self.faults.append(one)

    def add(self, record: Record, path: str) -> None:
        number = self._counts[record.KIND, record.id]
        self._counts[record.KIND, record.id] += 1
        self.records[record.KIND, record.id, number] = record, path


def compare(old: tuple[str, Sequence[StoredFile]], new: tuple[str, Sequence[StoredFile]]) -> Difference:
    """Compare two states, each given with its name. A record that only moved to another file or line is unchanged."""
    same = {*old[1]} & {*new[1]}  # the records in these files are the same as well
    before, after = (
        _State(name, [file for file in files if file not in same], _fields_of(files))
        for name, files in (old, new)
    )
    changes = tuple(_changes(before, after))
    return Difference(old[0], new[0], changes, (*before.faults, *after.faults))


def _fields_of(files: Sequence[StoredFile]) -> Fields:
    """Return the table of fields of a state."""
    declaring = declaring_file([file.path for file in files])
    return Fields(next((declared_in(file.content) for file in files if file.path == declaring), Declared()))


def _changes(before: _State, after: _State) -> Iterator[RecordChange]:
    for key in sorted(before.records.keys() | after.records.keys()):
        old, new = before.records.get(key), after.records.get(key)
        if old and new:
            if old[0] != new[0]:
                fields = tuple(_field_changes(as_written(old[0]), as_written(new[0]), ""))
                yield RecordChange("changed", key[0], key[1], title_of(new[0]), new[1], fields)
        elif found := old or new:
            how: How = "removed" if old else "added"
            yield RecordChange(how, key[0], key[1], title_of(found[0]), found[1])


def _field_changes(old: dict[str, Any], new: dict[str, Any], within: str) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        name = f"{within}{key}"
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _field_changes(before, after, f"{name}.")
        elif isinstance(before, list | tuple | None) and isinstance(after, list | tuple | None):
            removed, added = _missing(before or (), after or ()), _missing(after or (), before or ())
            yield FieldChange(name, removed, added, is_list=True)
        else:
            yield FieldChange(name, before, after)


def _missing(items: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the items that are not among others, which may be as many."""
    known = set(map(msgspec.json.encode, others))
    return [item for item in items if msgspec.json.encode(item) not in known]
