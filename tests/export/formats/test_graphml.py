"""Graphs, read by networkx."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import networkx as nx

from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable


def read(text: str) -> Any:
    return nx.read_graphml(io.BytesIO(text.encode()))


def relations(graph: Any, source: str, target: str) -> list[dict[str, Any]]:
    return list((graph.get_edge_data(source, target) or {}).values())


def test_every_record_is_a_node_with_what_is_known_of_it(text_of: Callable[..., str]) -> None:
    graph = read(text_of("graphml"))
    assert graph.is_directed()
    assert len(graph) == 8 + 3 + 3 + 3 + 4 + 3 + 1
    bombing = graph.nodes["embassy-bombing"]
    assert bombing["label"] == "NATO bombs hit the Chinese embassy in Belgrade"
    assert (bombing["record"], bombing["kind"], bombing["date"]) == ("event", "attack", "1999-05-08")
    assert bombing["evidence"] == "yu-1999q2: Chronology, May 8; mfa"
    assert "[all can be true: time zones]" in bombing["conflicts"]
    assert graph.nodes["since-may"]["date"] == "1999-05/.."
    assert "last_day" not in graph.nodes["since-may"]
    assert graph.nodes["belgrade"]["latitude"] == 44.8125
    jets = graph.nodes["seventy-two-jets"]
    assert (jets["verdict"], jets["why"]) == ("contradicted", "later contracts name 38")
    assert jets["conflict"] == "how-many-jets"
    assert graph.nodes["how-many-jets"]["verdict"] == "settled"


def test_edges_say_how_one_names_the_other(text_of: Callable[..., str]) -> None:
    graph = read(text_of("graphml"))
    (visited,) = relations(graph, "zhang-visit", "zhang-wannian")
    assert (visited["relation"], visited["role"], visited["weight"]) == ("took part", "visitor", 1.0)
    (cited,) = relations(graph, "embassy-bombing", "yu-1999q2")
    assert (cited["relation"], cited["at"]) == ("rests on", "Chronology, May 8")
    kinds = {edge["relation"] for _, _, edge in graph.edges(data=True)}
    assert {"about", "by", "part of", "office in", "birthplace", "place", "met"} <= kinds
    (stated,) = relations(graph, "how-many-jets", "thirty-eight-jets")
    assert stated["relation"] == "statement that stands"


def test_people_are_joined_by_how_often_they_met(text_of: Callable[..., str]) -> None:
    graph = read(text_of("graphml"))

    def joined_by(relation: str) -> dict[tuple[str, str], float]:
        edges = graph.edges(data=True)
        return {(a, b): edge["weight"] for a, b, edge in edges if edge["relation"] == relation}

    assert joined_by("met") == {("sergei-stepashin", "zhang-wannian"): 1.0}
    assert joined_by("named together") == {
        ("jiang-zemin", "sergei-stepashin"): 1.0,
        ("jiang-zemin", "zhang-wannian"): 1.0,
        ("sergei-stepashin", "zhang-wannian"): 1.0,
    }


def test_a_call_is_no_meeting(text_of: Callable[..., str]) -> None:
    corpus = (
        "people: [{id: ann, name: Ann}, {id: bob, name: Bob}, {id: cy, name: Cy}]\n"
        "events:\n"
        "  - {id: c, date: 1999, title: C, kind: call, participants: [{person: ann, role: caller},"
        " {person: bob, role: called}, {person: cy, role: mentioned}]}\n"
        "  - {id: v, date: 2000, title: V, kind: visit, participants: [{person: ann, role: visitor},"
        " {person: bob, role: host}, {person: cy, role: absent}]}\n"
    )
    edges = read(text_of("graphml", corpus=corpus)).edges(data=True)
    told = {
        (a, b, edge["relation"], edge["weight"]) for a, b, edge in edges if edge["relation"] != "took part"
    }
    assert told == {
        ("ann", "bob", "met", 1.0),
        ("ann", "bob", "spoke by telephone", 1.0),
        ("ann", "cy", "named together", 2.0),
        ("bob", "cy", "named together", 2.0),
    }


def test_no_edge_leads_to_a_record_that_is_not_there(text_of: Callable[..., str]) -> None:
    corpus = (
        "events:\n  - {id: a, date: 1999, title: A, part_of: nothing, participants: [{person: nobody}]}\n"
    )
    assert list(read(text_of("graphml", corpus=corpus)).nodes) == ["a"]
    chosen = read(text_of("graphml", Filters(kind=("attack",))))
    assert set(chosen.nodes) == {"embassy-bombing", "nato", "belgrade", "yu-1999q2", "mfa"}


def test_every_key_is_declared_and_no_text_is_markup(text_of: Callable[..., str], hostile: str) -> None:
    text = text_of("graphml", corpus=hostile)
    root = ET.fromstring(text)  # noqa: S314  we wrote it
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id") for key in root.iter(f"{space}key")}
    assert {data.get("key") for data in root.iter(f"{space}data")} <= keys
    assert {element.tag.removeprefix(space) for element in root.iter()} == {
        "graphml", "key", "graph", "node", "edge", "data",
    }  # fmt: skip
    labels = {node["label"] for _, node in read(text).nodes(data=True)}
    assert "<script>alert(1)</script>" in labels
    assert "]]> <![CDATA[ &amp; &#0; -->" in labels
