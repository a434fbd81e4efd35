"""The README's output is what the tool prints."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sinoru.cli.command_line import COMMANDS

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```console\n\$ (sinoru [^\n]*)\n(.*?)```", re.DOTALL)
HEAD = re.compile(r" \| head -n (\d+)$")
TAIL = re.compile(r" \| tail -n \+(\d+)$")


def printed(command: str) -> str:
    """Run a README command at 80 columns; `| head -n N` and `| tail -n +N` are the only pipes it may have."""
    head = HEAD.search(command)
    whole = HEAD.sub("", command)
    tail = TAIL.search(whole)
    arguments = shlex.split(TAIL.sub("", whole))[1:]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("SINORU_DATA", None)
    done = subprocess.run(
        [sys.executable, "-m", "sinoru", *arguments], capture_output=True, env=environment, check=False
    )
    lines = done.stdout.decode().splitlines(keepends=True)
    assert done.returncode == 0, command
    return "".join(lines[int(tail[1]) - 1 if tail else 0 : int(head[1]) if head else None])


def test_every_example_prints_what_the_readme_shows(pytestconfig: pytest.Config) -> None:
    text = README.read_text(encoding="utf-8")
    current = BLOCK.sub(lambda m: f"```console\n$ {m[1]}\n{printed(m[1])}```", text)
    if pytestconfig.getoption("--update-golden"):
        README.write_text(current, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == current


def test_the_readme_has_ten_examples_that_find_something() -> None:
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    assert len(blocks) == 10
    assert all(output.strip() for _, output in blocks)


def test_no_path_of_the_machine_stands_in_the_readme() -> None:
    assert str(README.parent) not in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"sinoru {command}" in README.read_text(encoding="utf-8")


def test_the_corpus_of_the_readme_works(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "notes.yaml").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sinoru", "who", "Iwanow", "--data", str(tmp_path)],
        capture_output=True,
        env={**os.environ, "SINORU_CACHE": str(tmp_path / "cache"), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0
    assert not done.stderr
    assert "Ivanov visits Beijing" in done.stdout.decode()
