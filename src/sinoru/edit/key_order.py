"""The order in which keys stand in house style, at every level of a file."""

import types
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from sinoru.model.records import RECORDS, CorpusTitle, Record

LAST = ("tags", "accessed", "reliability", "sections", "evidence", "assessment", "conflicts", "note")
"""Keys that stand below all others: what a record says comes before what it rests on."""


class KeyOrder(msgspec.Struct, frozen=True):
    """The keys of a mapping in their order, and the order within their values."""

    keys: tuple[str, ...] = ()
    within: dict[str, "KeyOrder"] = {}

    def rank(self, key: str) -> int:
        """Give the place of a key; unknown ones come last."""
        return self.keys.index(key) if key in self.keys else len(self.keys)

    def of(self, key: str) -> "KeyOrder":
        """Give the order within the value of a key, also within each item of a list there."""
        return self.within.get(key, ANY_ORDER)


ANY_ORDER = KeyOrder()


@cache
def order_of(list_name: str) -> KeyOrder:
    """Give the order within the records of a list, or within `corpus`."""
    struct = CorpusTitle if list_name == "corpus" else RECORDS.get(list_name)
    return _order(struct) if struct else ANY_ORDER


def _order(struct: type[msgspec.Struct]) -> KeyOrder:
    hints = get_type_hints(struct, include_extras=True)
    fields = {field.encode_name: hints[field.name] for field in msgspec.structs.fields(struct)}
    keys = list(fields)
    if issubclass(struct, Record):
        last = [key for key in LAST if key in fields]
        keys = ["id", *(key for key in keys if key not in ("id", *last)), *last]
    within = {key: _order(part) for key, hint in fields.items() if (part := _struct_in(hint))}
    return KeyOrder(tuple(keys), within)


def _struct_in(hint: Any) -> type[msgspec.Struct] | None:
    """Find the struct that a field holds, alone or in a list."""
    if get_origin(hint) is Annotated:
        return None
    if get_origin(hint) in (tuple, types.UnionType):
        return _struct_in(get_args(hint)[0])
    return hint if isinstance(hint, type) and issubclass(hint, msgspec.Struct) else None
