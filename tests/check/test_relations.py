"""Loops of parents, against another search for loops."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from sinoru.check.rules.circular_parents import rings

PEOPLE = st.sampled_from("abcdefg")
STEPS = st.lists(st.tuples(PEOPLE, PEOPLE).filter(lambda step: step[0] != step[1]), unique=True, max_size=14)


@given(STEPS)
def test_every_ring_is_one_and_none_is_left(steps: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(steps)
    for (child, parent), ring in rings({step: number for number, step in enumerate(steps)}):
        assert ring[0] == ring[-1]
        assert nx.is_path(graph, ring)
        assert (child, parent) in set(pairwise(ring))
        graph.remove_edge(child, parent)
    assert nx.is_directed_acyclic_graph(graph)
