"""Linked data, read by rdflib."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from sinoru.export.formats.jsonld import iso_end, iso_start
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

# The library's own reader of JSON-LD uses what the library deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA = Namespace("https://schema.org/")
OURS = Namespace("urn:sinoru:")
DATE = URIRef("http://purl.org/dc/terms/date")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def read(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld")


def test_records_are_what_schema_org_calls_them(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    types = {
        "embassy-bombing": "Event",
        "sergei-stepashin": "Person",
        "nato": "Organization",
        "belgrade": "Place",
        "seventy-two-jets": "Claim",
        "seventy-two-jets:review": "ClaimReview",
        "yu-1999q2": "ScholarlyArticle",
        "mfa": "WebPage",
    }
    for id_, name in types.items():
        assert (OURS[id_], RDF.type, SCHEMA[name]) in graph


def test_an_event_keeps_its_edtf_date_beside_that_of_schema_org(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    assert (OURS["about-1994"], SCHEMA.startDate, Literal("1994")) in graph
    assert (OURS["about-1994"], DATE, Literal("1994~", datatype=EDTF)) in graph
    assert (OURS["zhang-visit"], SCHEMA.endDate, Literal("1999-06-17")) in graph


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("1999-05-08", "1999-05-08", ""),
        ("1999-05?", "1999-05", ""),
        ("1999", "1999", ""),
        ("1999-23", "1999-09-01", "1999-11-30"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("1999-05/..", "1999-05", ""),
        ("../1999-05~", "", "1999-05"),
        ("1999-05-08T05:45:00Z", "1999-05-08T05:45:00Z", ""),
        ("XXXX-05-08", "", ""),
        ("", "", ""),
    ],
)
def test_dates_of_schema_org_are_iso_8601(edtf: str, start: str, end: str) -> None:
    assert (iso_start(edtf), iso_end(edtf)) == (start, end)


def test_a_claim_has_its_speaker_its_passage_and_its_review(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    claim = OURS["seventy-two-jets"]
    assert graph.value(claim, SCHEMA.author) == OURS["sergei-stepashin"]
    passage = graph.value(claim, SCHEMA.appearance)
    assert graph.value(passage, SCHEMA.isPartOf) == OURS["yu-1999q2"]
    assert graph.value(passage, SCHEMA.position) == Literal("The Arms Trade, 1")
    review = OURS["seventy-two-jets:review"]
    assert graph.value(review, SCHEMA.itemReviewed) == claim
    assert graph.value(graph.value(review, SCHEMA.reviewRating), SCHEMA.alternateName) == Literal(
        "contradicted"
    )
    assert graph.value(review, SCHEMA.isBasedOn) == OURS["how-many-jets"]


def test_a_person_has_names_by_language_offices_and_wikidata(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    stepashin = OURS["sergei-stepashin"]
    assert (stepashin, SCHEMA.alternateName, Literal("Сергей Степашин", lang="ru")) in graph
    assert (stepashin, SCHEMA.sameAs, URIRef("http://www.wikidata.org/entity/Q211859")) in graph
    office = graph.value(stepashin, SCHEMA.memberOf)
    assert graph.value(office, SCHEMA.memberOf) == OURS["russian-government"]
    assert graph.value(office, SCHEMA.startDate) == Literal("1999-05-19")


def test_who_took_part_stands_in_a_role(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    role = graph.value(OURS["embassy-bombing"], SCHEMA.attendee)
    assert graph.value(role, SCHEMA.roleName) == Literal("attacker")
    assert graph.value(role, SCHEMA.attendee) == OURS["nato"]


def test_a_conflict_is_a_review_of_its_statements(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    (review,) = (
        one for one in graph.objects(OURS["embassy-bombing"], SCHEMA.subjectOf)
        if (one, RDF.type, SCHEMA.ClaimReview) in graph
    )  # fmt: skip
    said = {str(graph.value(one, SCHEMA.text)) for one in graph.objects(review, SCHEMA.itemReviewed)}
    assert said == {"1999-05-07", "1999-05-08"}
    assert graph.value(review, OURS["term:onField"]) == Literal("date")


def test_a_conflict_about_several_records_is_one_node(text_of: Callable[..., str]) -> None:
    graph = read(text_of("jsonld"))
    conflict = OURS["how-many-jets"]
    assert set(graph.subjects(SCHEMA.subjectOf, conflict)) == {
        OURS["zhang-visit"], OURS["seventy-two-jets"], OURS["thirty-eight-jets"],
    }  # fmt: skip
    stands = {
        str(graph.value(said, SCHEMA.text)): graph.value(said, OURS["term:stands"])
        for said in graph.objects(conflict, SCHEMA.itemReviewed)
    }
    assert stands == {
        "Russia agrees to sell 72 Su-30 fighters to China.": Literal(False),  # noqa: FBT003  an object of RDF
        "Russia sells 38 fighters.": Literal(True),  # noqa: FBT003
        "forty": Literal(False),  # noqa: FBT003
    }


def test_nothing_empty_and_no_text_as_an_iri(text_of: Callable[..., str], hostile: str) -> None:
    text = text_of("jsonld", corpus=hostile)
    graph = read(text)
    assert Literal("<script>alert(1)</script>") in set(graph.objects(predicate=SCHEMA.name))
    assert not [
        one for one in graph.all_nodes() if isinstance(one, URIRef) and set(str(one)) & set(' <>"\n\\')
    ]
    assert '""' not in text
    assert not [char for char in text if not char.isprintable() and char != "\n"]
    assert len(json.loads(text)["@graph"]) == 16 * 7


def test_an_organisation_has_its_days_and_its_seat(text_of: Callable[..., str]) -> None:
    corpus = (
        "places: [{id: brussels, name: Brussels}]\norganisations:\n"
        "  - {id: nato, name: NATO, founded: 1949-04-04, seat: brussels}\n"
        "  - {id: comecon, name: Comecon, founded: 1949-01, dissolved: 1991-06-28, seat: New Moscow}\n"
    )
    text = text_of("jsonld", Filters(kind=("organisation",)), corpus)
    nodes = {node["identifier"]: node for node in json.loads(text)["@graph"]}
    assert nodes["nato"]["foundingDate"] == "1949-04-04"
    assert nodes["nato"]["location"] == [{"@id": "urn:sinoru:brussels"}]
    assert nodes["comecon"]["dissolutionDate"] == "1991-06-28"
    assert nodes["comecon"]["location"] == ["New Moscow"]
