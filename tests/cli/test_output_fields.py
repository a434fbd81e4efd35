"""`--fields` chooses the columns of a list, and `--format ids` lists ids for other commands."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.command_line import load_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

LISTS = (
    "timeline", "on 1999-05-08", "who", "who zhang", "who prime minister", "search embassy OR Russia", "claims",
    "conflicts", "links Stepashin", "links Stepashin zhang-wannian", "sources", "sources yu-1999q2",
)  # fmt: skip


@pytest.mark.parametrize("line", LISTS)
def test_every_list_has_the_columns_of_its_csv(run: Callable[..., Ran], line: str) -> None:
    whole = csv.DictReader(io.StringIO(run(*line.split(), "--format", "csv").out))
    names = whole.fieldnames or []
    first, second = names[-1], names[0]
    expected = [{first: row[first], second: row[second]} for row in whole]
    words = (*line.split(), "--fields", f"{first},{second}")
    assert list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out))) == expected
    assert [json.loads(one) for one in run(*words, "--format", "jsonl").out.splitlines()] == expected
    assert json.loads(run(*words, "--format", "json").out) == {"version": 2, "rows": expected}
    assert run(*words, "--format", "markdown").out.startswith(f"| {first} | {second} |")
    if expected:
        table = run(*words).out.splitlines()
        assert table[0].split() == [first, second]
        assert len(table) == 1 + len(expected)


@pytest.mark.parametrize("line", LISTS)
def test_the_example_of_the_help_is_accepted(run: Callable[..., Ran], line: str) -> None:
    fields = next(each for each in load_command(line.split(maxsplit=1)[0]).options if each.key == "fields")
    example = fields.help.rpartition("such as ")[2].rstrip(".")
    ran = run(*line.split(), "--fields", example, "--format", "csv")
    assert ran.status != 2
    assert ran.out.splitlines()[0] == example
    assert "id" in example.split(",")


@pytest.mark.parametrize("line", LISTS)
def test_id_names_the_column_of_ids_in_every_list(run: Callable[..., Ran], line: str) -> None:
    rows = run(*line.split(), "--fields", "id", "--format", "csv").out.splitlines()
    ids = run(*line.split(), "--format", "ids").out.split()
    if not line.startswith("conflicts"):  # a conflict has an id of its own
        assert list(dict.fromkeys(filter(None, rows[1:]))) == ids


def test_the_table_is_aligned_and_has_one_line_for_each_record(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--fields", "date, title,id").out == (
        "date                   title                                           id\n"
        "1999-05-08             NATO bombs hit the Chinese embassy in Belgrade  embassy-bombing\n"
        "1999-06-07/1999-06-17  Zhang Wannian visits Russia                     zhang-visit\n"
    )


def test_running_text_is_cut_to_the_width_and_ids_are_not(run: Callable[..., Ran]) -> None:
    lines = run("timeline", "--fields", "date,title,id", "--width", "70").out.splitlines()
    assert [line.split(maxsplit=1)[0] for line in lines] == ["date", "1999-05-08", "1999-06-07/1999-06-17"]
    assert [line.split()[-1] for line in lines] == ["id", "embassy-bombing", "zhang-visit"]
    assert "NATO bombs hit the Chinese em…" in lines[1]
    assert max(map(len, lines)) <= 70
    full = run("timeline", "--fields", "date,title,id", "--width", "70", "--full").out
    assert "…" not in full
    assert len(full.splitlines()) > 3


def test_an_unknown_field_is_told_with_the_nearest_and_all_names(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--fields", "date,titel")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "sinoru: Unknown field 'titel'. Did you mean 'title'? Use one of id, date, title, kind, people,"
        " organisations, places, countries, topics, summary, evidence.\n"
    )


def test_a_field_given_twice_is_one_column(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--fields", "id,id", "--format", "csv").out.splitlines()[0] == "id"


def test_what_was_read_as_something_else_is_told_beside_the_columns(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--person", "Stepashim", "--fields", "id")
    assert ran.out.splitlines() == ["id", "zhang-visit"]
    assert "read as Sergei Stepashin" in ran.err


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("timeline", ["embassy-bombing", "zhang-visit"]),
        ("claims", ["seventy-two-jets"]),
        ("who zhang", ["zhang-wannian", "zhang-zemin"]),
        ("who Stepashin", ["sergei-stepashin"]),
        ("who prime minister", ["sergei-stepashin"]),
        ("links Stepashin", ["zhang-wannian"]),
        ("links Stepashin zhang-wannian", ["zhang-visit"]),
        ("sources", ["yu-1999q2", "government-ru"]),
    ],
)
def test_ids_are_listed_once_each_on_a_line(run: Callable[..., Ran], line: str, ids: list[str]) -> None:
    ran = run(*line.split(), "--format", "ids")
    assert sorted(ran.out.splitlines()) == sorted(ids)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("line", LISTS)
def test_every_id_listed_can_be_shown(run: Callable[..., Ran], line: str) -> None:
    ids = run(*line.split(), "--format", "ids").out.split()
    if ids:
        assert run("show", *ids).status == 0


def test_where_nothing_is_found_no_id_is_listed(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--to", "1900", "--format", "ids")[:2] == (1, "")
    ran = run("who", "Stepashkinov", "--format", "ids")
    assert (ran.status, ran.out) == (1, "")
    assert "No name 'Stepashkinov' in this corpus." in ran.err
