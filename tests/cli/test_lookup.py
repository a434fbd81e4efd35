from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.lookup import show_progress
from sinoru.cli.settings import corpus_paths
from sinoru.loading import corpus_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

EVENT = "events:\n  - {{id: {id}, date: 1999, title: {id}}}\n"


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINORU_DATA", "b")
    assert corpus_paths(("a", "c")) == ("a", "c")


def test_the_environment_may_name_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINORU_DATA", os.pathsep.join(("a", "", "b")))
    assert corpus_paths(()) == ("a", "b")


@pytest.mark.parametrize("value", ["", os.pathsep])
def test_an_empty_environment_means_the_corpus_that_ships(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SINORU_DATA", value)
    (shipped,) = corpus_paths(())
    assert list(Path(shipped).glob("*.yaml"))


def test_an_installed_package_brings_its_own_corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(corpus_path, "__file__", str(tmp_path / "loading" / "shipped.py"))
    assert corpus_paths(()) == (str(tmp_path / "data"),)


def test_several_corpora_are_asked_as_one(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    one, two = write_corpus(EVENT.format(id="one"), "a"), write_corpus(EVENT.format(id="two"), "b")
    out = run("timeline", "--data", one, "--data", two, "--format", "csv").out
    assert "one,1999" in out
    assert "two,1999" in out


def test_a_single_file_is_a_corpus(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus(EVENT.format(id="one"), "a")
    assert run("timeline", data=f"{folder}/corpus.yaml").status == 0


def test_a_change_to_the_corpus_shows_at_once(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    folder = write_corpus(EVENT.format(id="one"), "a")
    assert "one" in run("timeline", data=folder).out
    write_corpus(EVENT.format(id="two"), "a")
    out = run("timeline", data=folder).out
    assert "two" in out
    assert "one" not in out


def test_faults_are_told_beside_the_answer(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus(EVENT.format(id="one") + "  - {id: bad, title: no date}\n", "a")
    ran = run("timeline", data=folder)
    assert ran.status == 0
    assert "one" in ran.out
    first, where, step = ran.err.splitlines()
    assert first == "sinoru: 1 error in this corpus; everything else can be used."
    assert "corpus.yaml:3:" in where
    assert step == "sinoru: For details: sinoru check"
    assert run("timeline", "--data", folder).err.endswith(f"For details: sinoru check --data {folder}\n")


@pytest.mark.parametrize("words", [("timeline", "--after", "bad"), ("search", "id:bad"), ("show", "bad")])
def test_faults_are_told_where_what_is_asked_for_is_missing(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: tuple[str, ...]
) -> None:
    folder = write_corpus(EVENT.format(id="one") + "  - {id: bad, title: no date}\n", "a")
    lines = run(*words, data=folder).err.splitlines()
    assert lines[0] == "sinoru: 1 error in this corpus; everything else can be used."
    assert "'bad'" in lines[-1]


def test_many_faults_are_counted(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    bad = "".join(f"  - {{id: bad-{number}, title: no date}}\n" for number in range(5))
    err = run("timeline", data=write_corpus(EVENT.format(id="one") + bad, "a")).err
    assert err.count("corpus.yaml:") == 3
    assert err.splitlines()[-1] == "sinoru: ... and 2 more. For details: sinoru check"


def test_a_sound_corpus_is_not_remarked_upon(run: Callable[..., Ran]) -> None:
    assert run("timeline").err == ""


def _index_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").glob("*.sqlite")
    return path


@pytest.mark.parametrize("damage", ["overwritten", "cut", "emptied", "rotten"])
def test_a_damaged_index_costs_time_and_not_the_answer(
    run: Callable[..., Ran], tmp_path: Path, damage: str
) -> None:
    sound = run("timeline")
    path = _index_file(tmp_path)
    content = path.read_bytes()
    path.write_bytes(
        {
            "overwritten": b"not a database at all" * 1000,
            "cut": content[: len(content) // 2],
            "emptied": b"",
            "rotten": content[:8192] + b"\xff" * (len(content) - 8192),
        }[damage]
    )
    assert run("timeline") == sound
    assert run("timeline") == sound


def test_an_unwritable_cache_costs_time_and_not_the_answer(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run("timeline", env={"SINORU_CACHE": str(tmp_path / "file" / "cache")}) == run("timeline")


def test_progress_is_shown_to_people_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sinoru.cli.lookup._PROGRESS_DELAY", 0)
    show_progress()(50, 10_000_000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = show_progress()
    progress(5_000_000, 10_000_000)
    assert "50%" in capsys.readouterr().err
    progress(5_000_001, 10_000_000)
    assert capsys.readouterr().err == ""
    progress(10_000_000, 10_000_000)
    assert capsys.readouterr().err.strip() == ""


def test_what_is_soon_done_shows_no_progress(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sinoru.cli.lookup._PROGRESS_DELAY", 3600)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = show_progress()
    progress(1, 2)
    progress(2, 2)
    assert capsys.readouterr().err == ""


NOTE = "sinoru: Using the bundled corpus. For the one in this folder, add: --data .\n"


@pytest.mark.parametrize("options", [[], ["--data", "."]])
def test_a_corpus_in_the_folder_that_is_not_used_is_named_in_a_terminal(
    in_terminal: Callable[..., Ran], corpus: str, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.chdir(corpus)
    ran = in_terminal("timeline", "--limit", "1", *options, env={"SINORU_DATA": ""})
    assert (ran.status, ran.err) == (0, "" if options else NOTE)


def test_a_folder_without_a_corpus_has_no_note(
    in_terminal: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = in_terminal("timeline", "--limit", "1", env={"SINORU_DATA": ""})
    assert (ran.status, ran.err) == (0, "")


def test_a_pipe_has_no_note_of_another_corpus(
    run: Callable[..., Ran], corpus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    assert run("timeline", "--limit", "1", env={"SINORU_DATA": ""}).err == ""
