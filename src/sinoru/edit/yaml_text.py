"""House style: the order of keys at every level of a file, and a record written as YAML.

Only loading reads YAML; this writes the small part of it that a record needs.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

import msgspec

from sinoru.model.fields import LAST, Fields
from sinoru.model.records import RECORDS, CorpusTitle, Record
from sinoru.model.registers import as_mapping
from sinoru.text.hidden import hidden_in

WIDTH = 118
"""Columns that a line may take."""
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\ufeff\ufffe\uffff\u2028\u2029]*[^\s:])?")
_NOT_PLAIN = re.compile(r": |\s#|[\ud800-\udfff]")
_NOT_PLAIN_IN_FLOW = re.compile(r"[?,\[\]{}]")
_NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
"""Words that other programs read as a value of another type, in small letters or capitals (YAML 1.1)."""
_NUMBER = re.compile(
    r"0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
)
_MOST_DIGITS = 15
"""Longer numbers lose digits in programs that read them as floating point."""
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


_SUCCESSORS = {"on": "field", "says": "value", "verdict": "statements", "contradicts": "topics"}
"""For each key of the first form of files, the one that it has the position of in the second."""


class KeyOrder(msgspec.Struct, frozen=True):
    """The order of the keys of a mapping, and the order within their values."""

    keys: tuple[str, ...] = ()
    within: dict[str, "KeyOrder"] = {}
    content: int = 0
    """How many of the keys come before those of the corpus's own."""

    def rank(self, key: str) -> float:
        """Return the position of a key, for one of the first form that of its successor.

        Other keys are the corpus's own: they follow the content of a record, in the order in which they are written.
        """
        if key not in self.keys:
            key = _SUCCESSORS.get(key, key)
        return self.keys.index(key) if key in self.keys else self.content - 0.5

    def of(self, key: str) -> "KeyOrder":
        """Return the order within the value of a key, or within each item of that value."""
        return self.within.get(key, ANY_ORDER)


ANY_ORDER = KeyOrder()


@cache
def order_of(list_name: str) -> KeyOrder:
    """Return the order within the records of a list, or within `corpus`."""
    struct = CorpusTitle if list_name == "corpus" else RECORDS.get(list_name)
    return _order_in(struct, Fields()) if struct else ANY_ORDER


def _order_in(struct: type[msgspec.Struct], fields: Fields) -> KeyOrder:
    declared = fields.of(struct)
    within = {field.key: _order_in(field.part, fields) for field in declared if field.part}
    keys = tuple(field.key for field in declared)
    last = LAST if issubclass(struct, Record) else ()
    return KeyOrder(keys, within, next((number for number, key in enumerate(keys) if key in last), len(keys)))


def list_of(record: Record) -> str:
    """Return the name of the list that a record belongs in."""
    return next(name for name, struct in RECORDS.items() if isinstance(record, struct))


def record_lines(record: Record, indent: int) -> list[str]:
    """Return the lines of a record as an item of a list whose dashes are indented by `indent` columns."""
    return item_lines(as_written(record), order_of(list_of(record)), indent)


def as_written(value: Any) -> Any:
    """Return a record as plain data as files have it: the corpus's own fields beside ours, ids by register."""
    return _flat(msgspec.to_builtins(value))


def _flat(value: Any) -> Any:
    if isinstance(value, dict):
        flat = {key: _flat(one) for key, one in (value | value.get("fields", {})).items() if key != "fields"}
        return flat | {"ids": as_mapping(flat["ids"])} if "ids" in flat else flat
    return [_flat(one) for one in value] if isinstance(value, list | tuple) else value


def item_lines(fields: Mapping[str, Any], order: KeyOrder, indent: int) -> list[str]:
    """Return the lines of a mapping as such an item."""
    lines = list(_mapping_lines(fields, order, indent + 2))
    return [" " * indent + "- " + lines[0][indent + 2 :], *lines[1:]]


def list_text(record: Record) -> str:
    """Return a record as a list of its own, which can be added to the end of any file of a corpus."""
    return "\n".join((f"{list_of(record)}:", *record_lines(record, 2), ""))


def _mapping_lines(fields: Mapping[str, Any], order: KeyOrder, indent: int) -> Iterator[str]:
    for key in sorted(fields, key=order.rank):
        yield from pair_lines(key, fields[key], order.of(key), indent)


def pair_lines(key: str, value: Any, order: KeyOrder, indent: int) -> Iterator[str]:
    """Yield the lines of a key with its value in a block mapping that is indented by `indent` columns."""
    head = f"{' ' * indent}{key}:"
    if isinstance(value, bool):
        yield f"{head} {in_flow(value, order)}"
    elif isinstance(value, str | int):
        yield from _text_lines(head, str(value), indent)
    elif isinstance(value, dict):
        inline = f"{head} {in_flow(value, order)}"
        if len(inline) <= WIDTH:
            yield inline
        else:
            yield head
            yield from _mapping_lines(value, order, indent + 2)
    elif (
        all(isinstance(item, str) for item in value)
        and len(line := f"{head} {in_flow(value, order)}") <= WIDTH
    ):
        yield line
    else:
        yield head
        for item in value:
            yield from list_item_lines(item, order, indent + 2)


def list_item_lines(item: Any, order: KeyOrder, indent: int) -> Iterator[str]:
    """Yield the lines of an item of such a list: one line in braces if there is room."""
    inline = f"{' ' * indent}- {in_flow(item, order)}"
    if len(inline) <= WIDTH or not isinstance(item, dict):
        yield inline
        return
    yield from item_lines(item, order, indent)


def in_flow(value: Any, order: KeyOrder) -> str:
    """Return a value on one line, in braces or brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        keys = sorted(value, key=order.rank)
        return "{" + ", ".join(f"{key}: {in_flow(value[key], order.of(key))}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(in_flow(item, order) for item in value)}]"
    return scalar(str(value), in_flow=True)


@lru_cache(4_096)  # the records of a file share their dates, kinds and sources
def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a text as a plain scalar if YAML reads that as the same text, otherwise in quotes."""
    hidden = hidden_in(text)
    is_plain = (
        _PLAIN.fullmatch(text)
        and not _NOT_PLAIN.search(text)
        and not (in_flow and _NOT_PLAIN_IN_FLOW.search(text))
        and text.lower() not in _NOT_TEXT
        and _is_read_back(text)
        and not hidden
    )
    if is_plain:
        return text
    return f'"{"".join(_escaped(char, hides=offset in hidden) for offset, char in enumerate(text))}"'


def _is_read_back(text: str) -> bool:
    """Return whether other programs show a plain scalar as it is written, even if they read a number or a day."""
    try:
        if _TIMESTAMP.fullmatch(text):
            return date.fromisoformat(text).isoformat() == text
        return not _NUMBER.fullmatch(text) or text == str(
            float(text) if "." in text else int(text[:_MOST_DIGITS])
        )
    except ValueError:
        return False


def _escaped(char: str, *, hides: bool) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\U{ord(char):08X}" if hides or (char.isspace() and char != " ") else char


def _text_lines(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a key and its text; a long text is folded if that is read as the same text."""
    line = f"{head} {scalar(text)}"
    words = text.split(" ")
    if len(line) <= WIDTH or not all(words) or not text.isprintable() or hidden_in(text):
        yield line
        return
    yield f"{head} >-"
    row = " " * indent + " "
    for word in words:
        if len(row) + len(word) >= WIDTH and row.strip():
            yield row
            row = " " * indent + " "
        row += f" {word}"
    yield row
