from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru import __version__
from sinoru.cli.command_line import COMMANDS, load_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_line_of_the_docstring(name: str) -> None:
    command = load_command(name)
    assert (command.body.__doc__ or "").splitlines()[0] == COMMANDS[name][1]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_two_examples_of_the_command(run: Callable[..., Ran], name: str) -> None:
    ran = run(name, "--help")
    assert ran.status == 0
    examples = re.split(r"\n  Examples.*:\n", ran.out)[1].splitlines()
    assert len(examples) == 2
    assert all(line.strip().startswith(f"sinoru {name}") for line in examples)


@pytest.mark.parametrize("where", ["--data", "SINORU_DATA", "folder"])
def test_examples_of_look_ups_name_their_corpus_where_another_is_used(
    run: Callable[..., Ran], corpus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    monkeypatch.chdir(corpus if where == "folder" else tmp_path)
    env = {"SINORU_DATA": corpus if where == "SINORU_DATA" else ""}
    options = ["--data", corpus] if where == "--data" else []
    for name in ("timeline", "show", "cite"):
        assert "\n  Examples, for the bundled corpus:\n" in run(name, "--help", *options, env=env).out
    assert "\n  Examples:\n" in run("check", "--help", *options, env=env).out
    monkeypatch.chdir(tmp_path)
    assert "\n  Examples:\n" in run("timeline", "--help", env={"SINORU_DATA": ""}).out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_word_of_help(run: Callable[..., Ran], name: str) -> None:
    lines = run(name, "--help", env={"COLUMNS": "200"}).out.splitlines()
    options = [line for line in lines if line.startswith("  --")]
    assert options
    assert all(len(line.split(None, 2)) == 3 for line in options)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_eighty_columns(run: Callable[..., Ran], name: str) -> None:
    assert max(map(len, run(name, "--help").out.splitlines())) <= 80


def test_root_help_lists_every_command_by_purpose(
    run: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    text = run("--help").out
    golden("help", text)
    assert all(f"\n  {name} " in text for name in COMMANDS)


def test_root_help_begins_with_the_look_ups(run: Callable[..., Ran]) -> None:
    first_screen = run("--help").out.splitlines()[:23]
    assert all(any(line.startswith(f"  {name} ") for line in first_screen) for name in SEVEN)


SEVEN = ("timeline", "on", "who", "search", "claims", "conflicts", "links")


@pytest.mark.parametrize("arguments", [["--help"], ["help", "timeline"], ["timeline", "--help"]])
def test_help_longer_than_the_screen_is_paged(in_terminal: Callable[..., Ran], arguments: list[str]) -> None:
    env = {"PAGER": "sed s/^/paged:/"}
    assert in_terminal(*arguments, size=(80, 24), env=env).out.startswith("paged:Usage: sinoru")
    assert in_terminal(*arguments, size=(80, 200), env=env).out.startswith("Usage: sinoru")
    assert in_terminal(*arguments, "--no-pager", size=(80, 24), env=env).out.startswith("Usage: sinoru")
    assert in_terminal(*arguments, size=(80, 24), env={**env, "TERM": "dumb"}).out.startswith("Usage: sinoru")


@pytest.mark.parametrize("arguments", [["--help"], ["timeline", "--help"]])
def test_help_longer_than_the_screen_is_had_with_an_invalid_config_file(
    in_terminal: Callable[..., Ran], tmp_path: Path, arguments: list[str]
) -> None:
    config = tmp_path / "invalid.toml"
    config.write_text('width = "wide"\n')
    ran = in_terminal(*arguments, size=(80, 10), env={"SINORU_CONFIG": str(config)})
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Usage: sinoru")


def test_help_is_had_with_invalid_settings(run: Callable[..., Ran]) -> None:
    ran = run("--help", env={"SINORU_THEME": "nosuch", "SINORU_STORE": "nosuch"})
    assert (ran.status, ran.err) == (0, "")


def test_the_version_is_that_of_the_package(run: Callable[..., Ran]) -> None:
    assert run("--version").out == f"sinoru {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["nosuch"]])
def test_listing_commands_imports_none(arguments: list[str]) -> None:
    script = (
        "import sys; from sinoru.cli.app import run; run(sys.argv[1:]);"
        "print([name for name in sys.modules if name.startswith('sinoru.cli.commands.')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_python_dash_m_works(run_process: Callable[..., Ran]) -> None:
    assert run_process("--version") == (0, f"sinoru {__version__}\n", "")
