from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.mark.parametrize(
    "name", ["Stepashin", "stepashyn", "Степашин", "Sergei Stepashin", "sergei-stepashin"]
)
def test_any_spelling_finds_the_person(run: Callable[..., Ran], name: str) -> None:
    ran = run("who", *name.split(), "--format", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["person"]["id"] == "sergei-stepashin"


def test_an_organisation_has_a_card_too(run: Callable[..., Ran]) -> None:
    assert json.loads(run("who", "NATO", "--format", "json").out)["organisation"]["id"] == "nato"


def test_several_matches_are_listed(run: Callable[..., Ran]) -> None:
    ran = run("who", "Zhang", "--format", "json")
    assert ran.status == 0
    assert {one["id"] for one in json.loads(ran.out)["candidates"]} == {"zhang-wannian", "zhang-zemin"}


def test_nobody_found_gives_the_nearest_names(run: Callable[..., Ran]) -> None:
    assert run("who", "Qwxyz").status == 1
    ran = run("who", "Qwxyz", "--format", "json")
    assert ran.status == 1
    assert "suggestions" in json.loads(ran.out)


def test_an_office_on_a_day_finds_who_held_it(run: Callable[..., Ran]) -> None:
    ran = run("who", "prime", "minister", "--on", "1999-06", "--format", "json")
    assert json.loads(ran.out)["person"]["id"] == "sergei-stepashin"


def test_a_wrong_day_is_named(run: Callable[..., Ran]) -> None:
    ran = run("who", "Stepashin", "--on", "someday")
    assert ran.status == 2
    assert "--on" in ran.err


def test_without_a_name_everyone_is_listed(run: Callable[..., Ran]) -> None:
    listed = json.loads(run("who", "--format", "json").out)["everyone"]
    assert [one["id"] for one in listed] == [
        "sergei-stepashin",
        "zhang-wannian",
        "zhang-zemin",
        "russian-government",
        "nato",
    ]
