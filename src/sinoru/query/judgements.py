"""The verdicts on claims: from the conflicts in which they make statements, or else their own assessments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinoru.index.index import Index, read_body
from sinoru.model.records import Claim
from sinoru.query.answers import Judgement

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import ConflictAnswer

_WRITTEN = ("partly", "superseded")
"""Verdicts that only the claim itself can have."""

Numbered = tuple[int, Claim]
"""A claim and its number in the index."""


def numbered_claims(index: Index, numbers: Sequence[int]) -> list[Numbered]:
    """Return the claims of these numbers, in their order; records of other kinds are left out."""
    condition, values = index.in_list("number", numbers)
    query = f"SELECT number, kind, body FROM record WHERE {condition}"
    found = {number: read_body(kind, body) for number, kind, body in index.rows(query, values)}
    claims = ((number, found.get(number)) for number in numbers)
    return [(number, claim) for number, claim in claims if isinstance(claim, Claim)]


def judgements(index: Index, claims: Sequence[Numbered]) -> dict[int, Judgement]:
    """Return the verdicts on claims by their numbers; those that are not assessed are left out."""
    if not claims:
        return {}
    from sinoru.query.disputes import conflict_answers, find_conflicts_by_id

    found = {number: own for number, claim in claims if (own := _own(claim))}
    condition, values = index.in_list("record", [number for number, _ in claims])
    query = f"SELECT record, own, verdict, conflict FROM judged WHERE {condition}"
    rows = [row for row in index.rows(query, values) if row[1] != row[2] or row[2] not in _WRITTEN]
    disputes = find_conflicts_by_id(index, [id_ for *_, id_ in rows])
    answers = {answer.id: answer for answer in conflict_answers(index, list(disputes.values()))}
    return found | {number: _of_conflict(verdict, id_, answers.get(id_)) for number, _, verdict, id_ in rows}


def verdict_words(index: Index, claims: Sequence[Numbered]) -> dict[int, str]:
    """Return the verdicts on claims by their numbers, without where they come from."""
    if not claims:
        return {}
    found: dict[int, str] = {number: one.verdict for number, claim in claims if (one := claim.assessment)}
    condition, values = index.in_list("record", [number for number, _ in claims])
    return found | dict(index.rows(f"SELECT record, verdict FROM judged WHERE {condition}", values))


def _of_conflict(verdict: str, id_: str, answer: "ConflictAnswer | None") -> Judgement:
    if answer is None:
        return Judgement(verdict=verdict, conflict=id_)
    return Judgement(
        verdict=verdict, why=answer.why, evidence=answer.evidence, conflict=id_, question=answer.question
    )


def _own(claim: Claim) -> Judgement | None:
    one = claim.assessment
    return Judgement(verdict=one.verdict, why=one.why, evidence=one.evidence) if one else None
