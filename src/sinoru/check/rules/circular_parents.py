"""Someone is an ancestor of themselves.

A parent of one is a child of the other, directly or through further people. One of these relations has the wrong
person, or the wrong direction: the kind says what the other one is to the record.

    people:
      - {id: anna, name: Anna, relations: [{to: ben, kind: parent}]}
      - {id: ben, name: Ben, relations: [{to: anna, kind: parent}]}     # E232
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import PlacedRelation, parenthoods

CODE = "E232"
SUMMARY = "Someone is an ancestor of themselves."
_SHOWN = 5
"""The largest ring of which all members are named."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each ring of parents, at the last relation of it in the files."""
    said = {(one.child, one.parent): one.said for one in corpus.once(parenthoods) if one.child != one.parent}
    parents: dict[str, set[str]] = {}
    for child, parent in said:
        parents.setdefault(child, set()).add(parent)
    order = {edge: number for number, edge in enumerate(said)}
    for ring in _rings(parents):
        edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
        last = max(edges, key=order.__getitem__)
        parents[last[0]].discard(last[1])
        yield _finding(said[last], [*ring, ring[0]])


def _rings(parents: dict[str, set[str]]) -> Iterator[list[str]]:
    """Yield a ring as long as there is one: the caller removes one of its steps."""
    while True:
        while ended := [id_ for id_, found in parents.items() if found.isdisjoint(parents)]:
            for id_ in ended:
                del parents[id_]
        if not parents:
            return
        path: list[str] = []
        current = min(parents)
        while current not in path:
            path.append(current)
            current = min(parents[current] & parents.keys())
        yield path[path.index(current) :]


def _finding(said: PlacedRelation, ring: list[str]) -> Finding:
    shown = ring if len(ring) <= _SHOWN + 1 else [ring[0], ring[1], "...", ring[-2], ring[-1]]
    message = f"'{ring[0]}' is an ancestor of themselves: {' > '.join(shown)}"
    hint = "remove one of these relations, or turn it round"
    return Finding(said.place, said.at("kind"), message, hint, said.relation.kind)
