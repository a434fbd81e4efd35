"""Claims that cannot all be true: each that is disputed, against those that contradict it.

Two claims are set against each other once: under the one that other sources do not bear out, else under the
first by id.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from sinoru.index.index import Index
from sinoru.index.marks import is_rebutted, verdict_on
from sinoru.index.scope import Scope
from sinoru.model.records import Claim, Statement
from sinoru.query.assemble import records_at, records_of
from sinoru.query.dispute import Dispute
from sinoru.query.select import first_numbers, links_to

_MOST = 20_000
"""Claims looked at that contradict one."""

Opponents = dict[str, list[Claim]]
"""By a claim's id: the claims that it contradicts or that contradict it, by id."""


def disputes_of(index: Index, claims: Sequence[Claim], seen: set[str]) -> Iterator[Dispute]:
    """Give the conflicts that these claims are in. `seen` has the ids of claims dealt with, and takes more."""
    opponents = _opponents(index, claims)
    disputed = {
        one.id: one for claim in claims for one in (claim, *opponents[claim.id]) if one.id not in seen
    }
    further = _opponents(index, [one for id_, one in disputed.items() if id_ not in opponents])
    for claim in disputed.values():
        seen.add(claim.id)
        yield from _dispute(claim, (opponents | further)[claim.id])


def _dispute(claim: Claim, opponents: Sequence[Claim]) -> Iterator[Dispute]:
    """Set a claim against those that belong under it; one that has none against what other sources say."""
    against = [other for other in opponents if _is_over(claim, other)]
    statements = [_statement(one) for one in (claim, *against)]
    assessment = claim.assessment
    if not against:
        if opponents or assessment is None or not is_rebutted(claim):
            return
        statements.append(Statement(says=assessment.why, evidence=assessment.evidence))
    yield Dispute(
        key="claim",
        record=claim,
        on=claim.kind,
        statements=tuple(statements),
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


def _opponents(index: Index, claims: Iterable[Claim]) -> Opponents:
    claims = list(claims)
    named = {claim.id: dict.fromkeys(claim.contradicts) for claim in claims}
    known = cast("list[Claim]", records_of(index, "claim", [id_ for ids in named.values() for id_ in ids]))
    found = {id_: {other.id: other for other in known if other.id in ids} for id_, ids in named.items()}
    for claim in claims:
        found[claim.id] |= {other.id: other for other in _naming(index, claim.id)}
    return {id_: [ones[other] for other in sorted(ones) if other != id_] for id_, ones in found.items()}


def _naming(index: Index, id_: str) -> Iterator[Claim]:
    """Give the claims that say they contradict this one."""
    naming = Scope(kinds=("claim",), links=(links_to(index, id_, "contradicts"),))
    for records in records_at(index, first_numbers(index, naming, _MOST)):
        yield from cast("list[Claim]", records)
