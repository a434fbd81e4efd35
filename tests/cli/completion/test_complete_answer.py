"""What a shell's script is told at a Tab."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.commands.completion import SHELLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def complete(run: Callable[..., Ran], awkward: str) -> Callable[..., list[str]]:
    """Return the completions of the last of the words."""

    def complete(*words: str, data: str = awkward) -> list[str]:
        ran = run("__complete", "zsh", *words, data=data)
        assert (ran.status, ran.err) == (0, "")
        return [line.split("\t")[0] for line in ran.out.splitlines()][1:]

    return complete


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tim"], ["timeline"]),
        (["--no-c"], ["--no-color"]),
        (["--format", "js"], ["json", "jsonl"]),
        (["--no-pager", "--format", "json", "tim"], ["timeline"]),
        (["timeline", "--sort", ""], ["date", "-date"]),
        (["timeline", "--style=g"], ["--style=gantt"]),
        (["timeline", "--person", "zh"], ["Zhang Wannian"]),
        (["timeline", "--person", "zhang-"], ["zhang-wannian"]),
        (["timeline", "--person", "mos"], []),
        (["timeline", "--about-nothing", ""], []),
        (["timeline", "--kind", "c"], ["claim", "conflict", "call"]),
        (["timeline", "--source", ""], ["yu-1999q2"]),
        (["claims", "--about", "mos"], ["Moscow"]),
        (["who", "sao"], []),
        (["who", "Zhang", ""], ["Wannian"]),
        (["who", "--on", "1999", "Zhang", "W"], ["Wannian"]),
        (["who", "--", "--fo"], []),
        (["links", "Zhang", "Wannian", "Step"], ["Stepashin"]),
        (["show", "hotline-call", "zh"], ["zhang-wannian"]),
        (["show", "Step"], ["sergei-stepashin"]),
        (["search", "hotl"], ["hotline"]),
        (["index", "s"], ["status"]),
        (["config", ""], ["show", "path", "set", "unset"]),
        (["config", "set", "th"], ["theme"]),
        (["add", "per"], ["person"]),
        (["import", "c"], ["chronology", "csv"]),
        (["timeline", "--group", "mon"], ["month"]),
        (["timeline", "--cite", "csl"], ["csl-json"]),
        (["cite", "--style", "r"], ["ris"]),
        (["export", "js"], ["json", "jsonl", "jsonld"]),
        (["nosuch", ""], []),
    ],
    ids=" ".join,
)
def test_a_word_is_completed_by_what_may_stand_there(
    complete: Callable[..., list[str]], words: list[str], expected: list[str]
) -> None:
    assert complete(*words) == expected


def test_an_option_is_offered_once_unless_it_may_be_given_again(complete: Callable[..., list[str]]) -> None:
    assert "--limit" not in complete("timeline", "--limit", "3", "--")
    assert "--person" in complete("timeline", "--person", "x", "--")


def test_the_corpus_is_the_one_on_the_line(
    complete: Callable[..., list[str]], corpus: str, run: Callable[..., Ran]
) -> None:
    run("timeline", data=corpus)
    assert complete("timeline", "--data", corpus, "--person", "zhang z") == ["Zhang Zemin"]
    assert complete("--data=" + corpus, "timeline", "--person", "zhang z") == ["Zhang Zemin"]


def test_completing_makes_no_index(
    complete: Callable[..., list[str]], write_corpus: Callable[..., str], tmp_path: Path
) -> None:
    data = write_corpus("people: [{id: someone, name: Someone}]\n", "new")
    before = os.listdir(tmp_path / "cache")
    assert complete("who", "Some", data=data) == []
    assert complete("ti", data=data) == ["timeline"]
    assert os.listdir(tmp_path / "cache") == before


@pytest.mark.parametrize(
    "asked", [[], ["zsh"], ["nosuch", "x"], ["bash", "sinoru 'who"], ["bash", "\udcff", ""]]
)
def test_whatever_is_asked_nothing_is_said_and_nothing_fails(
    run: Callable[..., Ran], asked: list[str]
) -> None:
    ran = run("__complete", *asked)
    assert (ran.status, ran.err) == (0, "")


def test_a_damaged_index_completes_to_nothing(complete: Callable[..., list[str]], tmp_path: Path) -> None:
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"no index" * 1000)
    assert complete("who", "Step") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed(run: Callable[..., Ran], shell: str) -> None:
    ran = run("completion", shell)
    assert ran.status == 0
    assert f"__complete {shell}" in ran.out


def test_installing_again_changes_nothing(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "dotfiles").mkdir(parents=True)
    (home / "dotfiles" / "bashrc").write_text("alias ll='ls -l'")
    (home / ".bashrc").symlink_to(home / "dotfiles" / "bashrc")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("SHELL", "/usr/bin/bash")
    assert run("completion", "install").status == 0
    once = (home / ".bashrc").read_text()
    assert run("completion", "install").status == 0
    assert (home / ".bashrc").read_text() == once
    assert once.startswith("alias ll='ls -l'\n[ -r ")
    assert (home / ".bashrc").is_symlink()


def test_an_unknown_shell_is_told(run: Callable[..., Ran]) -> None:
    assert run("completion", "install", env={"SHELL": "/bin/tcsh"}).status == 2
    assert run("completion", "powershell").status == 2


def test_saved_queries_complete_after_the_at_sign(
    complete: Callable[..., list[str]], run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("corpus: {queries: [{name: arms, query: jets}, {name: talks, query: calls}]}\n", "utf-8")
    assert run("config", "set", "query.army", "(pla OR navy)").status == 0
    run("index", "build", data=str(file))
    assert complete("search", "@ar", data=str(file)) == ["@arms", "@army"]
    assert complete("timeline", "--query", "-@t", data=str(file)) == ["-@talks"]
