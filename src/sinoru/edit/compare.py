"""Two states of a corpus, compared record by record and field by field."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import msgspec

from sinoru.edit.answers import Difference, FieldChange, How, RecordChange
from sinoru.edit.states import StoredFile
from sinoru.index.fields import title_of
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import Diagnostic
from sinoru.model.records import Record

Key = tuple[str, str, int]
"""Kind, id, and the number of the record among those that share them."""


class _State:
    def __init__(self, name: str, files: Sequence[StoredFile]) -> None:
        self.records: dict[Key, tuple[Record, str]] = {}
        self.faults: list[Diagnostic] = []
        for file in files:
            for one in load_records(BytesIO(file.content), f"{name}:{file.path}"):
                if isinstance(one, Loaded):
                    self.add(one.record, file.path)
                elif isinstance(one, Diagnostic):
                    self.faults.append(one)

    def add(self, record: Record, path: str) -> None:
        number = 0
        while (key := (record.KIND, record.id, number)) in self.records:
            number += 1
        self.records[key] = record, path


def compare(old: tuple[str, Sequence[StoredFile]], new: tuple[str, Sequence[StoredFile]]) -> Difference:
    """Compare two states, each given with its name. A record that only moved to another file or line is no change."""
    # What is the same file in both has the same records: nothing of it needs to be read.
    same = {(file.path, file.digest) for file in old[1]} & {(file.path, file.digest) for file in new[1]}
    before, after = (
        _State(name, [file for file in files if (file.path, file.digest) not in same])
        for name, files in (old, new)
    )
    changes = tuple(_changes(before, after))
    return Difference(old[0], new[0], changes, (*before.faults, *after.faults))


def _changes(before: _State, after: _State) -> Iterator[RecordChange]:
    for key in sorted(before.records.keys() | after.records.keys()):
        old, new = before.records.get(key), after.records.get(key)
        if old is None or new is None:
            record, path = old or new or (None, "")
            if record is not None:
                how: How = "removed" if new is None else "added"
                yield RecordChange(how, key[0], key[1], title_of(record), path)
        elif old[0] != new[0]:
            fields = tuple(_fields(msgspec.to_builtins(old[0]), msgspec.to_builtins(new[0]), ""))
            yield RecordChange("changed", key[0], key[1], title_of(new[0]), new[1], fields)


def _fields(old: dict[str, Any], new: dict[str, Any], within: str) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        name = f"{within}{key}"
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _fields(before, after, f"{name}.")
        elif isinstance(before, list | tuple | None) and isinstance(after, list | tuple | None):
            went = [item for item in before or () if item not in (after or ())]
            came = [item for item in after or () if item not in (before or ())]
            yield FieldChange(name, went, came, is_list=True)
        else:
            yield FieldChange(name, before, after)
