"""Answers as JSON: the stable shapes of docs/json.md, written as one value (RFC 8259) or as JSON lines.

Every documented key is always present: an unknown text is "", an absent part null, no members an empty list. A whole
answer begins with the version of the shapes; its items and other parts, as in JSON lines, do not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import conflict_id
from sinoru.model.fields import OWN
from sinoru.model.records import Conflict, ConflictRecord, Event, Record, Source
from sinoru.query.analysis_answers import Conflicts, Stats
from sinoru.query.answers import (
    Candidates,
    Card,
    ClaimAnswer,
    Claims,
    EventAnswer,
    Everyone,
    Further,
    NobodyFound,
    OfficeHeld,
    OfficeHolders,
    OfficeOfDay,
    OnDay,
    Reply,
    Search,
    Shown,
    SourceDetail,
    Sources,
    SourceUse,
    Timeline,
)
from sinoru.query.credits import ROLES, Credit, as_written, contributors
from sinoru.query.verdicts import standings
from sinoru.text.hidden import escape_hidden

Shape = dict[str, Any]

VERSION = 2
"""The version of the shapes, told by each whole answer: it rises when a key goes, or changes its type or meaning."""

_RELATIONS = ("by", "about", "via")
"""How the claims of a card relate to its subject."""
_WHERE_FILLED = ("private", "name_then")
"""Fields that have a key only where they have a value: most corpora have none of them."""
_STAND_IN = "\ufdd0"
"""A code point that is not a character (Unicode, section 23.7): followed by the code of what it replaces."""


def whole(value: Any) -> Any:
    """Return a value as plain data, with all its fields, also empty ones, under the names that corpus files use."""
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        shape = {
            key: whole(getattr(value, name))
            for key, name in names
            if name not in (OWN, "ids") and (name not in _WHERE_FILLED or getattr(value, name))
        }
        if isinstance(value, Source):
            shape |= _as_written(value)
        if ids := getattr(value, "ids", ()):
            from sinoru.model.registers import by_register  # few records have any

            shape["ids"] = by_register(ids) if isinstance(ids, tuple) else ids
        return shape | {"fields": _own(own)} if (own := getattr(value, OWN, None)) else shape
    if isinstance(value, (tuple, list)):
        return [whole(one) for one in value]
    if isinstance(value, Credit):
        return f"{value}"
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    return value


def _as_written(source: Source) -> Shape:
    """Return who made a source as its file has it; with `credits`, the names as cited of those who have a record."""
    if not (named := {one.id: f"{one}" for one in contributors(source) if isinstance(one, Credit)}):
        return {}
    written = as_written(source)
    return {role: list(getattr(written, role)) for role in ROLES} | {"credits": named}


def _own(own: Any) -> Shape:
    """Return the corpus's own fields of a record, or of an office or a participation in an answer, as written."""
    if isinstance(own, dict) or isinstance(own[0], tuple):  # of a draft, pairs
        return {key: whole(value) for key, value in dict(own).items()}
    pairs = ((one.key, one.words if one.refs is None else tuple(ref.id for ref in one.refs)) for one in own)
    lists = {one.key for one in own if one.is_list}
    return {key: list(words) if key in lists else words[0] for key, words in pairs}


def event(answer: EventAnswer) -> Shape:
    """Return an event with the names of all records that it refers to."""
    fields = record(answer.event)
    named = {
        "people": whole(answer.people),
        "organisations": whole(answer.organisations),
        "places": whole(answer.places),
        "part_of": whole(answer.part_of),
        **{one.key: _references(one) for one in answer.further if one.refs is not None and not one.own},
    }
    if answer.only_named:
        fields["only_named"] = True
    return ordered(fields | named, ("id", "date", "title", "summary", "kind", *named))


def _references(one: Further) -> Any:
    refs = whole(one.refs or ())
    return refs if one.is_list else next(iter(refs), None)


def record(one: Any) -> Shape:
    """Return a record as its file has it: its id first; its evidence, conflicts, tags and note last."""
    fields: Shape = whole(one)
    if isinstance(one, Event):
        del fields["participants"]  # shown by name, as people and organisations
    return _as_record(fields, one)


def _as_record(fields: Shape, one: Record) -> Shape:
    """Return the fields of a record in order, with the states of conflicts."""
    fields = _with_states(fields, one)
    last = [key for key in ("evidence", "conflicts", "tags", "note") if key in fields]
    return ordered(fields, ("id", *(key for key in fields if key not in last), *last))


def _with_states(fields: Shape, one: Record) -> Shape:
    """Return the fields of a record with the state of each conflict in it, or of itself if it is one."""
    if isinstance(one, ConflictRecord):
        return _conflict(fields, one, one)
    conflicts = zip(fields["conflicts"], one.conflicts, strict=True)
    return fields | {"conflicts": [_conflict(shape, one, conflict) for shape, conflict in conflicts]}


def _conflict(fields: Shape, subject: Record, conflict: Conflict | ConflictRecord) -> Shape:
    """Return a conflict with its id and state; `stands` is null while it is open."""
    standing = zip(fields["statements"], standings(conflict), strict=True)
    statements = [statement | {"stands": stands} for statement, stands in standing]
    known = {"id": conflict_id(subject, conflict), "state": conflict.state, "statements": statements}
    first = [key for key in ("id", "question", "about", "field", "key", "state") if key in fields | known]
    return ordered(fields | known, tuple(first))


def ordered(fields: Shape, first: tuple[str, ...]) -> Shape:
    """Return the fields with some keys first."""
    return {key: fields[key] for key in first} | fields


def claim(answer: ClaimAnswer) -> Shape:
    """Return a claim with the names of all records that it refers to; where `by` is null, `authors` make it."""
    named = {
        "by": whole(answer.by),
        "reported_by": whole(answer.reported_by),
        "authors": whole(answer.authors),
        "about": whole(answer.about),
        "assessment": whole(answer.assessment),
    }
    return ordered(record(answer.claim) | named, ("id", "text", "kind", *named))


def office(answer: OfficeHeld) -> Shape:
    """Return an office with the names that corpus files have for its first and last day."""
    fields: Shape = whole(answer)
    days = {"from": fields.pop("start"), "to": fields.pop("end")}
    if not fields["in_office"]:
        del fields["in_office"]
    return ordered(fields | days, ("person", "title", "org", "for", "party", *days, "began", "ended"))


def _office_holders(answer: OfficeHolders) -> Shape:
    def holder(one: OfficeHeld) -> Shape:
        return office(one) | {"country": answer.countries.get(one.person.id, "")}

    return {
        "office": answer.query,
        "on": answer.on,
        "holders_total": answer.holders_total,
        "holders": [holder(one) for one in answer.holders],
        "near_total": answer.near_total,
        "near": [holder(one) for one in answer.near],
        "before": holder(answer.before) if answer.before else None,
        "after": holder(answer.after) if answer.after else None,
        "undated_total": answer.undated_total,
        "undated": [holder(one) for one in answer.undated],
        "filtered_by": list(answer.filtered_by),
        "is_complete": answer.is_complete,
    }


def _fields(answer: Any, *names: str) -> Shape:
    """Return these fields of an answer, each event, claim, office or source in the shape of its own."""
    return {name: _part(getattr(answer, name)) for name in names}


def _part(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_part(one) for one in value]
    make: Callable[[Any], Any] = _SHAPES.get(type(value), whole)
    return make(value)


def _conflicts(answer: Conflicts) -> Shape:
    fields: Shape = whole(answer)
    del fields["cited"]  # `sinoru cite` has the sources
    del fields["states"]
    return ordered(fields, ("query", "total", "total_is_exact", "unread"))


def _search(answer: Search) -> Shape:
    answered = answer.answered
    fields: Shape = whole(replace(answer, answered=None))
    del fields["own_fields"]
    if answered:
        fields["answered"] = {"command": answered.command, "answer": part_shape(answered.answer)}
    hits = fields.pop("hits")
    return ordered(fields, ("query", "total", "answered")) | {"hits": hits}


def _day(answer: OnDay) -> Shape:
    sections = ("happened", "under_way", "offices", "claims")
    counted = (name for section in sections for name in (f"{section}_total", section))
    return _fields(answer, "date", *counted, "filtered_by", "left_out")


def _card(answer: Card) -> Shape:
    totals = {how: getattr(answer, f"claims_{how}_total") for how in _RELATIONS}
    return (
        {answer.record.KIND: record(answer.record)}
        | _fields(answer, "matched", "others_total", "others")
        | _fields(answer, "on", "offices_total", "offices", "party_of_total", "relations_total", "relations")
        | _fields(answer, "events_total", "events")
        | {"claims_total": totals, "claims": _related_claims(answer), "sources_total": answer.made}
        | {"works_total": answer.works_total, "works": whole(answer.works)}
        | _fields(answer, "disputes_total", "disputes", "met_total", "met", "spoke_total", "spoke")
        | _fields(answer, "met_is_complete", "spellings_total", "spellings")
        | _elsewhere(answer)
    )


def _elsewhere(answer: Card | Shown) -> Shape:
    """Return the entries of a record in other registers, where it has any."""
    if not any(getattr(answer.record, name, "") for name in ("ids", "wikidata")):
        return {}
    from sinoru.model.registers import entries_of  # lazy, as few records have any

    return {"elsewhere": whole(entries_of(answer.record, answer.addresses))}


def _related_claims(answer: Card) -> list[Shape]:
    """Return each claim once, with its `relation` to the subject of the card: some of "by", "about" and "via"."""
    relations: dict[str, list[str]] = {}
    claims: dict[str, ClaimAnswer] = {}
    for relation in _RELATIONS:
        for one in getattr(answer, f"claims_{relation}"):
            claims[one.claim.id] = one
            relations.setdefault(one.claim.id, []).append(relation)
    return [claim(one) | {"relation": relations[id_]} for id_, one in claims.items()]


def shown(answer: Shown) -> Shape:
    """Return a complete record, its location in the files, and what refers to it."""
    fields: Shape = whole(replace(answer, further=(), own_of_parts={}, own=()))
    del fields["further"], fields["own_of_parts"]  # the record has them
    fields["record"] = _as_record(fields.pop("credited") or fields["record"], answer.record)
    del fields["addresses"]
    del fields["cited"]  # `sinoru cite` has the sources
    referring = {key: fields.pop(key) for key in ("relations", "referred_by")}
    return {"id": answer.record.id} | fields | _elsewhere(answer) | referring


def source(use: SourceUse) -> Shape:
    """Return a source with the number of records that cite it."""
    return record(use.source) | {"records": use.records, "by_kind": whole(use.by_kind)}


def _source_detail(answer: SourceDetail) -> Shape:
    return {"source": source(answer.use)} | _fields(answer, "is_complete", "passages", "versions")


def _stats(answer: Stats) -> Shape:
    """Return the counts, with what is of the corpus's own fields only where there is such."""
    shape: Shape = whole(answer)
    del shape["asked"]
    tallies = (one for of_facet in shape["facets"] for one in of_facet["tallies"])
    for one in (shape, *shape["periods"], *shape["facets"], *tallies):
        for key in ("sums", "without", "unplaced", "label", "narrowed"):
            if one.get(key) in ([], None, ""):
                one.pop(key, None)
    return shape


_SHAPES: dict[type, Callable[[Any], Shape]] = {
    Stats: _stats,
    Timeline: lambda answer: _fields(answer, "total", "events"),
    Claims: lambda answer: _fields(answer, "query", "total", "claims"),
    Conflicts: _conflicts,
    Search: _search,
    OnDay: _day,
    Card: _card,
    Candidates: whole,
    NobodyFound: whole,
    Everyone: lambda answer: {"total": answer.total, "everyone": whole(answer.listed)},
    Sources: lambda answer: _fields(answer, "total", "sources"),
    SourceDetail: _source_detail,
    EventAnswer: event,
    ClaimAnswer: claim,
    OfficeHeld: office,
    OfficeOfDay: office,
    OfficeHolders: _office_holders,
    Shown: shown,
    SourceUse: source,
    list: lambda answers: {"records": [shown(answer) for answer in answers]},
}

_ITEMS: dict[type, tuple[str, ...]] = {
    Stats: ("facets",),
    Timeline: ("events",),
    Claims: ("claims",),
    Conflicts: ("conflicts",),
    Search: ("hits",),
    OnDay: ("happened", "under_way", "offices", "claims"),
    Candidates: ("candidates",),
    OfficeHolders: ("holders", "near", "before", "after", "undated"),
    NobodyFound: ("suggestions",),
    Everyone: ("everyone",),
    Sources: ("sources",),
    SourceDetail: ("passages",),
    list: ("records",),
}
"""The keys under which the shape of each answer has its items, or one; an answer that is not listed is one item."""


def shape(answer: Any) -> Shape:
    """Return the shape of a whole answer, or of a list of shown records: the version, then its keys."""
    return versioned(part_shape(answer))


def versioned(fields: Shape) -> Shape:
    """Return the keys of a whole answer with the version before them."""
    return {"version": VERSION} | fields


def part_shape(answer: Any) -> Shape:
    """Return the shape of a part of an answer, or of an answer without the version."""
    make = _SHAPES.get(type(answer))
    if make is None:
        from sinoru.export.report_tables import SHAPES

        make = SHAPES.get(type(answer), whole)
    fields: Shape = make(answer)
    if not isinstance(answer, Reply):
        return fields
    fields.pop("marks", None)
    return _with_readings(answer, _with_marks(fields, answer.marks) if answer.marks else fields)


def _with_marks(value: Any, marks: Mapping[str, Sequence[str]]) -> Any:
    """Put a key for each mark of a record into all that stands for it: `"private": true`."""
    if isinstance(value, list):
        return [_with_marks(one, marks) for one in value]
    if not isinstance(value, dict):
        return value
    id_ = value.get("id")
    own = dict.fromkeys(marks.get(id_, ()) if isinstance(id_, str) else (), True)
    return {key: _with_marks(one, marks) for key, one in value.items()} | own


def _with_readings(answer: Reply, fields: Shape) -> Shape:
    """Put what was read as something else before the items, or last."""
    fields.pop("read_as", None)
    first, *_ = (*(_keys_of_items(answer) or ()), "")
    keys = list(fields)
    place = keys.index(first) if first in fields else len(keys)
    readings = {"read_as": whole(answer.read_as)}
    return {key: fields[key] for key in keys[:place]} | readings | {key: fields[key] for key in keys[place:]}


def items(answer: Any) -> Iterator[Shape]:
    """Yield the items of an answer; where it has several lists, each item has its `section`."""
    fields = part_shape(answer)
    keys = _keys_of_items(answer)
    if keys is None:
        yield fields
        return
    for key in keys:
        found = fields[key] if isinstance(fields[key], list) else filter(None, (fields[key],))
        for item in found:
            yield item if len(keys) == 1 else {"section": key} | item


def _keys_of_items(answer: Any) -> tuple[str, ...] | None:
    keys = _ITEMS.get(type(answer))
    if keys is None and type(answer) not in _SHAPES:
        from sinoru.export.report_tables import ITEMS

        keys = ITEMS.get(type(answer))
    return keys


def export_json(answer: Any) -> Iterator[str]:
    """Yield the answer as indented JSON."""
    yield encode(shape(answer), indent=2)
    yield "\n"


def export_jsonl(answer: Any) -> Iterator[str]:
    """Yield a line for each event, claim, hit or other item of the answer."""
    for item in items(answer):
        yield f"{encode(item)}\n"


def encode(value: Any, indent: int = -1) -> str:
    """Return a value as JSON; without an indent it is one line without spaces."""
    try:
        return escape_hidden(_encode(value, indent))
    except UnicodeEncodeError:  # a lone surrogate: bytes on the command line that are not UTF-8
        text = escape_hidden(_encode(_with_stand_ins(value), indent), keep=_STAND_IN)
        return re.sub(f"{_STAND_IN}(....)", r"\\u\1", text)


def encode_lines(values: Iterable[Any]) -> Iterator[str]:
    """Yield the elements of a JSON array, each on a line of its own, without the brackets."""
    separator = "\n"
    for value in values:
        yield f"{separator}{encode(value)}"
        separator = ",\n"


def _encode(value: Any, indent: int) -> str:
    text = msgspec.json.encode(value)
    return (text if indent < 0 else msgspec.json.format(text, indent=indent)).decode()


def _with_stand_ins(value: Any) -> Any:
    """Replace each character that only an escape can write by a stand-in and its code."""
    if isinstance(value, str):
        return "".join(map(_replace_surrogate, value))
    if isinstance(value, dict):
        return {key: _with_stand_ins(one) for key, one in value.items()}
    return [_with_stand_ins(one) for one in value] if isinstance(value, list) else value


def _replace_surrogate(char: str) -> str:
    is_replaced = "\ud800" <= char <= "\udfff" or char == _STAND_IN
    return f"{_STAND_IN}{ord(char):04x}" if is_replaced else char
