"""What a comparing of two states of a corpus found."""

from typing import Any, Literal

import msgspec

from sinoru.model.errors import Diagnostic

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
        """Give how many records differ so."""
        return sum(change.how == how for change in self.changes)
