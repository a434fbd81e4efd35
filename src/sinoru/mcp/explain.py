"""Errors of a call, in words that name the arguments of the tool."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_type_hints

import msgspec

from sinoru.corpus import argument_of
from sinoru.mcp.arguments import Arguments
from sinoru.messages import did_you_mean, not_a, quoted, series, unknown, use_one_of

_OPTION = re.compile(r"(?<!\S)--[a-z]+\b")
_UNEXPECTED = re.compile(r"Object contains unknown field `(.*)`")
_ABSENT = re.compile(r"Object missing required field `(.*)`")
_LOCATED = re.compile(r"(.*) - at `\$\.(\w+)(.*)`")
_EXPECTED = re.compile(r"Expected `([^`]+)`(?: (?:of length )?([<>]=) (\d+))?(?:, got `(\w+)`)?")
_TYPES = {"int": "a whole number", "str": "a string", "array": "a list", "bool": "true or false"}
_UNITS = {"str": " characters", "array": " items"}

MEANINGS = {
    other: meant
    for others, *meant in (
        ("query q text term terms keyword keywords search phrase question", "words", "name"),
        ("from since after begin start_date from_date date_from", "start", "date"),
        ("to until till before stop end_date to_date date_to", "end"),
        ("date day when at year month period", "date", "on", "start"),
        ("people persons who participant participants", "person", "name"),
        ("entity person_name full_name", "name"),
        ("organisation organization organisations organizations orgs", "org", "name"),
        ("nation state countries", "country"),
        ("location city places", "place"),
        ("type types kinds category", "kind"),
        ("subject topics theme", "topic"),
        ("tags", "tag"),
        ("sources reference document", "source"),
        ("speaker author said_by", "by"),
        ("id ids record records record_id record_ids identifier identifiers ref", "id", "ids"),
        ("with second person2 name2 to_person target", "other"),
        ("max max_results maximum top n count size page_size num_results", "limit"),
        ("skip page start_at cursor", "offset"),
        ("format", "style"),
    )
    for other in others.replace("_", "").split()
}
"""Arguments as other tools call them, without underscores, each with those of ours, the likeliest first."""


def in_arguments(message: str) -> str:
    """Return a message with the arguments of a tool in place of the options of the command line."""
    return _OPTION.sub(lambda option: argument_of(option[0]), message)


def explain(error: msgspec.ValidationError, given: Mapping[str, Any], takes: type[Arguments]) -> str:
    """Return the message for arguments that a tool does not accept."""
    message = str(error)
    if unexpected := _UNEXPECTED.match(message):
        return _unknown_argument(unexpected[1], takes.__struct_fields__)
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


def _unknown_argument(name: str, known: Sequence[str]) -> str:
    """Return the message with all arguments, first the one of the same meaning or the most similar name."""
    meant = next(
        (other for other in MEANINGS.get(name.casefold().replace("_", ""), ()) if other in known), ""
    )
    if not meant:
        return unknown("argument", name, known)
    return f"{unknown('argument', name)} {did_you_mean([meant])} {use_one_of(known)}"


def _explain_value(why: str, name: str, value: Any) -> str:
    expected = _EXPECTED.match(why)
    if not expected:
        return f"{name}: {why}."
    types, sign, bound, _ = expected.groups()
    kinds = [kind for kind in types.split(" | ") if kind in _TYPES]
    needed = series(_TYPES[kind] for kind in kinds)
    unit = _UNITS.get(kinds[0], "")
    if sign == ">=" and value in ("", []):
        return f"The argument {quoted(name)} is empty."
    if sign:
        limit = f"{bound} or more{unit}" if sign == ">=" else f"up to {int(bound):,}{unit}"
        needed += f" of {limit}"
    shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f"{name} {not_a(needed, shown)}"
