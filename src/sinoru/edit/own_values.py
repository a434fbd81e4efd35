"""What people type, or a table has, as values of the corpus's own fields."""

import re
from collections.abc import Callable

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed
from sinoru.model.amounts import is_number
from sinoru.model.fields import Field

_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def read_own(field: Field, typed: str, find: Callable[[str, tuple[str, ...]], str]) -> str:
    """Return the value that a text is; empty if the field cannot have it.

    `find` returns the id of a record of some kinds.
    """
    if field.kinds:
        return find(typed, field.kinds)
    if field.choices:
        return field.choice_called(typed)
    if field.holds == "number":
        plain = typed.replace(",", "") if _WITH_COMMAS.fullmatch(typed) else typed
        return plain if is_number(plain) else ""
    if field.holds == "date":
        try:
            return parse_typed(typed).text
        except DateError:
            return ""
    return typed


def what_is_wrong(field: Field) -> str:
    """Return why a field cannot have a text, as the rest of a sentence: `is not a number`."""
    if field.kinds:
        return f"names no {field.kinds[0]} of the corpus"
    known = {"number": "is not a number", "date": "is not a date"}
    return known.get(field.holds, "is not one of its values")
