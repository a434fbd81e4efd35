"""All records as a graph (GraphML, http://graphml.graphdrawing.org): a node each, with an edge to each that it names.

It is written node by node and edge by edge; the libraries for it hold the complete graph in memory.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from sinoru.export.cells import listed
from sinoru.export.record_rows import row_of, safe_text
from sinoru.index.fields import RELATION, TOOK_PART, date_of, is_id, links_of
from sinoru.model.fields import Fields
from sinoru.model.records import (
    RECORD_OF_KIND,
    RECORDS,
    Claim,
    Event,
    Office,
    Part,
    Participant,
    Person,
    Record,
)
from sinoru.model.relation_kinds import OF
from sinoru.query.answers import ClaimAnswer
from sinoru.query.export_selection import Selection, pairs_in_touch

_NODE_ATTRIBUTES = {
    "label": "string", "record": "string", "kind": "string", "date": "string", "first_day": "string",
    "last_day": "string", "born": "string", "died": "string", "founded": "string", "dissolved": "string",
    "summary": "string", "countries": "string", "topics": "string", "names": "string",
    "latitude": "double", "longitude": "double", "certainty": "string", "verdict": "string", "why": "string",
    "conflict": "string", "conflicts": "string", "evidence": "string", "url": "string", "wikidata": "string",
    "ids": "string",
}  # fmt: skip
_EDGE_ATTRIBUTES = {
    "relation": "string",
    "role": "string",
    "date": "string",
    "at": "string",
    "certainty": "string",
    "weight": "double",
}
_PARTS = (Participant, Office)
"""The parts of records that edges stand for."""
IN_TOUCH = {"met": "met", "spoke": "spoke by telephone", "together": "named together"}
"""The relations of two people in the same events, by contact; the weight counts these events."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def export(selection: Selection) -> Iterator[str]:
    """Yield the nodes by kind, then the edges of each record, then the pairs of people in touch."""
    fields = selection.index.fields
    yield _HEAD
    for element, attributes in (
        ("node", _NODE_ATTRIBUTES | _own_attributes(fields, RECORDS.values())),
        ("edge", _EDGE_ATTRIBUTES | _own_attributes(fields, _PARTS)),
    ):
        for name, type_ in attributes.items():
            yield f'<key id="{element}-{name}" for="{element}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph id="sinoru" edgedefault="directed">\n'
    for kind in RECORD_OF_KIND:
        nodes = selection.claims() if kind == Claim.KIND else selection.records(kind)
        yield from (_node(one, fields) for one in nodes)
    yield from _edges(selection)
    yield "</graph>\n</graphml>\n"


def _own_attributes(fields: Fields, structs: Iterable[type[Record | Part]]) -> dict[str, str]:
    """Return the attributes of the corpus's own fields of these: texts, as they are written."""
    own = (field for struct in structs for field in fields.own_of(struct) if not field.kinds)
    return dict.fromkeys((field.key for field in own), "string")


def _own_values(one: Record | Part, fields: Fields) -> dict[str, str]:
    """Return the attributes of the corpus's own fields; those that name records are edges."""
    own = (field for field in fields.own_of(type(one)) if not field.kinds)
    return {field.key: listed(field.of(one)) if field.is_list else field.of(one) for field in own}


def _node(one: ClaimAnswer | Record, fields: Fields) -> str:
    """Return a node; the attributes that its kind of record lacks are absent."""
    row = row_of(one, fields)
    values = {name: row.get(name, "") for name in _NODE_ATTRIBUTES} | {"label": row["title"]}
    values |= _own_values(one.claim if isinstance(one, ClaimAnswer) else one, fields)
    return f"<node id={quoteattr(row['id'])}>{_data('node', values)}</node>\n"


def _edges(selection: Selection) -> Iterator[str]:
    number = 0
    for kind in RECORD_OF_KIND:
        for record in selection.records(kind, as_in_file=True):
            for target, values in _links(record, selection.index.fields):
                if selection.has(target):
                    number += 1
                    yield _edge(number, record.id, target, values)
            for ends, values in _relations(record, selection.index.fields):
                if selection.has(ends[0]) and selection.has(ends[1]):
                    number += 1
                    yield _edge(number, *ends, values)
    for pair in pairs_in_touch(selection):
        number += 1
        values = {"relation": IN_TOUCH[pair.how], "weight": f"{pair.times}"}
        yield _edge(number, pair.one, pair.other, values)


def _links(record: Record, fields: Fields) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the id of each record that this one names, with the attributes of the edge."""
    roles = (
        {one.person or one.org: one.role for one in record.participants} if isinstance(record, Event) else {}
    )
    own = _own_of_parts(record, fields) if fields.declared.fields else {}
    date = date_of(record)
    for target, link in dict.fromkeys(links_of(record, fields)):
        if is_id(target) and link != RELATION:
            relation = "rests on" if link == "source" else link
            role = roles.get(target, "") if link == "took part" else ""
            at = listed(one.at for one in record.evidence if one.source == target) if link == "source" else ""
            values = {"relation": relation, "role": role, "date": date, "at": at, "weight": "1"}
            yield target, values | own.get((target, link), {})


def _own_of_parts(record: Record, fields: Fields) -> dict[tuple[str, str], dict[str, str]]:
    """Return the own fields of participations and offices, by who took part or where the office is, and the relation.

    Of several offices in one organisation, an attribute has the values of all.
    """
    if isinstance(record, Event):
        parts: list[tuple[str, str, Part]] = [
            (one.person or one.org, TOOK_PART, one) for one in record.participants
        ]
    else:
        offices = record.offices if isinstance(record, Person) else ()
        parts = [(one.org, "office in", one) for one in offices if one.org]
    found: dict[tuple[str, str], dict[str, str]] = {}
    for target, link, part in parts:
        known = found.setdefault((target, link), {})
        for key, value in _own_values(part, fields).items():
            known[key] = listed(dict.fromkeys((known.get(key, ""), value)))
    return found


def _relations(record: Record, fields: Fields) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    """Yield the ends of the edge of each relation, with its attributes: the first is `parent of` the second."""
    for one in getattr(record, "relations", ()):
        kind = fields.relation_kinds.of(one.kind)
        ends = (record.id, one.to) if kind.key.endswith(OF) else (one.to, record.id)
        yield (
            ends,
            {
                "relation": f"{kind.key.removesuffix(OF)} of",
                "date": f"{one.start}/{one.end}" if one.start or one.end else "",
                "at": listed(passage.at for passage in one.evidence),
                "certainty": one.certainty,
                "weight": "1",
            },
        )


def _edge(number: int, source: str, target: str, values: Mapping[str, str]) -> str:
    ends = f"source={quoteattr(source)} target={quoteattr(target)}"
    return f'<edge id="e{number}" {ends}>{_data("edge", values)}</edge>\n'


def _data(element: str, values: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{element}-{name}">{escape(safe_text(text))}</data>'
        for name, text in values.items()
        if text
    )
