"""Walk through a record: its references to other records, its evidence, and its texts that are not plain ASCII."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.check.finding import FieldPath
from sinoru.model.records import Claim, Event, Evidence, Organisation, Person, Place, Record, Source

Kinds = tuple[type[Record], ...]

ANY: Kinds = (Record,)
SPEAKERS: Kinds = (Person, Organisation)


class Reference(msgspec.Struct, frozen=True):
    """An id in a field of a record, and the kinds of record that the field may name."""

    at: FieldPath
    id: str
    kinds: Kinds


def references(record: Record) -> Iterator[Reference]:
    """Yield the references of a record, without empty ones."""
    return (reference for reference in _all_references(record) if reference.id)


def _all_references(record: Record) -> Iterator[Reference]:
    if isinstance(record, Event):
        yield from _of_event(record)
    elif isinstance(record, Claim):
        yield from _of_claim(record)
    elif isinstance(record, Person | Organisation | Place):
        yield from _of_named(record)
    for at, evidence in pieces_of_evidence(record):
        yield Reference((*at, "source"), evidence.source, (Source,))
    for number, conflict in enumerate(record.conflicts):
        for position, statement in enumerate(conflict.statements):
            yield Reference(("conflicts", number, "statements", position, "by"), statement.by, SPEAKERS)


def _of_event(event: Event) -> Iterator[Reference]:
    for number, part in enumerate(event.participants):
        yield Reference(("participants", number, "person"), part.person, (Person,))
        yield Reference(("participants", number, "org"), part.org, (Organisation,))
        yield Reference(("participants", number, "as_org"), part.printed_org, (Organisation,))
    for number, place in enumerate(event.places):
        yield Reference(("places", number), place, (Place,))
    yield Reference(("part_of",), event.part_of, (Event,))


def _of_claim(claim: Claim) -> Iterator[Reference]:
    for number, about in enumerate(claim.about):
        yield Reference(("about", number), about, ANY)
    yield Reference(("by",), claim.by, SPEAKERS)
    yield Reference(("reported_by",), claim.reported_by, (*SPEAKERS, Source))
    for number, other in enumerate(claim.contradicts):
        yield Reference(("contradicts", number), other, (Claim,))


def _of_named(record: Person | Organisation | Place) -> Iterator[Reference]:
    for number, name in enumerate(record.names):
        yield Reference(("names", number, "source"), name.source, (Source,))
    if isinstance(record, Person):
        yield Reference(("birthplace",), record.birthplace, (Place,))
        for number, office in enumerate(record.offices):
            yield Reference(("offices", number, "org"), office.org, (Organisation,))
    else:
        yield Reference(("part_of",), record.part_of, (type(record),))


def pieces_of_evidence(record: Record) -> Iterator[tuple[FieldPath, Evidence]]:
    """Yield every piece of evidence in a record, including that of its parts, and the path to it."""
    yield from _numbered(("evidence",), record.evidence)
    for number, conflict in enumerate(record.conflicts):
        yield from _numbered(("conflicts", number, "evidence"), conflict.evidence)
        for position, statement in enumerate(conflict.statements):
            yield from _numbered(
                ("conflicts", number, "statements", position, "evidence"), statement.evidence
            )
    if isinstance(record, Person):
        for number, office in enumerate(record.offices):
            yield from _numbered(("offices", number, "evidence"), office.evidence)
    elif isinstance(record, Claim) and record.assessment:
        yield from _numbered(("assessment", "evidence"), record.assessment.evidence)


def _numbered(at: FieldPath, evidence: tuple[Evidence, ...]) -> Iterator[tuple[FieldPath, Evidence]]:
    return (((*at, number), one) for number, one in enumerate(evidence))


def kinds_in_words(kinds: Kinds) -> str:
    """Return kinds of record in words: `person or organisation`."""
    if kinds == ANY:
        return "record"
    *most, last = (kind.KIND for kind in kinds)
    return f"{', '.join(most)} or {last}" if most else last


def strings_of(record: msgspec.Struct, at: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield the texts in a record that contain a non-ASCII or a control character, and the paths to them."""
    for key, name in zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True):
        value = getattr(record, name)
        if value:
            yield from _strings_in(value, (*at, key))


def _strings_in(value: Any, at: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        if not (value.isascii() and value.isprintable()):
            yield at, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _strings_in(one, (*at, number))
    elif isinstance(value, msgspec.Struct):
        yield from strings_of(value, at)
