"""Read arguments as assistants send them: lists and numbers as text, a number for a text, null for what is not given.

A value is only read in another form where the tool takes no value of the form that was sent.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from sinoru.mcp.arguments import Arguments

_LONGEST = 10_000
"""Characters of a text that is read as a list: more than the longest list that a tool takes."""
_OTHER_NAMES = {"words": "query"}
"""What assistants call arguments of ours."""
_NOTHING: tuple[object, ...] = (None, "", [])
"""Values that mean that an optional argument is not given."""


class _Takes(msgspec.Struct, frozen=True):
    """The types of value that an argument takes."""

    number: bool
    text: bool
    items: bool
    required: bool


def sent_as(given: Mapping[str, Any], takes: type[Arguments]) -> dict[str, str]:
    """Return the arguments that were sent under another name, each with that name: `query` for `words`."""
    fields = _fields(takes)
    return {
        name: other
        for name, other in _OTHER_NAMES.items()
        if name in fields and other in given and other not in fields and name not in given
    }


def read_arguments(given: Mapping[str, Any], takes: type[Arguments]) -> dict[str, Any]:
    """Return the arguments in the types that the tool takes; what cannot be read stays as it is."""
    fields = _fields(takes)
    names = {other: name for name, other in sent_as(given, takes).items()}
    given = {names.get(name, name): value for name, value in given.items()}
    read = {name: _read(value, fields[name]) if name in fields else value for name, value in given.items()}
    return {
        name: value
        for name, value in read.items()
        if name not in fields or not (value is None or (value in _NOTHING and not fields[name].required))
    }


@cache
def _fields(takes: type[Arguments]) -> dict[str, _Takes]:
    """Return what each argument takes."""
    info = inspect.type_info(takes)
    assert isinstance(info, inspect.StructType)  # noqa: S101  arguments are structs
    return {field.encode_name: _taken(field) for field in info.fields}


def _taken(field: inspect.Field) -> _Takes:
    def plain(kind: inspect.Type) -> inspect.Type:
        return plain(kind.type) if isinstance(kind, inspect.Metadata) else kind

    whole = plain(field.type)
    kinds = [plain(kind) for kind in (whole.types if isinstance(whole, inspect.UnionType) else (whole,))]

    def has(*types: type[inspect.Type]) -> bool:
        return any(isinstance(kind, types) for kind in kinds)

    return _Takes(
        number=has(inspect.IntType),
        text=has(inspect.StrType, inspect.LiteralType),
        items=has(inspect.ListType),
        required=field.required,
    )


def _read(value: Any, takes: _Takes) -> Any:
    if takes.number:
        return _as_number(value)
    if takes.items and isinstance(value, str):
        value = _as_list(value)
    if takes.items and isinstance(value, list):
        return [_as_text(one) for one in value if one is not None]
    if takes.text and isinstance(value, list) and len(value) == 1:
        (value,) = value
    return _as_text(value) if takes.text else value


def _as_number(value: Any) -> Any:
    """Return the whole number that a text or a fraction of 0 means."""
    if isinstance(value, str):
        text = value.strip().removesuffix(".0")
        sign = text.removeprefix("-")
        return int(text) if sign.isascii() and sign.isdecimal() and len(sign) < 10 else value  # noqa: PLR2004
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_text(value: Any) -> Any:
    """Return a number as text: 1999 as "1999"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _as_list(text: str) -> Any:
    """Return the list that a text is the JSON or the Python of; any other text as it is."""
    stripped = text.strip()
    if not (stripped.startswith("[") and stripped.endswith("]")) or len(stripped) > _LONGEST:
        return text
    for read in (json.loads, _literal):
        try:
            found = read(stripped)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        # No tool takes a list of lists; Python 3.13 and newer read thousands of brackets as one.
        if isinstance(found, list) and not any(isinstance(one, (list, dict, tuple, set)) for one in found):
            return found
    return text


def _literal(text: str) -> Any:
    from ast import literal_eval

    return literal_eval(text)
