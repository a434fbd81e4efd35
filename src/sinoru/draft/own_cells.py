"""Cells of a table as values of the corpus's own fields, or as ids in registers; impossible ones become doubts."""

from typing import NamedTuple

from sinoru.draft.answers import OwnPairs
from sinoru.edit.own_values import read_own, what_is_wrong
from sinoru.index.index import Index
from sinoru.model.records import Event
from sinoru.model.registers import id_in, united_ids


class Cells(NamedTuple):
    """What cells of a table say beside the fields of every import."""

    own: OwnPairs
    ids: tuple[str, ...]
    """Ids in other registers."""
    doubts: tuple[str, ...]


def read_cells(index: Index, cells: tuple[tuple[str, str], ...]) -> Cells:
    """Return the values of an event in its own fields, its ids in registers, and what is doubtful about the cells."""
    own, doubts = _own_values(index, cells)
    ids, others = _other_ids(index, cells)
    return Cells(own, ids, (*doubts, *others))


def _own_values(index: Index, cells: tuple[tuple[str, str], ...]) -> tuple[OwnPairs, tuple[str, ...]]:
    """Return the values of an event in its own fields, and what is doubtful about the cells."""
    fields = index.fields.own_by_name(Event)
    values: OwnPairs = ()
    doubts: list[str] = []

    def find(name: str, kinds: tuple[str, ...]) -> str:
        return _id(index, name, kinds)

    for key, cell in cells:
        if (field := fields.get(key)) is None:
            continue
        items = [item.strip() for item in cell.split(";") if item.strip()] if field.is_list else [cell]
        read = [(item, read_own(field, item, find)) for item in items]
        lost = (item for item, value in read if not value)
        doubts += [f"{field.label}: “{item}” {what_is_wrong(field)}, and is left out" for item in lost]
        if found := tuple(value for _, value in read if value):
            values = (*values, (field.key, found if field.is_list else found[0]))
    return values, tuple(doubts)


def _other_ids(index: Index, cells: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of an event in other registers, by name or by address, and what is doubtful about the cells."""
    own = index.fields.own_by_name(Event)
    ids: list[str] = []
    doubts: list[str] = []
    for key, cell in cells:
        for item in filter(None, map(str.strip, cell.split(";"))) if key not in own else ():
            register = index.fields.registers[key]
            id_ = register.id_at(item) or item
            if why := register.what_is_wrong(id_):
                doubts.append(f"{register.label}: “{item}” is left out: {why}")
            else:
                ids.append(id_in(key, id_))
    return united_ids(ids, ()), tuple(doubts)


def _id(index: Index, name: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one record that has this id or name; empty if none has, or several have."""
    from sinoru.query.names import find_by_spelling

    if index.value("SELECT kind FROM record WHERE id = ?", (name,)) in kinds:
        return name
    found = {one.id for one in find_by_spelling(index, name, kinds)}
    return found.pop() if len(found) == 1 else ""
