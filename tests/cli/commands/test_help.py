"""`sinoru help`: the first page, the help of a command, and the meaning of the marks."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.command_line import COMMANDS
from sinoru.cli.examples import ANY, SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

DATA = str(Path(__file__).parents[3] / "data")


@pytest.mark.parametrize("arguments", [[], ["help"]])
def test_the_first_page_fits_a_small_screen(in_terminal: Callable[..., Ran], arguments: list[str]) -> None:
    ran = in_terminal(*arguments, size=(80, 24), env={"PAGER": "sed s/^/paged:/", "NO_COLOR": "1"})
    lines = ran.out.splitlines()
    assert ran.status == 0
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    assert "paged:" not in ran.out


def test_the_first_page_names_every_command_the_look_ups_first(
    run: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    text = run("help", "--width", "80").out
    golden("first-page", text)
    words = text.replace(",", " ").split()
    assert all(name in words for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_that_of_its_option(run: Callable[..., Ran], name: str) -> None:
    assert run("help", name) == run(name, "--help")


def test_an_unknown_command_has_a_near_one(run: Callable[..., Ran]) -> None:
    ran = run("help", "timelin")
    assert ran.status == 2
    assert ran.err.startswith("sinoru: Unknown command 'timelin'. Did you mean 'timeline'?")


def test_help_takes_one_command(run: Callable[..., Ran]) -> None:
    assert run("help", "who", "on").status == 2


def started(run: Callable[..., Ran], tmp_path: Path) -> str:
    folder = str(tmp_path / "my-corpus")
    assert run("init", folder).status == 0
    return folder


@pytest.mark.parametrize("example", SHIPPED)
def test_the_bundled_corpus_answers_the_first_examples(run: Callable[..., Ran], example: str) -> None:
    assert run(*shlex.split(example)[1:], data=DATA).status == 0


@pytest.mark.parametrize("example", ANY)
def test_a_new_corpus_answers_the_first_examples(
    run: Callable[..., Ran], tmp_path: Path, example: str
) -> None:
    ran = run(*shlex.split(example)[1:], data=started(run, tmp_path))
    assert (ran.status, ran.err) == (0, "")


def test_the_first_page_has_the_examples_of_the_users_corpus(run: Callable[..., Ran]) -> None:
    for page in (["help"], ["--help"]):
        own = run(*page).out
        bundled = run(*page, data="").out
        assert all(f"  {example}\n" in own for example in ANY)
        assert all(f"  {example}\n" in bundled for example in SHIPPED)


def test_what_init_suggests_works(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = str(tmp_path / "my-corpus")
    suggested = [shlex.split(line) for line in run("init", folder).err.splitlines() if line.startswith("  ")]
    assert ["sinoru", "who", "Armstrong", "--data", folder] in suggested
    for words in suggested:
        if words[1] != "add":  # asks for the title
            assert run(*words[1:]).status == 0


@pytest.mark.parametrize("name", ["show", "cite"])
def test_the_example_of_an_id_is_one_of_the_corpus(
    run: Callable[..., Ran], tmp_path: Path, name: str
) -> None:
    folder = started(run, tmp_path)
    ran = run(name, "--data", folder)
    assert ran.err == f"sinoru: No id given. Example: sinoru {name} --data {folder} moon-landing-1969-07-20\n"
    assert run(*shlex.split(ran.err.partition("Example: ")[2])[1:]).status == 0
    assert "--data" not in run(name, data=folder).err
    assert run(name, data=str(tmp_path / "nowhere")).err.endswith(f"Example: sinoru {name} ID\n")


def test_the_marks_are_explained_in_a_golden_page(
    run: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    golden("marks", run("help", "marks", "--width", "80").out)


def test_the_marks_are_those_of_the_terminal(run_process: Callable[..., Ran]) -> None:
    plain = run_process("help", "marks", env={"PYTHONIOENCODING": "ascii"}).out
    assert "sources disagree" in next(line for line in plain.splitlines() if line.startswith("  !="))
    assert plain.isascii()
    assert "\\u" not in plain
