"""The facets by which records can be filtered on the page, and the values that each record has for them."""

from collections.abc import Iterable

from sinoru.model.fields import Fields
from sinoru.model.records import Event, Record
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer, Participation, Ref
from sinoru.query.verdicts import VERDICT_WORDS

FACETS = {
    "person": "People",
    "org": "Organisations",
    "country": "Countries",
    "place": "Places",
    "kind": "Kinds",
    "topic": "Topics",
    "verdict": "Verdicts",
    "state": "Conflicts",
    "source": "Sources",
}
"""Each facet by the name of its filter, with its heading."""

Value = tuple[str, str]
"""An id, or a word as written in records; then its label."""
Values = dict[str, list[Value]]
"""By facet; a facet without values may be absent."""

_FACET_OF_KIND = {"person": "person", "organisation": "org", "place": "place"}


def facets_of(fields: Fields) -> dict[str, str]:
    """Return the facets of a corpus: those above, and its own choices and ids of events."""
    own = (one for one in fields.own_of(Event) if one.choices or one.kinds)
    return FACETS | {one.key: one.label.capitalize() for one in own}


def event_values(answer: EventAnswer, fields: Fields) -> Values:
    """Return the values of an event."""
    event = answer.event
    named = (ref for kind in _FACET_OF_KIND for ref in answer.named(kind))
    values = _named_values([*answer.people, *answer.organisations, *answer.places, *named])
    values["country"] = [(country, country) for country in event.countries]
    values["kind"] = [(event.kind, event.kind)] if event.kind else []
    values["topic"] = _topic_values(event.topics)
    values["source"] = _source_values(event, fields)
    for one in answer.further:
        if one.own:
            refs = [(ref.id, ref.name) for ref in one.refs or ()]
            values[one.key] = [*refs, *zip(one.words, one.in_words, strict=True)]
    return values


def claim_values(answer: ClaimAnswer, fields: Fields) -> Values:
    """Return the values of a claim, among them those of its speakers and of what it is about."""
    claim = answer.claim
    values = _named_values([one for one in (answer.by, answer.reported_by, *answer.about) if one])
    values["kind"] = [(claim.kind, claim.kind)]
    values["topic"] = _topic_values(claim.topics)
    values["source"] = _source_values(claim, fields)
    if answer.verdict:
        values["verdict"] = [_verdict_value(answer.verdict)]
    return values


def conflict_values(conflict: ConflictAnswer, subjects: Iterable[Values]) -> Values:
    """Return the values of a conflict: those of what it is about, with its own state, speakers and sources."""
    speakers = [said.by for said in conflict.statements if said.by]
    evidence = [*conflict.evidence, *(one for said in conflict.statements for one in said.evidence)]
    values = _named_values([*conflict.about, *speakers])
    for own in subjects:
        for facet, found in own.items():
            values.setdefault(facet, []).extend(found)
    values.setdefault("source", []).extend((one.source, one.source) for one in evidence)
    values["verdict"] = []  # a claim's, not that of the question
    values["state"] = [(conflict.state, conflict.state)]
    return values


def _named_values(refs: Iterable[Ref | Participation]) -> Values:
    values: Values = {}
    for one in refs:
        if one.kind in _FACET_OF_KIND:
            values.setdefault(_FACET_OF_KIND[one.kind], []).append((one.id, one.name))
    return values


def _topic_values(topics: Iterable[str]) -> list[Value]:
    return [(topic, topic.replace("-", " ")) for topic in topics]


def _source_values(record: Record, fields: Fields) -> list[Value]:
    return [(evidence.source, evidence.source) for evidence in fields.evidence(record)]


def _verdict_value(verdict: str) -> Value:
    return verdict, VERDICT_WORDS.get(verdict, verdict)
