"""Two records as one: lists are united without duplicates, and what else differs is a choice.

Nothing is lost: a name that is not chosen becomes a spelling.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from sinoru.edit.difference import FieldChange
from sinoru.model.fields import Field, Fields, is_evidence, with_values
from sinoru.model.records import Name, Part, Record, Section
from sinoru.model.registers import united_ids

Side = Literal["kept", "other"]
Choices = Mapping[str, Side]
"""Whose value to take, by the key of each field in which the two differ."""


class United(msgspec.Struct, frozen=True):
    """One record made of two."""

    record: Record
    dropped: tuple[str, ...] = ()
    """The keys of the fields in which the two referred to each other."""


def differences(kept: Record, other: Record, fields: Fields) -> tuple[FieldChange, ...]:
    """Return the fields in which both records have a value, and not the same one."""
    one, two = _with_one_id(kept, other, fields)
    return tuple(
        FieldChange(field.key, _plain(ours), _plain(theirs))
        for field in _compared(kept, fields)
        if not _is_united(field)
        and (ours := field.of(one)) != (theirs := field.of(two))
        and not _is_absent(ours)
        and not _is_absent(theirs)
    )


def unite(kept: Record, other: Record, choices: Choices, fields: Fields) -> United:
    """Return the two as one record with the id of the first. `choices` has every field in which they differ."""
    one, two = _with_one_id(kept, other, fields)
    values: list[tuple[Field, Any]] = []
    dropped: list[str] = []
    for field in _compared(kept, fields):
        ours, theirs = field.of(one), field.of(two)
        value = _united(field, ours, theirs, choices)
        without = _without(field, value, kept.id, fields)
        if without != value:
            dropped.append(field.key)
        values.append((field, without))
    formerly = dict.fromkeys((*kept.formerly, other.id, *other.formerly))
    formerly.pop(kept.id, None)
    record = msgspec.structs.replace(with_values(one, values), formerly=tuple(formerly))
    return United(_with_other_name(record, kept, other), tuple(dropped))


def _with_one_id(kept: Record, other: Record, fields: Fields) -> tuple[Record, Record]:
    ids = {other.id: kept.id}
    return fields.with_ids(kept, ids), fields.with_ids(other, ids)


def _compared(record: Record, fields: Fields) -> list[Field]:
    return [field for field in fields.of(type(record)) if field.name not in ("id", "formerly")]


def _is_united(field: Field) -> bool:
    """Return whether a list has no order of its own: of ids, words, or parts other than the sections of a source.

    Authors, which are ids or names, are in the order of the title page.
    """
    is_of_ids = (field.kinds and not field.or_text) or field.holds == "other id"
    return field.is_list and bool(is_of_ids or field.word or (field.part and field.part is not Section))


def _is_absent(value: Any) -> bool:
    return value in ("", (), None)


def _united(field: Field, ours: Any, theirs: Any, choices: Choices) -> Any:
    if field.holds == "other id":
        return united_ids(ours, theirs)
    if _is_united(field):
        return united_items(ours, theirs)
    if _is_absent(ours) or (choices.get(field.key) == "other" and not _is_absent(theirs)):
        return theirs
    return ours


def united_items(ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return the items of two lists without duplicates: of two that say the same, the one that says more."""
    found = list(ours)
    for item in theirs:
        for position, known in enumerate(found):
            if (joined := _joined(known, item)) is not None:
                found[position] = joined
                break
        else:
            found.append(item)
    return tuple(found)


def _joined(one: Any, other: Any) -> Any:
    """Return what says all that two items say if they are one thing; None if they are not."""
    if one == other or not isinstance(one, Part):
        return one if one == other else None
    ours, theirs = _scalars(one), _scalars(other)
    if ours == theirs:
        return msgspec.structs.replace(
            one, **{name: united_items(value, getattr(other, name)) for name, value in _lists(one).items()}
        )
    if ours.items() <= theirs.items() and _has_lists_of(other, one):
        return other
    return one if theirs.items() <= ours.items() and _has_lists_of(one, other) else None


def _scalars(part: Part) -> dict[str, Any]:
    """Return the fields of a part that are not lists, without those that have their default."""
    values = {name: getattr(part, name) for name in part.__struct_fields__}
    lists = _lists(part)
    required = len(part.__struct_fields__) - len(part.__struct_defaults__)
    defaults = dict(zip(part.__struct_fields__[required:], part.__struct_defaults__, strict=True))
    return {
        name: value
        for name, value in values.items()
        if name not in lists and (name not in defaults or value != defaults[name])
    }


def _lists(part: Part) -> dict[str, tuple[Any, ...]]:
    values = ((name, getattr(part, name)) for name in part.__struct_fields__)
    return {name: value for name, value in values if isinstance(value, tuple)}


def _has_lists_of(larger: Part, smaller: Part) -> bool:
    """Return whether the lists of a part have all that those of another have."""
    return all(item in getattr(larger, name) for name, items in _lists(smaller).items() for item in items)


def _without(field: Field, value: Any, id_: str, fields: Fields) -> Any:
    """Return the value of a field without a reference to its own record, such as a relation of the two."""
    if field.is_list and field.part and not is_evidence(field):
        return tuple(item for item in value if not _is_about(item, id_, fields))
    if not field.kinds:
        return value
    if field.is_list:
        return tuple(item for item in value if item != id_)
    return "" if value == id_ else value


def _is_about(part: Part, id_: str, fields: Fields) -> bool:
    """Return whether a part cannot do without a reference to a record."""
    return any(one.is_required and one.kinds and one.of(part) == id_ for one in fields.of(type(part)))


def _with_other_name(record: Record, kept: Record, other: Record) -> Record:
    """Keep the name of the two that was not chosen as a spelling."""
    if not hasattr(record, "names"):
        return record
    known = {record.name, *(name.text for name in record.names)}  # type: ignore[attr-defined]
    lost = [one.name for one in (kept, other) if one.name not in known]  # type: ignore[attr-defined]
    names = (*record.names, *(Name(text=text) for text in lost))
    return msgspec.structs.replace(record, names=names)


def without_repeats(before: Any, after: Any) -> Any:
    """Return a record or part without the items that a change of ids made equal to an earlier one of their list."""
    changed: dict[str, Any] = {}
    for name in after.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if isinstance(new, tuple):
            items = [
                without_repeats(one, two) if isinstance(two, msgspec.Struct) else two
                for one, two in zip(old, new, strict=True)
            ]
            changed[name] = tuple(dict.fromkeys(items))
        elif isinstance(new, msgspec.Struct):
            changed[name] = without_repeats(old, new)
    return msgspec.structs.replace(after, **changed) if changed else after


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
