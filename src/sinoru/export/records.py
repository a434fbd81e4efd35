"""Where a place is, on WGS 84.

Records as rows of text under one set of columns, whatever their kind.

The choice, kind by kind, as plain dictionaries.

The sources of a selection, as citations.

Text of a corpus for formats that other programs show: nothing hidden, one kind of line end.

An event in a few lines for people: what happened, who was there, who says so, who says otherwise.
"""

from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import cite, figure_words, listed, name_all, speaker_of, verdict_of, who_took_part
from sinoru.export.shapes import Shape, claim, event, record, whole
from sinoru.index.fields import date_of, title_of
from sinoru.model.records import (
    RECORDS,
    Conflict,
    Evidence,
    Office,
    Organisation,
    Person,
    Place,
    Record,
    Source,
)
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.cite import Citation, cite_whole
from sinoru.query.selection import Selection, mentioned
from sinoru.text.hidden import escape_hidden

Point = tuple[float, float]
"""Longitude, then latitude, in degrees: the order of GeoJSON."""

_EAST, _NORTH = 180, 90


def point_of(selection: Selection, id_: str) -> Point | None:
    """Return the point of the place with this id; None where it has none."""
    place = selection.find(id_)
    return point_in(place) if isinstance(place, Place) else None


def point_in(place: Place) -> Point | None:
    """Return the point of a place; None where it has none, or one that is not on Earth."""
    if not place.lat or not place.lon:
        return None
    longitude, latitude = float(place.lon), float(place.lat)
    return (longitude, latitude) if abs(longitude) <= _EAST and abs(latitude) <= _NORTH else None


Row = dict[str, str]

COLUMNS = (
    "record", "id", "date", "first_day", "last_day", "title", "kind", "people", "organisations", "places",
    "countries", "topics", "part_of", "summary", "by", "reported_by", "certainty", "said", "holds", "quote",
    "figure", "about", "contradicts", "verdict", "why", "verdict_evidence", "names", "born", "died", "offices",
    "latitude", "longitude", "authors", "container", "publisher", "url", "conflicts", "evidence", "refers_to",
    "tags", "note",
)  # fmt: skip


def row_of(answer: EventAnswer | ClaimAnswer | Record) -> Row:
    """Return the cells of a record by column; those that it does not have are left out."""
    if isinstance(answer, EventAnswer):
        return _shared(answer.event) | _event_row(answer)
    if isinstance(answer, ClaimAnswer):
        return _shared(answer.claim) | _claim(answer)
    return _shared(answer) | _named(answer) | _source(answer)


def _shared(record: Record) -> Row:
    date = date_of(record)
    first, last = days_of(date)
    return {
        "record": record.KIND,
        "id": record.id,
        "date": date,
        "first_day": first,
        "last_day": last,
        "title": title_of(record),
        "conflicts": listed(map(conflict_words, record.conflicts)),
        "evidence": cite(record.evidence),
        "refers_to": listed(dict.fromkeys(mentioned(record))),
        "tags": listed(record.tags),
        "note": record.note,
    }


def days_of(date: str) -> tuple[str, str]:
    """Return the first and the last possible day (ISO 8601); empty where they are open or not known."""
    if not date:
        return "", ""
    when = parse_edtf(date)
    return _day(when.earliest), _day(when.latest)


def _day(number: int | None) -> str:
    return "" if number is None else iso_day(number)


def conflict_words(conflict: Conflict) -> str:
    """Put a conflict into one line: what each source says, and the verdict."""
    sides = " | ".join(
        f"{said.says} ({cite(said.evidence)})" if said.evidence else said.says for said in conflict.statements
    )
    why = f", {conflict.why}" if conflict.why else ""
    return f"{conflict.on}: {sides} [{conflict.verdict}{why}]"


def _event_row(answer: EventAnswer) -> Row:
    event = answer.event
    return {
        "kind": event.kind,
        "people": who_took_part(answer.people),
        "organisations": who_took_part(answer.organisations),
        "places": name_all(answer.places),
        "countries": listed(event.countries),
        "topics": listed(event.topics),
        "part_of": answer.part_of.name if answer.part_of else "",
        "summary": event.summary,
    }


def _claim(answer: ClaimAnswer) -> Row:
    claim = answer.claim
    assessment = claim.assessment
    return {
        "kind": claim.kind,
        "topics": listed(claim.topics),
        "by": speaker_of(answer),
        "reported_by": answer.reported_by.name if answer.reported_by else "",
        "certainty": claim.certainty,
        "said": claim.said,
        "holds": claim.holds,
        "quote": claim.quote,
        "figure": figure_words(claim.figure),
        "about": name_all(answer.about),
        "contradicts": name_all(answer.contradicts),
        "verdict": verdict_of(answer),
        "why": assessment.why if assessment else "",
        "verdict_evidence": cite(assessment.evidence) if assessment else "",
    }


def _named(record: Record) -> Row:
    if not isinstance(record, Person | Organisation | Place):
        return {}
    row = {
        "countries": record.country,
        "summary": record.summary,
        "names": listed(name.text for name in record.names),
    }
    if isinstance(record, Person):
        return row | {"born": record.born, "died": record.died, "offices": _offices(record.offices)}
    row["part_of"] = record.part_of
    if isinstance(record, Organisation):
        return row | {"kind": record.kind}
    return row | {"latitude": record.lat, "longitude": record.lon}


def _offices(offices: Iterable[Office]) -> str:
    return listed(
        f"{one.title} ({one.start}/{one.end})" if one.start or one.end else one.title for one in offices
    )


def _source(record: Record) -> Row:
    if not isinstance(record, Source):
        return {}
    return {
        "kind": record.kind,
        "authors": listed(record.authors),
        "container": record.container,
        "publisher": record.publisher,
        "url": record.url,
        "summary": record.reliability,
    }


class Section(msgspec.Struct, frozen=True):
    """Records of one kind."""

    name: str
    """As the list in a corpus file is called."""
    shapes: Iterable[Shape]


def sections(selection: Selection) -> Iterator[Section]:
    """Yield every kind of record, then the conflicts between statements."""
    yield Section("events", map(_event_section, selection.events()))
    yield Section("claims", map(claim, selection.claims()))
    for name, type_ in RECORDS.items():
        if name not in ("events", "claims"):
            yield Section(name, map(record, selection.records(type_.KIND)))
    yield Section("conflicts", map(whole, selection.conflicts()))


def _event_section(answer: EventAnswer) -> Shape:
    """Return an event with names, and its participants also as the corpus has them."""
    return event(answer) | {"participants": whole(answer.event.participants)}


def cited_sources(selection: Selection) -> Iterator[Citation]:
    """Yield each source as cited for itself, by date, then id."""
    return cite_whole(selection.index, (cast("Source", one) for one in selection.records("source")))


def safe_text(text: str) -> str:
    r"""Return text without a control, invisible or direction-changing character: each stands as `\uXXXX`.

    Line feeds stay, and stand for every other line end. So XML, iCalendar and HTML, which know fewer characters
    than Unicode, can hold it.
    """
    return escape_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))


def description_of(answer: EventAnswer, selection: Selection) -> str:
    """Return the lines of an event, after its title."""
    return "\n".join(filter(None, lines_of(answer, selection)))


def lines_of(answer: EventAnswer, selection: Selection) -> Iterator[str]:
    """Yield what is known of an event, a line each; empty ones where something is not."""
    event = answer.event
    yield event.summary
    yield f"Date: {in_words(parse_edtf(event.date))} ({event.date})"
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    yield f"With: {who}" if who else ""
    for evidence in event.evidence:
        source = selection.find(evidence.source)
        title = f"{source.title} " if isinstance(source, Source) else ""
        yield f"Source: {title}[{evidence_words(evidence)}]"
    for conflict in event.conflicts:
        yield f"Sources disagree on {conflict_words(conflict)}"


def evidence_words(evidence: Evidence) -> str:
    """Name the source and the place in it: `yu-1999q2: Chronology, May 10`."""
    return f"{evidence.source}: {evidence.at}" if evidence.at else evidence.source
