"""Records as rows of text under one set of columns, whatever their kind."""

from collections.abc import Iterable

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import parse_edtf
from sinoru.export.cells import cite, figure_words, listed, name_all, speaker_of, verdict_of, who_took_part
from sinoru.index.fields import date_of, title_of
from sinoru.model.records import Conflict, Office, Organisation, Person, Place, Record, Source
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.selection import mentioned

Row = dict[str, str]

COLUMNS = (
    "record", "id", "date", "first_day", "last_day", "title", "kind", "people", "organisations", "places",
    "countries", "topics", "part_of", "summary", "by", "reported_by", "certainty", "said", "holds", "quote",
    "figure", "about", "contradicts", "verdict", "why", "verdict_evidence", "names", "born", "died", "offices",
    "latitude", "longitude", "authors", "container", "publisher", "url", "conflicts", "evidence", "refers_to",
    "tags", "note",
)  # fmt: skip


def row_of(answer: EventAnswer | ClaimAnswer | Record) -> Row:
    """Give the cells of a record by column; those that it does not have are left out."""
    if isinstance(answer, EventAnswer):
        return _shared(answer.event) | _event(answer)
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
    """Give the first and the last possible day (ISO 8601); empty where they are open or not known."""
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


def _event(answer: EventAnswer) -> Row:
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
