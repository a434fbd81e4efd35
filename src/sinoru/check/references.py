"""What a record refers to, with the locations, and its texts that are not plain ASCII."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.model.fields import OWN, FieldPath, Fields, may_be_id, names_record
from sinoru.model.records import RECORD_OF_KIND, Record

Kinds = tuple[type[Record], ...]

ANY: Kinds = (Record,)


class Reference(msgspec.Struct, frozen=True):
    """An id in a field of a record, and the kinds of record that the field may name."""

    at: FieldPath
    id: str
    kinds: Kinds
    or_text: bool = False
    """Whether it is a name as people read it if no such record has the id."""


def references(record: Record, fields: Fields) -> Iterator[Reference]:
    """Yield the references of a record."""
    for at, field, id_ in fields.walk(record, names_record):
        kinds = ANY if field.kinds == ("any",) else tuple(RECORD_OF_KIND[kind] for kind in field.kinds)
        if not field.or_text or may_be_id(id_):
            yield Reference(at, id_, kinds, field.or_text)


def kinds_in_words(kinds: Kinds) -> str:
    """Return kinds of record in words: `person or organisation`."""
    if kinds == ANY:
        return "record"
    *most, last = (kind.KIND for kind in kinds)
    return f"{', '.join(most)} or {last}" if most else last


def strings_of(record: msgspec.Struct, at: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield the texts in a record that contain a non-ASCII or a control character, and the paths to them."""
    for key, name in zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True):
        value = getattr(record, name)
        if value and name == OWN:
            for own, text in value.items():
                yield from _strings_in(text, (*at, own))
        elif value:
            yield from _strings_in(value, (*at, key))


def _strings_in(value: Any, at: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        if not (value.isascii() and value.isprintable()):
            yield at, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _strings_in(one, (*at, number))
    elif isinstance(value, msgspec.Struct):
        yield from strings_of(value, at)
