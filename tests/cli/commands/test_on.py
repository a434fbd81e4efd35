from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


SHIPPED = os.path.join(os.path.dirname(sinoru.__file__), "..", "..", "data")


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
    assert "No event of this day matches the filters." in shown
    assert "is recorded" not in shown
    assert "No event is recorded for this day." in run("on", "1999-07-01").out


def test_a_kind_of_record_is_the_only_section_looked_for(run: Callable[..., Ran]) -> None:
    ran = run("on", "1999-06-09", "--kind", "claim")
    assert "Claims  1: " in ran.out
    assert "72 Su-30" in run("on", "1999-06-09", "--kind", "claim", "--full").out
    assert "No event" not in ran.out
    assert "Events and offices are left out" in ran.out


MANY = """
events:
  - {id: long, date: 1999-01-01/1999-12-31, title: A long affair}
  - {id: longer, date: 1998-01-01/2000-12-31, title: A longer affair}
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
    assert "Happened  1 of 3 events shown" in out
    assert "Under way  1 of 2 events shown" in out
    assert "1 of 2 offices shown" in out
    assert "--limit 2" in out.splitlines()[-1]
    full = run("on", "1999-05-08", "--limit", "1", "--full", data=data).out
    assert "Events (1 of 3)" in full
    assert "Under way (1 of 2)" in full
    assert "1 of 2 offices shown" in full


def test_what_is_under_way_does_not_use_up_the_limit(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run("on", "1999-05-08", "--limit", "2", data=write_corpus(MANY, "many")).out
    assert "Second" in out
    assert "No event" not in out


@pytest.mark.parametrize("width", [(), ("--width", "80"), ("--width", "200")])
def test_a_day_of_the_shipped_corpus_fits_a_screen(run: Callable[..., Ran], width: tuple[str, ...]) -> None:
    lines = run("on", "1999-05-10", *width, data=SHIPPED).out.splitlines()
    assert len(lines) <= 23
    assert lines[0].startswith("Monday, 10 May 1999    ≠ sources disagree")
    headings = [line.split("  ")[0] for line in lines if line and line[0].isupper()]
    assert headings[1:] == ["Happened", "Under way", "Claims", "In office"]
    text = " ".join(" ".join(lines).split())
    assert (
        "Boris Yeltsin, President · Yevgeny Primakov, Prime Minister · Igor Ivanov, Foreign Affairs" in text
    )
    assert "Jiang Zemin, President · Zhu Rongji, Premier" in text
    assert text.index("Bill Clinton") < text.index("perhaps dates not exact: Sergei Stepashin, Minister")
    assert "sinoru on 1999-05-10 --offices" in lines[-1]


def test_all_offices_of_a_day_are_listed_by_state_and_rank(run: Callable[..., Ran]) -> None:
    lines = run("on", "1999-05-10", "--offices", data=SHIPPED).out.splitlines()
    assert lines[0] == "76 offices of 67 people on 10 May 1999"
    assert [line for line in lines if not line.startswith(" ")][1:-1] == [
        "Russia",
        "China",
        "United States",
        "Yugoslavia",
        "Finland",
        "Germany",
        "Kazakhstan",
        "Kosovo",
        "Kyrgyzstan",
        "Serbia",
        "Taiwan",
        "Tajikistan",
        "United Kingdom",
        "No state recorded",
        "Perhaps in office",
    ]
    assert lines[2].split("  ")[1] == "Boris Yeltsin"
    assert lines[2].endswith("  boris-yeltsin")
    assert lines[3].startswith("    10 July 1991 – 31 December 1999 [")
    assert len([line for line in lines if line.startswith("    ")]) == 76


def test_offices_alone_are_what_every_format_has(run: Callable[..., Ran]) -> None:
    day = json.loads(run("on", "1999-06-09", "--offices", "--format", "json").out)
    assert [(one["person"]["id"], one["state"]) for one in day["offices"]] == [("sergei-stepashin", "Russia")]
    assert (day["happened"], day["claims"], day["left_out"]) == ([], [], ["events", "claims"])
    assert "government-ru" in run("on", "1999-06-09", "--offices", "--format", "csv").out
    assert run("on", "1950-01-01", "--offices").status == 1


@pytest.mark.parametrize("other", [("--topic", "arms-sales"), ("--within", "3d")])
def test_offices_alone_refuse_what_they_cannot_honour(
    run: Callable[..., Ran], other: tuple[str, str]
) -> None:
    ran = run("on", "1999-06-09", "--offices", *other)
    assert (ran.status, ran.out) == (2, "")
    assert "cannot be used with" in ran.err


JUDGED = """
claims:
  - {id: one, text: One., holds: 1999-05-08, assessment: {verdict: supported, why: so}}
  - {id: two, text: Two., holds: 1999-05-08, assessment: {verdict: supported, why: so}}
  - {id: three, text: Three., holds: 1999-05-08, assessment: {verdict: superseded, why: so}}
  - {id: four, text: Four., holds: 1999-05-08}
"""


def test_claims_are_counted_by_verdict_whatever_the_limit(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(JUDGED, "judged")
    for limit in ((), ("--limit", "1")):
        out = run("on", "1999-05-08", *limit, data=data).out
        assert "Claims  4: ✓ 2 supported · ↷ 1 superseded · 1 not assessed" in out


CROWD = """
people:
  - {id: ann, name: Ann, country: Austria, offices: [{title: Prime Minister, from: 1990-01-01, to: 2000-01-01}]}
  - {id: cat, name: Cat, country: France, offices: [{title: Envoy to the UN, from: 1990-01-01, to: 2000-01-01}]}
  - {id: dan, name: Dan, country: France, offices: [{title: Minister of Defence of France, from: 1990, to: 2000}]}
  - {id: eve, name: Eve, country: France, offices: [{title: President of France, from: 1990-01-01, to: 2000-01-01}]}
  - {id: fay, name: Fay, country: Spain, offices: [{title: Secretary General, org: nato, from: 1990, to: 2000}]}
organisations: [{id: nato, name: NATO}]
"""


def test_the_state_of_most_holders_is_first_and_an_organisation_without_state_last(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(CROWD, "crowd")
    day = json.loads(run("on", "1999-05-08", "--format", "json", data=data).out)
    assert [(one["state"], one["person"]["id"]) for one in day["offices"]] == [
        ("France", "eve"), ("France", "dan"), ("France", "cat"), ("Austria", "ann"), ("", "fay"),
    ]  # fmt: skip
    out = run("on", "1999-05-08", data=data).out
    assert "  France     Eve, President · Dan, Defence · Cat, Envoy to the UN\n" in out
    assert "  elsewhere  Ann, Prime Minister (Austria) · Fay, Secretary General (NATO)\n" in out


MOMENTS = """\
events:
  - {id: a, date: "[..1065]", title: Somebody is crowned, kind: coronation}
  - {id: b, date: "[1941..]", title: Somebody flees, kind: flight}
  - {id: c, date: ../1065, title: A wedding, kind: wedding}
  - {id: d, date: 1941/.., title: A long war, kind: war}
  - {id: e, date: 1065-06-01, title: A feast, kind: feast}
"""


@pytest.mark.parametrize(
    ("day", "ids"), [("1000-01-01", []), ("1065-06-01", ["a", "c", "e"]), ("1999-05-08", ["d"])]
)
def test_what_happens_at_a_moment_is_never_under_way_by_an_open_bound(
    run: Callable[..., Ran], write_corpus: Callable[..., str], day: str, ids: list[str]
) -> None:
    data = write_corpus(MOMENTS, "moments")
    answer = json.loads(run("on", day, "--format", "json", data=data).out or "{}")
    assert sorted(one["id"] for key in ("happened", "under_way") for one in answer.get(key, ())) == ids


def test_a_moment_is_listed_at_its_bound_in_words_that_say_so(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    lines = run("timeline", data=write_corpus(MOMENTS, "moments")).out.splitlines()[2:-1]
    assert [line.split("  ")[0] for line in lines] == [
        "before 1066",
        "until 1065",
        "1 June 1065",
        "after 1940",
        "from 1941",
    ]
