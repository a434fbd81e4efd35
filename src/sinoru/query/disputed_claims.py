"""Claims that cannot all be true: each that is disputed, against those that contradict it.

Two claims are set against each other once: under the one that other sources do not bear out, else under the
first by id.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sinoru.index.fields import is_rebutted, verdict_on
from sinoru.index.index import Index, Scope
from sinoru.model.records import Claim, Statement
from sinoru.query.dispute import Dispute
from sinoru.query.records import records_of
from sinoru.query.select import first_numbers, links_to

_MOST = 20_000
"""Claims looked at that contradict one."""

Opponents = dict[str, list[Claim]]
"""By a claim's id: the claims that it contradicts or that contradict it, by id."""
Known = dict[str, Claim]
"""Claims by id, each read once: of thousands that all contradict each other there are millions of pairs."""


def disputes_of(index: Index, claims: Sequence[Claim], seen: set[str]) -> Iterator[Dispute]:
    """Give the conflicts that these claims are in. `seen` has the ids of claims dealt with, and takes more."""
    known: Known = {}
    opponents = _opponents(index, claims, known)
    disputed = {
        one.id: one for claim in claims for one in (claim, *opponents[claim.id]) if one.id not in seen
    }
    further = _opponents(index, [one for id_, one in disputed.items() if id_ not in opponents], known)
    statements = {id_: _statement(one) for id_, one in (known | disputed).items()}
    for claim in disputed.values():
        seen.add(claim.id)
        yield from _dispute(claim, (opponents | further)[claim.id], statements)


def _dispute(
    claim: Claim, opponents: Sequence[Claim], statements: Mapping[str, Statement]
) -> Iterator[Dispute]:
    """Set a claim against those that belong under it; one that has none against what other sources say."""
    against = [other for other in opponents if _is_over(claim, other)]
    said = [statements[one.id] for one in (claim, *against)]
    assessment = claim.assessment
    if not against:
        if opponents or assessment is None or not is_rebutted(claim):
            return
        said.append(Statement(says=assessment.why, evidence=assessment.evidence))
    yield Dispute(
        key="claim",
        record=claim,
        on=claim.kind,
        statements=tuple(said),
        verdict=verdict_on(claim),
        why=assessment.why if assessment else "",
        evidence=assessment.evidence if assessment else (),
        claims=(claim, *against),
    )


def _is_over(claim: Claim, other: Claim) -> bool:
    """Tell under which of two claims their conflict is shown."""
    return (not is_rebutted(claim), claim.id) < (not is_rebutted(other), other.id)


def _statement(claim: Claim) -> Statement:
    return Statement(says=claim.text, by=claim.by, certainty=claim.certainty, evidence=claim.evidence)


def _opponents(index: Index, claims: Sequence[Claim], known: Known) -> Opponents:
    """Find who stands against each of these claims; `known` takes them."""
    naming = {claim.id: _naming(index, claim.id) for claim in claims}
    ids = _ids_at(index, sorted(set().union(*naming.values())))
    others = {
        claim.id: {*claim.contradicts, *(ids[number] for number in naming[claim.id])} - {claim.id}
        for claim in claims
    }
    new = sorted(set().union(*others.values()) - known.keys())
    known |= {one.id: one for one in cast("list[Claim]", records_of(index, "claim", new))}
    return {id_: [known[other] for other in sorted(ones) if other in known] for id_, ones in others.items()}


def _naming(index: Index, id_: str) -> list[int]:
    """Give the numbers of the claims that say they contradict this one."""
    naming = Scope(kinds=("claim",), links=(links_to(index, id_, "contradicts"),))
    return first_numbers(index, naming, _MOST)


def _ids_at(index: Index, numbers: Sequence[int]) -> dict[int, str]:
    chosen, values = index.among("number", numbers)
    return dict(index.rows(f"SELECT number, id FROM record WHERE {chosen}", values))
