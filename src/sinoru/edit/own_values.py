"""What people type, or a table has, as values of the corpus's own fields."""

import re
from collections.abc import Callable

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed
from sinoru.model.fields import Field
from sinoru.model.own_types import OWN_SCALARS

_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def read_own(field: Field, typed: str, find: Callable[[str, tuple[str, ...]], str]) -> str:
    """Return the value that a text is; empty if the field cannot have it.

    `find` returns the id of a record of some kinds.
    """
    if field.kinds:
        return find(typed, field.kinds)
    if field.choices:
        return field.choice_called(typed)
    if field.holds == "date":
        try:
            return parse_typed(typed).text
        except DateError:
            return ""
    plain = typed.replace(",", "") if field.holds == "number" and _WITH_COMMAS.fullmatch(typed) else typed
    return plain if OWN_SCALARS[field.holds].is_valid(plain) else ""


def what_is_wrong(field: Field) -> str:
    """Return why a field cannot have a text, as the rest of a sentence: `is not a number`."""
    if field.kinds:
        return f"names no {field.kinds[0]} of the corpus"
    return f"is not {OWN_SCALARS[field.holds].noun}"
