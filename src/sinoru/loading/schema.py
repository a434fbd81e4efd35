"""A corpus file as JSON Schema (draft 2020-12), derived from the types in model/records.py (`sinoru schema`).

A validator gets a YAML file as its own parser reads it: 1999 arrives as a number, 1999-05-08 as a text or a date,
`no` as a text or a boolean. Where a corpus takes the text as written, the schema therefore takes each of these.
"""

import json
import types
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sinoru.dates.edtf import FORMS
from sinoru.dates.edtf_pattern import DATE_PATTERN, END_PATTERN
from sinoru.messages import sentence
from sinoru.model.records import RECORDS, CorpusTitle

Schema = dict[str, Any]
SCHEMA_ID = "urn:sinoru:corpus"

FIELD_WORDS: dict[str, dict[str, str]] = {
    "*": {
        "id": "Unique in the corpus and permanent, in kebab-case, such as hotline-call-1999-05-10.",
        "evidence": "Where this is written: a source, a passage in it, and words from that passage.",
        "conflicts": "Statements on one field of this record that cannot all be true.",
        "tags": "Keywords for the curators.",
        "note": "A remark for the curators.",
        "names": "All other spellings of the name.",
        "country": "The country, in English.",
        "summary": "A sentence or two in your own words.",
        "topics": "Topics to filter by, such as arms-sales.",
        "wikidata": "The Wikidata item, such as Q34453.",
    },
    "Evidence": {
        "source": "Id of the source.",
        "at": "Passage in the source: 'Implications, 1', or the date of an entry: 'Chronology, May 10'.",
        "terms": "Names, numbers or dates from that passage, as printed there.",
    },
    "Assessment": {
        "verdict": "How the claim has been judged.",
        "why": "The reason for the verdict, in your own words.",
        "evidence": "Sources that support the verdict.",
    },
    "Statement": {
        "says": "The value in this source; EDTF if the field is a date.",
        "by": "Id of the person or organisation that says so, if not the author of the source.",
        "certainty": "How certain the wording is: stated, reported, alleged or implied.",
        "evidence": "Where this is written.",
    },
    "Conflict": {
        "on": "The field on which the sources disagree (date, offices), or a word for it (status).",
        "statements": "What each source says.",
        "verdict": "How the conflict was settled: contradicted, reconciled, superseded or open.",
        "why": "The reason for the verdict.",
        "evidence": "Sources that support the verdict.",
    },
    "Name": {
        "text": "The name as written.",
        "kind": "native, romanisation, variant, or as-printed (which needs a source).",
        "lang": "BCP 47 tag: ru, zh-Hans, zh-Latn-wadegile.",
        "source": "Id of the source that prints this spelling.",
    },
    "Office": {
        "title": "The office, such as Prime Minister.",
        "org": "Id of the organisation.",
        "from": "Start of the term (EDTF). Omit it if unknown.",
        "to": "End of the term (EDTF), or .. if it has not ended. Omit it if unknown.",
    },
    "Participant": {
        "person": "Id of a person.",
        "org": "Id of an organisation.",
        "role": "The role, such as visitor, host, speaker or signatory.",
        "as": "The title in the source, if it is not the office held that day.",
        "as_org": "Id of the organisation to which that title belongs.",
    },
    "Figure": {
        "value": "A decimal number: 5.48, -10.5.",
        "unit": "The unit, such as fighters or billion US dollars.",
        "of": "What is measured.",
        "comparison": "exactly, about, at least, at most, or a comparison such as change on the year before.",
    },
    "Section": {
        "title": "The heading, as used in locators.",
        "paragraphs": "The number of passages: paragraphs, list items or entries.",
        "from": "Start of the period in the heading (EDTF).",
        "to": "End of that period (EDTF).",
        "entries": "The dates of the entries as printed, in the order of the text: [May 10, May 22-29].",
    },
    "Event": {
        "date": "EDTF: 1999-05-08, 1999-05, 1999-05-22/1999-05-29, 1994~ (about), 199X.",
        "title": "One line in the present tense.",
        "kind": "The kind of event.",
        "participants": "People and organisations that took part, each with a role.",
        "places": "Ids of places.",
        "countries": "Countries, in English.",
        "part_of": "Id of the larger event during which it happened.",
    },
    "Person": {
        "name": "The name in standard English spelling.",
        "born": "Date of birth (EDTF).",
        "died": "Date of death (EDTF).",
        "birthplace": "Id of a place.",
        "offices": "Offices held, each with its dates and evidence.",
    },
    "Organisation": {
        "name": "The name in standard English.",
        "kind": "The kind, such as government, party, company, newspaper or alliance.",
        "part_of": "Id of the organisation that it belongs to.",
    },
    "Place": {
        "name": "The name in standard English.",
        "lat": "Latitude on WGS 84 in decimal degrees; south is negative.",
        "lon": "Longitude on WGS 84 in decimal degrees; west is negative.",
        "part_of": "Id of the place in which it is.",
    },
    "Claim": {
        "text": "What is claimed, in your own words.",
        "kind": "fact, figure, assessment, forecast or quotation.",
        "about": "Ids of the records that the claim is about.",
        "by": "Id of the person or organisation that makes the claim (default: the author of the source).",
        "reported_by": "Id of the person, organisation or source that passes the claim on, if any.",
        "said": "When it was said (EDTF).",
        "holds": "When the claim is true (EDTF).",
        "certainty": "How certain the wording is: stated, reported, alleged or implied.",
        "quote": "The speaker's own words, 12 at most.",
        "figure": "The number in the claim.",
        "assessment": "How the claim has been judged against other sources.",
        "contradicts": "Ids of claims that cannot be true if this one is.",
    },
    "Source": {
        "title": "The title as printed.",
        "authors": "Authors as cited: 'Family, Given', or an institution.",
        "container": "The journal, newspaper or book that contains it.",
        "volume": "Volume of the journal.",
        "issue": "Issue of the journal.",
        "pages": "Pages, such as 101-12.",
        "publisher": "The publisher.",
        "published": "Date of publication (EDTF).",
        "accessed": "Date of access (EDTF).",
        "url": "Web address of the text.",
        "language": "BCP 47 tag: en, ru, zh.",
        "kind": "The kind of text.",
        "reliability": "How reliable it is, and where it is known to be wrong.",
        "sections": "Its sections, as used in locators.",
    },
    "CorpusTitle": {
        "title": "The name of the corpus.",
        "description": "What the corpus is about, in a sentence or two.",
        "licence": "The licence under which it may be used.",
        "from": "Start of the period that it covers (EDTF).",
        "to": "End of that period (EDTF).",
    },
}
"""The description of each field, by its struct; editors show it next to the key.

A field with the same meaning in several structs is under `*`.
"""

LIST_WORDS = {
    "corpus": "Title, description and period of the corpus.",
    "events": "Events: what happened.",
    "people": "People, with every spelling of their names and the offices they held.",
    "organisations": "State bodies, parties, companies, newspapers, alliances.",
    "places": "Places, with their coordinates.",
    "claims": "Claims: who claims what, how confidently, and how the claim has been judged.",
    "sources": "Sources that the evidence cites.",
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
"""Common values of fields of free text: editors suggest them."""


def _date_schema(pattern: str, advice: str) -> Schema:
    """Return the schema of a date. A year of four digits may arrive as a number."""
    return {
        "type": ["string", "integer"],
        "pattern": pattern,
        "minimum": -9999,
        "maximum": 9999,
        "patternErrorMessage": sentence(advice),  # what editors show instead of the pattern
    }


_SCALARS: dict[str, Schema] = {
    "date": _date_schema(DATE_PATTERN, FORMS),
    "end": _date_schema(END_PATTERN, f"{FORMS}, or .. if it has not ended"),
    "decimal": {"type": ["number", "string"], "pattern": r"^-?[0-9]*\.?[0-9]*$"},
    "id": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "count": {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0, "maximum": 999_999_999},
}
"""What each kind of scalar may be, by its name in the annotations of model/records.py."""


def words_for(struct: str, key: str) -> str:
    """Return the description of a field, or an empty text."""
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
        "$id": SCHEMA_ID,
        "title": "A file of a sinoru corpus",
        "description": "Records of a chronology: any of these lists, in any order, in any file of the folder.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return f"{json.dumps(corpus_schema(), indent=2, ensure_ascii=False)}\n"


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
