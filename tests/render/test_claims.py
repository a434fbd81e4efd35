from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from msgspec.structs import replace

from sinoru.model.records import Assessment, AssessmentVerdict, Certainty
from sinoru.query.answers import ClaimAnswer, Claims
from sinoru.render.full.claims import claims_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(*claims: ClaimAnswer, width: int | None = None) -> str:
    return "\n".join(plain_lines(claims_document(Claims(claims=claims, total=len(claims))), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_claims_look_as_kept(golden: Callable[[str, str], None], claims: Claims, width: int | None) -> None:
    golden(f"claims-{width or 'pipe'}", "\n".join(plain_lines(claims_document(claims), width)))


@pytest.mark.parametrize("verdict", get_args(AssessmentVerdict))
def test_a_verdict_is_a_mark_and_a_word_and_a_reason(
    bare_claim: ClaimAnswer, verdict: AssessmentVerdict
) -> None:
    claim = replace(bare_claim.claim, assessment=Assessment(verdict=verdict, why="because"))
    first, *_, word, _id, _blank, _count = shown(replace(bare_claim, claim=claim)).splitlines()
    assert first[0] == {"unverified": "·"}.get(verdict, first[0])
    assert first[0] in "✓~✗↷·"
    assert word.strip().startswith(verdict)
    assert word.endswith(": because")


def test_each_verdict_has_its_own_mark(bare_claim: ClaimAnswer) -> None:
    marks = {
        shown(replace(bare_claim, claim=replace(bare_claim.claim, assessment=Assessment(verdict=verdict))))[0]
        for verdict in get_args(AssessmentVerdict)
    }
    assert len(marks) == 5


@pytest.mark.parametrize("certainty", get_args(Certainty))
def test_less_than_stated_is_said(bare_claim: ClaimAnswer, certainty: Certainty) -> None:
    text = shown(replace(bare_claim, claim=replace(bare_claim.claim, certainty=certainty)))
    assert (certainty in text) == (certainty != "stated")


def test_the_author_speaks_where_nobody_is_named(bare_claim: ClaimAnswer) -> None:
    assert "Yu, Bin (author)" in shown(replace(bare_claim, authors=("Yu, Bin",)))
    assert "speaker not named" in shown(bare_claim)


def test_who_passes_it_on_is_named(claims: Claims) -> None:
    assert "Sergei Stepashin, as reported by Interfax" in shown(*claims.claims)


def test_a_claim_names_what_it_contradicts(claims: Claims) -> None:
    assert "≠ contradicts: The partnership is no alliance. no-alliance" in shown(*claims.claims)


def test_a_claim_without_evidence_says_so(bare_claim: ClaimAnswer) -> None:
    assert "bare [no source]" in shown(bare_claim)


def test_no_claims_are_said_to_be_none() -> None:
    assert shown() == "No claims match."


def test_what_is_left_out_is_counted(bare_claim: ClaimAnswer) -> None:
    assert (
        list(plain_lines(claims_document(Claims(claims=(bare_claim,), total=9))))[-1] == "1 of 9 claims shown"
    )
