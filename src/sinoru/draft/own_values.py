"""Cells of a table as values of the corpus's own fields; one that is no such value is left out, with a doubt."""

import re

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed
from sinoru.draft.answers import OwnPairs
from sinoru.index.index import Index
from sinoru.model.amounts import is_number
from sinoru.model.fields import Field
from sinoru.model.records import Event

_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def own_values(index: Index, cells: tuple[tuple[str, str], ...]) -> tuple[OwnPairs, tuple[str, ...]]:
    """Return the values of an event in its own fields, and what is doubtful about the cells."""
    fields = {one.key: one for one in index.fields.own_of(Event)}
    values: OwnPairs = ()
    doubts: list[str] = []
    for key, cell in cells:
        field = fields[key]
        items = [item.strip() for item in cell.split(";") if item.strip()] if field.is_list else [cell]
        read = [(item, _value(index, field, item)) for item in items]
        doubts += [f"{field.label}: “{item}” is {_what(field)}, and is left out" for item, one in read if not one]
        found = tuple(one for _, one in read if one)
        if found:
            values = (*values, (key, found if field.is_list else found[0]))
    return values, tuple(doubts)


def _what(field: Field) -> str:
    if field.kinds:
        return f"no {field.kinds[0]} of the corpus"
    return {"number": "no number", "date": "no date"}.get(field.holds, "none of its values")


def _value(index: Index, field: Field, cell: str) -> str:
    """Return the value that a cell is; empty if it is none."""
    if field.kinds:
        return _id(index, cell, field.kinds)
    if field.choices:
        labels = {label.casefold(): key for key, label in field.labels.items()}
        return (labels | {key.casefold(): key for key in field.choices}).get(cell.casefold(), "")
    if field.holds == "number":
        plain = cell.replace(",", "") if _WITH_COMMAS.fullmatch(cell) else cell
        return plain if is_number(plain) else ""
    if field.holds == "date":
        try:
            return parse_typed(cell).text
        except DateError:
            return ""
    return cell


def _id(index: Index, name: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one record that has this id or name."""
    from sinoru.query.names import find_by_spelling

    if index.value("SELECT kind FROM record WHERE id = ?", (name,)) in kinds:
        return name
    found = {one.id for one in find_by_spelling(index, name, kinds)}
    return found.pop() if len(found) == 1 else ""
