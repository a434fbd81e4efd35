"""The further fields of a record: those that no answer or view has a place of its own for.

A new field of an event is one of them, and so is every field of a corpus's own, on records and on parts of them. So
every view and export has it, with the names of the records in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sinoru.model.fields import OWN, Field, Fields
from sinoru.model.records import Event, Part, Record
from sinoru.query.answers import Further, Ref

_PLACED = frozenset(
    [
        *Record.__struct_fields__,
        *("date", "title", "summary", "kind", "participants"),
        *("places", "countries", "topics", "part_of", "ids"),
    ]
)
"""The fields that answers and views have a place for."""


def further_fields(fields: Fields, struct: type[msgspec.Struct] = Event) -> tuple[Field, ...]:
    """Return the further fields that records or parts of a type may have."""
    if struct is not Event:
        return fields.own_of(struct)
    return tuple(field for field in fields.of(Event) if field.key not in _PLACED and not field.part)


def further_of(one: Record | Part, fields: Iterable[Field], refs: Mapping[str, Ref]) -> tuple[Further, ...]:
    """Return these further fields of a record or part, also empty ones; `refs` has the records that they name."""
    return tuple(
        Further(
            key=field.key,
            label=field.label or (field.relation or field.key).replace("_", " "),
            is_list=field.is_list,
            involves=field.involves,
            refs=tuple(refs[id_] for id_ in values if id_ in refs) if field.kinds else None,
            words=tuple(value for value in values if field.or_text and value not in refs)
            if field.kinds
            else values,
            in_words=tuple(in_words(field, value) for value in values)
            if field.own and not field.kinds
            else (),
            own=field.own,
        )
        for field in fields
        for values in (_values(field.of(one)),)
    )


def own_of(part: Record | Part, fields: Fields, refs: Mapping[str, Ref]) -> tuple[Further, ...]:
    """Return the corpus's own fields of a record or part that have a value."""
    if not getattr(part, OWN, None):
        return ()
    found = further_of(part, fields.own_of(type(part)), refs)
    return tuple(one for one in found if one.text)


def with_role(role: str, own: Iterable[Further]) -> str:
    """Return what is said in brackets of one who took part: the role, then the corpus's own fields."""
    return ", ".join(filter(None, (role, *(f"{one.label} {one.prose}" for one in own))))


def ids_in_further(one: Record | Part, fields: Iterable[Field]) -> Iterable[str]:
    """Return the ids in these further fields of a record or part."""
    return (id_ for field in fields if field.kinds for id_ in _values(field.of(one)))


def in_words(field: Field, value: str) -> str:
    """Return a value of a corpus's own field as people read it: a number with its unit, a choice by its label."""
    if field.holds == "date":
        from sinoru.dates.edtf import parse_edtf
        from sinoru.dates.wording import in_words as date_in_words

        return date_in_words(parse_edtf(value))
    label = field.labels.get(value) or value
    return f"{label} {field.unit}" if field.unit else label


def _values(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, (value,)))
