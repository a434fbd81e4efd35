"""A unified diff of two texts, as `diff -u` writes it.

What a comparing of two states of a corpus found.
"""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any, Literal

import msgspec

from sinoru.model.records import Diagnostic


def diff_lines(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines of the difference, without their ends; nothing where there is none."""
    name = path.lstrip("/")
    lines = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="")
    return (line.removesuffix("\r") for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text; a last one without an end is told so, as `diff` does."""
    lines = text.split("\n")
    return [*lines, "\\ No newline at end of file"] if lines[-1] else lines[:-1]


How = Literal["added", "removed", "changed"]


class FieldChange(msgspec.Struct, frozen=True):
    """A field of a record that differs; a list tells only the items that went and came."""

    field: str
    """A dotted path within the record: `figure.value`."""
    old: Any = None
    new: Any = None
    is_list: bool = False
    """Then `old` and `new` are the items that went and came; both empty: the order is another."""


class RecordChange(msgspec.Struct, frozen=True):
    """A record that only one of the states has, or that differs."""

    how: How
    kind: str
    id: str
    title: str
    path: str
    """Its file within the corpus: in the new state, or in the old one where it was removed."""
    fields: tuple[FieldChange, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """All that differs, in order of kind and id."""

    old: str
    new: str
    changes: tuple[RecordChange, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    """What could not be read in either state, and so is not compared."""

    def count(self, how: How) -> int:
        """Return how many records differ so."""
        return sum(change.how == how for change in self.changes)
