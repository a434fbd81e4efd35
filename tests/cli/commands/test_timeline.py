from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


SHIPPED = str(Path(__file__).parents[3] / "data")
WEEK = ("timeline", "--from", "1999-05-08", "--to", "1999-05-15")


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
    first, *lines = run("timeline", "--kind", "event").out.splitlines()
    assert [first.replace(" with --kind event", ""), *lines] == run("timeline").out.splitlines()
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


@pytest.mark.parametrize("layout", [(), ("--width", "80")], ids=["pipe", "80"])
def test_a_week_fits_a_screen_with_the_bombing_first(
    run: Callable[..., Ran], layout: tuple[str, ...]
) -> None:
    number = len(found(run(*WEEK, "--format", "json", data=SHIPPED)))
    for style, more in (("vertical", 5), ("table", 5), ("gantt", 7)):
        lines = run(*WEEK, "--style", style, *layout, data=SHIPPED).out.splitlines()
        assert len(lines) <= number + more
        first = next(line for line in lines if "≠" in line and "sources disagree" not in line)
        assert "NATO bombs hit the Chinese Embassy" in first


@pytest.mark.parametrize("layout", [(), ("--width", "80")], ids=["pipe", "80"])
def test_groups_take_two_lines_each(run: Callable[..., Ran], layout: tuple[str, ...]) -> None:
    for style in ("vertical", "table", "gantt"):
        for group in ("month", "place", "person"):
            lines = run(
                *WEEK, "--limit", "15", "--style", style, "--group", group, *layout, data=SHIPPED
            ).out.splitlines()
            counts = [int(line.split()[-3]) for line in lines[1:] if line.endswith(" shown")]
            assert counts
            assert len(lines) <= sum(counts) + 2 * len(counts) + 5


def test_a_list_that_is_cut_says_so_and_how_to_see_more(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus("events: [{id: a, date: 1999, title: A}, {id: b, date: 2000, title: B}]\n", "two")
    lines = run("timeline", "--limit", "1", "--data", data).out.splitlines()
    assert lines[0] == "1 of 2 events shown"
    assert lines[-1] == f"sinoru show ID --data {data} · --limit 2 · --full"


def test_the_latest_come_first_when_asked(run: Callable[..., Ran]) -> None:
    shown = run(*WEEK, "--sort", "-date", data=SHIPPED).out.split()
    assert shown.index("ctx-1999-05-14-clinton-jiang-call") < shown.index("embassy-bombing-1999-05-08")
    assert shown.index("embassy-bombing-1999-05-08") < shown.index("nato-air-campaign-1999")


def test_everything_is_shown_when_asked(run: Callable[..., Ran]) -> None:
    brief, full = run("timeline").out, run("timeline", "--full").out
    assert "Five bombs strike the embassy." not in brief
    assert "Five bombs strike the embassy." in full
    assert "[yu-1999q2, Chronology, May 8]" in full


@pytest.mark.parametrize(
    "command",
    ["timeline", "search embassy", "claims", "conflicts", "links Stepashin", "stats", "export jsonl"],
)
def test_since_and_until_are_from_and_to(run: Callable[..., Ran], command: str) -> None:
    for ours, theirs in (
        (("--from", "--to"), ("--since", "--until")),
        (("--from=", "--to="), ("--since=", "--until=")),
    ):
        typed, meant = (_with_days(names, "1999-06-01", "1999-06-30") for names in (theirs, ours))
        assert run(*command.split(), *typed)[:2] == run(*command.split(), *meant)[:2]
    alone = run(*command.split(), "--since", "1999-06-01").out
    assert alone == run(*command.split(), "--from", "1999-06-01").out


def _with_days(names: tuple[str, str], *days: str) -> list[str]:
    pairs = zip(names, days, strict=True)
    return [part for name, day in pairs for part in ((name + day,) if name.endswith("=") else (name, day))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--since banana", "--from 'banana' is not a date."),
        ("--until", "Option '--until' needs a value."),
        ("--since 1999 --from 2000", "--from is given twice, as '1999' and '2000'."),
        ("--until 1998 --since 1999", "--from '1999' is later than the end, '1998'."),
        ("--sinc 1999", "'--since'"),
    ],
)
def test_errors_about_since_and_until_name_an_option(run: Callable[..., Ran], line: str, said: str) -> None:
    ran = run("timeline", *line.split())
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_help_names_since_and_until(run: Callable[..., Ran]) -> None:
    text = run("timeline", "--help").out
    assert "--since" in text
    assert "--until" in text


def test_a_limit_within_a_day_keeps_its_first_hours(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    hours = (23, 4, 17, 9, 12)
    events = "".join(f"  - {{id: e{hour}, date: 1999-05-08T{hour:02}:00:00Z, title: T}}\n" for hour in hours)
    data = write_corpus(f"events:\n  - {{id: none, date: 1999-05-08, title: T}}\n{events}", "hours")
    first = run("timeline", "--limit", "3", "--format", "ids", data=data).out
    assert first.split() == ["e4", "e9", "e12"]
    last = run("timeline", "--limit", "2", "--sort=-date", "--format", "json", data=data).out
    assert {event["id"] for event in json.loads(last)["events"]} == {"none", "e23"}


def test_the_events_of_a_day_are_listed_by_the_clock(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(
        "events:\n  - {id: b, date: 1999-05-08T09:30:00Z, title: Later}\n"
        "  - {id: a, date: 1999-05-08T04:00:00Z, title: Earlier}\n",
        "clock",
    )
    out = run("on", "1999-05-08", data=data).out
    assert "Earlier (04:00 UTC)" in out
    assert out.index("Earlier (04:00 UTC)") < out.index("Later (09:30 UTC)")
