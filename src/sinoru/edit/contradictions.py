"""What becomes of claims that contradict each other when a corpus of the first form is upgraded.

Two claims become one conflict with a record of its own. It is open unless one of the two was judged to be
contradicted, and the other is with certainty what contradicts it: it is supported, or cites a passage on which that
verdict rests.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import combinations, takewhile

import msgspec

from sinoru.loading.first_form import NO_REASON, passages, value_at, verdict_of
from sinoru.loading.yaml import MappingNode, Node, SequenceNode, text_of
from sinoru.model.records import Claim, ConflictRecord, Statement

_SHOWN = 90
"""Characters of a claim that a question repeats."""
_LONGEST_ID = 60


class Judged(msgspec.Struct, frozen=True):
    """A claim, and what the first form says of it."""

    claim: Claim
    """As it is read: a verdict that it is contradicted is its last conflict."""
    file: int
    contradicts: tuple[str, ...]
    verdict: str
    cited: frozenset[tuple[str, str]]
    """The passages that the claim cites."""
    decisive: frozenset[tuple[str, str]]
    """The passages on which its verdict rests."""

    @property
    def is_contradicted(self) -> bool:
        """Whether it was judged to be contradicted."""
        return self.verdict == "contradicted"


class Dispute(msgspec.Struct, frozen=True):
    """A conflict between claims, and the file that it belongs in."""

    conflict: ConflictRecord
    file: int


def judged(node: MappingNode, claim: Claim, file: int) -> Judged:
    """Return a claim with what its node says in the first form."""
    contradicts, assessment = value_at(node, "contradicts"), value_at(node, "assessment")
    return Judged(
        claim,
        file,
        tuple(id_ for id_ in texts_in(contradicts) if id_ != claim.id),
        text_of(verdict_of(assessment)),
        frozenset(passages(value_at(node, "evidence"))),
        frozenset(passages(value_at(assessment, "evidence"))),
    )


def texts_in(list_: Node) -> list[str]:
    """Return the texts of a list; none without one."""
    return list(map(text_of, list_.items)) if isinstance(list_, SequenceNode) else []


class Disputes:
    """The conflicts between all claims of a corpus."""

    def __init__(self, claims: Iterable[Judged], taken: Collection[str]) -> None:
        self._claims: dict[str, Judged] = {}
        for one in claims:
            self._claims.setdefault(one.claim.id, one)
        self._taken = set(taken)
        self._pairs = dict.fromkeys(
            tuple(sorted((one.claim.id, other))) for one in self._claims.values() for other in one.contradicts
        )
        self.settled: dict[str, Dispute] = {}
        """By the id of the claim that is wrong: its verdict needs no conflict of its own."""
        self.open: list[Dispute] = []
        self._find()

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the claims in open conflicts."""
        return frozenset(said.claim for one in self.open for said in one.conflict.statements)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The ids of the claims that take their verdicts from a conflict with a record of its own."""
        return frozenset(said.claim for one in self.all for said in one.conflict.statements)

    @property
    def all(self) -> list[Dispute]:
        """The conflicts in order of their claims."""
        return [*self.settled.values(), *self.open]

    def _find(self) -> None:
        against: dict[str, list[str]] = {}
        for pair in self._pairs:
            for id_, other in (pair, pair[::-1]):
                against.setdefault(id_, []).append(other)
        done: set[tuple[str, ...]] = set()
        for one in self._claims.values():
            others = against.get(one.claim.id, ())
            winners = [other for other in others if self._wins(other, one)] if one.is_contradicted else []
            if winners and not any(tuple(sorted(pair)) in self._pairs for pair in combinations(winners, 2)):
                self.settled[one.claim.id] = self._dispute(one, winners)
                done.update(tuple(sorted((one.claim.id, other))) for other in winners)
        for one in self._claims.values():
            for other in dict.fromkeys(one.contradicts):
                pair = tuple(sorted((one.claim.id, other)))
                if pair not in done:
                    done.add(pair)
                    self.open.append(self._dispute(one, (), other))

    def _wins(self, winner: str, loser: Judged) -> bool:
        """Return whether a claim is with certainty what contradicts one that was judged to be contradicted."""
        found = self._claims.get(winner)
        if found is None:
            return False
        return found.verdict == "supported" or (
            not found.verdict and not found.cited.isdisjoint(loser.decisive)
        )

    def _dispute(self, one: Judged, winners: Collection[str], other: str = "") -> Dispute:
        """Return the conflict of a claim with those that stand, or the open one with another."""
        ids = [one.claim.id, *(winners or (other,))]
        known = [self._claims[id_].claim for id_ in ids if id_ in self._claims]
        texts = [self._claims[id_].claim.text if id_ in self._claims else id_ for id_ in ids]
        reason = one.claim.conflicts[-1].statements[-1] if winners else Statement()
        conflict = ConflictRecord(
            id=self._new_id(ids[0], ids[1]),
            question=f"Which is right: {' or '.join(f'“{_shortened(text)}”' for text in texts)}?",
            about=tuple(dict.fromkeys(id_ for claim in known for id_ in claim.about)),
            statements=tuple(Statement(claim=id_, stands=id_ in winners) for id_ in ids),
            why=reason.value if reason.value != NO_REASON else "",
            evidence=reason.evidence,
        )
        return Dispute(conflict, one.file)

    def _new_id(self, one: str, other: str) -> str:
        """Return an id made of those of two claims, without what both begin with."""
        common = sum(
            1
            for _ in takewhile(
                lambda pair: pair[0] == pair[1], zip(one.split("-"), other.split("-"), strict=False)
            )
        )
        rest = "-".join(other.split("-")[common:]) or other
        if len(one) + len(rest) > _LONGEST_ID:
            one, rest = (_first_words(text, _LONGEST_ID // 2) for text in (one, rest))
        id_ = unique = f"{one}-or-{rest}"
        number = 1
        while unique in self._taken:
            number += 1
            unique = f"{id_}-{number}"
        self._taken.add(unique)
        return unique


def _first_words(id_: str, length: int) -> str:
    """Return an id without its last words if it is longer."""
    if len(id_) <= length:
        return id_
    return id_[: length + 1].rpartition("-")[0] or id_[:length]


def _shortened(text: str) -> str:
    """Return a text without its full stop; if it is long, its first words."""
    text = " ".join(text.split())
    if len(text) <= _SHOWN:
        return text.removesuffix(".")
    return (text[:_SHOWN].rpartition(" ")[0] or text[:_SHOWN]).rstrip(",;:–-") + " …"
