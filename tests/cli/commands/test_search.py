from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize(
    "words", ['"', "AND", "a:b", "*", "(", "-", "NEAR(x y)", "it's", "^", "{}", "'", "\\"]
)
def test_no_input_is_an_error(run: Callable[..., Ran], words: str) -> None:
    assert run("search", "--", words).status in (0, 1)


def test_nothing_found_says_how_to_find_more(run: Callable[..., Ran]) -> None:
    ran = run("search", "qwxyzzyq", "--kind", "claim")
    assert ran.status == 1
    assert "'qwxyzzyq'" in ran.err
    assert "--kind claim" in ran.err


def test_nothing_found_is_an_empty_list_for_programs(run: Callable[..., Ran]) -> None:
    found = json.loads(run("search", "qwxyzzyq", "--format", "json").out)
    assert (found["query"], found["total"], found["hits"]) == ("qwxyzzyq", 0, [])
