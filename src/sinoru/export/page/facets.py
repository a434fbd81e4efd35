"""The facets and ranges by which records can be filtered on the page, and the values of records for them."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from sinoru.index.fields import bounds_in
from sinoru.model.amounts import Bounds
from sinoru.model.fields import Field, Fields, is_amount
from sinoru.model.records import Record
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer, Participation, Ref
from sinoru.query.filters import names_of_own
from sinoru.query.further import in_words
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
Amounts = list[list[Bounds]]
"""For each range, the lowest and highest meaning of each value of a record."""
Values = dict[str, list[Value]]
"""By facet; a facet without values may be absent."""

_FACET_OF_KIND = {"person": "person", "organisation": "org", "place": "place"}


def facets_of(fields: Fields) -> dict[str, str]:
    """Return the facets of a corpus: those above, and its own choices and ids."""
    own = _own_filters(fields).items()
    return FACETS | {name: _heading(name, one) for name, one in own if _has_facet(one)}


def ranges_of(fields: Fields) -> dict[str, Field]:
    """Return the numbers and dates of a corpus's own, by the names of their filters."""
    return {name: one for name, one in _own_filters(fields).items() if is_amount(one)}


def unfiltered(fields: Fields) -> list[str]:
    """Return the names of own fields that a query may have, but the page has no filter for."""
    filtered = {*facets_of(fields), *ranges_of(fields)}
    return [name for name in names_of_own(fields.own()) if name not in filtered]


def range_data(name: str, field: Field) -> dict[str, str]:
    """Return what the script knows of a range."""
    return {"key": name, "label": _heading(name, field), "unit": field.unit, "holds": field.holds}


def amounts_in(record: Record, fields: Fields, ranges: Mapping[str, Field]) -> Amounts:
    """Return the lowest and highest meaning of each value that a record has for each range."""
    found: dict[str, list[Bounds]] = {one.own: [] for one in ranges.values()}
    for _, field, value in fields.walk(record, is_amount):
        found[field.own].append(bounds_in(field, value))
    return [*found.values()]


def _has_facet(field: Field) -> bool:
    return bool(field.own and (field.choices or field.kinds))


def _own_filters(fields: Fields) -> dict[str, Field]:
    """Return the own fields of events and claims, each by the shortest name that is its alone in queries."""
    own = (one for one in fields.own() if one.holder in ("event", "claim"))
    return {_shortest(one, fields): one for one in own}


def _shortest(field: Field, fields: Fields) -> str:
    names = accumulate(reversed(field.own.split(".")), lambda name, before: f"{before}.{name}")
    return next((name for name in names if len(fields.called(name)) == 1), field.own)


def _heading(name: str, field: Field) -> str:
    place = name.rpartition(".")[0]
    return f"{field.label.capitalize()} ({place})" if place else field.label.capitalize()


def _own_values(record: Record, fields: Fields) -> Values:
    """Return the values of a record for the facets of the corpus's own."""
    values: Values = {}
    if fields.declared.fields:
        names = {one.own: name for name, one in _own_filters(fields).items()}
        for _, field, value in fields.walk(record, _has_facet):
            values.setdefault(names[field.own], []).append((value, in_words(field, value)))
    return values


def event_values(answer: EventAnswer, fields: Fields) -> Values:
    """Return the values of an event."""
    event = answer.event
    named = (ref for kind in _FACET_OF_KIND for ref in answer.named(kind))
    values = _named_values([*answer.people, *answer.organisations, *answer.places, *named])
    values["country"] = [(country, country) for country in event.countries]
    values["kind"] = [(event.kind, event.kind)] if event.kind else []
    values["topic"] = _topic_values(event.topics)
    values["source"] = _source_values(event, fields)
    return values | _own_values(event, fields)


def claim_values(answer: ClaimAnswer, fields: Fields) -> Values:
    """Return the values of a claim, among them those of its speakers and of what it is about."""
    claim = answer.claim
    values = _named_values([one for one in (answer.by, answer.reported_by, *answer.about) if one])
    values["kind"] = [(claim.kind, claim.kind)]
    values["topic"] = _topic_values(claim.topics)
    values["source"] = _source_values(claim, fields)
    if answer.verdict:
        values["verdict"] = [_verdict_value(answer.verdict)]
    return values | _own_values(claim, fields)


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
