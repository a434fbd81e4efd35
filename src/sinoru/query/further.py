"""The further fields of an event: those that no answer or view has a place of its own for.

A new field of an event is one of them, so that every view and export has it, with the names of the records in it.
"""

from collections.abc import Iterable, Mapping

from sinoru.model.fields import Field, Fields
from sinoru.model.records import Event, Record
from sinoru.query.answers import Further, Ref

_PLACED = frozenset(
    [
        *Record.__struct_fields__,
        *("date", "title", "summary", "kind", "participants"),
        *("places", "countries", "topics", "part_of"),
    ]
)
"""The fields that answers and views have a place for."""


def further_fields(fields: Fields) -> tuple[Field, ...]:
    """Return the further fields that events may have."""
    return tuple(field for field in fields.of(Event) if field.key not in _PLACED and not field.part)


def further_of(event: Event, fields: Iterable[Field], refs: Mapping[str, Ref]) -> tuple[Further, ...]:
    """Return these further fields of an event, also empty ones; `refs` has the records that they name."""
    return tuple(
        Further(
            key=field.key,
            label=(field.relation or field.key).replace("_", " "),
            is_list=field.is_list,
            involves=field.involves,
            refs=tuple(refs[id_] for id_ in values) if field.kinds else None,
            words=() if field.kinds else values,
        )
        for field in fields
        for values in (_values(getattr(event, field.name)),)
    )


def ids_in_further(event: Event, fields: Iterable[Field]) -> Iterable[str]:
    """Return the ids in these further fields of an event."""
    return (id_ for field in fields if field.kinds for id_ in _values(getattr(event, field.name)))


def _values(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, (value,)))
