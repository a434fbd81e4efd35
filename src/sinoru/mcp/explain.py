"""Errors of a call, in words that name the arguments of the tool."""

import re
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import msgspec

from sinoru.mcp.arguments import Arguments
from sinoru.messages import not_a, quoted, series, unknown

_OPTION = re.compile(r"(?<!\S)--([a-z]+)\b")
_ARGUMENT_OF_OPTION = {"from": "start", "to": "end"}
_UNEXPECTED = re.compile(r"Object contains unknown field `(.*)`")
_ABSENT = re.compile(r"Object missing required field `(.*)`")
_LOCATED = re.compile(r"(.*) - at `\$\.(\w+)(.*)`")
_EXPECTED = re.compile(r"Expected `([^`]+)`(?: (?:of length )?([<>]=) (\d+))?(?:, got `(\w+)`)?")
_TYPES = {"int": "a whole number", "str": "a string", "array": "a list"}
_UNITS = {"str": " characters", "array": " items"}


def in_arguments(message: str) -> str:
    """Return a message with the arguments of a tool in place of the options of the command line."""
    return _OPTION.sub(lambda option: _ARGUMENT_OF_OPTION.get(option[1], option[1]), message)


def explain(error: msgspec.ValidationError, given: Mapping[str, Any], takes: type[Arguments]) -> str:
    """Return the message for arguments that a tool does not accept."""
    message = str(error)
    if unexpected := _UNEXPECTED.match(message):
        return unknown("argument", unexpected[1], takes.__struct_fields__)
    if absent := _ABSENT.match(message):
        return f"The argument {quoted(absent[1])} is missing."
    located = _LOCATED.fullmatch(message)
    if not located or located[2] not in given:
        return message
    why, name, inside = located.groups()
    if why.startswith("Invalid enum value"):
        return unknown(
            name, str(given[name]), [str(choice) for choice in get_args(get_type_hints(takes)[name])]
        )
    return _explain_value(why, f"an item of {name}" if inside else name, given[name])


def _explain_value(why: str, name: str, value: Any) -> str:
    expected = _EXPECTED.match(why)
    if not expected:
        return f"{name}: {why}."
    types, sign, bound, got = expected.groups()
    kinds = [kind for kind in types.split(" | ") if kind in _TYPES]
    wanted = series(_TYPES[kind] for kind in kinds)
    unit = _UNITS.get(kinds[0], "")
    if sign == ">=" and value in ("", []):
        return f"The argument {quoted(name)} is empty."
    if sign:
        limit = f"{bound} or more{unit}" if sign == ">=" else f"up to {int(bound):,}{unit}"
        wanted += f" of {limit}"
    is_text = isinstance(value, str) and not got
    return f"{name} {not_a(wanted, value if is_text else msgspec.json.encode(value).decode())}"
