from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

SHIPPED = str(Path(__file__).parents[3] / "data")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_the_best_hit_comes_first(run: Callable[..., Ran]) -> None:
    found = json.loads(run("search", "Chinese", "embassy", "--format", "json").out)
    assert found["query"] == "Chinese embassy"
    assert found["hits"][0]["id"] == "embassy-bombing"


@pytest.mark.parametrize("words", ["Su-30", "su30", "SU 30"])
def test_a_type_is_found_however_it_is_written(run: Callable[..., Ran], words: str) -> None:
    ran = run("search", *words.split(), "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["seventy-two-jets"]


def test_a_word_with_a_dash_is_left_out(run: Callable[..., Ran]) -> None:
    ids = [
        json.loads(line)["id"]
        for line in run("search", "Russia", "-72", "--format", "jsonl").out.splitlines()
    ]
    assert "zhang-visit" in ids
    assert "seventy-two-jets" not in ids


@pytest.mark.parametrize("words", ["a:b", "it's", "the", "x'; DROP TABLE text", "what?", "👍 jets"])
def test_text_is_no_error(run: Callable[..., Ran], words: str) -> None:
    assert run("search", "--", words).status in (0, 1)


@pytest.mark.parametrize(
    "words", ['"', "*", "(", "-", "NEAR(x y)", "^", "{}", "'", "\\", "OR", "AND", "NOT 72", "-72"]
)
def test_what_cannot_be_searched_for_is_refused(run: Callable[..., Ran], words: str) -> None:
    ran = run("search", "--", words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("sinoru: ")
    assert "internal error" not in ran.err


def test_a_literal_dash_is_typed_as_the_message_says(run: Callable[..., Ran]) -> None:
    refused = run("search", "--", "-72").err
    assert "'\"-72\"'" in refused
    assert json.loads(run("search", '"-72"', "--format", "json").out)["total"] == 1


@pytest.mark.parametrize("command", ["claims", "conflicts", "timeline", "stats"])
def test_other_commands_refuse_the_same(run: Callable[..., Ran], command: str) -> None:
    ran = run(command, "(jets", "OR")
    assert ran.status == 2
    assert ran.err.splitlines()[1:] == ["  (jets OR", "        ^"]


def test_a_list_takes_words_that_are_only_left_out(run: Callable[..., Ran]) -> None:
    total = json.loads(run("claims", "--format", "json").out)["total"]
    without = json.loads(run("claims", "NOT", "jets", "--format", "json").out)["total"]
    assert without == total - json.loads(run("claims", "jets", "--format", "json").out)["total"]


def test_an_argument_that_begins_with_a_field_is_one_value(run: Callable[..., Ran]) -> None:
    quoted, bare = (
        run("claims", by, "--format", "json").out for by in ('by:"Sergei Stepashin"', "by:Sergei Stepashin")
    )
    assert json.loads(quoted)["claims"] == json.loads(bare)["claims"] != []


def test_a_name_that_is_no_field_is_searched_as_words_and_said_to_be(run: Callable[..., Ran]) -> None:
    answer = json.loads(run("search", "colour:red OR jets", "--format", "json").out)
    assert [(one["typed"], one["read_as"], one["rule"]) for one in answer["read_as"]] == [
        ("colour:red", "colour red", "no field")
    ]


def test_a_query_is_explained(run: Callable[..., Ran]) -> None:
    answer = json.loads(run("timeline", "jets OR date:1999", "--explain", "--format", "json").out)
    assert answer["read"] == "(jets OR date:1999)"
    assert any("perhaps dated 1999-01-01..1999-12-31" in line for line in answer["expanded"])
    assert answer["run"]


def test_the_search_that_a_message_advises_is_not_refused(run: Callable[..., Ran]) -> None:
    from shlex import split

    advice = run("who", "Qqqqxz", "(acting)").err.rpartition("Try: sinoru ")[2]
    assert run(*split(advice)).status == 1


def test_with_filters_it_is_not_said_that_no_record_has_all_words(run: Callable[..., Ran]) -> None:
    with_filter = run("search", "embassy", "fighters", "--kind", "event").out
    assert "No record that matches the filters contains all of these words" in with_filter
    assert "No record contains all of these words" in run("search", "Stepashin", "embassy").out


def test_nothing_found_says_how_to_find_more(run: Callable[..., Ran]) -> None:
    ran = run("search", "qwxyzzyq", "--kind", "claim")
    assert ran.status == 1
    assert "'qwxyzzyq'" in ran.err
    assert "--kind claim" in ran.err


def test_nothing_found_is_an_empty_list_for_programs(run: Callable[..., Ran]) -> None:
    found = json.loads(run("search", "qwxyzzyq", "--format", "json").out)
    assert (found["query"], found["total"], found["hits"]) == ("qwxyzzyq", 0, [])


@pytest.mark.parametrize("width", [(), ("--width", "80")])
def test_a_first_look_at_the_bundled_corpus_fits_a_screen(
    run: Callable[..., Ran], width: tuple[str, ...]
) -> None:
    lines = run("search", "embassy", "bombing", *width, data=SHIPPED).out.splitlines()
    assert " ".join(lines[:2]).startswith(
        "10 of 87 matches for “embassy bombing” shown: 30 events · 20 claims · 12 sources · 25 others"
    )
    assert "NATO bombs hit the Chinese Embassy in Belgrade" in " ".join(lines[2:5])
    assert lines[-1].startswith("sinoru show ")
    assert lines[-1].endswith(" · --limit 20 · --full")
    assert len(lines) < 24


MANY = "events:\n" + "".join(
    f"  - {{id: e{n}, date: 2001-05-{n:02}, title: Sale {n}}}\n" for n in range(1, 26)
)


def test_a_first_look_has_ten_matches_and_programs_get_twenty(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(MANY, "many")
    assert len(run("search", "sale", data=data).out.splitlines()) == 10 + 3
    assert len(run("search", "sale", "--limit", "15", data=data).out.splitlines()) == 15 + 3
    assert "20 of 25 matches" in run("search", "sale", "--full", data=data).out
    found = json.loads(run("search", "sale", "--format", "json", data=data).out)
    assert (len(found["hits"]), found["total"], found["by_kind"]) == (20, 25, {"event": 25})


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_the_number_of_a_match_stands_for_it(run: Callable[..., Ran], full: tuple[str, ...]) -> None:
    hits = [json.loads(line)["id"] for line in run("search", "Russia", "--format", "jsonl").out.splitlines()]
    run("search", "Russia", "--width", "80", *full)
    assert json.loads(run("show", "2", "--format", "jsonl").out)["record"]["id"] == hits[1]
