from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def found(ran: Ran) -> list[str]:
    return [event["id"] for event in json.loads(ran.out)["events"]]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("", ["embassy-bombing", "zhang-visit"]),
        ("--from 1999-06", ["zhang-visit"]),
        ("--to 1999-05", ["embassy-bombing"]),
        ("--from 1999-06-10 --to 1999-06-10", ["zhang-visit"]),
        ("--person Stepashyn", ["zhang-visit"]),
        ("--person 张万年", ["zhang-visit"]),
        ("--org nato", ["embassy-bombing"]),
        ("--country yugoslavia", ["embassy-bombing"]),
        ("--place Belgrade", ["embassy-bombing"]),
        ("--kind visit --kind attack", ["embassy-bombing", "zhang-visit"]),
        ("--kind visit", ["zhang-visit"]),
        ("--topic kosovo", ["embassy-bombing"]),
        ("--source yu-1999q2", ["embassy-bombing", "zhang-visit"]),
        ("--limit 1", ["embassy-bombing"]),
        ("--sort -date", ["zhang-visit", "embassy-bombing"]),
        ("--kind visit --topic kosovo", []),
    ],
)
def test_filters(run: Callable[..., Ran], options: str, ids: list[str]) -> None:
    assert found(run("timeline", "--format", "json", *options.split())) == ids


def test_nothing_found_says_what_was_asked_and_how_to_see_more(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--from", "2001", "--topic", "kosovo")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "sinoru: No events match --from 2001 --topic kosovo. Try a wider range, or drop a filter.\n"
    )


def test_nothing_found_is_still_an_answer_for_programs(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--from", "2001", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == {"version": 2, "total": 0, "read_as": [], "events": []}
    assert run("timeline", "--from", "2001", "--format", "jsonl").out == ""
    assert run("timeline", "--from", "2001", "--format", "csv").out.count("\r\n") <= 1


def test_errors_of_a_corpus_without_events_are_reported_once(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(
        "people: [{id: ann, name: Ann}]\nevents: [{id: a, date: 1999-13, title: A}]\n", "broken"
    )
    ran = run("timeline", data=data)
    assert ran.err.count("E109") == 1
    assert "No events; 1 person." in ran.err


def test_a_wrong_name_is_told_the_nearest(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--person", "Stepasheen Sergey")
    assert ran.status in (0, 2)
    assert run("timeline", "--topic", "kosowo").err.count("kosovo") == 1


def test_an_ambiguous_name_is_told_what_it_may_mean(run: Callable[..., Ran]) -> None:
    err = run("timeline", "--person", "Zhang").err
    assert "zhang-wannian" in err
    assert "zhang-zemin" in err


@pytest.mark.parametrize(
    "group", ["year", "month", "day", "kind", "country", "place", "person", "org", "topic"]
)
def test_events_can_be_put_under_headings(run: Callable[..., Ran], group: str) -> None:
    ran = run("timeline", "--group", group)
    assert ran.status == 0
    assert "Zhang Wannian visits Russia" in ran.out


@pytest.mark.parametrize(
    ("option", "known"), [("--style", "gantt"), ("--group", "month"), ("--sort", "-date")]
)
def test_a_wrong_choice_is_told_the_right_ones(run: Callable[..., Ran], option: str, known: str) -> None:
    ran = run("timeline", option, "odd")
    assert ran.status == 2
    assert " 'odd'. Use one of " in ran.err
    assert known in ran.err


def test_the_kind_event_is_what_a_timeline_has_anyway(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--kind", "event").out == run("timeline").out
    assert "embassy" in run("timeline", "--kind", "attack").out


@pytest.mark.parametrize("country", ["PRC", "china", "КНР", "CN"])
def test_a_country_is_found_by_any_of_its_names(run: Callable[..., Ran], country: str) -> None:
    named = run("timeline", "--country", country, "--format", "json")
    assert named.out == run("timeline", "--country", "China", "--format", "json").out
    assert len(json.loads(named.out)["events"]) == 2


def test_an_unknown_country_is_refused_with_the_right_spelling(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--country", "Rusia") == (
        2,
        "",
        "sinoru: No country 'Rusia' in this corpus. Did you mean 'Russia'?\n",
    )


@pytest.mark.parametrize("kind", ["person", "figure"])
def test_a_kind_of_other_records_is_refused(run: Callable[..., Ran], kind: str) -> None:
    ran = run("timeline", "--kind", kind)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"sinoru: --kind '{kind}' cannot be used here. Use one of attack, visit.\n"
