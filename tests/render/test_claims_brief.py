from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.query.answers import ClaimAnswer, Claims, Judgement
from sinoru.query.filters import VERDICTS
from sinoru.render.claims import claims_document
from sinoru.render.document import Look
from tests.render.brief_output import LOOKS, printed

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(*claims: ClaimAnswer, **more: object) -> list[str]:
    answer = replace(Claims(claims=claims, total=len(claims)), **more)
    return printed(claims_document, answer)


@pytest.mark.parametrize("look", LOOKS)
def test_claims_look_as_kept(golden: Callable[[str, str], None], claims: Claims, look: str) -> None:
    golden(f"claims-brief-{look}", "\n".join(printed(claims_document, claims, LOOKS[look])))


def test_a_claim_takes_three_lines_and_its_id_ends_the_first(claims: Claims) -> None:
    lines = shown(*claims.claims)
    assert len(lines) == 3 * 3 + 3
    assert lines[5] == "✗ Both sides seriously discuss a formal defence alliance.  alliance-discussed"
    assert lines[6] == ("    Sergei Stepashin, as reported by Interfax · alleged · said June 1999 · for 1999")
    assert lines[7] == "    contradicted: the treaty of 2001 names no alliance"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_a_judged_claim_has_a_mark_and_each_has_a_word(bare_claim: ClaimAnswer, verdict: str) -> None:
    judged = replace(bare_claim, assessment=Judgement(verdict=verdict, why="because"))
    first, _, _, word, *_ = shown(judged)[1:]
    assert (first, word.strip()[:6]) == ("", f"{verdict}: because"[:6])


def test_a_claim_that_is_not_assessed_says_so(bare_claim: ClaimAnswer) -> None:
    assert shown(bare_claim)[2:5] == ["  A bare claim.  bare", "    speaker not named", "    not assessed"]


def test_the_first_line_counts_and_explains_the_marks(claims: Claims) -> None:
    assert shown(*claims.claims, query="alliance")[0] == (
        "3 claims on “alliance”: ✗ 1 contradicted · 1 unverified · 1 not assessed"
    )


def test_counts_take_the_whole_width_and_are_not_broken(bare_claim: ClaimAnswer) -> None:
    verdicts = ("supported", "partly", "contradicted", "unverified")
    judged = [replace(bare_claim, assessment=Judgement(verdict=each)) for each in verdicts]
    answer = Claims(claims=(*judged, bare_claim), total=5, query="alliance")
    title = "5 claims on “alliance”: ✓ 1 supported · ~ 1 partly supported · ✗ 1 contradicted"
    others = "1 unverified · 1 not assessed"
    assert printed(claims_document, answer, LOOKS["120"])[0] == f"{title} · {others}"
    assert printed(claims_document, answer, LOOKS["80"])[:2] == [title, others]


def test_what_is_left_out_is_counted(bare_claim: ClaimAnswer) -> None:
    lines = shown(bare_claim, total=9, query="war")
    assert lines[0] == "1 of 9 claims on “war” shown: 1 not assessed"
    assert lines[-1] == "sinoru show ID · sinoru conflicts war · --limit 2 · --full"


def test_no_claims_are_said_to_be_none() -> None:
    assert shown() == ["No claims match."]


def test_with_full_everything_is_shown(claims: Claims) -> None:
    assert "[treaty-2001, Article 9]" in "\n".join(printed(claims_document, claims, Look(full=True)))
