from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.options import filters_of, flag
from sinoru.cli.parser import command
from sinoru.cli.typer_app import RealCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.cli.parser import Request
    from tests.cli.conftest import Ran


def asked(*arguments: str) -> tuple[Request, bool]:
    """Return what a command's body is told."""
    told: list[tuple[Request, bool]] = []

    @command(words="[WORDS]", options=(flag("--loud", "Loud."), *filters_of("on")), examples=("one", "two"))
    def probe(request: Request, *, loud: bool | None) -> int:
        told.append((request, bool(loud)))
        return 0

    known = RealCommand(probe)
    with known.make_context("probe", list(arguments)) as context:
        known.invoke(context)
    return told[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Zhang", "Wannian"), "Zhang Wannian"),
        (("hotline", "-bombing"), "hotline -bombing"),
        (("-bombing", "--limit", "3", "hotline"), "-bombing hotline"),
        (("-",), "-"),
        (("Su-30", "72"), "Su-30 72"),
        (("--", "--limit", "-x"), "--limit -x"),
        (("a", "--", "b"), "a b"),
        (("−5",), "−5"),
        (("Zhang", "\udcff"), "Zhang \ufffd"),  # a byte that is not UTF-8
        (("𝄞", "张"), "𝄞 张"),
        ((), ""),
    ],
)
def test_words_reach_the_question_as_typed(arguments: tuple[str, ...], words: str) -> None:
    assert asked(*arguments)[0].text == words


def test_options_may_stand_anywhere() -> None:
    request, loud = asked("a", "--limit=2", "b", "--loud", "--kind", "visit", "c", "--kind", "call")
    assert request.text == "a b c"
    assert request.filters.limit == 2
    assert request.filters.kind == ("visit", "call")
    assert loud


def test_a_value_may_begin_with_a_dash(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--sort", "-date", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["zhang-visit", "embassy-bombing"]


@pytest.mark.parametrize("typed", ["--formt", "--form", "--formats"])
def test_an_unknown_option_is_told_the_nearest(run: Callable[..., Ran], typed: str) -> None:
    ran = run("who", "Stepashin", typed, "json")
    assert ran.status == 2
    assert "--format" in ran.err


def test_an_option_at_the_end_without_its_value_is_wrong(run: Callable[..., Ran]) -> None:
    assert "--limit" in run("who", "Stepashin", "--limit").err


@pytest.mark.parametrize("name", ["-h", "--help"])
def test_help_is_never_a_word(run: Callable[..., Ran], name: str) -> None:
    ran = run("search", "hotline", name)
    assert ran.status == 0
    assert ran.out.startswith("Usage: sinoru search")


def test_global_options_work_before_and_after_the_command(run: Callable[..., Ran], corpus: str) -> None:
    after = run("timeline", "--format", "json", "--data", corpus, data="/nowhere")
    before = run("--format", "json", "--data", corpus, "timeline", data="/nowhere")
    assert after == before
    assert json.loads(after.out)["total"] == 2


def test_what_stands_after_the_command_wins(run: Callable[..., Ran]) -> None:
    assert run("--format", "json", "timeline", "--format", "csv").out.startswith("id,date,title")


def test_options_are_grouped_by_purpose_in_help(run: Callable[..., Ran]) -> None:
    text = run("claims", "--help").out
    assert text.index("\nFilters:") < text.index("--person") < text.index("\nCorpus and output:")
    assert text.index("\nCorpus and output:") < text.index("--data")


@pytest.mark.parametrize(
    ("command", "names"),
    [("completion", "--data --store"), ("config", "--data --store"), ("init", "--data"), ("fmt", "--store")],
)
def test_an_option_without_meaning_is_not_offered(run: Callable[..., Ran], command: str, names: str) -> None:
    text = run(command, "--help").out
    assert not [name for name in names.split() if name in text.split()]


def test_an_option_set_for_all_commands_stops_none(run: Callable[..., Ran], corpus: str) -> None:
    assert run("--data", corpus, "--no-color", "completion", "bash").status == 0
