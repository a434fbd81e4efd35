"""A corpus file as JSON Schema (draft 2020-12), derived from the types in model/records.py (`sinoru schema`).

A validator gets a YAML file as its own parser reads it: 1999 arrives as a number, 1999-05-08 as a text or a date,
`no` as a text or a boolean. Where a corpus takes the text as written, the schema therefore takes each of these.
"""

import types
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sinoru.model.records import RECORDS, CorpusTitle

Schema = dict[str, Any]

FIELD_WORDS: dict[str, dict[str, str]] = {
    "*": {
        "id": "Unique in the corpus, and for ever: kebab-case, such as hotline-call-1999-05-10.",
        "evidence": "Where this is written: each a source, a place in it, and words that stand there.",
        "conflicts": "Statements on one field of this record that cannot all be true.",
        "tags": "Words for the curators.",
        "note": "A remark for the curators.",
        "names": "Every other way the name is written.",
        "country": "In English.",
        "summary": "A sentence or two in your own words.",
        "topics": "Words to filter by, such as arms-sales.",
        "wikidata": "Item of Wikidata, such as Q34453.",
    },
    "Evidence": {
        "source": "Id of the source.",
        "at": "Place in the source: 'Implications, 1', or the date of an entry: 'Chronology, May 10'.",
        "terms": "Names, numbers or dates that stand in that passage, as printed there.",
    },
    "Assessment": {
        "verdict": "What became of the claim.",
        "why": "On what the verdict rests, in your own words.",
        "evidence": "Where that is written.",
    },
    "Statement": {
        "says": "The value as this source has it; EDTF where the field is a date.",
        "by": "Id of who says it, where that is not the author of the source.",
        "certainty": "How sure the wording is.",
        "evidence": "Where it is said.",
    },
    "Conflict": {
        "on": "The field they disagree on (date, offices), or a word for it (status).",
        "statements": "What each source says.",
        "verdict": "How it was settled: contradicted, reconciled, superseded or open.",
        "why": "Why so.",
        "evidence": "What the verdict rests on.",
    },
    "Name": {
        "text": "The name as written.",
        "kind": "native, romanisation, variant, or as-printed (then with the source that prints it so).",
        "lang": "BCP 47 tag: ru, zh-Hans, zh-Latn-wadegile.",
        "source": "Id of the source that prints it so.",
    },
    "Office": {
        "title": "The office, such as Prime Minister.",
        "org": "Id of the organisation.",
        "from": "When it was taken (EDTF); left out where that is not known.",
        "to": "When it was left (EDTF); left out where that is not known.",
    },
    "Participant": {
        "person": "Id of a person.",
        "org": "Id of an organisation.",
        "role": "The part taken, such as visitor, host, speaker or signatory.",
        "as": "The title that the source gives, where it is not the office held that day.",
        "as_org": "Id of the organisation which that title belongs to.",
    },
    "Figure": {
        "value": "A decimal number: 5.48, -10.5.",
        "unit": "What is counted, such as fighters or billion US dollars.",
        "of": "What is measured.",
        "comparison": "exactly, about, at least, at most, change on the year before ...",
    },
    "Section": {
        "title": "The heading, as locators name it.",
        "paragraphs": "How many passages it has: paragraphs, list items or entries.",
        "from": "When the time begins that the heading gives (EDTF).",
        "to": "When it ends (EDTF).",
        "entries": "The dates of its entries as printed, in their order: [May 10, May 22-29].",
    },
    "Event": {
        "date": "EDTF: 1999-05-08, 1999-05, 1999-05-22/1999-05-29, 1994~ (about), 199X.",
        "title": "One line, in the present tense.",
        "kind": "What sort of event it is.",
        "participants": "Who took part, each with a role.",
        "places": "Ids of places.",
        "countries": "In English.",
        "part_of": "Id of the event within whose time it happened.",
    },
    "Person": {
        "name": "In standard English spelling.",
        "born": "EDTF.",
        "died": "EDTF.",
        "birthplace": "Id of a place.",
        "offices": "Offices held, each with its dates and evidence.",
    },
    "Organisation": {
        "name": "In standard English.",
        "kind": "Such as government, party, company, newspaper or alliance.",
        "part_of": "Id of the organisation that it belongs to.",
    },
    "Place": {
        "name": "In standard English.",
        "lat": "Latitude on WGS 84 in decimal degrees, south negative.",
        "lon": "Longitude on WGS 84 in decimal degrees, west negative.",
        "part_of": "Id of the place that it lies in.",
    },
    "Claim": {
        "text": "What is claimed, in your own words.",
        "kind": "fact, figure, assessment, forecast or quotation.",
        "about": "Ids of the records it speaks of.",
        "by": "Id of the person or organisation that says it; left out: the author of the source.",
        "reported_by": "Id of who passes it on, where there is one between.",
        "said": "When it was said (EDTF).",
        "holds": "When what is claimed is true (EDTF).",
        "certainty": "How sure the wording is: stated, reported, alleged or implied.",
        "quote": "The speaker's own words, twelve at most.",
        "figure": "The number in the claim.",
        "assessment": "What became of the claim when it was held against other sources.",
        "contradicts": "Ids of claims that cannot be true together with this one.",
    },
    "Source": {
        "title": "As printed.",
        "authors": "As cited: 'Family, Given', or an institution.",
        "container": "The journal, newspaper or book that it is in.",
        "volume": "Of the journal.",
        "issue": "Of the journal.",
        "pages": "Such as 101-12.",
        "publisher": "Who published it.",
        "published": "When (EDTF).",
        "accessed": "When it was looked up (EDTF).",
        "url": "Where it can be read.",
        "language": "BCP 47 tag: en, ru, zh.",
        "kind": "What sort of text it is.",
        "reliability": "How far it can be trusted, and where it is known to err.",
        "sections": "Its parts, as locators name them.",
    },
    "CorpusTitle": {
        "title": "What the corpus is called.",
        "description": "What it is about, in a sentence or two.",
        "licence": "Under which licence it may be used.",
        "from": "When the time begins that it covers (EDTF).",
        "to": "When that time ends (EDTF).",
    },
}
"""What each field holds, by the struct it is in; editors show it next to the key.

A field that several structs have with one meaning is under `*`.
"""

LIST_WORDS = {
    "corpus": "What the corpus as a whole is.",
    "events": "What happened.",
    "people": "Persons, with every spelling of their names and the offices they held.",
    "organisations": "State bodies, parties, companies, newspapers, alliances.",
    "places": "Places, with their point on the earth.",
    "claims": "What is said to be so: who says it, how sure, and what became of it.",
    "sources": "Texts that evidence rests on.",
}

IN_USE = {
    ("Event", "kind"): (
        "visit meeting call agreement treaty statement attack exercise sale decision conference milestone crisis"
        " talks protest appointment election"
    ).split(),
    ("Participant", "role"): (
        "visitor host participant speaker signatory caller called envoy organiser attacker target buyer seller"
        " mediator"
    ).split(),
    ("Source", "kind"): "article news treaty statement dataset book web reference".split(),
}
"""Words that fields of free text usually hold: editors suggest them."""

_SCALARS: dict[str, Schema] = {
    "date": {"type": ["string", "number"], "pattern": r"^[-+0-9XYESTZ?~%./:,{}\[\] ]+$"},
    "decimal": {"type": ["number", "string"], "pattern": r"^-?[0-9]*\.?[0-9]*$"},
    "id": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "count": {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0, "maximum": 999_999_999},
}
"""What each kind of scalar may be, by its name in the annotations of model/records.py."""


def words_for(struct: str, key: str) -> str:
    """Return what a field holds; empty if it has no description."""
    return FIELD_WORDS.get(struct, {}).get(key) or FIELD_WORDS["*"].get(key, "")


def corpus_schema() -> Schema:
    """Return the schema of a corpus file, with a definition for each struct."""
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
    """Return a reference to the definition of a struct, which is added if it is new."""
    name = struct.__name__
    if name not in definitions:
        definitions[name] = {}  # ends the recursion for a type that contains itself
        definitions[name] = _object_schema(struct, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object_schema(struct: type[msgspec.Struct], definitions: Schema) -> Schema:
    hints = get_type_hints(struct, include_extras=True)
    fields = msgspec.structs.fields(struct)
    properties: Schema = {}
    for field in sorted(fields, key=lambda field: (field.encode_name != "id", not field.required)):
        key = field.encode_name
        schema = _value_schema(hints[field.name], definitions)
        if not field.required:
            schema = _nullable(schema)
        if examples := IN_USE.get((struct.__name__, key)):
            schema["examples"] = examples
        properties[key] = {**schema, "description": words_for(struct.__name__, key)}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(field.encode_name for field in fields if field.required),
        "additionalProperties": False,
    }


def _value_schema(hint: Any, definitions: Schema) -> Schema:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return dict(_SCALARS[parts[1].extra["holds"]])
    if origin is tuple:
        return {"type": "array", "items": _value_schema(parts[0], definitions)}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is types.UnionType:
        return _value_schema(parts[0], definitions)
    if issubclass(hint, msgspec.Struct):
        return _reference(hint, definitions)
    return {"type": ["string", "number", "boolean"]}


def _nullable(schema: Schema) -> Schema:
    """Allow a key without a value, which counts as absent."""
    if "type" in schema:
        types_ = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types_, "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}
