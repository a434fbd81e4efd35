"""Events as schema.org's Event."""

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
from sinoru.query.answers import EventAnswer, Took


def event_node(answer: EventAnswer) -> Node:
    """Give an event with who took part in which role, and what it rests on."""
    event = answer.event
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
        "attendee": [_role(one) for one in (*answer.people, *answer.organisations)],
        "location": [ref(place) for place in event.places],
        "about": [country(name) for name in event.countries],
        "keywords": [*event.topics, *event.tags],
        "superEvent": ref(event.part_of),
        "subjectOf": [*cited(event.evidence), *conflict_reviews(event)],
    }


def _role(took: Took) -> Node:
    """Give who took part through a Role, as schema.org qualifies a relation."""
    return {"@type": "Role", "roleName": took.role, "attendee": ref(took.id), "alternateName": took.printed}
