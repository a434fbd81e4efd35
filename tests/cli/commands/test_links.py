from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_whom_somebody_met(run: Callable[..., Ran]) -> None:
    ran = run("links", "Stepashyn")
    assert ran.status == 0
    assert ran.out.splitlines()[2:4] == [
        "Zhang Wannian ×1 · 7–17 June 1999 · zhang-wannian",
        "  7–17 June 1999  Zhang Wannian visits Russia zhang-visit [yu-1999q2, Chronology, June 7-17]",
    ]


def test_a_chain_between_two(run: Callable[..., Ran]) -> None:
    shape = json.loads(run("links", "Zhang", "Wannian", "Степашин", "--format", "json").out)
    assert (shape["from"]["id"], shape["to"]["id"]) == ("zhang-wannian", "sergei-stepashin")
    assert [step["event"] and step["event"]["id"] for step in shape["chain"]] == [None, "zhang-visit"]


def test_programs_get_the_documented_shape(run: Callable[..., Ran]) -> None:
    shape = json.loads(run("links", "Stepashin", "--format", "json").out)
    assert shape["person"]["id"] == "sergei-stepashin"
    assert shape["met"][0]["events"][0]["id"] == "zhang-visit"
    assert run("links", "Stepashin", "--format", "csv").out.splitlines()[1] == (
        "zhang-wannian,Zhang Wannian,zhang-visit,1999-06-07/1999-06-17,Zhang Wannian visits Russia,"
        '"yu-1999q2: Chronology, June 7-17"'
    )
    assert run("links", "Stepashin", "Zhang Wannian", "--format", "csv").out.count("\n") == 3


def test_nobody_met_is_nothing_found(run: Callable[..., Ran]) -> None:
    assert run("links", "Zhang", "Zemin").status == 1
    ran = run("links", "Zhang Zemin", "Stepashin")
    assert (ran.status, ran.out.startswith("No chain")) == (1, True)


def test_an_unknown_name_gets_the_nearest_and_nothing_found(run: Callable[..., Ran]) -> None:
    ran = run("links", "Stepashkinov")
    assert ran.status == 1
    assert "sergei-stepashin" in ran.out


def test_a_name_that_two_bear_is_told(run: Callable[..., Ran]) -> None:
    ran = run("links", "Zhang")
    assert ran.status == 2
    assert "zhang-zemin" in ran.err


def test_no_name_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("links")
    assert ran.status == 2
    assert "sinoru links" in ran.err
