from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from msgspec.structs import replace

from sinoru.model.records import Certainty
from sinoru.query.answers import ClaimAnswer, Claims, Judgement
from sinoru.query.filters import VERDICTS
from sinoru.render.full.claims import claims_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(*claims: ClaimAnswer, width: int | None = None) -> str:
    return "\n".join(plain_lines(claims_document(Claims(claims=claims, total=len(claims))), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_claims_look_as_kept(golden: Callable[[str, str], None], claims: Claims, width: int | None) -> None:
    golden(f"claims-{width or 'pipe'}", "\n".join(plain_lines(claims_document(claims), width)))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_a_mark_and_a_word_and_a_reason(bare_claim: ClaimAnswer, verdict: str) -> None:
    judged = replace(bare_claim, assessment=Judgement(verdict=verdict, why="because"))
    first, *_, word, _id, _blank, _count = shown(judged).splitlines()
    assert first[0] == {"unverified": "·"}.get(verdict, first[0])
    assert first[0] in "✓~✗?↷·"
    assert word.strip().startswith(verdict)
    assert word.endswith(": because")


def test_each_verdict_has_its_own_mark(bare_claim: ClaimAnswer) -> None:
    marks = {shown(replace(bare_claim, assessment=Judgement(verdict=verdict)))[0] for verdict in VERDICTS}
    assert len(marks) == len(VERDICTS)


@pytest.mark.parametrize("certainty", get_args(Certainty))
def test_less_than_stated_is_said(bare_claim: ClaimAnswer, certainty: Certainty) -> None:
    text = shown(replace(bare_claim, claim=replace(bare_claim.claim, certainty=certainty)))
    assert (certainty in text) == (certainty != "stated")


def test_the_author_speaks_where_nobody_is_named(bare_claim: ClaimAnswer) -> None:
    assert "Yu, Bin (author)" in shown(replace(bare_claim, authors=("Yu, Bin",)))
    assert "speaker not named" in shown(bare_claim)


def test_who_passes_it_on_is_named(claims: Claims) -> None:
    assert "Sergei Stepashin, as reported by Interfax" in shown(*claims.claims)


def test_a_claim_in_a_conflict_names_the_conflict(claims: Claims) -> None:
    lines = shown(*claims.claims).splitlines()
    (verdict,) = [line.strip() for line in lines if "contradicted in" in line]
    assert verdict.startswith(
        "contradicted in was-an-alliance-discussed: the treaty of 2001 names no alliance"
    )


def test_a_verdict_without_a_reason_is_told_with_the_question(bare_claim: ClaimAnswer) -> None:
    given = Judgement(verdict="disputed", conflict="how-long", question="How long was it?")
    assert "disputed in how-long: How long was it?" in shown(replace(bare_claim, assessment=given))


def test_a_claim_without_evidence_says_so(bare_claim: ClaimAnswer) -> None:
    assert "bare [no source]" in shown(bare_claim)


def test_no_claims_are_said_to_be_none() -> None:
    assert shown() == "No claims match."


def test_what_is_left_out_is_counted(bare_claim: ClaimAnswer) -> None:
    assert (
        list(plain_lines(claims_document(Claims(claims=(bare_claim,), total=9))))[-1] == "1 of 9 claims shown"
    )
