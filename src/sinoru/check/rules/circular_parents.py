"""Someone is an ancestor of themselves.

A parent of one is a child of the other, directly or through further people. One of these relations has the wrong
person, or the wrong direction: the kind says what the other one is to the record.

    people:
      - {id: anna, name: Anna, relations: [{to: ben, kind: parent}]}
      - {id: ben, name: Ben, relations: [{to: anna, kind: parent}]}     # E232
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import PlacedRelation, parenthoods

Step = tuple[str, str]
"""The ids of a child and a parent."""

CODE = "E232"
SUMMARY = "Someone is an ancestor of themselves."
_SHOWN = 5
"""The largest ring of which all members are named."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each ring of parents, at the last relation of it in the files."""
    said = {(one.child, one.parent): one.said for one in corpus.once(parenthoods) if one.child != one.parent}
    order = {step: number for number, step in enumerate(said)}
    for last, ring in rings(order):
        yield _finding(said[last], ring)


def rings(order: Mapping[Step, int]) -> Iterator[tuple[Step, list[str]]]:
    """Yield the last step of each ring, and the ids of the ring, the first one again at its end.

    `order` has all steps from a child to a parent. People without parents are taken out, one after the other; where
    only others remain, the last step of a ring is.
    """
    parents: dict[str, set[str]] = defaultdict(set)
    children: dict[str, list[str]] = defaultdict(list)
    for child, parent in order:
        parents[child].add(parent)
        children[parent].append(child)
    ended = [id_ for id_ in children if id_ not in parents]
    while parents:
        while ended:
            one = ended.pop()
            for child in children[one]:
                parents[child].discard(one)
                if not parents[child]:
                    del parents[child]
                    ended.append(child)
        if parents:
            ring = _ring_in(parents)
            child, parent = max(pairwise(ring), key=order.__getitem__)
            yield (child, parent), ring
            children[parent].remove(child)
            parents[child].discard(parent)
            if not parents[child]:
                del parents[child]
                ended.append(child)


def _ring_in(parents: Mapping[str, set[str]]) -> list[str]:
    """Return a ring, by way of the first parent of each: all parents here have parents."""
    path: dict[str, None] = {}  # ordered, and quick to search
    current = min(parents)
    while current not in path:
        path[current] = None
        current = min(parents[current])
    ring = list(path)
    return [*ring[ring.index(current) :], current]


def _finding(said: PlacedRelation, ring: list[str]) -> Finding:
    shown = ring if len(ring) <= _SHOWN + 1 else [*ring[:2], "...", *ring[-2:]]
    message = f"'{ring[0]}' is an ancestor of themselves: {' > '.join(shown)}"
    hint = "remove one of these relations, or turn it round"
    return Finding(said.place, said.at("kind"), message, hint, said.relation.kind)
