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
            by: {one["name"]: one["count"] for one in tallies}
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
    assert (years["periods"], years["unplaced"]) == ([{"name": "1999", "count": 4, "id": ""}], 0)


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
    assert rows[0] == {"by": "all", "id": "", "value": "", "count": "4"}
    assert {"by": "place", "id": "moscow", "value": "Moscow", "count": "2"} in rows
    assert "| kind |  | visit | 2 |" in stats("--format", "markdown").out
    assert json.loads(stats("--format", "jsonl").out.splitlines()[0])["by"] == "kind"


def test_nothing_counted_is_nothing_found(stats: Callable[..., Ran]) -> None:
    ran = stats("--to", "1900")
    assert (ran.status, ran.out) == (1, "")
    assert json.loads(stats("--to", "1900", "--format", "json").out)["total"] == 0


def test_wrong_fields_are_told(stats: Callable[..., Ran]) -> None:
    ran = stats("--group", "moon")
    assert ran.status == 2
    assert "Unknown group of events 'moon'. Use one of 32 values, such as day, week," in ran.err


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


LEGISLATURE = """\
organisations:
  - {id: house, name: House, kind: parliament, country: Albia}
  - {id: senate, name: Senate, kind: parliament, country: Albia}
  - {id: echo, name: The Echo, kind: newspaper, country: Breta}
places: [{id: north, name: North, country: Albia}]
people:
  - {id: ann, name: Ann Example, country: Albia, born: 1901-02-03, birthplace: north, offices: [
       {title: Deputy, org: house, from: 1930-01-01, to: 1934-01-01},
       {title: Deputy, org: house, from: 1934-01-01, to: 1938-01-01},
       {title: Prime Minister of China, from: 1950, to: 1951}]}
  - {id: bob, name: Bob Example, country: Albia, born: 1908, offices: [
       {title: Senator, org: senate, from: 1932-01-01, to: 1936-01-01}]}
  - {id: cy, name: Cy Example, country: Breta, born: 191X}
  - {id: di, name: Di Example}
sources:
  - {id: s1, title: One, publisher: Press, published: 1950-01-02, language: en, kind: book, authors: ["Writer, Ann"]}
  - {id: s2, title: Two, publisher: Press, published: 1951, language: en, kind: book}
  - {id: s3, title: Three, publisher: Echo, language: fr, kind: news}
events:
  - {id: vote, date: 1935-05-06, title: Vote,
     participants: [{person: ann, role: speaker}, {person: bob, role: voter}]}
claims:
  - {id: c1, text: First, by: ann, certainty: reported, about: [vote], evidence: [{source: s1}],
     assessment: {verdict: partly, evidence: [{source: s2}]}}
  - {id: c2, text: Second, about: [bob], evidence: [{source: s1}]}
  - {id: c3, text: Third, said: 1935, evidence: [{source: s2}]}
  - {id: c4, text: Fourth, evidence: [{source: s3}]}
conflicts:
  - {id: q1, question: Which one?, about: [vote], field: date, statements: [
       {claim: c2, stands: true}, {claim: c3}, {value: both, by: ann, evidence: [{source: s3}]}]}
  - {id: q2, question: Where?, about: [bob], field: place, statements: [
       {value: here, evidence: [{source: s1}]}, {value: there, evidence: [{source: s2}]}]}
"""


@pytest.fixture
def tallied(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> Callable[..., dict[str, int]]:
    """Return how many of some records have each value of a group."""
    data = write_corpus(LEGISLATURE, "legislature")

    def read(of: str, group: str, *options: str) -> dict[str, int]:
        ran = run("stats", "--of", of, "--group", group, *options, "--format", "json", data=data)
        (facet,) = json.loads(ran.out)["facets"]
        return {one["name"]: one["count"] for one in facet["tallies"]}

    return read


@pytest.mark.parametrize(
    ("of", "group", "found"),
    [
        ("people", "country", {"Albia": 2, "Breta": 1}),
        ("people", "born", {"190X": 2, "191X": 1}),
        ("people", "birthplace", {"North": 1}),
        ("people", "org", {"House": 1, "Senate": 1}),
        ("people", "offices.title", {"Deputy": 1, "Prime Minister of China": 1, "Senator": 1}),
        ("offices", "title", {"Deputy": 2, "Prime Minister of China": 1, "Senator": 1}),
        ("offices", "org", {"House": 2, "Senate": 1}),
        ("offices", "country", {"Albia": 3, "China": 1}),
        ("offices", "person", {"Ann Example": 3, "Bob Example": 1}),
        ("offices", "from", {"193X": 3, "195X": 1}),
        ("offices", "born", {"190X": 4}),
        ("organisations", "kind", {"parliament": 2, "newspaper": 1}),
        ("places", "country", {"Albia": 1}),
        ("sources", "publisher", {"Press": 2, "Echo": 1}),
        ("sources", "language", {"en": 2, "fr": 1}),
        ("sources", "published", {"195X": 2}),
        ("claims", "by", {"Ann Example": 1, "Writer, Ann": 1, "Press": 1, "Echo": 1}),
        ("claims", "certainty", {"stated": 3, "reported": 1}),
        ("claims", "verdict", {"contradicted": 1, "partly": 1, "supported": 1}),
        ("claims", "source", {"Two": 2, "One": 2, "Three": 1}),
        ("conflicts", "verdict", {"open": 1, "settled": 1}),
        ("conflicts", "field", {"date": 1, "place": 1}),
        ("conflicts", "person", {"Ann Example": 1, "Bob Example": 1}),
        ("conflicts", "by", {"Writer, Ann": 2, "Press": 2, "Ann Example": 1}),
        ("participants", "role", {"speaker": 1, "voter": 1}),
        ("participants", "event", {"Vote": 2}),
    ],
)
def test_records_and_their_parts_are_counted_by_any_field(
    tallied: Callable[..., dict[str, int]], of: str, group: str, found: dict[str, int]
) -> None:
    assert tallied(of, group) == found


@pytest.mark.parametrize(
    ("of", "options", "found"),
    [
        ("people", ["--org", "House"], {"Ann Example": 1}),
        ("people", ["--country=-Breta", "example"], {"Ann Example": 1, "Bob Example": 1, "Di Example": 1}),
        ("organisations", ["--kind", "newspaper"], {"The Echo": 1}),
        ("organisations", ["--country", "Albia", "--kind=-newspaper"], {"House": 1, "Senate": 1}),
        ("offices", ["--org", "House"], {"Ann Example": 2}),
        ("offices", ["--country", "Albia"], {"Ann Example": 2, "Bob Example": 1}),
        ("offices", ["--from", "1935", "--to", "1935"], {"Ann Example": 1, "Bob Example": 1}),
        ("offices", ["--person", "Bob Example"], {"Bob Example": 1}),
        ("participants", ["--person", "Bob Example"], {"Bob Example": 1}),
    ],
)
def test_what_is_counted_passes_the_filters_of_its_list(
    tallied: Callable[..., dict[str, int]], of: str, options: list[str], found: dict[str, int]
) -> None:
    group = {"offices": "person", "participants": "person"}.get(of, "name")
    assert tallied(of, group, *options) == found


@pytest.mark.parametrize("of", ["people", "claims", "sources", "organisations", "places", "conflicts"])
def test_a_group_counts_what_the_filter_of_that_name_lists(of: str, run: Callable[..., Ran]) -> None:
    """On the bundled corpus, so that counts by links, by reading and by lists are compared with each other."""
    lists = {"people": "who", "organisations": "who"}.get(of, of)
    groups = {
        "people": ["country"],
        "organisations": ["kind"],
        "claims": ["verdict", "certainty", "kind", "topic", "tag", "by", "about", "via"],
        "conflicts": ["verdict"],
        "sources": ["kind"],
        "places": [],
    }
    for group in groups[of]:
        out = run(
            "stats", "--of", of, "--group", group, "--limit", "3", "--format", "json", data=shipped_corpus()
        ).out
        for one in json.loads(out)["facets"][0]["tallies"]:
            kind = ["--kind", "person"] if of == "people" else []
            line = [lists, f"--{group}", one["id"] or one["name"], *kind, "--format", "json"]
            listed = json.loads(run(*line, data=shipped_corpus()).out)
            assert listed["total"] == one["count"], line


def test_what_has_no_value_is_counted_too(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(LEGISLATURE, "legislature")
    out = run("stats", "--of", "people", "--group", "country", data=data).out
    assert out.startswith("4 people, born 1901–1910\n")
    assert "  1 person without country\n" in out
    periods = run("stats", "--of", "people", "--group", "decade", data=data).out
    assert "  1 person without a date of birth\n" in periods


def test_what_was_asked_for_comes_first(stats: Callable[..., Ran]) -> None:
    lines = stats("--group", "place").out.split("\n")
    assert lines[:4] == [*lines[:2], "By place", lines[3]]
    assert "Moscow" in lines[3]
    assert not any("busiest" in each or "Longest" in each for each in lines)
    full = stats("--group", "place", "--full").out
    assert full.index("By place") < full.index("By week") < full.index("Longest periods")
    both = stats("--group", "place", "--group", "year").out
    assert both.index("By year") < both.index("By place")


def test_a_field_that_nothing_has_is_not_silence(stats: Callable[..., Ran]) -> None:
    out = stats("--of", "people", "--group", "party").out
    assert out == "2 people\n\nBy party\n  no person has one on record\n"
    out = stats("--of", "people", "--group", "party", "--group", "country").out
    assert "by party    no person has one on record\n" in out


def test_dates_are_counted_under_words_and_longer_ones_apart(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(LEGISLATURE.replace("born: 191X", "born: 18XX"), "longer")
    out = run("stats", "--of", "people", "--group", "born", data=data).out
    assert "\nBy date of birth\n  1900s  2  " in out
    assert "  1 person whose date is longer or open\n  1 person without a date of birth\n" in out
    cut = run(
        "stats", "--of", "people", "--group", "born", "--limit", "1", data=write_corpus(LEGISLATURE, "l")
    )
    assert "By date of birth, the most frequent\n" in cut.out


def test_bars_leave_room_for_labels(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    title = "Chairman of the committee on appropriations and supply"
    data = write_corpus(LEGISLATURE.replace("Deputy", title), "long")
    out = run("stats", "--of", "offices", "--group", "title", "--width", "80", data=data).out
    assert f"  {title}  2  ██████" in out


def test_what_is_not_counted_by_is_named(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(LEGISLATURE, "legislature")
    assert run("stats", "--of", "people", "--group", "contry", data=data).err.startswith(
        "sinoru: Unknown group of people 'contry'. Did you mean 'country'?"
    )
    assert run("stats", "--of", "persons", data=data).err.startswith(
        "sinoru: Unknown kind of record 'persons'."
    )
    assert run("stats", "--of", "people", "--topic", "x", data=data).err == (
        "sinoru: --topic cannot be used with 'sinoru stats --of people'. Leave it out.\n"
    )


def test_fields_whose_values_repeat_are_counted_without_being_asked_for(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run(
        "stats", "--of", "sources", "--format", "json", data=write_corpus(LEGISLATURE, "legislature")
    ).out
    assert [facet["by"] for facet in json.loads(out)["facets"] if facet["tallies"]] == ["kind"]
    more = LEGISLATURE.replace("publisher: Echo", "publisher: Press")
    out = run("stats", "--of", "sources", "--format", "json", data=write_corpus(more, "more")).out
    assert "publisher" in [facet["by"] for facet in json.loads(out)["facets"]]


MATCHES = """\
corpus:
  format: 2
  title: Matches
  fields:
    events.participants:
      goals: {type: number}
      colour: {type: text}
    events:
      cards: {type: number, many: true}
organisations: [{id: albia, name: Albia}, {id: breta, name: Breta}]
events:
  - {id: a, date: 1999-01-10, title: A, kind: final, cards: ['2', '2'], participants: [
       {org: albia, goals: '2', colour: red}, {org: breta, goals: '2', colour: blue}]}
  - {id: b, date: 2001-01-10, title: B, kind: match, participants: [
       {org: albia, goals: '3', colour: red}, {org: breta, goals: '1', colour: white}]}
"""


def test_numbers_of_participants_are_those_of_the_ones_asked_for(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(MATCHES, "matches")
    line = ("stats", "--sum", "goals", "--group", "kind", "--group", "year", "--format", "json")
    answer = json.loads(run(*line, "--org", "Albia", data=data).out)
    assert answer["narrowed"] == ["goals"]
    assert [one["low"] for one in answer["sums"]] == [5]
    assert {one["name"]: one["sums"][0]["low"] for one in answer["facets"][0]["tallies"]} == {
        "final": 2,
        "match": 3,
    }
    assert [one["sums"][0]["low"] for one in answer["periods"] if one["count"]] == [2, 3]
    shown = run("stats", "--org", "Breta", "--sum", "goals", "--group", "colour", data=data).out
    assert "Sum of goals, only of those asked for: 3 (2 of 2 events have a value)" in shown
    assert "By colour, only of those asked for\n" in shown
    assert "white" in shown
    assert "red" not in shown


def test_equal_numbers_in_one_record_are_all_summed_up(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(MATCHES, "matches")
    out = run("stats", "--sum", "goals", "--sum", "cards", data=data).out
    assert "Sum of goals: 8 (2 of 2 events have a value)" in out
    assert "Sum of cards: 4 (1 of 2 events has a value)" in out


OWN_OFFICES = """\
corpus:
  format: 2
  title: A parliament
  fields:
    people.offices:
      class: {type: choice, values: [first, second]}
    people:
      class_of: {type: number}
people:
  - {id: ann, name: Ann Example, class_of: '1901', offices: [
       {title: Senator, from: 1930, to: 1936, class: first}, {title: Senator, from: 1936, to: 1942, class: second}]}
  - {id: bob, name: Bob Example, class_of: '1911', offices: [{title: Deputy, from: 1930, to: 1936}]}
"""


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (["class:first"], 1),
        (["offices.class:first"], 1),
        (["-class:first"], 2),
        (["class:first OR class:second"], 2),
        (["office:(class:second date:1940)"], 1),
        (["class_of:>1905"], 1),
        (["class_of:<1905", "class:second"], 1),
        (["class_of:>1905", "class:second"], 0),
    ],
)
def test_offices_are_counted_that_have_a_value_themselves(
    where: list[str], count: int, run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(OWN_OFFICES, "own-offices")
    ran = run("stats", "--of", "offices", *(f"--where={one}" for one in where), "--format", "json", data=data)
    assert json.loads(ran.out)["total"] == count


def test_participants_are_counted_that_have_a_value_themselves(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(MATCHES, "matches")
    out = run("stats", "--of", "participants", "--where", "goals:>2", "--group", "org", data=data).out
    assert out.startswith("1 participant with --where 'goals:>2'")
    assert "Breta" not in out
