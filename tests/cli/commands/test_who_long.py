"""Houses of parliament with more members than a screen has lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

MEMBERS = 300
"""More than a card has events; each sits for one term, and the last 10 still do."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("house")
    lines = ["organisations: [{id: house, name: House}]", "people:"]
    for number in range(MEMBERS):
        year = 1700 + number
        end = ".." if number >= MEMBERS - 10 else f"{year + 3}-01-01"
        office = f"{{title: Member, org: house, from: {year}-01-01, to: {end}}}"
        lines.append(f"  - {{id: m{number:03}, name: Member{number:03} Roe, offices: [{office}]}}")
    (folder / "corpus.yaml").write_text("\n".join(lines), encoding="utf-8")
    return str(folder)


def members(out: str) -> list[int]:
    """Return the numbers of the members in a list, in its order."""
    return [int(number) for number in re.findall(r"Member(\d+) Roe", out)]


@pytest.mark.parametrize("full", [[], ["--full"]])
@pytest.mark.parametrize("words", ["House", "member"])
@pytest.mark.parametrize("limit", [1, 30, 200, 201, 299, 300, 5000])
def test_the_newest_come_first_and_all_are_counted_at_any_limit(
    run: Callable[..., Ran], house: str, words: str, limit: int, full: list[str]
) -> None:
    out = run("who", words, "--limit", str(limit), *full, data=house).out
    shown = min(limit, MEMBERS)
    of = " of “member”" if words == "member" else ""
    counted = f"{shown} of 300 holders{of} shown" if shown < MEMBERS else f"300 holders{of}"
    assert f"{counted}, newest first; 10 still in office\n" in out
    assert members(out) == list(range(MEMBERS))[::-1][:shown]


@pytest.mark.parametrize("full", [[], ["--full"]])
@pytest.mark.parametrize("limit", [1, 200, 201, 5000])
def test_the_holders_of_a_time_are_counted_and_the_newest_come_first(
    run: Callable[..., Ran], house: str, limit: int, full: list[str]
) -> None:
    out = run("who", "House", "--on", "1701/1950", "--limit", str(limit), *full, data=house).out
    held = list(range(251))[::-1]
    counted = f"{limit} of 251 holders shown" if limit < len(held) else "251 holders"
    assert f"In office during 1701–1950: {counted}, newest first\n" in out
    assert members(out) == held[:limit]


def test_a_limit_bounds_the_holders_of_a_day(run: Callable[..., Ran], house: str) -> None:
    out = run("who", "member", "--on", "1701/1950", "--limit", "201", data=house).out
    assert out.startswith("“member” during 1701–1950: 201 of 251 holders shown\n")
    assert len(members(out)) == 201
    assert "--limit 251 " in out.splitlines()[-1]  # never more than there are


@pytest.mark.parametrize("words", ["House", "member"])
def test_a_screen_of_holders_is_shown_and_a_day_to_ask_for(
    run: Callable[..., Ran], house: str, words: str
) -> None:
    out = run("who", words, data=house).out
    assert len(members(out)) == 30
    assert "--limit 60 · --full · " in out.splitlines()[-1]
    (day,) = re.findall(r"--on (\S+)", out)
    later = run("who", words, "--on", day, data=house).out
    assert 299 in members(later)
    of_day = run("who", words, "--on", "1701/1950", data=house).out
    assert "30 of 251 holders shown" in of_day
    assert len(members(of_day)) == 30
    assert "--limit 60 · --full" in of_day.splitlines()[-1]
    assert "--on" not in of_day.splitlines()[-1]


def test_a_single_holder_is_not_left_out(run: Callable[..., Ran], house: str) -> None:
    assert len(members(run("who", "House", "--on", "1703/1730", data=house).out)) == 31
    assert len(members(run("who", "House", "--on", "1703/1731", data=house).out)) == 30
    assert len(members(run("who", "House", "--on", "1703/1730", "--limit", "30", data=house).out)) == 30


def test_a_limit_bounds_json_in_order_of_time(run: Callable[..., Ran], house: str) -> None:
    card = json.loads(run("who", "House", "--limit", "201", "--format", "json", data=house).out)
    assert (len(card["offices"]), card["offices_total"]) == (201, 300)
    assert card["offices"][0]["person"]["id"] == "m000"


def test_a_limit_counts_lines_where_one_person_has_several(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    offices = ", ".join(
        f"{{title: Minister of {what} of Russia, from: {year}-01-01, to: {year}-12-31}}"
        for what, year in (("Justice", 1990), ("Defence", 1992), ("Finance", 1994))
    )
    data = write_corpus(
        f"people: [{{id: ann, name: Ann, offices: [{offices}]}}, {{id: bo, name: Bo, offices: [{offices}]}}]",
        "two",
    )
    assert run("who", "Russia", data=data).out.startswith("2 holders of “Russia”, newest first\n")
    cut = run("who", "Russia", "--limit", "5", data=data).out
    assert cut.startswith("5 of 6 tenures of 2 holders of “Russia” shown, newest first\n")
    assert "--limit 6 " in cut.splitlines()[-1]
    day = run("who", "Russia", "--on", "1990/1994", "--limit", "5", data=data).out
    assert "5 of 6 tenures of 2 holders shown" in day.splitlines()[0]
