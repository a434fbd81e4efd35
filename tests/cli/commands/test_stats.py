from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from sinoru.loading.corpus_path import shipped_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

CORPUS = """\
places: [{id: moscow, name: Moscow}, {id: beijing, name: Beijing}]
people: [{id: jiang, name: Jiang Zemin}, {id: yeltsin, name: Boris Yeltsin}]
events:
  - {id: a, date: 1999-01-10, title: A, kind: call, countries: [China], topics: [hotline], places: [moscow],
     participants: [{person: jiang}, {person: yeltsin}]}
  - {id: b, date: 1999-01-20/1999-01-22, title: B, kind: visit, countries: [China, Russia], places: [moscow],
     participants: [{person: jiang}]}
  - {id: c, date: 1999-04-01, title: C, kind: visit, countries: [Russia], places: [beijing]}
  - {id: d, date: 1999, title: Some time in the year, kind: sale}
"""


@pytest.fixture
def stats(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> Callable[..., Ran]:
    data = write_corpus(CORPUS, "counted")
    return lambda *options: run("stats", *options, data=data)


@pytest.fixture
def counts(stats: Callable[..., Ran]) -> Callable[..., dict[str, dict[str, int]]]:
    """Return what is counted, by what."""

    def read(*options: str) -> dict[str, dict[str, int]]:
        answer = json.loads(stats(*options, "--format", "json").out)
        facets = {facet["by"]: facet["tallies"] for facet in answer["facets"]}
        return {
            by: {one["name"]: one["events"] for one in tallies}
            for by, tallies in ({answer["unit"]: answer["periods"]} | facets).items()
        }

    return read


def test_events_are_counted_by_everything(counts: Callable[..., dict[str, dict[str, int]]]) -> None:
    found = counts(
        "--group",
        "month",
        *(w for by in ("kind", "country", "place", "person", "topic") for w in ("--group", by)),
    )
    assert found == {
        "month": {"1999-01": 2, "1999-02": 0, "1999-03": 0, "1999-04": 1},
        "kind": {"visit": 2, "call": 1, "sale": 1},
        "country": {"China": 2, "Russia": 2},
        "place": {"Moscow": 2, "Beijing": 1},
        "person": {"Jiang Zemin": 2, "Boris Yeltsin": 1},
        "topic": {"hotline": 1},
    }


def test_an_event_dated_to_a_year_counts_in_its_year_and_in_no_month(stats: Callable[..., Ran]) -> None:
    months = json.loads(stats("--group", "month", "--format", "json").out)
    years = json.loads(stats("--group", "year", "--format", "json").out)
    assert (months["total"], months["unplaced"]) == (4, 1)
    assert (years["periods"], years["unplaced"]) == ([{"name": "1999", "events": 4, "id": ""}], 0)


def test_filters_count_as_they_do_everywhere(counts: Callable[..., dict[str, dict[str, int]]]) -> None:
    assert counts("--person", "Yeltsin", "--group", "kind")["kind"] == {"call": 1}
    assert counts("--from", "1999-02", "--to", "1999-05", "--kind", "visit", "--group", "place")["place"] == {
        "Beijing": 1
    }


def test_gaps_are_told_the_longest_first(stats: Callable[..., Ran]) -> None:
    gaps = json.loads(stats("--format", "json").out)["gaps"]
    assert [(gap["start"], gap["end"], gap["days"]) for gap in gaps] == [
        ("1999-01-20", "1999-04-01", 70),
        ("1999-01-10", "1999-01-20", 9),
    ]


def test_a_gap_is_shown_as_the_days_on_which_no_event_begins(stats: Callable[..., Ran]) -> None:
    assert "  11–19 January 1999           9 days" in stats().out.splitlines()


def test_a_person_sees_bars_and_marks(stats: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("stats-80", stats("--width", "80").out)
    golden("stats-40", stats("--width", "40", "--group", "month", "--group", "person").out)
    golden("stats-full-80", stats("--width", "80", "--full").out)


def test_everything_is_counted_on_one_screen(run: Callable[..., Ran]) -> None:
    for width in ([], ["--width", "80"], ["--width", "120"], ["--width", "200"]):
        out = run("stats", *width, data=shipped_corpus()).out
        assert len(out.splitlines()) <= 24
        for what in ("kind", "country", "place", "person", "organisation", "topic"):
            assert f"\nby {what} " in out
        assert out.endswith("--group topic · --full\n")


def test_of_each_field_the_values_left_out_are_counted(run: Callable[..., Ran]) -> None:
    lines = run("stats", "--width", "80", data=shipped_corpus()).out.splitlines()
    kinds = next(line for line in lines if line.startswith("by kind "))
    values = kinds.removeprefix("by kind").strip().split(" · ")
    answer = json.loads(run("stats", "--group", "kind", "--format", "json", data=shipped_corpus()).out)
    assert values[-1] == f"{answer['facets'][0]['values'] - len(values) + 1} more"
    numbers = [int(value.split()[-1]) for value in values[:-1]]
    assert numbers == sorted(numbers, reverse=True)


def test_what_stands_beyond_the_limit_is_told(stats: Callable[..., Ran]) -> None:
    assert "and 2 more" in stats("--group", "kind", "--limit", "1").out


def test_programs_get_rows(stats: Callable[..., Ran]) -> None:
    rows = list(csv.DictReader(io.StringIO(stats("--group", "place", "--format", "csv").out)))
    assert rows[0] == {"by": "all", "id": "", "value": "", "events": "4"}
    assert {"by": "place", "id": "moscow", "value": "Moscow", "events": "2"} in rows
    assert "| kind |  | visit | 2 |" in stats("--format", "markdown").out
    assert json.loads(stats("--format", "jsonl").out.splitlines()[0])["by"] == "kind"


def test_nothing_counted_is_nothing_found(stats: Callable[..., Ran]) -> None:
    ran = stats("--to", "1900")
    assert (ran.status, ran.out) == (1, "")
    assert json.loads(stats("--to", "1900", "--format", "json").out)["total"] == 0


def test_wrong_fields_are_told(stats: Callable[..., Ran]) -> None:
    ran = stats("--group", "moon")
    assert ran.status == 2
    assert "Unknown group 'moon'. Use one of day, week," in ran.err


def test_busiest_periods_are_said_to_be_some_of_all(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    years = [*range(1950, 1962), *range(1950, 1955)]
    events = "\n".join(f"  - {{id: e{n}, date: {year}-01-01, title: T}}" for n, year in enumerate(years))
    data = write_corpus(f"events:\n{events}\n", "years")
    out = run("stats", "--group", "year", data=data).out
    _, _, bars = out.partition("The 10 busiest of 12 years with events\n")
    assert [line.split()[1] for line in bars.splitlines()[:10]] == ["2"] * 5 + ["1"] * 5
    out = run("stats", "--group", "year", "--full", data=data).out
    assert "  the 10 busiest of 12 years with events\n" in out
    few = run("stats", "--group", "decade", data=data).out
    assert "busiest" not in few


EVENTLESS = """\
people: [{id: ann, name: Ann Example, country: Russia}, {id: bob, name: Bob Example}]
organisations: [{id: house, name: The House}]
"""


@pytest.mark.parametrize(
    "line", ["stats", "stats --from 1990", "timeline --country RU", "stats --group country", "claims"]
)
def test_a_corpus_without_events_is_not_said_to_be_empty_or_filtered(
    run: Callable[..., Ran], write_corpus: Callable[..., str], line: str
) -> None:
    things = "claims" if line == "claims" else "events"
    ran = run(*line.split(), data=write_corpus(EVENTLESS, "eventless"))
    assert ran == (1, "", f"sinoru: No {things}; 2 people, 1 organisation. Try: sinoru who\n")


def test_without_people_the_next_command_is_one_that_shows_something(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    places = write_corpus("places: [{id: moon, name: Moon}]\n", "places")
    assert run("timeline", data=places).err == "sinoru: No events; 1 place. Try: sinoru export jsonl\n"
    sources = write_corpus("sources: [{id: yu, title: Article}]\n", "sources")
    assert run("stats", data=sources).err == "sinoru: No events; 1 source. Try: sinoru sources\n"
