from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.export.formats import csv
from sinoru.index.driver import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sinoru.query.export_selection import Selection
    from tests.cli.conftest import Ran


def test_standard_output_is_where_it_goes_unasked(run: Callable[..., Ran]) -> None:
    ran = run("export", "json")
    assert ran == run("export", "json", "-o", "-")
    assert [event["id"] for event in json.loads(ran.out)["events"]] == ["embassy-bombing", "zhang-visit"]


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_a_file_gets_the_same(run: Callable[..., Ran], tmp_path: Path, option: str) -> None:
    path = tmp_path / "out.csv"
    assert run("export", "csv", option, str(path)) == (0, "", "")
    assert path.read_bytes().decode() == run("export", "csv").out


def test_a_file_in_the_way_stays_without_force(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    ran = run("export", "csv", "-o", str(path))
    assert (ran.status, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in ran.err
    assert run("export", "csv", "-o", str(path), "--force").status == 0
    assert path.read_text(encoding="utf-8").startswith("record,id,date")


@pytest.mark.parametrize(
    ("filters", "events", "claims"),
    [
        ("--person Stepashin", ["zhang-visit"], ["seventy-two-jets"]),
        ("--org NATO", ["embassy-bombing"], []),
        ("--place Moscow", ["zhang-visit"], []),
        ("--country Yugoslavia", ["embassy-bombing"], []),
        ("--topic arms-sales", ["zhang-visit"], ["seventy-two-jets"]),
        ("--kind attack", ["embassy-bombing"], []),
        ("--kind claim", [], ["seventy-two-jets"]),
        ("--kind event", ["embassy-bombing", "zhang-visit"], []),
        ("--source yu-1999q2 --to 1999-05", ["embassy-bombing"], []),
        ("--from 1999-06", ["zhang-visit"], ["seventy-two-jets"]),
        ("--limit 1", ["embassy-bombing"], []),
    ],
)
def test_filters_are_those_of_every_look_up(
    run: Callable[..., Ran], filters: str, events: list[str], claims: list[str]
) -> None:
    exported = json.loads(run("export", "json", *filters.split()).out)
    assert [one["id"] for one in exported["events"]] == events
    assert [one["id"] for one in exported["claims"]] == claims


def test_nothing_chosen_is_told_and_not_written(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    ran = run("export", "json", "--to", "1950", "-o", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert "No records match --to 1950. Nothing was written. Try a wider range, or drop a filter." in ran.err
    assert os.listdir(tmp_path / "corpus") == ["corpus.yaml"]
    assert not path.exists()


def test_a_program_that_reads_gets_the_empty_shape(run: Callable[..., Ran]) -> None:
    ran = run("export", "json", "--to", "1950")
    assert ran.status == 1
    assert json.loads(ran.out)["events"] == []


@pytest.mark.parametrize("arguments", ["", "json csv", "cvs", "json --format csv", "json --topic qwxyz"])
def test_wrong_usage(run: Callable[..., Ran], arguments: str) -> None:
    ran = run("export", *arguments.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("sinoru: ")


def test_a_format_set_for_all_look_ups_does_not_touch_exports(run: Callable[..., Ran]) -> None:
    ran = run("export", "csv", env={"SINORU_FORMAT": "json"})
    assert ran.out.startswith("record,id,date")
    assert run("--format", "json", "export", "csv").status == 2


@pytest.mark.parametrize("name", ["parquet", "sqlite"])
def test_a_binary_kind_goes_into_a_pipe_but_not_into_a_terminal(
    shell: Callable[[str], Ran], in_terminal: Callable[..., Ran], name: str
) -> None:
    start = {"parquet": "PAR1", "sqlite": "SQLi"}[name]
    assert shell(f"sinoru export {name} | head -c 4") == (0, start, "")
    ran = in_terminal("export", name)
    assert (ran.status, ran.out) == (2, "")
    assert "is binary and cannot be printed in a terminal. Name a file with -o." in ran.err


def test_a_missing_library_is_told_before_any_work(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "sinoru.export.formats.ics", raising=False)
    ran = run("export", "ics", "-o", str(tmp_path / "a.ics"))
    assert ran.status == 2
    assert "'sinoru export ics' needs 'icalendar', which is not installed." in ran.err
    assert not (tmp_path / "a.ics").exists()


def test_ctrl_c_leaves_nothing_behind(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stop(selection: object) -> Iterator[str]:
        yield f"half of {selection}"
        raise KeyboardInterrupt

    monkeypatch.setattr(csv, "export", stop)
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("export", "csv", "-o", str(folder / "a.csv")).status == 130
    assert os.listdir(folder) == []


def test_a_damaged_index_is_mended_unless_a_part_is_already_out(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tries: list[int] = []

    def rot_once(selection: Selection) -> Iterator[str]:
        tries.append(1)
        yield "begun\n"
        if len(tries) % 2:
            raise Error("malformed")
        yield f"{selection.count()}\n"

    monkeypatch.setattr(csv, "export", rot_once)
    path = tmp_path / "a.csv"
    assert run("export", "csv", "-o", str(path)) == (0, "", "")
    assert path.read_text(encoding="utf-8") == "begun\n12\n"
    ran = run("export", "csv")
    assert (ran.status, ran.out) == (2, "begun\n")
    assert "not complete" in ran.err


def test_events_that_a_format_has_no_place_for_are_counted(
    run: Callable[..., Ran], write_corpus: Callable[..., str], tmp_path: Path
) -> None:
    text = "events:\n  - {id: a, date: -0044, title: A}\n  - {id: b, date: 1999, title: B}\n"
    ran = run("export", "ics", "-o", str(tmp_path / "a.ics"), data=write_corpus(text, "old"))
    assert ran.status == 0
    assert ran.err.startswith("sinoru: 1 skipped: a calendar cannot show a date without a year")


def test_a_closed_pipe_ends_quietly(shell: Callable[[str], Ran]) -> None:
    assert shell("sinoru export jsonl | head -1 >/dev/null") == (0, "", "")


def test_every_kind_is_named_in_the_help(run: Callable[..., Ran]) -> None:
    from sinoru.export.formats import FORMATS

    words = run("export", "--help").out.replace(",", " ").replace(".", " ").split()
    assert set(FORMATS) <= set(words)


def test_an_empty_name_of_a_file_is_not_standard_output(run: Callable[..., Ran]) -> None:
    for line in (("export", "csv"), ("import", "csv", "nowhere.csv")):
        ran = run(*line, "-o", "")
        assert (ran.status, ran.out) == (2, "")
        assert "The name of the file to write is empty." in ran.err


EVENTLESS = """\
people: [{id: ann, name: Ann Example, country: Russia}, {id: bob, name: Bob Example}]
places: [{id: moon, name: Moon, lat: 1, lon: 2}]
"""


@pytest.mark.parametrize(
    ("line", "ids"),
    [("csv", ["ann", "bob", "moon"]), ("csv --country RU", ["ann"]), ("csv --kind place", ["moon"])],
)
def test_without_events_what_there_is_is_written(
    run: Callable[..., Ran], write_corpus: Callable[..., str], line: str, ids: list[str]
) -> None:
    ran = run("export", *line.split(), data=write_corpus(EVENTLESS, "eventless"))
    assert (ran.status, ran.err) == (0, "")
    assert [row.split(",")[1] for row in ran.out.splitlines()[1:]] == ids


def test_places_alone_are_put_on_a_map(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    ran = run("export", "geojson", data=write_corpus(EVENTLESS, "eventless"))
    assert [feature["id"] for feature in json.loads(ran.out)["features"]] == ["moon"]


@pytest.mark.parametrize(("format_", "things"), [("timelinejs", "events"), ("bibtex", "sources")])
def test_a_format_of_other_records_says_which_formats_have_all(
    run: Callable[..., Ran], write_corpus: Callable[..., str], format_: str, things: str
) -> None:
    ran = run("export", format_, data=write_corpus(EVENTLESS, "eventless"))
    assert ran.status == 1
    has = f"Export format '{format_}' has only {things}. No {things}; 2 people, 1 place."
    assert ran.err.startswith(f"sinoru: {has} Formats with all records: json, jsonl, csv, ")


def test_a_choice_without_the_records_of_a_format_is_told(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    ran = run("export", "timelinejs", "--kind", "person", "-o", str(path))
    assert (ran.status, path.exists()) == (1, False)
    assert "No events are among the records that you selected. Formats with all records: json, " in ran.err
    assert ran.err.endswith("Nothing was written.\n")


def test_filters_that_find_nothing_are_named_as_before(run: Callable[..., Ran]) -> None:
    assert (
        "No events match --from 1850 --to 1851"
        in run("export", "timelinejs", "--from", "1850", "--to", "1851").err
    )
