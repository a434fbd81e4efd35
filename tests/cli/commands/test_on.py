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


def test_filters_apply_to_offices(run: Callable[..., Ran]) -> None:
    def holders(*filters: str) -> list[str]:
        day = json.loads(run("on", "1999-06-09", *filters, "--format", "json").out)
        return [office["person"]["id"] for office in day["offices"]]

    assert holders() == ["sergei-stepashin"]
    assert holders("--person", "Stepashin") == holders("--country", "Russia") == ["sergei-stepashin"]
    assert holders("--org", "russian-government") == ["sergei-stepashin"]
    assert (
        holders("--person", "Zhang Zemin") == holders("--country", "China") == holders("--org", "NATO") == []
    )


@pytest.mark.parametrize(
    "filters",
    [("--topic", "arms-sales"), ("--kind", "visit"), ("--place", "moscow"), ("--source", "yu-1999q2")],
)
def test_offices_are_left_out_by_filters_that_they_do_not_have(
    run: Callable[..., Ran], filters: tuple[str, str]
) -> None:
    day = json.loads(run("on", "1999-06-09", *filters, "--format", "json").out)
    assert (day["offices"], day["left_out"]) == ([], ["offices"])
    assert "Offices are left out: a filter does not apply to them." in run("on", "1999-06-09", *filters).out


def test_a_country_leaves_claims_out_and_says_so(run: Callable[..., Ran]) -> None:
    assert "Claims are left out" in run("on", "1999-06-09", "--country", "Russia").out


def test_with_a_filter_it_is_not_said_that_no_event_is_recorded(run: Callable[..., Ran]) -> None:
    ran = run("on", "1999-05-08/1999-06-09", "--person", "Stepashin", "--kind", "attack", "--within", "1d")
    assert "No events or claims match" in ran.err
    shown = run("on", "1999-06-09", "--person", "Stepashin").out
    assert "No event of this time matches the filters." in shown
    assert "is recorded" not in shown
    assert "No event is recorded for this time." in run("on", "1999-07-01").out


def test_a_kind_of_record_is_the_only_section_looked_for(run: Callable[..., Ran]) -> None:
    ran = run("on", "1999-06-09", "--kind", "claim")
    assert "72 Su-30" in ran.out
    assert "No event" not in ran.out
    assert "Events and offices are left out" in ran.out


MANY = """
events:
  - {id: long, date: 1999-01/1999-12, title: A long affair}
  - {id: longer, date: 1998/2000, title: A longer affair}
  - {id: one, date: 1999-05-08, title: First}
  - {id: two, date: 1999-05-08, title: Second}
  - {id: three, date: 1999-05-08, title: Third}
people:
  - {id: ann, name: Ann, offices: [{title: Envoy, from: 1998-01-01, to: 2000-01-01}]}
  - {id: bob, name: Bob, offices: [{title: Envoy, from: 1998-01-01, to: 2000-01-01}]}
"""


def test_a_limit_bounds_each_section_and_says_what_it_left(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(MANY, "many")
    day = json.loads(run("on", "1999-05-08", "--limit", "1", "--format", "json", data=data).out)
    assert [(len(day[key]), day[f"{key}_total"]) for key in ("happened", "under_way", "offices")] == [
        (1, 3),
        (1, 2),
        (1, 2),
    ]
    out = run("on", "1999-05-08", "--limit", "1", data=data).out
    assert "Events (1 of 3)" in out
    assert "Under way (1 of 2)" in out
    assert "1 of 2 offices shown" in out


def test_what_is_under_way_does_not_use_up_the_limit(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run("on", "1999-05-08", "--limit", "2", data=write_corpus(MANY, "many")).out
    assert "Second" in out
    assert "No event" not in out
