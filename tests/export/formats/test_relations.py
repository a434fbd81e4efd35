"""Relations in the formats of others: each is said in its direction."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SDO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# The library's own reader of JSON-LD uses what the library deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

CORPUS = """\
corpus: {format: 2, title: T, relations: {mentor: mentee}}
people:
  - {id: anna, name: Anna, born: 1960}
  - id: ben
    name: Ben
    relations:
      - {to: anna, kind: child-of, certainty: reported}
      - {to: club, kind: founder-of, from: 2008}
      - {to: club, kind: member-of, from: 2008, until: .., evidence: [{source: diary, at: p. 12}]}
      - {to: anna, kind: mentee-of}
organisations:
  - {id: club, name: Club}
sources:
  - {id: diary, title: Diary}
"""


def test_an_edge_leads_from_the_parent_and_from_the_member(text_of: Callable[..., str]) -> None:
    graph = nx.read_graphml(io.BytesIO(text_of("graphml", corpus=CORPUS).encode()))
    edges = {(one, other, edge["relation"]): edge for one, other, edge in graph.edges(data=True)}
    assert edges["anna", "ben", "parent of"]["certainty"] == "reported"
    assert edges["anna", "ben", "mentor of"]["certainty"] == "stated"
    member = edges["ben", "club", "member of"]
    assert (member["date"], member["at"]) == ("2008/..", "p. 12")
    assert ("ben", "club", "founder of") in edges
    assert not any(relation == "relation" for _, _, relation in edges)


def test_schema_org_has_the_properties_of_each(text_of: Callable[..., str]) -> None:
    graph = Graph().parse(data=text_of("jsonld", corpus=CORPUS), format="json-ld")

    def others(one: str, name: str) -> list[str]:
        roles = graph.objects(URIRef(f"urn:sinoru:{one}"), SDO[name])
        return [str(other) for role in roles for other in graph.objects(role, SDO[name])]

    assert others("ben", "parent") == ["urn:sinoru:anna"]
    assert others("ben", "memberOf") == ["urn:sinoru:club"]
    assert others("club", "founder") == ["urn:sinoru:ben"]
    assert list(graph.objects(URIRef("urn:sinoru:ben"), URIRef("urn:sinoru:term:mentor")))


def test_a_database_has_relations_from_both_sides(file_of: Callable[..., Path]) -> None:
    with closing(sqlite3.connect(file_of("sqlite", corpus=CORPUS))) as connection:
        found = set(connection.execute("SELECT id, kind, other, certainty FROM related"))
        (passage,) = connection.execute("SELECT owner, number, at FROM evidence WHERE part = 'relation'")
    assert {
        ("ben", "parent", "anna", "reported"),
        ("anna", "child", "ben", "reported"),
        ("club", "founder", "ben", "stated"),
        ("anna", "mentee", "ben", "stated"),
    } <= found
    assert passage == ("ben", 3, "p. 12")


def test_a_cell_has_the_relations_of_the_record(text_of: Callable[..., str]) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text_of("csv", corpus=CORPUS)))}
    assert rows["ben"]["relations"].split("; ")[:2] == ["child-of anna", "founder-of club (2008/)"]
    assert rows["anna"]["relations"] == ""


def test_json_has_them_as_in_the_file(text_of: Callable[..., str]) -> None:
    people: list[dict[str, Any]] = json.loads(text_of("json", corpus=CORPUS))["people"]
    (ben,) = (one for one in people if one["id"] == "ben")
    assert ben["relations"][0] == {
        "to": "anna",
        "kind": "child-of",
        "from": "",
        "until": "",
        "certainty": "reported",
        "evidence": [],
    }


@pytest.mark.parametrize(
    ("id_", "words"), [("anna", ["child", "mentee"]), ("ben", ["parent", "member of"]), ("club", ["founder"])]
)
def test_the_page_has_them_at_both(text_of: Callable[..., str], id_: str, words: list[str]) -> None:
    page = text_of("html", corpus=CORPUS)
    article = page[page.index(f'id="{id_}"') :].partition("</article>")[0]
    for word in words:
        assert f'<span class="label">{word}</span>' in article
