"""The differences between two states of a corpus, and the unified diff of two texts."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any, Literal

import msgspec

from sinoru.model.records import Diagnostic

How = Literal["added", "removed", "changed"]


class FieldChange(msgspec.Struct, frozen=True):
    """A field of a record that differs; for a list, only the items that were removed and added."""

    field: str
    """A dotted path within the record: `figure.value`."""
    old: Any = None
    new: Any = None
    is_list: bool = False
    """If so, `old` and `new` are the items that were removed and added; if both are empty, only the order differs."""


class RecordChange(msgspec.Struct, frozen=True):
    """A record that differs, or that only one of the states has."""

    how: How
    kind: str
    id: str
    title: str
    path: str
    """Its file within the corpus: in the new state, or in the old one if the record was removed."""
    fields: tuple[FieldChange, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """All differences, in order of kind and id."""

    old: str
    new: str
    changes: tuple[RecordChange, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    """What could not be read in either state, and so was not compared."""

    def count(self, how: How) -> int:
        """Return how many records were added, removed or changed."""
        return sum(change.how == how for change in self.changes)


def diff_lines(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines of a diff as `diff -u` writes it, without line breaks; none if the texts are equal."""
    name = path.lstrip("/")
    lines = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="")
    return (line.removesuffix("\r") for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, with the mark of `diff` if the last one has no line break."""
    lines = text.split("\n")
    return [*lines, "\\ No newline at end of file"] if lines[-1] else lines[:-1]
