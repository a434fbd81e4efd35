"""What records can be sifted by on the page: the values that each has for each facet."""

from collections.abc import Iterable

from sinoru.index.fields import all_evidence
from sinoru.model.records import Record
from sinoru.query.analyses import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer, Participation, Ref

FACETS = {
    "person": "People",
    "org": "Organisations",
    "country": "Countries",
    "place": "Places",
    "kind": "Kinds",
    "topic": "Topics",
    "verdict": "Verdicts",
    "source": "Sources",
}
"""Each facet by the name of its filter, with its heading."""

Value = tuple[str, str]
"""An id, or a word as written in records; and what to call it."""
Values = dict[str, list[Value]]
"""By facet; one without values may be absent."""

_OF_KIND = {"person": "person", "organisation": "org", "place": "place"}


def event_values(answer: EventAnswer) -> Values:
    """Return the values of an event."""
    event = answer.event
    values = _named([*answer.people, *answer.organisations, *answer.places])
    values["country"] = [(country, country) for country in event.countries]
    values["kind"] = [(event.kind, event.kind)] if event.kind else []
    values["topic"] = _topics(event.topics)
    values["source"] = _sources(event)
    return values


def claim_values(answer: ClaimAnswer) -> Values:
    """Return the values of a claim: whom and what it is by, reported by and about."""
    claim = answer.claim
    values = _named([one for one in (answer.by, answer.reported_by, *answer.about) if one])
    values["kind"] = [(claim.kind, claim.kind)]
    values["topic"] = _topics(claim.topics)
    values["source"] = _sources(claim)
    if claim.assessment:
        values["verdict"] = [_verdict(claim.assessment.verdict)]
    return values


def conflict_values(conflict: ConflictAnswer, own: Values | None) -> Values:
    """Return the values of a conflict: those of its record, `own`, with its own verdict and sources."""
    values = dict(own or _named([Ref(id=conflict.record, name=conflict.title, kind=conflict.kind)]))
    sources = [e.source for said in conflict.statements for e in said.evidence]
    values["source"] = [*values.get("source", ()), *((id_, id_) for id_ in sources)]
    values["verdict"] = [_verdict(conflict.verdict)]
    return values


def _named(named: Iterable[Ref | Participation]) -> Values:
    values: Values = {}
    for one in named:
        if one.kind in _OF_KIND:
            values.setdefault(_OF_KIND[one.kind], []).append((one.id, one.name))
    return values


def _topics(topics: Iterable[str]) -> list[Value]:
    return [(topic, topic.replace("-", " ")) for topic in topics]


def _sources(record: Record) -> list[Value]:
    return [(evidence.source, evidence.source) for evidence in all_evidence(record)]


def _verdict(verdict: str) -> Value:
    return verdict, VERDICT_WORDS.get(verdict, verdict)


VERDICT_WORDS = {"partly": "partly supported"}
"""Verdicts that read better in other words."""
