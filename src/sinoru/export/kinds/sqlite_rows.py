"""Records as rows of the tables in sqlite.sql."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sinoru.export.kinds.points import point_in
from sinoru.export.kinds.rows import days_of
from sinoru.index.fields import date_of, title_of
from sinoru.model.records import (
    Claim,
    Event,
    Evidence,
    Name,
    Organisation,
    Person,
    Place,
    Record,
    Source,
)
from sinoru.query.analyses import ConflictAnswer

TableRow = tuple[str, tuple[Any, ...]]
"""The name of a table, and the values of its columns."""


def record_rows(record: Record) -> Iterator[TableRow]:
    """Give all rows of a record."""
    date = date_of(record)
    yield "record", (record.id, record.KIND, title_of(record), date, *days_of(date), record.note)
    yield from (("tag", (record.id, tag)) for tag in record.tags)
    yield from _evidence("record", record.id, 0, record.evidence)
    match record:
        case Event():
            yield from _event(record)
        case Claim():
            yield from _claim(record)
        case Person():
            yield from _person(record)
        case Organisation():
            yield from _organisation(record)
        case Place():
            yield from _place(record)
        case Source():
            yield from _source(record)


def _evidence(part: str, owner: str, number: int, evidence: Iterable[Evidence]) -> Iterator[TableRow]:
    for one in evidence:
        terms = msgspec.json.encode(one.terms).decode()
        yield "evidence", (part, owner, number or None, one.source, one.at, terms)


def _event(event: Event) -> Iterator[TableRow]:
    yield "event", (event.id, event.kind, event.summary, event.part_of)
    for number, one in enumerate(event.participants, 1):
        yield (
            "participant",
            (event.id, number, one.person or one.org, one.role, one.printed, one.printed_org),
        )
    for number, place in enumerate(event.places, 1):
        yield "event_place", (event.id, number, place)
    yield from (("country", (event.id, country)) for country in event.countries)
    yield from (("topic", (event.id, topic)) for topic in event.topics)


def _claim(claim: Claim) -> Iterator[TableRow]:
    figure, verdict = claim.figure, claim.assessment
    yield (
        "claim",
        (
            claim.id, claim.kind, claim.text, claim.by, claim.reported_by, claim.said, claim.holds,
            claim.certainty, claim.quote,
            *((figure.value, figure.unit, figure.of, figure.comparison) if figure else (None,) * 4),
            *((verdict.verdict, verdict.why) if verdict else (None, None)),
        ),
    )  # fmt: skip
    yield from (("topic", (claim.id, topic)) for topic in claim.topics)
    yield from (("about", (claim.id, about)) for about in claim.about)
    yield from (("contradicts", (claim.id, other)) for other in claim.contradicts)
    if verdict:
        yield from _evidence("assessment", claim.id, 0, verdict.evidence)


def _names(record: str, names: Iterable[Name]) -> Iterator[TableRow]:
    for number, name in enumerate(names, 1):
        yield "name", (record, number, name.text, name.kind, name.lang, name.source)


def _person(one: Person) -> Iterator[TableRow]:
    life = (one.born, one.died, one.birthplace)
    yield "person", (one.id, one.name, one.country, *life, one.wikidata, one.summary)
    yield from _names(one.id, one.names)
    for number, office in enumerate(one.offices, 1):
        yield "office", (one.id, number, office.title, office.org, office.start, office.end)
        yield from _evidence("office", one.id, number, office.evidence)


def _organisation(one: Organisation) -> Iterator[TableRow]:
    yield "organisation", (one.id, one.name, one.country, one.kind, one.part_of, one.summary)
    yield from _names(one.id, one.names)


def _place(one: Place) -> Iterator[TableRow]:
    longitude, latitude = point_in(one) or (None, None)
    yield "place", (one.id, one.name, one.country, latitude, longitude, one.part_of, one.summary)
    yield from _names(one.id, one.names)


def _source(one: Source) -> Iterator[TableRow]:
    yield (
        "source",
        (
            one.id, one.title, one.container, one.volume, one.issue, one.pages, one.publisher, one.published,
            one.accessed, one.url, one.language, one.kind, one.reliability,
        ),
    )  # fmt: skip
    yield from (("author", (one.id, number, name)) for number, name in enumerate(one.authors, 1))


def conflict_rows(one: ConflictAnswer) -> Iterator[TableRow]:
    """Give all rows of a conflict."""
    yield "conflict", (one.id, one.record, one.on, one.verdict, one.why, one.found_by)
    yield from _evidence("conflict", one.id, 0, one.evidence)
    for number, said in enumerate(one.statements, 1):
        by = said.by.id if said.by else None
        yield "statement", (one.id, number, said.says, by, said.certainty, said.claim)
        yield from _evidence("statement", one.id, number, said.evidence)
