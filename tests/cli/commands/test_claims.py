from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "fighters",
        "--by Stepashin",
        "--about zhang-visit",
        "--certainty reported",
        "--verdict contradicted",
        "--topic arms-sales",
        "--from 1999-06 --to 1999-06",
    ],
)
def test_claims_can_be_narrowed(run: Callable[..., Ran], arguments: str) -> None:
    ran = run("claims", *arguments.split(), "--format", "json")
    assert [claim["id"] for claim in json.loads(ran.out)["claims"]] == ["seventy-two-jets"]


@pytest.mark.parametrize("arguments", ["embassy", "--by zhang-wannian", "--to 1998"])
def test_nothing_found(run: Callable[..., Ran], arguments: str) -> None:
    ran = run("claims", *arguments.split())
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("sinoru: No claims match ")


def test_a_wrong_verdict_is_told_the_right_ones(run: Callable[..., Ran]) -> None:
    ran = run("claims", "--verdict", "untrue")
    assert ran.status == 2
    assert "contradicted" in ran.err
