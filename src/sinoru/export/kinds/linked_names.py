"""People, organisations and places as schema.org's Person, Organization and Place."""

import re

from sinoru.export.kinds.linked_terms import (
    Node,
    cited,
    conflict_reviews,
    country,
    iri,
    iso_end,
    iso_start,
    ref,
)
from sinoru.export.kinds.points import point_in
from sinoru.model.records import Name, Office, Organisation, Person, Place

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag as RDF 1.1 takes it (BCP 47, section 2.2.9)."""
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def _named(record: Person | Organisation | Place) -> Node:
    return {
        "@id": iri(record.id),
        "identifier": record.id,
        "name": record.name,
        "alternateName": [_name(one) for one in record.names],
        "description": record.summary,
        "keywords": list(record.tags),
        "subjectOf": [*cited(record.evidence), *conflict_reviews(record)],
    }


def _name(name: Name) -> str | Node:
    if _LANGUAGE.fullmatch(name.lang):
        return {"@value": name.text, "@language": name.lang}
    return name.text


def person_node(person: Person) -> Node:
    """Give a person with the offices held."""
    is_known = _WIKIDATA.fullmatch(person.wikidata)
    return _named(person) | {
        "@type": "Person",
        "birthDate": iso_start(person.born),
        "deathDate": iso_start(person.died),
        "birthPlace": ref(person.birthplace),
        "nationality": country(person.country),
        "sameAs": {"@id": f"http://www.wikidata.org/entity/{person.wikidata}"} if is_known else {},
        "memberOf": [_office(office) for office in person.offices],
    }


def _office(office: Office) -> Node:
    return {
        "@type": "OrganizationRole",
        "roleName": office.title,
        "memberOf": ref(office.org),
        "startDate": iso_start(office.start),
        "endDate": iso_end(office.end) or iso_start(office.end),
        "edtf": [date for date in (office.start, office.end) if date],
        "subjectOf": cited(office.evidence),
    }


def organisation_node(organisation: Organisation) -> Node:
    """Give an organisation."""
    return _named(organisation) | {
        "@type": "Organization",
        "additionalType": organisation.kind,
        "location": country(organisation.country),
        "parentOrganization": ref(organisation.part_of),
    }


def place_node(place: Place) -> Node:
    """Give a place with its point."""
    point = point_in(place)
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if point else {}
    return _named(place) | {
        "@type": "Place",
        "geo": geo,
        "containedInPlace": [ref(place.part_of), country(place.country)],
    }
