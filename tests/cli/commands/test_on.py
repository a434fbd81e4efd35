from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_a_date_may_be_several_words(run: Callable[..., Ran]) -> None:
    assert (
        run("on", "8", "May", "1999", "--format", "json").out
        == run("on", "1999-05-08", "--format", "json").out
    )


def test_a_day_shows_what_is_under_way_and_who_is_in_office(run: Callable[..., Ran]) -> None:
    day = json.loads(run("on", "1999-06-09", "--format", "json").out)
    assert [event["id"] for event in day["under_way"]] == ["zhang-visit"]
    assert [office["person"]["id"] for office in day["offices"]] == ["sergei-stepashin"]
    assert [claim["id"] for claim in day["claims"]] == ["seventy-two-jets"]


@pytest.mark.parametrize(("within", "status"), [("1d", 1), ("3d", 0)])
def test_days_around_may_be_asked_for(run: Callable[..., Ran], within: str, status: int) -> None:
    assert run("on", "1999-05-06", "--within", within).status == status


def test_a_day_without_anything_says_so(run: Callable[..., Ran]) -> None:
    ran = run("on", "1950-01-01")
    assert (ran.status, ran.out) == (1, "")
    assert "1950-01-01" in ran.err
    assert "--within" in ran.err


def test_without_a_date_it_says_how_to_give_one(run: Callable[..., Ran]) -> None:
    assert "sinoru on 1999-05-08" in run("on").err
