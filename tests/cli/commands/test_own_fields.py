"""Fields that a corpus declares for itself, as somebody uses them who has read docs/fields.md."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

CORPUS = """\
corpus:
  title: Earthquakes
  format: 2
  queries:
    - {name: great, query: 'magnitude:>7'}
  fields:
    events:
      magnitude: {type: number, unit: Mw}
      deaths: {type: number, label: death toll}
      felt: {type: choice, values: {weak: Weak, strong: Strong shaking}}
      seen: {type: date}
      institute: {type: organisation}
      stations: {type: text, many: true}
    people.offices:
      ballot: {type: choice, values: {sec: Secret, open: Show of hands}}
      district: {type: text}
    events.participants:
      minute: {type: number}
"""
RECORDS = """\
organisations:
  - {id: survey, name: Geological Survey}
people:
  - id: ada
    name: Ada Example
    offices:
      - {title: Member, from: 1950, to: 1955, ballot: sec, district: North}
      - {title: Member, from: 1955, to: 1960, ballot: open, district: South}
events:
  - id: west
    date: 1906-04-18
    title: Tremor in the west
    participants:
      - {person: ada, role: observer, minute: 12}
    magnitude: 7.9
    deaths: '>=3000'
    felt: strong
    seen: 1906-04-19
    institute: survey
    stations: [Berkeley, Lick]
  - {id: valley, date: 1911-07-01, title: Tremor in the valley, magnitude: 6.4..6.6, felt: weak}
  - {id: coast, date: 1957-03-22, title: Tremor on the coast, magnitude: ~5.3, deaths: 1, felt: weak}
"""


@pytest.fixture
def quakes(tmp_path: Path) -> str:
    folder = tmp_path / "quakes"
    folder.mkdir()
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    (folder / "records.yaml").write_text(RECORDS, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("magnitude:>6", "west valley"),
        ("magnitude:6..7", "valley"),
        ("magnitude:6.5", "valley"),
        ("magnitude:>=7.9", "west"),
        ("magnitude:>7.9", ""),
        ("-magnitude:>6.5", "valley coast"),
        ("deaths:>5000", "west"),
        ("deaths:-5..5", "coast"),
        ("felt:weak", "valley coast"),
        ("felt:Strong shaking", "west"),
        ("seen:1906", "west"),
        ("seen:>1906", ""),
        ("institute:Geological Survey", "west"),
        ("stations:lick", "west"),
        ("minute:<20", "west"),
        ("participant:(minute:12 person:Ada)", "west"),
        ("magnitude:>6 felt:weak", "valley"),
        ("magnitude:>7 OR felt:weak", "west valley coast"),
        ("@great", "west"),
    ],
)
def test_a_list_is_narrowed_by_own_fields(
    condition: str, found: str, quakes: str, run: Callable[..., Ran]
) -> None:
    ran = run("timeline", f"--where={condition}", "--format", "ids", data=quakes)
    assert (ran.out.split(), ran.status) == (found.split(), 0 if found else 1)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("magnitud:>6", "Unknown field 'magnitud'. Did you mean 'magnitude'?"),
        ("magnitude>6", "'magnitude>6' has no colon after the field. Type magnitude:>6"),
        ("felt=weak", "'felt=weak' has no colon after the field. Type felt:weak"),
        (
            "magnitude:big",
            "magnitude: 'big' is not a number. Type one such as 6.5, in Mw, or bounds: magnitude:6..7.",
        ),
        ("magnitude:7..6", "magnitude: '7' is more than '6'."),
        ("felt:wek", "Unknown felt 'wek'. Did you mean 'weak'? Use one of weak, strong."),
        ("felt:>weak", "felt: has no order"),
        ("stations:Likc", "Did you mean 'lick'?"),
        ("office:(minute:5)", "'minute:' cannot be used in the brackets of office:."),
    ],
)
def test_a_wrong_condition_says_what_is_right(
    condition: str, message: str, quakes: str, run: Callable[..., Ran]
) -> None:
    ran = run("timeline", "--where", condition, data=quakes)
    assert ran.status == 2
    assert message in ran.err


def test_offices_are_found_by_own_fields_of_one_and_the_same(quakes: str, run: Callable[..., Ran]) -> None:
    assert run("search", 'office:(ballot:sec district:"North")', data=quakes).status == 0
    assert run("search", 'office:(ballot:sec district:"South")', data=quakes).status == 1
    assert run("search", "offices.ballot:Secret", data=quakes).status == 0


@pytest.fixture
def observatories(quakes: str) -> str:
    """The corpus with a text of two words."""
    records = RECORDS.replace("[Berkeley, Lick]", "[Berkeley, Lick Observatory]")
    Path(quakes, "records.yaml").write_text(records, encoding="utf-8")
    return quakes


@pytest.mark.parametrize("most", [20_000, 1])
@pytest.mark.parametrize("typed", ["observatory", '"lick observatory"', "=Berkeley", '"=lick observatory"'])
def test_a_text_is_found_by_a_word_or_as_a_whole(
    observatories: str, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, most: int, typed: str
) -> None:
    monkeypatch.setattr("sinoru.query.own_fields.MOST_TEXTS", most)  # of more texts, the records are read
    found = run("timeline", "--where", f"stations:{typed}", "--format", "ids", data=observatories)
    assert found.out.split() == ["west"]


@pytest.mark.parametrize("typed", ["=Lick", '"observatory lick"', '"berkeley lick"'])
def test_words_that_no_text_has_together_are_not_found(
    observatories: str, run: Callable[..., Ran], typed: str
) -> None:
    refused = run("timeline", "--where", f"stations:{typed}", data=observatories)
    assert "sinoru: No stations '" in refused.err
    assert "Did you mean 'lick observatory'?" in refused.err or "Did you mean 'berkeley'?" in refused.err


def test_a_text_of_an_office_is_found_in_brackets(quakes: str, run: Callable[..., Ran]) -> None:
    for typed in ("north", "=North"):
        inside = run("search", f"office:(district:{typed})", "--format", "ids", data=quakes)
        assert inside.out.split() == ["ada"]


def test_an_unknown_field_among_words_is_words_and_the_answer_says_so(
    quakes: str, run: Callable[..., Ran]
) -> None:
    answer = json.loads(run("search", "colour:red tremor", "--format", "json", data=quakes).out)
    assert [one["rule"] for one in answer["read_as"]] == ["no field"]


def test_a_list_is_sorted_by_an_own_number(quakes: str, run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--sort", "-magnitude", data=quakes)
    assert [line.split("  ")[0] for line in ran.out.splitlines() if " Tremor " in line or "Mw" in line] == [
        "18 April 1906",
        "1 July 1911",
        "22 March 1957",
    ]
    assert "6.4..6.6 Mw" in ran.out
    by_minute = run("timeline", "--sort", "minute", "--limit", "1", data=quakes).out
    assert re.search(r"Tremor in the west +12 ", by_minute)  # a number of one who took part
    by_deaths = run("timeline", "--sort", "deaths", "--format", "ids", data=quakes).out
    assert by_deaths.split() == ["coast", "west", "valley"]  # without a value, it comes last
    assert "has no order" in run("timeline", "--sort", "felt", data=quakes).err
    assert "Did you mean 'magnitude'?" in run("timeline", "--sort", "magnitud", data=quakes).err
    assert "Unknown sort order" in run("on", "1906-04-18", "--sort", "magnitude", data=quakes).err


def test_stats_count_and_sum_by_own_fields(quakes: str, run: Callable[..., Ran]) -> None:
    ran = run("stats", "--group", "felt", "--sum", "deaths", data=quakes)
    assert "Sum of death toll: at least 3,001 (2 of 3 events have a value)" in ran.out
    weak = next(line.split() for line in ran.out.splitlines() if "Weak" in line)
    assert weak[:3] == ["Weak", "2", "1"]
    facets = json.loads(run("stats", "--group", "institute", "--format", "json", data=quakes).out)["facets"]
    assert (facets[0]["tallies"][0]["name"], facets[0]["without"]) == ("Geological Survey", 2)
    assert "Did you mean 'felt'?" in run("stats", "--group", "flet", data=quakes).err
    assert "is not a number" in run("stats", "--sum", "felt", data=quakes).err


def test_own_fields_are_groups_of_all_that_is_counted(quakes: str, run: Callable[..., Ran]) -> None:
    def counts(*options: str) -> dict[str, int]:
        answer = json.loads(run("stats", *options, "--format", "json", data=quakes).out)
        return {one["name"]: one["count"] for one in answer["facets"][0]["tallies"]}

    assert counts("--of", "people", "--group", "ballot") == {"Secret": 1, "Show of hands": 1}
    assert counts("--of", "offices", "--group", "ballot") == {"Secret": 1, "Show of hands": 1}
    assert counts("--of", "participants", "--group", "minute") == {"12": 1}
    assert counts("--group", "stations") == {"Berkeley": 1, "Lick": 1}  # as the record has them
    assert counts("--group", "events.seen") == {"190X": 1}
    assert counts("--of", "people", "--where", "ballot:sec", "--group", "district") == {
        "North": 1,
        "South": 1,
    }


def test_choices_with_the_same_label_are_counted_apart(quakes: str, run: Callable[..., Ran]) -> None:
    corpus = Path(quakes) / "corpus.yaml"
    corpus.write_text(CORPUS.replace("open: Show of hands", "open: Secret"), encoding="utf-8")
    ran = run("stats", "--of", "offices", "--group", "ballot", "--format", "json", data=quakes)
    (facet,) = json.loads(ran.out)["facets"]
    assert [(one["name"], one["count"]) for one in facet["tallies"]] == [("Secret", 1), ("Secret", 1)]
    assert facet["values"] == 2


def test_a_sum_is_shown_for_each_value_of_any_group(quakes: str, run: Callable[..., Ran]) -> None:
    ran = run("stats", "--group", "person", "--sum", "deaths", "--sum", "magnitude", data=quakes)
    ada = next(line for line in ran.out.splitlines() if "Ada Example" in line)
    assert re.split(r"\s{2,}", ada)[3:5] == ["at least 3,000", "7.9 Mw"]


def test_a_sum_is_shown_for_each_period(quakes: str, run: Callable[..., Ran]) -> None:
    lines = run("stats", "--sum", "deaths", "--group", "decade", data=quakes).out.splitlines()
    rows = {line.split()[0]: line.split("  ") for line in lines if line.startswith("  19")}
    assert "at least 3,000" in rows["1900s"]
    ran = run("stats", "--sum", "deaths", "--group", "year", "--format", "csv", data=quakes)
    table = {row["value"]: row for row in csv.DictReader(ran.out.splitlines())}
    bounds = {
        value: (one["deaths_low"], one["deaths_high"], one["deaths_without"]) for value, one in table.items()
    }
    assert bounds[""] == ("3001", "", "1")
    assert (bounds["1906"], bounds["1911"], bounds["1957"]) == (
        ("3000", "", "0"),
        ("0", "0", "1"),
        ("1", "1", "0"),
    )
    assert "deaths_low" in run("stats", "--sum", "deaths", "--format", "markdown", data=quakes).out


def test_what_is_dated_to_a_longer_time_is_in_no_sum_of_a_period(
    quakes: str, run: Callable[..., Ran]
) -> None:
    records = Path(quakes) / "records.yaml"
    text = f"{RECORDS}  - {{id: old, date: 1957, title: Another, deaths: 5}}\n"
    records.write_text(text, encoding="utf-8")

    def sums(unit: str) -> dict[str, float]:
        answer = json.loads(
            run("stats", "--sum", "deaths", "--group", unit, "--format", "json", data=quakes).out
        )
        return {one["name"]: one["sums"][0]["low"] for one in answer["periods"]}

    assert sums("month")["1957-03"] == 1
    assert sums("year")["1957"] == 6


def test_people_have_sums_by_their_dates_and_values(tmp_path: Path, run: Callable[..., Ran]) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(
        "corpus: {format: 2, fields: {people: {height: {type: number}, guess: {type: number, many: true}}}}\n"
        "people:\n"
        "  - {id: ann, name: Ann, born: 1901-02-03, country: Wales, height: 170, guess: [1, 2..4]}\n"
        "  - {id: bob, name: Bob, born: 1905, country: Wales, height: 160..180}\n"
        "  - {id: cat, name: Cat, born: 1912}\n",
        encoding="utf-8",
    )
    words = ("stats", "--of", "people", "--sum", "height", "--sum", "guess")
    ran = run(
        *words,
        "--group",
        "decade",
        "--group",
        "country",
        "--group",
        "born",
        "--format",
        "csv",
        data=str(path),
    )
    table = [row for row in csv.DictReader(ran.out.splitlines()) if row["count"] != "0"]
    found = {
        (row["by"], row["value"]): (
            row["height_low"],
            row["height_high"],
            row["height_without"],
            row["guess_high"],
        )
        for row in table
    }
    assert found == {
        ("all", ""): ("330", "350", "1", "5"),
        ("decade", "190X"): ("330", "350", "0", "5"),
        ("decade", "191X"): ("0", "0", "1", "0"),
        ("country", "Wales"): ("330", "350", "0", "5"),
        ("born", "190X"): ("330", "350", "0", "5"),
        ("born", "191X"): ("0", "0", "1", "0"),
    }


def test_no_sum_is_shown_where_no_record_has_a_value(quakes: str, run: Callable[..., Ran]) -> None:
    Path(quakes, "records.yaml").write_text(RECORDS.replace("deaths: 1, ", ""), encoding="utf-8")
    ran = run("stats", "--group", "felt", "--sum", "deaths", data=quakes)
    weak = next(line for line in ran.out.splitlines() if "Weak" in line)
    assert weak.split()[:2] == ["Weak", "2"]
    assert "0" not in weak


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "--group ballot",
            "--group ballot is a field of people, which are not counted here. Use --of people",
        ),
        ("--of people --sum deaths", "--sum deaths is not a number that people have"),
        ("--of participants --sum deaths", "--sum deaths is not a number that participants have"),
    ],
)
def test_what_is_counted_has_the_own_field(
    options: str, message: str, quakes: str, run: Callable[..., Ran]
) -> None:
    ran = run("stats", *options.split(), data=quakes)
    assert ran.status == 2
    assert message in ran.err


def test_views_show_values_with_units_and_labels(quakes: str, run: Callable[..., Ran]) -> None:
    shown = run("show", "west", data=quakes).out
    for words in (
        "magnitude 7.9 Mw",
        "death toll >=3000",
        "felt Strong shaking",
        "institute Geological Survey",
    ):
        assert words in shown
    assert "Ada Example (observer, minute 12)" in shown
    card = run("who", "Ada", data=quakes).out
    assert "1950–1960, 2 terms  Member\n" in card  # each term has another ballot
    full = run("who", "Ada", "--full", data=quakes).out
    assert "Member; ballot Secret; district North" in full
    assert "Member; ballot Show of hands; district South" in full
    answer = json.loads(run("show", "west", "--format", "json", data=quakes).out)["records"][0]
    assert answer["record"]["fields"]["stations"] == ["Berkeley", "Lick"]


def test_a_record_is_added_with_own_fields(quakes: str, run: Callable[..., Ran]) -> None:
    options = ("--set", "magnitude=6.1", "--set", "institute=Geological Survey", "--set", "felt=Weak")
    ran = run("add", "event", "Another tremor", "--date", "2001", *options, "--yes", data=quakes)
    assert ran.status == 0
    assert run("timeline", "--where", "institute:survey", "--format", "ids", data=quakes).out.split() == [
        "west",
        "another-tremor-2001",
    ]
    wrong = run("add", "event", "T", "--date", "2001", "--set", "felt=wek", "--yes", data=quakes)
    assert "--set felt: 'wek' is not one of its values. Use one of weak, strong." in wrong.err


def test_columns_are_imported_into_own_fields(quakes: str, tmp_path: Path, run: Callable[..., Ran]) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        'Day,What,mag,Killed\n1999-01-01,Tremor,6.5,"1,200"\n1999-02-01,Other,big,\n', encoding="utf-8"
    )
    columns = "date=Day,title=What,magnitude=mag,deaths=Killed"
    ran = run("import", "csv", str(table), "--map", columns, data=quakes)
    assert "magnitude: 6.5" in ran.out
    assert "deaths: 1200" in ran.out
    assert "uncertain: magnitude: “big” is not a number, and is left out" in ran.out
    wrong = run("import", "csv", str(table), "--map", "date=Day,title=What,magnitud=mag", data=quakes)
    assert "Did you mean 'magnitude'?" in wrong.err


def test_ids_in_own_fields_follow_a_rename(quakes: str, run: Callable[..., Ran]) -> None:
    assert run("rename", "survey", "geological-survey", data=quakes).status == 0
    assert run("timeline", "--where", "institute:geological-survey", data=quakes).status == 0
    assert run("check", quakes).status == 0


@pytest.fixture
def both(quakes: str, tmp_path: Path) -> tuple[str, ...]:
    """The options for two corpora that declare one field differently."""
    other = tmp_path / "other"
    other.mkdir()
    text = """\
corpus:
  fields:
    events: {magnitude: {type: number, unit: ML, formerly: [size]}, felt: {type: text}}
events:
  - {id: north, date: 1920, title: Tremor in the north, magnitude: 6.6, felt: by all}
  - {id: south, date: 1921, title: Tremor in the south, size: 2}
"""
    (other / "corpus.yaml").write_text(text, encoding="utf-8")
    return "--data", quakes, "--data", str(other)


@pytest.mark.parametrize("option", [("--where", "magnitude:>6"), ("--sort", "magnitude")])
def test_a_field_that_corpora_declare_differently_is_not_asked(
    both: tuple[str, ...], run: Callable[..., Ran], option: tuple[str, str]
) -> None:
    ran = run("timeline", *option, *both)
    assert (
        "'magnitude' means different things in these corpora."
        " Use one of other:magnitude (number in ML), quakes:magnitude (number in Mw)."
    ) in ran.err
    for of_stats in (("--sum", "magnitude"), ("--group", "magnitude")):
        assert "Use one of other:magnitude (number in ML)" in run("stats", *of_stats, *both).err


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--where", "quakes:magnitude:>6.8"), "west"),
        (("--where", "other:magnitude:>1"), "north south"),
        (("--where", "events.other:magnitude:2"), "south"),
        (("--where", "-other:magnitude:>1", "--where", "quakes:felt:weak"), "valley coast"),
        (("--where", "size:>6"), "north"),
        (("--where", "other:felt:by all"), "north"),
        (("--sort", "-other:magnitude", "--limit", "2"), "north south"),
    ],
)
def test_the_name_of_a_corpus_chooses_its_field(
    both: tuple[str, ...], run: Callable[..., Ran], options: tuple[str, ...], found: str
) -> None:
    assert run("timeline", *options, "--format", "ids", *both).out.split() == found.split()


def test_fields_that_differ_are_summed_and_shown_apart(
    both: tuple[str, ...], run: Callable[..., Ran]
) -> None:
    shown = run("stats", "--sum", "other:magnitude", "--group", "quakes:felt", *both).out
    assert "Sum of magnitude (other): 8.6 ML (2 of 5 events have a value)" in shown
    assert "By felt (quakes)" in shown
    assert "magnitude (other) 6.6 ML" in run("show", "north", *both).out
    assert '"other:magnitude": "6.6"' in run("show", "north", "--format", "json", *both).out
    assert "E112" not in run("check", *both).out


def test_a_field_of_some_corpora_is_asked_and_the_others_are_named(
    both: tuple[str, ...], run: Callable[..., Ran]
) -> None:
    ran = run("timeline", "--where", "deaths:>0", *both)
    assert "'deaths' is not declared in other, so no record there has it." in ran.out + ran.err
    assert "west" in ran.out


def test_what_is_declared_tomorrow_is_known_at_once(
    quakes: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    assert run("timeline", data=quakes).status == 0
    path = tmp_path / "quakes" / "corpus.yaml"
    path.write_text(CORPUS + "    places: {}\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("    organisations: {staff: {type: number}}\n")
    records = tmp_path / "quakes" / "records.yaml"
    records.write_text(
        RECORDS.replace("name: Geological Survey", "name: Geological Survey, staff: 40"), encoding="utf-8"
    )
    assert run("search", "staff:>30", "--format", "ids", data=quakes).out.split() == ["survey"]


RENAMED = CORPUS.replace(
    "magnitude: {type: number, unit: Mw}", "force: {type: number, unit: Mw, formerly: [magnitude]}"
).replace("strong: Strong shaking", "strong: {label: Strong shaking, formerly: [strongly]}")


@pytest.fixture
def renamed(tmp_path: Path) -> str:
    """A corpus whose records still have the names from before a declaration was changed."""
    (tmp_path / "corpus.yaml").write_text(RENAMED.replace("magnitude:>7", "force:>7"), encoding="utf-8")
    records = RECORDS.replace("felt: strong\n", "felt: strongly\n")
    (tmp_path / "records.yaml").write_text(records, encoding="utf-8")
    return str(tmp_path)


def test_former_names_are_reported_where_they_are_and_written_by_fmt(
    renamed: str, run: Callable[..., Ran]
) -> None:
    lines = run("check", renamed).out.splitlines()
    found = [
        " ".join(line.partition("records.yaml:")[2].split()) for line in lines if "warning[W328]" in line
    ]
    assert found == [
        "15:5 'magnitude' is now called 'force'",
        "17:11 'strongly' is now called 'strong'",
        "21:65 'magnitude' is now called 'force'",
        "22:63 'magnitude' is now called 'force'",
    ]
    refused = run("rename", "west", "far-west", "--data", renamed)
    assert "records.yaml:15:5: 'magnitude' is now called 'force'. Write that first: sinoru fmt" in refused.err
    run("fmt", renamed)
    assert "W328" not in run("check", renamed).out
    text = Path(renamed, "records.yaml").read_text(encoding="utf-8")
    assert "    force: 7.9\n" in text
    assert "    felt: strong\n" in text
    assert "title: Tremor in the valley, force: 6.4..6.6" in text


@pytest.mark.parametrize(
    ("command", "found", "said"),
    [
        (["timeline", "--where", "magnitude:>7"], "west", "'magnitude' read as force (former name"),
        (["timeline", "--sort", "-magnitude"], "west", "--sort 'magnitude' read as force (former name"),
        (["stats", "--sum", "magnitude"], "19.6–19.8 Mw", "--sum 'magnitude' read as force (former name"),
        (["stats", "--group", "magnitude"], "By force", "--group 'magnitude' read as force (former name"),
        (["search", "felt:strongly"], "west", "felt: 'strongly' read as strong (former value"),
    ],
)
def test_a_former_name_is_answered_and_the_answer_says_so(
    renamed: str, run: Callable[..., Ran], command: list[str], found: str, said: str
) -> None:
    shown = run(*command, "--data", renamed)
    assert found in shown.out
    assert said in shown.out + shown.err


def test_a_record_is_added_and_imported_under_former_names(
    renamed: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    options = ("--date", "1950", "--set", "magnitude=5", "--set", "felt=strongly", "--dry-run")
    added = run("add", "event", "A tremor", *options, "--data", renamed)
    assert "+    force: 5" in added.out
    assert "+    felt: strong" in added.out
    assert "--set 'magnitude' read as force (former name of this field)." in added.err
    table = tmp_path / "more.csv"
    table.write_text("Day,Place,M\n1933-03-02,Offshore,8.4\n", encoding="utf-8")
    columns = "date=Day,title=Place,magnitude=M"
    drafted = run("import", "csv", str(table), "--map", columns, "--data", renamed)
    assert "    force: 8.4\n" in drafted.out
    assert "--map 'magnitude' read as force (former name of this field)." in drafted.err
    twice = run("import", "csv", str(table), "--map", f"{columns},force=M", "--data", renamed)
    assert "--map has two columns for force" in twice.err


def test_a_schema_without_the_fields_of_its_corpus_is_reported_and_written_by_fmt(
    quakes: str, run: Callable[..., Ran]
) -> None:
    run("init", "--schema", quakes)
    assert "W329" not in run("check", quakes).out
    about, schema = Path(quakes, "corpus.yaml"), Path(quakes, "corpus.schema.json")
    about.write_text(
        CORPUS.replace("minute:", "depth_in_km: {type: number}\n      minute:"), encoding="utf-8"
    )
    shown = run("check", quakes).out
    assert shown.count("warning[W329]") == 1
    assert "corpus.schema.json does not have the fields that this corpus declares" in shown
    run("fmt", str(about))
    assert "W329" not in run("check", quakes).out
    assert "depth_in_km" in schema.read_text(encoding="utf-8")
    about.write_text("corpus: {title: Earthquakes, format: 2}\n", encoding="utf-8")
    assert "W329" in run("check", quakes).out, "the fields are not declared any more"
    schema.write_text('{"title": "of somebody else"}', encoding="utf-8")
    assert "W329" not in run("check", quakes).out
