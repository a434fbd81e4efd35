"""A corpus file as JSON Schema (draft 2020-12), derived from the table of fields (`sinoru schema`).

A validator gets a YAML file as its own parser reads it: 1999 arrives as a number, 1999-05-08 as a text or a date,
`no` as a text or a boolean. Where a corpus takes the text as written, the schema therefore takes each of these.
"""

import json
from typing import Any

import msgspec

from sinoru.dates.edtf import FORMS
from sinoru.dates.edtf_pattern import DATE_PATTERN, END_PATTERN
from sinoru.loading.field_readers import ADDRESS_PATTERN, HOST_PATTERN
from sinoru.messages import sentence
from sinoru.model.fields import Field, Fields
from sinoru.model.own_types import OWN_SCALARS
from sinoru.model.records import HAVE_OWN, RECORDS, CorpusTitle

Schema = dict[str, Any]
SCHEMA_ID = "urn:sinoru:corpus"

LIST_WORDS = {
    "corpus": "Title, description and period of the corpus.",
    "events": "Events: what happened.",
    "people": "People, with every spelling of their names and the offices they held.",
    "organisations": "State bodies, parties, companies, newspapers, alliances.",
    "places": "Places, with their coordinates.",
    "conflicts": "Conflicts: a question, what each source says, and what stands.",
    "claims": "Claims: who claims what, how confidently, and how the claim has been judged.",
    "sources": "Sources that the evidence cites.",
}


def _date_schema(pattern: str, advice: str) -> Schema:
    """Return the schema of a date. A year of four digits may arrive as a number."""
    return {
        "type": ["string", "integer"],
        "pattern": pattern,
        "minimum": -9999,
        "maximum": 9999,
        "patternErrorMessage": sentence(advice),  # what editors show instead of the pattern
    }


_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_SCALARS: dict[str, Schema] = {
    "date": _date_schema(DATE_PATTERN, FORMS),
    "end": _date_schema(END_PATTERN, f"{FORMS}, or .. if it has not ended"),
    "decimal": {"type": ["number", "string"], "pattern": r"^-?[0-9]*\.?[0-9]*$"},
    "id": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "truth": {"enum": [True, False]},
    "format": {"enum": [2, "2", 1, "1"]},
    **{name: dict(one.schema) for name, one in OWN_SCALARS.items() if one.schema},
    "key": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "inverses": {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "additionalProperties": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    },
    "former id": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "host": {"type": "string", "pattern": HOST_PATTERN},
    "count": {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0, "maximum": 999_999_999},
}
"""What each kind of scalar may be, if it is not any text."""


def corpus_schema(fields: Fields | None = None) -> Schema:
    """Return the schema of a file of a corpus with this table of fields, with a definition for each struct."""
    definitions: Schema = {}
    fields = fields or Fields()
    properties: Schema = {
        "corpus": {
            "anyOf": [_reference(CorpusTitle, definitions, fields), {"type": "null"}],
            "description": LIST_WORDS["corpus"],
        }
    }
    for name, record in RECORDS.items():
        items = _reference(record, definitions, fields)
        properties[name] = {"type": ["array", "null"], "items": items, "description": LIST_WORDS[name]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A file of a sinoru corpus",
        "description": "Records of a chronology: any of these lists, in any order, in any file of the folder.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text(fields: Fields | None = None) -> str:
    """Return the schema as the text of a file."""
    return f"{json.dumps(corpus_schema(fields), indent=2, ensure_ascii=False)}\n"


def text_of_schema(path: str) -> str:
    """Return the text of a schema of ours; empty for any other file, and for none."""
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, UnicodeDecodeError):
        return ""
    return text if SCHEMA_ID in text else ""


def is_stale(text: str, fields: Fields) -> bool:
    """Return whether a schema has other fields of a corpus's own than the corpus declares; one in pieces has."""
    if not text:
        return False
    expected = corpus_schema(fields)["$defs"]
    try:
        written = json.loads(text)["$defs"]
        return any(
            [written[one.__name__]["properties"].get(key) for key in own]
            != [expected[one.__name__]["properties"][key] for key in own]
            or written[one.__name__]["properties"].keys() - expected[one.__name__]["properties"].keys()
            for one in HAVE_OWN.values()
            for own in [fields.own_by_name(one)]
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return True


def _reference(struct: type[msgspec.Struct], definitions: Schema, fields: Fields) -> Schema:
    """Return a reference to the definition of a struct, which is added if it is new."""
    name = struct.__name__
    if name not in definitions:
        definitions[name] = {}  # ends the recursion for a type that contains itself
        definitions[name] = _object_schema(struct, definitions, fields)
    return {"$ref": f"#/$defs/{name}"}


def _object_schema(struct: type[msgspec.Struct], definitions: Schema, fields: Fields) -> Schema:
    declared = fields.as_declared(struct)
    properties: Schema = {}
    for field in sorted(declared, key=lambda field: (field.key != "id", not field.is_required)):
        schema = _value_schema(field, definitions, fields)
        if not field.is_required:
            schema = _nullable(schema)
        if examples := fields.relation_kinds.keys() if field.holds == "relation kind" else field.examples:
            schema["examples"] = list(examples)
        properties[field.key] = {**schema, "description": field.help or field.label}
        for former in field.formerly:
            properties[former] = {**schema, "description": f"Write '{field.key}'.", "deprecated": True}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(field.key for field in declared if field.is_required),
        "additionalProperties": False,
    }


def _value_schema(field: Field, definitions: Schema, fields: Fields) -> Schema:
    if field.holds == "own fields" and field.part:
        of_one = {"type": "object", "additionalProperties": _reference(field.part, definitions, fields)}
        return {
            "type": "object",
            "properties": dict.fromkeys(HAVE_OWN, of_one),
            "additionalProperties": False,
        }
    if field.holds in ("other id", "registers"):
        return _by_register(field, fields)
    if field.holds == "choices" and field.part:
        of_choice: Schema = {"anyOf": [_nullable(_TEXT), _reference(field.part, definitions, fields)]}
        return {"type": ["array", "object"], "items": _TEXT, "additionalProperties": of_choice}
    if field.part:
        schema = _reference(field.part, definitions, fields)
    elif field.choices and field.holds not in _SCALARS:
        schema = {"enum": [*field.choices, *field.former_choices]}
    else:
        schema = dict(_SCALARS.get(field.holds, _TEXT))
    return {"type": "array", "items": schema} if field.is_list else schema


def _by_register(field: Field, fields: Fields) -> Schema:
    """Return the schema of ids in other registers, or of the registers that a corpus declares."""
    if field.holds == "registers":
        return {
            "type": "object",
            "additionalProperties": {"type": ["string", "null"], "pattern": ADDRESS_PATTERN},
        }
    id_ = {"type": ["string", "integer", "array", "null"], "items": {"type": ["string", "integer"]}}
    properties = {one.name: {**id_, "description": one.label} for one in fields.registers.values()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _nullable(schema: Schema) -> Schema:
    """Allow a key without a value, which counts as absent."""
    if "type" in schema:
        types_ = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types_, "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}
