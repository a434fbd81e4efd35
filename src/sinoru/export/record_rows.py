"""What the export formats share: records as rows of text or as JSON by section, points, citations, descriptions."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import (
    cite,
    evidence_words,
    figure_words,
    listed,
    mark_before,
    name_all,
    speaker_of,
    who_took_part,
)
from sinoru.export.shapes import Shape, claim, event, record, whole
from sinoru.index.fields import SharedConflict, date_of, title_of
from sinoru.model.fields import Field, Fields
from sinoru.model.records import (
    RECORDS,
    Conflict,
    ConflictRecord,
    Office,
    Organisation,
    Person,
    Place,
    Record,
    Relation,
    Source,
)
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.cite import Citation, cite_whole
from sinoru.query.export_selection import Selection, mentioned
from sinoru.query.verdicts import conflict_phrase, heading_of, label_of, standings
from sinoru.text.hidden import escape_hidden

Row = dict[str, str]
"""The cells of a record, by column."""

Point = tuple[float, float]
"""Longitude, then latitude, in degrees of WGS 84: the order of GeoJSON."""

COLUMNS = (
    "record", "id", "date", "first_day", "last_day", "title", "kind", "people", "organisations", "places",
    "countries", "topics", "part_of", "summary", "by", "reported_by", "certainty", "said", "holds", "quote",
    "figure", "about", "verdict", "why", "verdict_evidence", "conflict", "names", "born", "died", "offices",
    "relations", "latitude", "longitude", "authors", "container", "publisher", "url", "conflicts", "evidence",
    "refers_to", "tags", "note",
)  # fmt: skip

AS_WRITTEN = "_as_written"
"""What ends the name of the column with a number as it is written, beside the one with it as a number."""
UNDER_OTHER_NAMES = frozenset(
    "name text question participants country lat lon published figure assessment reliability sections".split()
)
"""Keys of fields that have a column of another name, and of sections, which only locators name."""

_EAST, _NORTH = 180, 90
"""The last degrees of longitude and latitude."""


class Section(msgspec.Struct, frozen=True):
    """Records of one kind."""

    name: str
    """That of the list in a corpus file."""
    shapes: Iterable[Shape]


def other_fields(fields: Fields, shown: Iterable[str]) -> dict[str, Field]:
    """Return, by key, the fields that have no column among those `shown`: they follow them under their own keys."""
    known = {*shown}
    known.add("private")  # exports have what is private only where it is asked for
    declared = (field for type_ in RECORDS.values() for field in fields.of(type_))
    return {field.key: field for field in declared if field.key not in known and not field.part}


def row_of(answer: EventAnswer | ClaimAnswer | Record, fields: Fields) -> Row:
    """Return the cells of a record by column; columns that its kind does not have are absent."""
    if isinstance(answer, EventAnswer):
        return _common_cells(answer.event, fields) | _event_cells(answer)
    if isinstance(answer, ClaimAnswer):
        return _common_cells(answer.claim, fields) | _claim_cells(answer)
    return _common_cells(answer, fields) | _named_cells(answer)


def _common_cells(record: Record, fields: Fields) -> Row:
    date = date_of(record)
    first, last = days_of(date)
    values = ((field.key, field.of(record)) for field in fields.of(type(record)) if not field.part)
    own = {key: _cell(value) for key, value in values}
    return own | {
        "record": record.KIND,
        "date": date,
        "first_day": first,
        "last_day": last,
        "title": title_of(record),
        "conflicts": listed(conflict_words(conflict) for conflict in record.conflicts),
        "evidence": cite(record.evidence),
        "refers_to": listed(dict.fromkeys(mentioned(_as_recorded(record), fields))),
    }


def _cell(value: Any) -> str:
    """Return a list in one cell; what is true as `true`, as in the file, and what is not as an empty cell."""
    if isinstance(value, tuple):
        return listed(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value}"


def _as_recorded(record: Record) -> Record:
    """Return a record without the conflicts that have records of their own."""
    own = tuple(one for one in record.conflicts if not isinstance(one, SharedConflict))
    return record if len(own) == len(record.conflicts) else replace(record, conflicts=own)


def days_of(date: str) -> tuple[str, str]:
    """Return the first and the last possible day (ISO 8601); empty where they are open or unknown."""
    if not date:
        return "", ""
    when = parse_edtf(date)
    return _day(when.earliest), _day(when.latest)


def _day(number: int | None) -> str:
    return "" if number is None else iso_day(number)


def conflict_words(conflict: Conflict | ConflictRecord) -> str:
    """Return a conflict as one line: what it is on, its statements, and the verdict."""
    return f"{label_of(conflict)} {statements_words(conflict)}"


def statements_words(conflict: Conflict | ConflictRecord) -> str:
    """Return what each source says, with the mark of the verdict on it, and the verdict."""
    standing = standings(conflict)
    sides = " | ".join(
        mark_before(stands) + (f"{said.value} ({cite(said.evidence)})" if said.evidence else said.value)
        for said, stands in zip(conflict.statements, standing, strict=True)
    )
    why = f": {conflict.why}" if conflict.why else ""
    return f"{sides} [{conflict_phrase(conflict)}{why}]"


def _event_cells(answer: EventAnswer) -> Row:
    further = {one.key: one.text for one in answer.further}
    return further | {
        "people": who_took_part(answer.people),
        "organisations": who_took_part(answer.organisations),
        "places": name_all(answer.places),
        "part_of": answer.part_of.name if answer.part_of else "",
    }


def _claim_cells(answer: ClaimAnswer) -> Row:
    assessment = answer.assessment
    return {
        "by": speaker_of(answer),
        "reported_by": answer.reported_by.name if answer.reported_by else "",
        "figure": figure_words(answer.claim.figure),
        "about": name_all(answer.about),
        "verdict": answer.verdict,
        "why": assessment.why if assessment else "",
        "verdict_evidence": cite(assessment.evidence) if assessment else "",
        "conflict": assessment.conflict if assessment else "",
    }


def _named_cells(record: Record) -> Row:
    if isinstance(record, Source):
        return {"summary": record.reliability}
    if isinstance(record, ConflictRecord):
        return {"verdict": record.state, "conflicts": conflict_words(record)}
    if not isinstance(record, Person | Organisation | Place):
        return {}
    row = {"countries": record.country, "names": listed(name.text for name in record.names)}
    if isinstance(record, Place):
        return row | {"latitude": record.lat, "longitude": record.lon}
    row["relations"] = _relations(record.relations)
    return row | {"offices": _offices(record.offices)} if isinstance(record, Person) else row


def _offices(offices: Iterable[Office]) -> str:
    return listed(map(_office, offices))


def _office(office: Office) -> str:
    """Return an office as in the files: `Deputy for bath, labour (1950/1955; elected; lost the election)`."""
    what = f" for {office.held_for}" if office.held_for else ""
    party = f", {office.party}" if office.party else ""
    term = "; ".join(
        filter(None, (f"{office.start}/{office.end}" if office.start or office.end else "", office.manner))
    )
    return f"{office.called}{what}{party}{f' ({term})' if term else ''}"


def _relations(relations: Iterable[Relation]) -> str:
    return listed(
        f"{one.kind} {one.to} ({one.start}/{one.end})" if one.start or one.end else f"{one.kind} {one.to}"
        for one in relations
    )


def sections(selection: Selection) -> Iterator[Section]:
    """Yield a section for each kind of record, with nothing of one record in another.

    Events have their participants twice, by name and as the corpus has them; claims their verdicts twice, as
    conflicts give them (`assessment`) and as the corpus has them (`own_assessment`).
    """
    events = (
        event(one) | {"participants": whole(one.event.participants)}
        for one in selection.events(as_in_file=True)
    )
    yield Section("events", events)
    claims = (
        claim(one) | {"own_assessment": whole(one.claim.assessment)}
        for one in selection.claims(as_in_file=True)
    )
    yield Section("claims", claims)
    for name, type_ in RECORDS.items():
        if name not in ("events", "claims"):
            yield Section(name, map(record, selection.records(type_.KIND, as_in_file=True)))


def point_of(selection: Selection, id_: str) -> Point | None:
    """Return the point of the place with this id; None where it has none, or is not a place."""
    place = selection.find(id_)
    return point_in(place) if isinstance(place, Place) else None


def point_in(place: Place) -> Point | None:
    """Return the point of a place; None where it has none, or one that is not on Earth."""
    if not place.lat or not place.lon:
        return None
    longitude, latitude = float(place.lon), float(place.lat)
    return (longitude, latitude) if abs(longitude) <= _EAST and abs(latitude) <= _NORTH else None


def cited_sources(selection: Selection) -> Iterator[Citation]:
    """Yield a citation of each source as a whole, by date, then id."""
    return cite_whole(selection.index, (cast("Source", one) for one in selection.records("source")))


def safe_text(text: str) -> str:
    r"""Return text with each control, invisible or direction-changing character written as `\uXXXX`.

    Line feeds stay, and replace every other line end. XML, iCalendar and HTML, which allow fewer characters than
    Unicode, can then hold the text.
    """
    return escape_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))


def further_texts(answer: EventAnswer) -> Iterator[tuple[str, str]]:
    """Yield the label and the text of each further field of an event that says something."""
    return ((one.label.capitalize(), one.prose) for one in answer.further if one.text)


def description_of(answer: EventAnswer, selection: Selection) -> str:
    """Return an event in lines for people, without its title: summary, date, participants, sources, conflicts."""
    event = answer.event
    lines = [event.summary, f"Date: {in_words(parse_edtf(event.date))} ({event.date})"]
    if who := listed((who_took_part(answer.people), who_took_part(answer.organisations))):
        lines.append(f"With: {who}")
    lines += (f"{label}: {text}" for label, text in further_texts(answer))
    for evidence in event.evidence:
        source = selection.find(evidence.source)
        title = f"{source.title} " if isinstance(source, Source) else ""
        lines.append(f"Source: {title}[{evidence_words(evidence)}]")
    lines += (f"{heading_of(one)} {statements_words(one)}" for one in event.conflicts)
    return "\n".join(filter(None, lines))
