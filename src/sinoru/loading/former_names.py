"""Former names of a corpus's own fields and values, read as the present ones (docs/fields.md).

Nodes are replaced rather than records, so that every fault still has its location.
"""

from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sinoru.loading.yaml import Entry, MappingNode, Node, SequenceNode, text_of
from sinoru.model.fields import Fields, in_files
from sinoru.model.records import RECORDS

FORMER_NAME = "W328"
"""The code of the warning about one."""


class FormerName(NamedTuple):
    """A key or value in a file that has another name now; line and column are 1-based."""

    line: int
    column: int
    text: str
    present: str


class _Names(NamedTuple):
    """What the keys and values of a type of record, or of a part of one, are called now."""

    keys: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    """By the present key of each field with former values."""
    parts: Mapping[str, type[msgspec.Struct]]


def in_present_names(entry: Entry, fields: Fields, lines_before: int = 0) -> tuple[Entry, list[FormerName]]:
    """Return an entry with the present names, and the former ones that are in it."""
    record = RECORDS.get(text_of(entry.key)) if fields.has_former and entry.is_item else None
    if record is None:
        return entry, []
    renaming = _Renaming(fields)
    present = entry._replace(value=renaming.of(entry.value, record))
    found = [one._replace(line=one.line + lines_before) for one in renaming.found]
    return (present, found) if found else (entry, [])


@lru_cache(64)
def _names_of(struct: type[msgspec.Struct], fields: Fields) -> _Names:
    own, ours = fields.own_by_name(struct), {field.key: field for field in fields.of(struct)}
    return _Names(
        {old: in_files(field.key) for old, field in own.items() if old not in ours},
        {
            in_files(field.key): {
                old: new for old, new in field.former_choices.items() if old not in field.choices
            }
            for field in own.values()
            if field.former_choices
        },
        {key: field.part for key, field in ours.items() if field.part and fields.own_of(field.part)},
    )


class _Renaming:
    """The replacement of the former names in one entry."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.found: dict[FormerName, None] = {}

    def of(self, node: Node, struct: type[msgspec.Struct]) -> Node:
        """Return a record or a part of one with the present names."""
        if not isinstance(node, MappingNode):
            return node
        names = _names_of(struct, self.fields)
        changed = MappingNode(node)
        for written, value in node.pairs:
            key = self.renamed(written, names.keys)
            changed.pairs.append((key, self.value(text_of(key), value, names)))
        return changed

    def value(self, key: str, node: Node, names: _Names) -> Node:
        """Return the value of a key, or each item in it, with the present names."""
        if key not in names.values and key not in names.parts:
            return node
        if isinstance(node, SequenceNode):
            changed = SequenceNode(node)
            changed.items = [self.value(key, item, names) for item in node.items]
            return changed
        part = names.parts.get(key)
        return self.of(node, part) if part else self.renamed(node, names.values[key])

    def renamed(self, node: Node, names: Mapping[str, str]) -> Node:
        """Return a scalar, or the one with the present name of what it says."""
        text = text_of(node)
        if text not in names:
            return node
        mark = node.start_mark
        self.found[FormerName(mark.line + 1, mark.column + 1, text, names[text])] = None
        present = copy(node)
        present.value = names[text]
        return present
