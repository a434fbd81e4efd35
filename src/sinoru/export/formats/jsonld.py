"""All records as linked data (JSON-LD 1.1) in the vocabulary of schema.org, with EDTF dates next to its own.

Each record is a node: events are Event, claims Claim with a ClaimReview of the verdict, conflicts ClaimReview of
their statements, people, organisations and places Person, Organization and Place, and sources the kinds of
CreativeWork.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import OPEN_END, EdtfDate, parse_edtf
from sinoru.export.record_rows import point_in
from sinoru.export.shapes import encode, encode_lines
from sinoru.index.fields import SharedConflict, conflict_id
from sinoru.model.fields import Fields, may_be_id
from sinoru.model.records import (
    Claim,
    Conflict,
    ConflictRecord,
    Evidence,
    Figure,
    Name,
    Office,
    Organisation,
    Part,
    Person,
    Place,
    Record,
    Relation,
    Source,
    Statement,
)
from sinoru.model.registers import WIKIDATA, entries_of
from sinoru.model.relation_kinds import RelationKind, RelationKinds
from sinoru.query.answers import ClaimAnswer, EventAnswer, Judgement, Participation
from sinoru.query.export_selection import Selection
from sinoru.query.particulars import doi_of, location_in_archive, place_of_archive, place_of_publication
from sinoru.query.verdicts import standings

Node = dict[str, Any]

CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "sinoru": "urn:sinoru:term:",
    "edtf": {"@id": "http://purl.org/dc/terms/date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "certainty": "sinoru:certainty",
    "onField": "sinoru:onField",
    "stands": "sinoru:stands",
}
"""Part of the document, so that reading it needs no network."""

_ISO_DATE = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""A year, a month or a day of ISO 8601, as schema.org's Date has it."""
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag as RDF 1.1 takes it (BCP 47, section 2.2.9)."""
_ENTITY = "http://www.wikidata.org/entity/"
"""What begins the IRI of a Wikidata item, as its own data have it."""
_EMPTY: tuple[Any, ...] = ("", None, [], {})

_TYPE_OF_KIND = {
    "article": "ScholarlyArticle",
    "news": "NewsArticle",
    "treaty": "Legislation",
    "dataset": "Dataset",
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "manuscript": "Manuscript",
    "archive": "ArchiveComponent",
    "web": "WebPage",
}

_PROPERTIES = {
    "parent": "parent",
    "child": "children",
    "spouse": "spouse",
    "sibling": "sibling",
    "relative": "relatedTo",
    "member": "member",
    "member-of": "memberOf",
    "employee": "employee",
    "employer": "worksFor",
    "owner-of": "owns",
    "founder": "founder",
    "subsidiary": "subOrganization",
    "subsidiary-of": "parentOrganization",
}
"""What schema.org calls the kinds of relation; the others are terms of our own."""


def export(selection: Selection) -> Iterator[str]:
    """Yield one document, each node of the graph on a line of its own."""
    yield f'{{"@context":{encode(CONTEXT)},"@graph":['
    yield from encode_lines(map(_without_empty, _nodes(selection)))
    yield "\n]}\n"


def _nodes(selection: Selection) -> Iterator[Node]:
    fields = selection.index.fields
    for event in selection.events():
        yield _with_entries(event_node(event, fields), event.event, fields) | own_properties(
            event.event, fields
        )
    for answer in selection.claims():
        first, *others = claim_nodes(answer)
        yield first | own_properties(answer.claim, fields)
        yield from others
    nodes: dict[str, Callable[[Any], Node]] = {
        "person": lambda person: person_node(person, fields),
        "organisation": lambda one: organisation_node(one, fields.relation_kinds),
        "place": place_node,
        "conflict": conflict_node,
        "source": source_node,
    }
    for kind, node in nodes.items():
        for record in selection.records(kind):
            yield _with_entries(node(record), record, fields) | own_properties(record, fields)


def _with_entries(node: Node, record: Record, fields: Fields) -> Node:
    """Return a node with the entries of its record in other registers: their ids, and the IRIs of the same thing."""
    entries = entries_of(record, fields.declared.ids)
    if not entries:
        return node
    ids = [{"@type": "PropertyValue", "propertyID": one.register, "value": one.id} for one in entries]
    same = [
        {"@id": f"{_ENTITY}{one.id}" if one.register == WIKIDATA else one.address}
        for one in entries
        if one.address
    ]
    known = [node["sameAs"]] if node.get("sameAs") else []
    return node | {"identifier": [node["identifier"], *ids], "sameAs": [*known, *same]}


def own_properties(one: Record | Part, fields: Fields) -> Node:
    """Return the corpus's own fields of a record, or of a part of one, each value as a property with its unit."""
    found = [
        {
            "@type": "PropertyValue",
            "propertyID": field.key,
            "name": field.label,
            "value": ref(value) if field.kinds else field.labels.get(value) or value,
            "unitText": field.unit,
        }
        for field in fields.own_of(type(one))
        for value in (field.of(one) if field.is_list else [field.of(one)])
        if value
    ]
    return {"additionalProperty": found} if found else {}


def _without_empty(value: Any) -> Any:
    """Leave out empty values at every depth: in JSON-LD an unknown one is absent."""
    if isinstance(value, dict):
        kept = ((key, _without_empty(one)) for key, one in value.items())
        return {key: one for key, one in kept if one not in _EMPTY}
    if isinstance(value, list):
        return [one for one in map(_without_empty, value) if one not in _EMPTY]
    return value


def iri(id_: str) -> str:
    """Return the IRI of a record."""
    return f"urn:sinoru:{quote(id_, safe='')}"


def ref(id_: str) -> Node:
    """Return a reference to a record; empty without an id."""
    return {"@id": iri(id_)} if id_ else {}


def country(name: str) -> Node:
    """Return a country, which the corpus knows only by name; empty without a name."""
    return {"@type": "Country", "name": name} if name else {}


def iso_start(edtf: str) -> str:
    """Return the first day of a date, or the year or month where no more is known (ISO 8601)."""
    if not edtf:
        return ""
    when = parse_edtf(edtf)
    return _iso_text(when.start or when, is_end=False)


def iso_end(edtf: str) -> str:
    """Return the last day of an interval, season, decade and so on (ISO 8601); empty for any other date."""
    if not edtf:
        return ""
    when = parse_edtf(edtf)
    if when.end:
        return _iso_text(when.end, is_end=True)
    if when.precision == "time" or _ISO_DATE.fullmatch(_unqualified(when)):
        return ""
    return _iso_text(when, is_end=True)


def _iso_text(when: EdtfDate, *, is_end: bool) -> str:
    text = _unqualified(when)
    if _ISO_DATE.fullmatch(text) or when.precision == "time":
        return text
    day = when.latest if is_end else when.earliest
    return "" if day is None else iso_day(day)


def _unqualified(when: EdtfDate) -> str:
    """Return the EDTF text without a mark of doubt."""
    return when.text.rstrip("~?%")


def cited(evidence: Iterable[Evidence]) -> list[Node]:
    """Return the passages of the evidence, each as a part of its source."""
    return [
        {
            "@type": "CreativeWork",
            "isPartOf": ref(one.source),
            "position": one.at,
            "keywords": list(one.terms),
        }
        for one in evidence
    ]


def conflict_reviews(record: Record) -> list[Node]:
    """Return each conflict about a record as a ClaimReview of its statements, or as a reference to its own node."""
    return [
        ref(conflict.id) if isinstance(conflict, SharedConflict) else _conflict_review(record, conflict)
        for conflict in record.conflicts
    ]


def conflict_node(conflict: ConflictRecord) -> Node:
    """Return a conflict with a record of its own."""
    return _conflict_review(conflict, conflict) | {
        "identifier": conflict.id,
        "about": [ref(id_) for id_ in conflict.about],
        "keywords": list(conflict.tags),
    }


def _conflict_review(record: Record, conflict: Conflict | ConflictRecord) -> Node:
    pairs = zip(conflict.statements, standings(conflict), strict=True)
    return {
        "@type": "ClaimReview",
        "@id": iri(conflict_id(record, conflict)),
        "name": conflict.question,
        "onField": conflict.field,
        "itemReviewed": [_statement(said, stands) for said, stands in pairs],
        "reviewRating": {"@type": "Rating", "alternateName": conflict.state},
        "reviewBody": conflict.why,
        "citation": cited(conflict.evidence),
    }


def _statement(said: Statement, stands: bool | None) -> Node:  # noqa: FBT001  one of three states
    return {
        "@type": "Claim",
        "text": said.value,
        "sameAs": ref(said.claim),
        "stands": stands,
        "author": ref(said.by),
        "certainty": said.certainty,
        "appearance": cited(said.evidence),
    }


def claim_nodes(answer: ClaimAnswer) -> Iterator[Node]:
    """Yield a claim, then its ClaimReview where it has a verdict."""
    claim = answer.claim
    yield _claim_node(answer)
    if answer.assessment:
        yield _claim_review(claim, answer.assessment)


def _claim_node(answer: ClaimAnswer) -> Node:
    claim = answer.claim
    return {
        "@type": "Claim",
        "@id": iri(claim.id),
        "identifier": claim.id,
        "text": claim.text,
        "additionalType": claim.kind,
        "author": ref(claim.by)
        if claim.by
        else [{"@type": "Thing", "name": name} for name in answer.authors],
        "claimInterpreter": ref(claim.reported_by),
        "dateCreated": iso_start(claim.said),
        "edtf": claim.said,
        "temporalCoverage": claim.holds,
        "certainty": claim.certainty,
        "about": [ref(id_) for id_ in claim.about],
        "keywords": [*claim.topics, *claim.tags],
        "hasPart": {"@type": "Quotation", "text": claim.quote} if claim.quote else {},
        "mainEntity": _figure(claim.figure),
        "appearance": cited(claim.evidence),
        "subjectOf": conflict_reviews(claim),
    }


def _figure(figure: Figure | None) -> Node:
    if figure is None:
        return {}
    return {
        "@type": "QuantitativeValue",
        "value": figure.value,
        "unitText": figure.unit,
        "name": figure.of,
        "description": figure.comparison,
    }


def _claim_review(claim: Claim, assessment: Judgement) -> Node:
    return {
        "@type": "ClaimReview",
        "@id": f"{iri(claim.id)}:review",
        "claimReviewed": claim.text,
        "itemReviewed": ref(claim.id),
        "reviewRating": {"@type": "Rating", "alternateName": assessment.verdict},
        "reviewBody": assessment.why,
        "isBasedOn": ref(assessment.conflict),
        "citation": cited(assessment.evidence),
    }


def event_node(answer: EventAnswer, fields: Fields) -> Node:
    """Return an event with its participants and their roles, and its evidence."""
    event = answer.event
    own = {(one.person or one.org, one.role): own_properties(one, fields) for one in event.participants}
    took_part = (*answer.people, *answer.organisations)
    return {
        "@type": "Event",
        "@id": iri(event.id),
        "identifier": event.id,
        "name": event.title,
        "description": event.summary,
        "additionalType": event.kind,
        "startDate": iso_start(event.date),
        "endDate": iso_end(event.date),
        "edtf": event.date,
        "attendee": [_role(one) | own.get((one.id, one.role), {}) for one in took_part],
        "location": [ref(place) for place in event.places],
        "about": [country(name) for name in event.countries],
        "keywords": [*event.topics, *event.tags],
        "superEvent": ref(event.part_of),
        "subjectOf": [*cited(event.evidence), *conflict_reviews(event)],
    }


def _role(took: Participation) -> Node:
    """Return a participant within a Role, as schema.org qualifies a relation."""
    return {"@type": "Role", "roleName": took.role, "attendee": ref(took.id), "alternateName": took.printed}


def _named_node(record: Person | Organisation | Place) -> Node:
    return {
        "@id": iri(record.id),
        "identifier": record.id,
        "name": record.name,
        "alternateName": [_alternate_name(one) for one in record.names],
        "description": record.summary,
        "keywords": list(record.tags),
        "subjectOf": [*cited(record.evidence), *conflict_reviews(record)],
    }


def _alternate_name(name: Name) -> str | Node:
    if _LANGUAGE.fullmatch(name.lang):
        return {"@value": name.text, "@language": name.lang}
    return name.text


def person_node(person: Person, fields: Fields) -> Node:
    """Return a person with the offices that the person held, and relations."""
    found = relation_properties(person, fields.relation_kinds)
    offices = [_office(office) | own_properties(office, fields) for office in person.offices]
    return (
        _named_node(person)
        | found
        | {
            "@type": "Person",
            "birthDate": iso_start(person.born),
            "deathDate": iso_start(person.died),
            "birthPlace": ref(person.birthplace),
            "nationality": country(person.country),
            "memberOf": [*offices, *found.get("memberOf", ())],
        }
    )


def _ref_or_name(value: str) -> Node | str:
    return ref(value) if may_be_id(value) else value


def _office(office: Office) -> Node:
    return {
        "@type": "OrganizationRole",
        "roleName": office.called,
        "memberOf": ref(office.org),
        "areaServed": _ref_or_name(office.held_for),
        "affiliation": _ref_or_name(office.party),
        "description": office.manner,
        "startDate": iso_start(office.start),
        "endDate": "" if office.end == OPEN_END else iso_end(office.end) or iso_start(office.end),
        "edtf": [date for date in (office.start, office.end) if date],
        "subjectOf": cited(office.evidence),
    }


def relation_properties(record: Person | Organisation, kinds: RelationKinds) -> Node:
    """Return the relations of a record by property, each through a Role, which has its time and its evidence.

    What schema.org says of the other one only, such as the founder of an organisation, is a reverse property.
    """
    found: Node = {}
    for one in record.relations:
        kind = kinds.of(one.kind)
        name = _PROPERTIES.get(kind.key)
        if name is None and (reverse := _PROPERTIES.get(kind.inverse)):
            role = _relation(one, kind) | {"@reverse": {reverse: ref(one.to)}}
            found.setdefault("@reverse", {}).setdefault(reverse, []).append(role)
        else:
            name = name or f"sinoru:{kind.key}"
            found.setdefault(name, []).append(_relation(one, kind) | {name: ref(one.to)})
    return found


def _relation(one: Relation, kind: RelationKind) -> Node:
    return {
        "@type": "Role",
        "roleName": kind.label,
        "startDate": iso_start(one.start),
        "endDate": "" if one.end == OPEN_END else iso_end(one.end) or iso_start(one.end),
        "edtf": [date for date in (one.start, one.end) if date],
        "certainty": one.certainty,
        "subjectOf": cited(one.evidence),
    }


def organisation_node(organisation: Organisation, kinds: RelationKinds) -> Node:
    """Return an organisation with its relations."""
    found = relation_properties(organisation, kinds)
    return (
        _named_node(organisation)
        | found
        | {
            "@type": "Organization",
            "additionalType": organisation.kind,
            "location": country(organisation.country),
            "parentOrganization": [ref(organisation.part_of), *found.get("parentOrganization", ())],
        }
    )


def place_node(place: Place) -> Node:
    """Return a place with its point."""
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _named_node(place) | {
        "@type": "Place",
        "geo": geo if point_in(place) else {},
        "containedInPlace": [ref(place.part_of), country(place.country)],
    }


def source_node(source: Source) -> Node:
    """Return a source with what is known of its publication."""
    return {
        "@type": _TYPE_OF_KIND.get(source.kind, "CreativeWork"),
        "@id": iri(source.id),
        "identifier": source.id,
        "name": source.cited_title,
        "additionalType": source.kind,
        "alternateName": source.short_title,
        "author": _contributors(source.authors),
        "editor": _contributors(source.editors),
        "translator": _contributors(source.translators),
        "isPartOf": _wholes(source),
        "position": source.number,
        "bookEdition": source.edition,
        "pagination": source.pages,
        "publisher": _with_place("Organization", source.publisher, place_of_publication(source)),
        "holdingArchive": _with_place("ArchiveOrganization", source.archive, place_of_archive(source)),
        "itemLocation": location_in_archive(source),
        "isbn": source.isbn,
        "sameAs": f"https://doi.org/{doi_of(source)}" if source.doi else "",
        "archivedAt": source.archived,
        "exampleOfWork": ref(source.version_of),
        "datePublished": iso_start(source.published),
        "edtf": source.published,
        "url": source.url,
        "inLanguage": source.language,
        "abstract": source.reliability,
        "keywords": list(source.tags),
        "subjectOf": conflict_reviews(source),
    }


def _contributors(names: Iterable[str]) -> list[Node]:
    return [{"@type": "Thing", "name": name} for name in names]


def _wholes(source: Source) -> Node | list[Node]:
    """Return what contains a source, or its series, or both."""
    container: Node = {
        "@type": "Book" if source.kind == "chapter" else "Periodical",
        "name": source.container,
        "volumeNumber": source.volume,
        "issueNumber": source.issue,
    }
    series: Node = {"@type": "CreativeWorkSeries", "name": source.series}
    wholes = [one for one in (container, series) if one["name"]]
    return wholes if len(wholes) > 1 else next(iter(wholes), {})


def _with_place(type_: str, name: str, place: str) -> Node:
    location: Node = {"location": {"@type": "Place", "name": place}} if place else {}
    return {"@type": type_, "name": name, **location} if name else location
