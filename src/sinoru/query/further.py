"""The further fields of an event: those that no answer or view has a place of its own for.

A new field of an event is one of them, so that every view and export has it, with the names of the records in it.
"""

from collections.abc import Iterable, Mapping

from sinoru.model.fields import Fields
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


def further_of(event: Event, fields: Fields, refs: Mapping[str, Ref]) -> tuple[Further, ...]:
    """Return the further fields of an event, also empty ones; `refs` has the records that they name."""
    return tuple(
        Further(
            key=field.key,
            label=(field.relation or field.key).replace("_", " "),
            is_list=field.is_list,
            involves=field.involves,
            refs=tuple(refs[id_] for id_ in values) if field.kinds else None,
            words=() if field.kinds else values,
        )
        for field in fields.of(Event)
        if field.key not in _PLACED and not field.part
        for values in (_values(getattr(event, field.name)),)
    )


def ids_in_further(event: Event, fields: Fields) -> Iterable[str]:
    """Return the ids in the further fields of an event."""
    named = (field for field in fields.of(Event) if field.kinds and field.key not in _PLACED)
    return (id_ for field in named for id_ in _values(getattr(event, field.name)))


def _values(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, (value,)))
