"""What all nodes of linked data share: the context, ids, dates, evidence and conflicts."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.model.records import Conflict, Evidence, Record, Statement

Node = dict[str, Any]

CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "sinoru": "urn:sinoru:term:",
    "edtf": {"@id": "http://purl.org/dc/terms/date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "contradicts": {"@id": "sinoru:contradicts", "@type": "@id"},
    "certainty": "sinoru:certainty",
    "onField": "sinoru:onField",
}
"""Written out in the document, so that reading it needs no network."""

_ISO = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""A year, a month or a day of ISO 8601, as schema.org's Date has it."""


def iri(id_: str) -> str:
    """Give the IRI of a record."""
    return f"urn:sinoru:{quote(id_, safe='')}"


def ref(id_: str) -> Node:
    """Point to a record."""
    return {"@id": iri(id_)} if id_ else {}


def country(name: str) -> Node:
    """Give a country; the corpus knows it by name only."""
    return {"@type": "Country", "name": name} if name else {}


def iso_start(edtf: str) -> str:
    """Give the first day of a date, or the year or month where that is all that is known (ISO 8601)."""
    if not edtf:
        return ""
    when = parse_edtf(edtf)
    return _iso(when.start or when, is_end=False)


def iso_end(edtf: str) -> str:
    """Give the last day of an interval or of a season, decade and so on; empty for any other date."""
    if not edtf:
        return ""
    when = parse_edtf(edtf)
    if when.end:
        return _iso(when.end, is_end=True)
    return "" if _ISO.fullmatch(_plain(when)) or when.precision == "time" else _iso(when, is_end=True)


def _iso(when: EdtfDate, *, is_end: bool) -> str:
    text = _plain(when)
    if _ISO.fullmatch(text) or when.precision == "time":
        return text
    day = when.latest if is_end else when.earliest
    return "" if day is None else iso_day(day)


def _plain(when: EdtfDate) -> str:
    return when.text.rstrip("~?%")


def cited(evidence: Iterable[Evidence]) -> list[Node]:
    """Give the passages that a fact rests on, each as a part of its source."""
    return [
        {
            "@type": "CreativeWork",
            "isPartOf": ref(one.source),
            "position": one.at,
            "keywords": list(one.terms),
        }
        for one in evidence
    ]


def conflict_reviews(record: Record) -> list[Node]:
    """Give each conflict on a record as a ClaimReview of the statements that disagree."""
    return [_review(conflict) for conflict in record.conflicts]


def _review(conflict: Conflict) -> Node:
    return {
        "@type": "ClaimReview",
        "onField": conflict.on,
        "itemReviewed": [_statement(conflict.on, said) for said in conflict.statements],
        "reviewRating": {"@type": "Rating", "alternateName": conflict.verdict},
        "reviewBody": conflict.why,
        "citation": cited(conflict.evidence),
    }


def _statement(field: str, said: Statement) -> Node:
    return {
        "@type": "Claim",
        "text": f"{field}: {said.says}",
        "author": ref(said.by),
        "certainty": said.certainty,
        "appearance": cited(said.evidence),
    }
