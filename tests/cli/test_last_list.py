"""The numbers of the last list, and names, where a record is meant: `sinoru show 3`, `cite Stepashin`."""

from __future__ import annotations

import os
import pty
import shlex
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.last_list import save_list
from sinoru.loading.corpus_path import shipped_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

IVANOVS = """\
people:
  - {id: igor-ivanov, name: Igor Ivanov, summary: Foreign minister.}
  - {id: sergei-ivanov, name: Sergei Ivanov, summary: Head of the Security Council.}
organisations:
  - {id: "731", name: Unit 731}
  - {id: bureau, name: Bureau 39}
events:
  - {id: first, date: 1999-01-01, title: The first event}
  - {id: second, date: 1999-01-02, title: The second event}
"""
KEPT = ["embassy-bombing", "zhang-visit", "seventy-two-jets"]


@pytest.fixture
def listed(corpus: str) -> list[str]:
    """Keep a list of the small corpus for this session, and return its ids."""
    save_list(KEPT, (corpus,))
    return KEPT


@pytest.fixture
def ivanovs(write_corpus: Callable[..., str]) -> str:
    return write_corpus(IVANOVS, "ivanovs")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_number_is_a_line_of_the_last_list(run: Callable[..., Ran], listed: list[str], number: int) -> None:
    assert listed[number - 1] in run("show", str(number), "--full").out


def test_several_numbers_and_ids_go_together(run: Callable[..., Ran], listed: list[str]) -> None:
    ran = run("show", "3", "belgrade", "1", "--format", "json")
    shown = [ran.out.index(f'"id": "{id_}"') for id_ in (listed[2], "belgrade", listed[0])]
    assert shown == sorted(shown)


def test_cite_takes_a_number(run: Callable[..., Ran], listed: list[str]) -> None:
    assert listed
    assert run("cite", "1").out == run("cite", "embassy-bombing").out


def test_edit_takes_a_number(run: Callable[..., Ran], corpus: str, listed: list[str], tmp_path: Path) -> None:
    assert listed
    script = tmp_path / "vim"
    script.write_text('#!/bin/sh\necho "$1" > "$0.line"\n')
    script.chmod(0o755)
    assert run("edit", "2", "--data", corpus, env={"EDITOR": str(script)}).err.endswith("is unchanged.\n")
    line = int((tmp_path / "vim.line").read_text().removeprefix("+"))
    assert "zhang-visit" in Path(corpus, "corpus.yaml").read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize("arguments", [["timeline", "--sort", "-date"], ["search", "event"]])
def test_a_list_in_a_terminal_is_kept(
    in_terminal: Callable[..., Ran], ivanovs: str, arguments: list[str]
) -> None:
    data = {"SINORU_DATA": ivanovs}
    numbered = in_terminal(*arguments, "--no-color", env=data).out
    (line,) = (line for line in numbered.splitlines() if line.lstrip().startswith("2  "))
    title = "The first event" if "first" in line else "The second event"
    assert title in in_terminal("show", "2", env=data).out


def test_a_list_of_a_given_width_in_a_pipe_is_kept(run: Callable[..., Ran], ivanovs: str) -> None:
    run("timeline", "--sort", "-date", "--width", "80", data=ivanovs)
    assert "The second event" in run("show", "1", data=ivanovs).out
    run("timeline", data=ivanovs)
    assert "The second event" in run("show", "1", data=ivanovs).out


def test_a_list_in_a_pipe_keeps_the_last_one(run: Callable[..., Ran], listed: list[str]) -> None:
    run("timeline", "--from", "1999-06")
    assert listed[0] in run("show", "1").out


def test_without_a_list_the_next_step_is_one(run: Callable[..., Ran], corpus: str) -> None:
    ran = run("show", "3", "--data", corpus)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "sinoru: No record has the id '3', and no list of this terminal is kept."
        f" Try: sinoru timeline --data {shlex.quote(corpus)}\n"
    )


@pytest.mark.parametrize("command", ["show", "cite", "edit"])
def test_a_list_of_another_corpus_is_named(
    run: Callable[..., Ran], corpus: str, listed: list[str], ivanovs: str, command: str
) -> None:
    assert listed
    ran = run(command, "1", "--data", ivanovs)
    assert (ran.status, ran.out) == (1, "")
    other = os.path.realpath(corpus)
    assert f"the last list of this terminal is of another corpus, {other}. " in ran.err
    step = f"Try: sinoru {command} 1 --data {shlex.quote(other)}\n"
    assert ran.err.endswith(step)
    opened = run(*shlex.split(step)[2:], env={"EDITOR": "true"})
    assert opened.status == 0


def test_a_line_of_the_bundled_corpus_is_not_edited(
    run: Callable[..., Ran], ivanovs: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_list(["first", "second"], (shipped_corpus(),))
    monkeypatch.chdir(ivanovs)
    opened = tmp_path / "opened"
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\ntouch {opened}\n")
    editor.chmod(0o755)
    ran = run("edit", "2", env={"EDITOR": str(editor), "SINORU_DATA": ""})
    assert (ran.status, ran.out) == (1, "")
    assert "is of the bundled corpus, which 'sinoru edit' does not change." in ran.err
    assert ran.err.endswith("To list the records that it can edit: sinoru timeline --data .\n")
    assert not opened.exists()
    shown = run("show", "2", data=ivanovs).err
    assert "is of the bundled corpus. Try: sinoru show 2 --data " in shown


def test_another_path_of_the_same_corpus_is_no_other_corpus(
    run: Callable[..., Ran], corpus: str, listed: list[str], tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(corpus)
    assert listed[0] in run("show", "1", data=str(tmp_path / "link")).out


@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999", "9" * 5000])
def test_a_number_of_no_line_says_how_many_there_are(
    run: Callable[..., Ran], listed: list[str], number: str
) -> None:
    assert listed
    ran = run("show", number)
    assert ran.status == 1
    assert ran.err.endswith("and the last list of this terminal has only 3 lines.\n")


def test_an_id_of_digits_wins_and_says_so(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(
        'events: [{id: "2", date: 1999, title: Two}, {id: two, date: 1999, title: Other}]', "d"
    )
    save_list(["2", "two"], (data,))
    ran = run("show", "2", data=data)
    assert "Two" in ran.out
    assert ran.err == "sinoru: '2' is read as an id. Line 2 of the last list is 'two'.\n"
    assert run("show", "1", data=data).err == ""


def test_an_id_of_digits_that_is_no_other_line_is_no_news(run: Callable[..., Ran], ivanovs: str) -> None:
    assert run("show", "731", data=ivanovs).err == ""
    save_list(["731"], (ivanovs,))
    assert run("show", "1", data=ivanovs).err == ""


def test_a_name_with_a_number_is_a_name(run: Callable[..., Ran], ivanovs: str) -> None:
    save_list(["first"], (ivanovs,))
    assert run("show", "Bureau", "39", data=ivanovs) == run("show", "bureau", data=ivanovs)


@pytest.mark.parametrize(
    "name", ["Sergei Stepashin", "Сергей Степашин", "Stepashin, Sergei", "sergei stepashin"]
)
@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_whole_name_is_taken_without_a_word(run: Callable[..., Ran], command: str, name: str) -> None:
    ran = run(command, *name.split())
    assert ran == run(command, "sergei-stepashin")
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("name", ["Stepashin", "Степашин", "stepashin"])
@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_part_of_a_name_is_taken_with_a_word(run: Callable[..., Ran], command: str, name: str) -> None:
    ran = run(command, name)
    assert ran.out == run(command, "sergei-stepashin").out
    told = f"sinoru: '{name}' read as Sergei Stepashin (part of the name).\n"
    assert (ran.status, ran.err) == (0, told)


def test_a_record_edited_by_a_part_of_its_name_is_named(run: Callable[..., Ran], ivanovs: str) -> None:
    ran = run("edit", "Igor", "--data", ivanovs, env={"EDITOR": "true"})
    assert ran.err.startswith("sinoru: 'Igor' read as Igor Ivanov (part of the name).\n")


def test_a_title_and_a_name_are_one_name(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(
        "people: [{id: zhang, name: Zhang Wannian}]\norganisations: [{id: staff, name: General Staff}]",
        "zhang",
    )
    ran = run("show", "General", "Zhang", data=data)
    assert ran.err == "sinoru: 'General Zhang' read as Zhang Wannian (without the title).\n"
    assert ran.out == run("show", "zhang", data=data).out


def test_two_names_are_two_records(run: Callable[..., Ran]) -> None:
    assert run("show", "Stepashin", "NATO").out == run("show", "sergei-stepashin", "nato").out


@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_guessed_name_is_told(run: Callable[..., Ran], command: str) -> None:
    ran = run(command, "Stepaschin")
    assert ran.out == run(command, "sergei-stepashin").out
    assert "'Stepaschin' read as Sergei Stepashin" in ran.err


def test_a_guessed_whole_name_goes_before_a_part_that_fits_several(
    run: Callable[..., Ran], ivanovs: str
) -> None:
    ran = run("show", "Igor", "Ivanow", data=ivanovs)
    assert "'Igor Ivanow' read as Igor Ivanov" in ran.err
    assert "igor-ivanov" in ran.out


def test_nothing_is_edited_on_a_guess(run: Callable[..., Ran], corpus: str) -> None:
    ran = run("edit", "Stepaschin", "--data", corpus, env={"EDITOR": "false"})
    assert (ran.status, ran.out) == (1, "")
    assert "No record 'Stepaschin' in this corpus." in ran.err


def test_a_record_is_edited_by_its_name(run: Callable[..., Ran], ivanovs: str) -> None:
    ran = run("edit", "Igor", "Ivanov", "--data", ivanovs, env={"EDITOR": "true"})
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("is unchanged.\n")


@pytest.mark.parametrize("command", ["show", "cite", "edit"])
def test_a_name_of_several_lists_them(run: Callable[..., Ran], ivanovs: str, command: str) -> None:
    ran = run(command, "Ivanov", "--data", ivanovs, env={"EDITOR": "false"})
    assert ran.status == 1
    assert "Igor Ivanov" in ran.out
    assert "Sergei Ivanov" in ran.out
    assert ran.err == ""
    last = ran.out.splitlines()[-1]
    steps = [f"sinoru {name} ID --data {shlex.quote(ivanovs)}" for name in dict.fromkeys(("show", command))]
    assert last == " · ".join(steps)
    taken = run(*shlex.split(steps[-1].replace("ID", "igor-ivanov"))[1:], env={"EDITOR": "true"})
    assert taken.status == (1 if command == "cite" else 0)  # no source is cited for him


def test_the_candidates_in_a_terminal_can_be_taken_by_number(
    run: Callable[..., Ran], in_terminal: Callable[..., Ran], ivanovs: str
) -> None:
    ran = in_terminal("show", "Ivanov", "--no-color", env={"SINORU_DATA": ivanovs})
    assert [line for line in ran.out.splitlines() if line.startswith("2 ") and "Sergei Ivanov" in line]
    assert "sergei-ivanov" in run("show", "2", data=ivanovs).out


def in_own_terminal(script: str, data: str) -> str:
    """Run a script of bash in a terminal and session of its own, as a window has; return what it prints."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"SINORU_DATA": data, "SINORU_PAGER": "", "PYTHON": sys.executable, "SAVE": _SAVE}
        os.execvp("bash", ["bash", "-c", f"{_FUNCTIONS}; {script}"])  # noqa: S606
    read = b""
    with suppress(OSError):  # the terminal is gone once the script ends
        while chunk := os.read(terminal, 4096):
            read += chunk
    os.waitpid(pid, 0)
    os.close(terminal)
    return read.decode().replace("\r\n", "\n")


_FUNCTIONS = """\
sinoru() { "$PYTHON" -m sinoru "$@"; }
save() { "$PYTHON" -c "$SAVE" "$@"; }
export -f sinoru save"""
_SAVE = """\
import os, sys
from sinoru.cli.last_list import save_list
from sinoru.loading.corpus_path import shipped_corpus
save_list(sys.argv[1:], [os.environ["SINORU_DATA"]])"""


@pytest.mark.parametrize(
    "script",
    [
        "save second first; sinoru show 1 --format json",
        "save second first; (sinoru show 1 --format json)",
        "save second first; bash -c 'sinoru show 1 --format json; true'",
        "save second first | cat; sinoru show 1 --format json < /dev/null 2> /dev/null | cat",
        "bash -c 'save second first > /dev/null 2>&1 < /dev/null; true'; sinoru show 1 --format json",
        "set -m; save second first & wait; sinoru show 1 --format json",
    ],
)
def test_a_session_keeps_its_list_in_subshells_and_pipes(ivanovs: str, script: str) -> None:
    assert '"id": "second"' in in_own_terminal(script, ivanovs)


def test_two_terminals_do_not_mix(ivanovs: str) -> None:
    in_own_terminal("save second first", ivanovs)
    assert "no list of this terminal is kept" in in_own_terminal("sinoru show 1", ivanovs)
    script = "save first; setsid --wait bash -c 'save second'; sinoru show 1 --format json"
    assert '"id": "first"' in in_own_terminal(script, ivanovs)


def kept_file(corpus: str, tmp_path: Path) -> Path:
    save_list(KEPT, (corpus,))
    (kept,) = (tmp_path / "cache" / "lists").iterdir()
    return kept


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"corpus": 1, "ids": []}', b"\xff\xfe", b'{"corpus":["\xff"],"ids":["a"]}'],
)
def test_a_damaged_list_is_no_list(
    run: Callable[..., Ran], corpus: str, tmp_path: Path, content: bytes
) -> None:
    kept_file(corpus, tmp_path).write_bytes(content)
    ran = run("show", "1")
    assert ran.status == 1
    assert "no list of this terminal is kept" in ran.err


def test_a_list_is_for_the_user_alone(corpus: str, tmp_path: Path) -> None:
    assert kept_file(corpus, tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_lists_of_closed_terminals_are_removed_after_a_week(corpus: str, tmp_path: Path) -> None:
    kept = kept_file(corpus, tmp_path)
    old, new = kept.with_name("1-2-3.json"), kept.with_name("1-2-4.json")
    theirs = kept.with_name("2026-11.json")  # the folder may be one that the user chose
    for path in (old, new):
        path.write_bytes(kept.read_bytes())
    theirs.write_bytes(b"{}")
    os.utime(theirs, (0, 0))
    week = 7 * 24 * 3600
    os.utime(old, (time.time() - week - 60,) * 2)
    os.utime(new, (time.time() - week + 60,) * 2)
    save_list(KEPT, (corpus,))
    assert not old.exists()
    assert new.exists()
    assert theirs.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_says_so(run: Callable[..., Ran], corpus: str, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o500)
    assert run("timeline", "--width", "80").status == 0
    save_list(KEPT, (corpus,))
    assert f"The folder {tmp_path / 'cache' / 'lists'} cannot be written." in run("show", "1").err


def test_a_cache_that_is_a_file_loses_the_list_only(
    run: Callable[..., Ran], corpus: str, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("")
    save_list(KEPT, (corpus,))
    assert run("show", "belgrade").status == 0
    ran = run("show", "1")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith(f"The folder {tmp_path / 'cache' / 'lists'} cannot be written. Use an id.\n")


def test_a_folder_whose_name_is_no_text_has_lists_too(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    os.mkdir(folder)
    Path(folder, "corpus.yaml").write_text(IVANOVS, encoding="utf-8")
    save_list(["second"], (folder,))
    assert "second" in run("show", "1", data=folder).out


def test_a_store_is_kept_without_its_password(tmp_path: Path) -> None:
    save_list(KEPT, ("postgresql://reader:secret@db/corpus",))
    (kept,) = (tmp_path / "cache" / "lists").iterdir()
    assert b"secret" not in kept.read_bytes()


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


def _nested(path: Path) -> None:
    path.write_bytes(b'{"more": ' + b"[" * 200_000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir, _endless, _sparse, _nested])
def test_what_is_no_list_is_neither_waited_for_nor_read_to_its_end(
    run: Callable[..., Ran], corpus: str, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    kept = kept_file(corpus, tmp_path)
    kept.unlink()
    put(kept)
    ran = run("show", "1")
    assert (ran.status, ran.out) == (1, "")
    assert "no list of this terminal is kept" in ran.err
