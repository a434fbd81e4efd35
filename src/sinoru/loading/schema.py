"""The shape of a corpus file as JSON Schema (draft 2020-12), made from the types that shapes.py reads.

Validators get a YAML file as some parser reads it: 1999 arrives as a number, 1999-05-08 as a text or a date, `no` as
a text or a boolean. Where a corpus takes the text that stands there, the schema therefore takes each of these.
"""

import types
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sinoru.loading.field_words import IN_USE, LIST_WORDS, words_for
from sinoru.model.records import RECORDS, CorpusTitle

Schema = dict[str, Any]

_TEXT = ["string", "number", "boolean"]
_SCALARS: dict[str, Schema] = {
    "date": {"type": ["string", "number"], "pattern": r"^[-+0-9XYESTZ?~%./:,{}\[\] ]+$"},
    "decimal": {"type": ["number", "string"], "pattern": r"^-?[0-9]*\.?[0-9]*$"},
    "id": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "count": {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0, "maximum": 999_999_999},
}
"""What each kind of scalar may be, under the name that shapes.py has for it."""


def corpus_schema() -> Schema:
    """Give the schema of a corpus file."""
    definitions: Schema = {}
    properties: Schema = {
        "corpus": {
            "anyOf": [_reference(CorpusTitle, definitions), {"type": "null"}],
            "description": LIST_WORDS["corpus"],
        }
    }
    for name, record in RECORDS.items():
        items = _reference(record, definitions)
        properties[name] = {"type": ["array", "null"], "items": items, "description": LIST_WORDS[name]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sinoru:corpus",
        "title": "A file of a sinoru corpus",
        "description": "Records of a chronology: any of these lists, in any order, in any file of the folder.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _reference(struct: type[msgspec.Struct], definitions: Schema) -> Schema:
    """Describe a mapping once, under its name, and refer to it."""
    name = struct.__name__
    if name not in definitions:
        definitions[name] = {}  # so that a type that contains itself comes to an end
        definitions[name] = _mapping(struct, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _mapping(struct: type[msgspec.Struct], definitions: Schema) -> Schema:
    hints = get_type_hints(struct, include_extras=True)
    fields = msgspec.structs.fields(struct)
    properties: Schema = {}
    for field in sorted(fields, key=lambda field: (field.encode_name != "id", not field.required)):
        key = field.encode_name
        described = _value(hints[field.name], definitions)
        if not field.required:
            described = _or_nothing(described)
        if known := IN_USE.get((struct.__name__, key)):
            described["examples"] = known
        properties[key] = {**described, "description": words_for(struct.__name__, key)}
    required = [key for field in fields if field.required for key in (field.encode_name,)]
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }


def _value(wanted: Any, definitions: Schema) -> Schema:
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Annotated:
        return dict(_SCALARS[parts[1].extra["holds"]])
    if origin is tuple:
        return {"type": "array", "items": _value(parts[0], definitions)}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is types.UnionType:
        return _value(parts[0], definitions)
    if issubclass(wanted, msgspec.Struct):
        return _reference(wanted, definitions)
    return {"type": list(_TEXT)}


def _or_nothing(described: Schema) -> Schema:
    """Let a key stand without a value, which counts as absent."""
    if "type" in described:
        types_ = described["type"] if isinstance(described["type"], list) else [described["type"]]
        return {**described, "type": [*types_, "null"]}
    if "enum" in described:
        return {"enum": [*described["enum"], None]}
    return {"anyOf": [described, {"type": "null"}]}
