"""Answers as plain dictionaries and lists: the stable shapes of docs/json.md.

Every documented key is always there: an unknown text is "", an absent part null, no members an empty list.

One JSON value (RFC 8259) for a whole answer; docs/json.md describes the shapes.

JSON lines: each event, claim, hit or record of an answer on a line of its own.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from sinoru.model.records import Event
from sinoru.query.answers import (
    Candidates,
    Card,
    ClaimAnswer,
    Claims,
    EventAnswer,
    Everyone,
    NobodyFound,
    OfficeHeld,
    OnDay,
    Search,
    Shown,
    SourceDetail,
    Sources,
    SourceUse,
    Timeline,
)
from sinoru.text.hidden import escape_hidden

Shape = dict[str, Any]


def whole(value: Any) -> Any:
    """Return a value with all its fields, also those that are empty, under the names that files use."""
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {key: whole(getattr(value, name)) for key, name in names}
    if isinstance(value, (tuple, list)):
        return [whole(one) for one in value]
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    return value


def event(answer: EventAnswer) -> Shape:
    """Return an event with the names of all it refers to."""
    fields = record(answer.event)
    named = {
        "people": whole(answer.people),
        "organisations": whole(answer.organisations),
        "places": whole(answer.places),
        "part_of": whole(answer.part_of),
    }
    return ordered(fields | named, ("id", "date", "title", "summary", "kind", *named))


def record(one: Any) -> Shape:
    """Return a record as its file has it: its id first, its evidence and what rests on it last."""
    fields: Shape = whole(one)
    if isinstance(one, Event):
        del fields["participants"]  # shown by name, as people and organisations
    last = ("evidence", "conflicts", "tags", "note")
    return ordered(fields, ("id", *(key for key in fields if key not in last)))


def ordered(fields: Shape, first: tuple[str, ...]) -> Shape:
    """Put some keys first."""
    return {key: fields[key] for key in first} | fields


def claim(answer: ClaimAnswer) -> Shape:
    """Return a claim with the names of all it refers to; `authors` speak where `by` is null."""
    named = {
        "by": whole(answer.by),
        "reported_by": whole(answer.reported_by),
        "authors": list(answer.authors),
        "about": whole(answer.about),
        "contradicts": whole(answer.contradicts),
    }
    return ordered(record(answer.claim) | named, ("id", "text", "kind", *named))


def office(held: OfficeHeld) -> Shape:
    """Return an office with the names that corpus files have for its first and last day."""
    fields: Shape = whole(held)
    days = {"from": fields.pop("start"), "to": fields.pop("end")}
    return ordered(fields | days, ("person", "title", "org", *days))


def _timeline(answer: Timeline) -> Shape:
    return {"total": answer.total, "events": [event(one) for one in answer.events]}


def _claims(answer: Claims) -> Shape:
    return {"total": answer.total, "claims": [claim(one) for one in answer.claims]}


def _search(answer: Search) -> Shape:
    fields: Shape = whole(answer)
    hits = fields.pop("hits")
    return ordered(fields, ("query", "total")) | {"hits": hits}


def _on(answer: OnDay) -> Shape:
    return {
        "date": answer.date,
        "happened": [event(one) for one in answer.happened],
        "under_way": [event(one) for one in answer.under_way],
        "offices": [office(one) for one in answer.offices],
        "claims": [claim(one) for one in answer.claims],
    }


def _card(answer: Card) -> Shape:
    return {
        answer.record.KIND: record(answer.record),
        "matched": whole(answer.matched),
        "on": answer.on,
        "offices": [office(one) for one in answer.offices],
        "events_total": answer.events_total,
        "events": [event(one) for one in answer.events],
        "claims": _claims_of(answer),
        "met": whole(answer.met),
        "spellings": whole(answer.spellings),
    }


def _claims_of(answer: Card) -> list[Shape]:
    """Return each claim once, with `relation`: "by" whom the card is of, "about" them, or both."""
    relations: dict[str, list[str]] = {}
    claims: dict[str, ClaimAnswer] = {}
    for relation, made in (("by", answer.claims_by), ("about", answer.claims_about)):
        for one in made:
            claims[one.claim.id] = one
            relations.setdefault(one.claim.id, []).append(relation)
    return [claim(one) | {"relation": relations[id_]} for id_, one in claims.items()]


def _everyone(answer: Everyone) -> Shape:
    return {"everyone": whole(answer.listed)}


def shown(answer: Shown) -> Shape:
    """Return a record whole, where it stands, and what refers to it."""
    fields: Shape = whole(answer)
    return {"id": answer.record.id} | fields | {"record": ordered(fields["record"], ("id",))}


def source(use: SourceUse) -> Shape:
    """Return a source with the number of records that rest on it."""
    return record(use.source) | {"records": use.records, "by_kind": whole(use.by_kind)}


def _sources(answer: Sources) -> Shape:
    return {"sources": [source(use) for use in answer.sources]}


def _source_detail(answer: SourceDetail) -> Shape:
    return {
        "source": source(answer.use),
        "is_complete": answer.is_complete,
        "passages": whole(answer.passages),
    }


def _records(answers: list[Shown]) -> Shape:
    return {"records": [shown(answer) for answer in answers]}


_SHAPES: dict[type, Callable[[Any], Shape]] = {
    Timeline: _timeline,
    Claims: _claims,
    Search: _search,
    OnDay: _on,
    Card: _card,
    Candidates: whole,
    NobodyFound: whole,
    Everyone: _everyone,
    Sources: _sources,
    SourceDetail: _source_detail,
    EventAnswer: event,
    ClaimAnswer: claim,
    OfficeHeld: office,
    Shown: shown,
    SourceUse: source,
    list: _records,
}


def shape(answer: Any) -> Shape:
    """Return the shape of an answer, or of a list of shown records."""
    make = _SHAPES.get(type(answer))
    if make is None:
        from sinoru.export.reports import SHAPES

        make = SHAPES.get(type(answer), whole)
    made: Shape = make(answer)
    return made


_ITEMS: dict[type, tuple[str, ...]] = {
    Timeline: ("events",),
    Claims: ("claims",),
    Search: ("hits",),
    OnDay: ("happened", "under_way", "offices", "claims"),
    Candidates: ("candidates",),
    NobodyFound: ("suggestions",),
    Everyone: ("everyone",),
    Sources: ("sources",),
    SourceDetail: ("passages",),
    list: ("records",),
}
"""Under which keys of its shape an answer has its items; an answer that is not here is one item."""


def items(answer: Any) -> Iterator[Shape]:
    """Yield the items of an answer; where there are several lists of them, each says which it is from."""
    whole_shape = shape(answer)
    keys = _ITEMS.get(type(answer))
    if keys is None and type(answer) not in _SHAPES:
        from sinoru.export.reports import ITEMS

        keys = ITEMS.get(type(answer))
    if keys is None:
        yield whole_shape
        return
    for key in keys:
        for item in whole_shape[key]:
            yield item if len(keys) == 1 else {"section": key} | item


_STAND_IN = "\ufdd0"
"""A code point that is no character (Unicode, section 23.7): followed by the code of what it stands for."""


def export_json(answer: Any) -> Iterator[str]:
    """Yield the answer as indented JSON."""
    yield encode(shape(answer), indent=2)
    yield "\n"


def encode(value: Any, indent: int = -1) -> str:
    """Return a value as JSON; with no indent on one line, without a space."""
    try:
        return escape_hidden(_encode(value, indent))
    except UnicodeEncodeError:  # half a surrogate pair: bytes on the command line that are no text
        text = escape_hidden(_encode(_spelled(value), indent), keep=_STAND_IN)
        return re.sub(f"{_STAND_IN}(....)", r"\\u\1", text)


def _encode(value: Any, indent: int) -> str:
    text = msgspec.json.encode(value)
    return (text if indent < 0 else msgspec.json.format(text, indent=indent)).decode()


def _spelled(value: Any) -> Any:
    """Return the value with a stand-in for what can only be written as an escape."""
    if isinstance(value, str):
        return "".join(map(_stand_in, value))
    if isinstance(value, dict):
        return {key: _spelled(one) for key, one in value.items()}
    return [_spelled(one) for one in value] if isinstance(value, list) else value


def _stand_in(char: str) -> str:
    needs_one = "\ud800" <= char <= "\udfff" or char == _STAND_IN
    return f"{_STAND_IN}{ord(char):04x}" if needs_one else char


def export_jsonl(answer: Any) -> Iterator[str]:
    """Yield a line for each item; nothing where there is none."""
    for item in items(answer):
        yield f"{encode(item)}\n"
