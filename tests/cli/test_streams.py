"""How the program leaves: streams flushed, statuses whole, closed pipes quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.fixture
def many_events(write_corpus: Callable[..., str]) -> str:
    events = "".join(
        f"  - {{id: e-{number}, date: 1999, title: Event number {number} with a rather long title}}\n"
        for number in range(5000)
    )
    return write_corpus(f"events:\n{events}", "many")


@pytest.mark.parametrize(
    ("arguments", "status"), [(["who", "Stepashin"], 0), (["show", "nothing"], 1), (["nosuch"], 2)]
)
def test_the_exit_status_reaches_theshell(
    run_process: Callable[..., Ran], arguments: list[str], status: int
) -> None:
    assert run_process(*arguments).status == status


def test_both_streams_are_whole(run_process: Callable[..., Ran], run: Callable[..., Ran]) -> None:
    arguments = ("show", "embassy-bombing", "no-such-record")
    assert run_process(*arguments) == run(*arguments)


def test_a_long_answer_in_a_pipe_is_whole(run_process: Callable[..., Ran], many_events: str) -> None:
    ran = run_process("timeline", "--format", "jsonl", env={"SINORU_DATA": many_events})
    assert ran.out.count("\n") == 5000
    assert ran.out.endswith("}\n")


def test_a_long_answer_in_a_file_is_whole(
    process: Callable[..., subprocess.Popen[bytes]], many_events: str, tmp_path: Path
) -> None:
    path = tmp_path / "answer"
    with (
        path.open("wb") as file,
        process("timeline", env={"SINORU_DATA": many_events}, stdout=file) as program,
    ):
        assert program.wait(60) == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "5,000 events"
    assert lines[-1].startswith("sinoru show")
    assert len(lines) == 5000 + 3


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "markdown"])
def test_a_reader_that_leaves_early_is_no_error(
    process: Callable[..., subprocess.Popen[bytes]], many_events: str, format_: str
) -> None:
    with process("timeline", "--format", format_, env={"SINORU_DATA": many_events}) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.read(10)
        program.stdout.close()
        assert program.wait(60) == 0
        assert program.stderr.read() == b""


def test_a_closed_standard_output_is_survived(shell: Callable[..., Ran]) -> None:
    assert shell("sinoru who Stepashin >&-") == (0, "", "")


def test_a_closed_standard_error_is_survived(shell: Callable[..., Ran]) -> None:
    assert shell("sinoru nosuch 2>&-") == (2, "", "")


def test_a_closed_standard_input_is_survived(shell: Callable[..., Ran]) -> None:
    ran = shell("sinoru who Stepashin <&-")
    assert ran.status == 0
    assert "Stepashin" in ran.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error(shell: Callable[..., Ran]) -> None:
    ran = shell("sinoru who Stepashin >/dev/full")
    assert ran.status == 2
    assert ran.err.startswith("sinoru: ")
    assert "Cannot write the output: no space left on device." in ran.err
    assert ran.err.count("\n") == 1


def test_a_locale_without_the_letters_gets_escapes(run_process: Callable[..., Ran]) -> None:
    ran = run_process("who", "Stepashin", env={"PYTHONIOENCODING": "ascii"})
    assert ran.status == 0
    assert ran.out.isascii()
    assert r"\u0421" in ran.out


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "markdown"])
def test_what_programs_read_is_utf8_in_any_locale(run_process: Callable[..., Ran], format_: str) -> None:
    ran = run_process("who", "Stepashin", "--format", format_, env={"PYTHONIOENCODING": "latin-1"})
    assert "Сергей Степашин" in ran.out


@pytest.mark.parametrize("command", ["who", "links"])
def test_bytes_that_are_no_text_are_only_a_name_that_nobody_has(
    process: Callable[..., subprocess.Popen[bytes]], command: str
) -> None:
    for format_ in ("table", "json", "csv", "markdown"):
        with process(command, os.fsdecode(b"\xff\xfe"), "--format", format_) as program:
            out, err = program.communicate(timeout=60)
        assert program.returncode == 1, err
        assert b"internal error" not in err
        out.decode()


def test_the_garbage_collector_is_off_and_the_interpreter_is_not_torn_down() -> None:
    script = (
        "import atexit, gc, sys; atexit.register(print, 'torn down');"
        "import sinoru.cli.app as app; run = app.run;"
        "app.run = lambda words: (print(gc.isenabled()), run(words))[1];"
        "sys.argv[1:] = ['--version']; app.main()"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[0] == "False"
    assert "torn down" not in ran.stdout


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_the_program_still_loads_is_no_traceback(
    run_process: Callable[..., Ran], tmp_path: Path
) -> None:
    interrupting = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "msgspec.py").write_text(interrupting)
    assert run_process("timeline", env={"PYTHONPATH": str(tmp_path / "first")}) == (130, "", "")


def test_ctrl_c_while_a_source_file_is_compiled_is_no_syntax_error() -> None:
    """Python loads unicodedata for a character named in a source, and calls whatever stops that a SyntaxError."""
    sources = Path(sinoru.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if "\\N{" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("home", ["", "home"])
def test_a_home_that_is_no_absolute_path_is_not_made(
    run_process: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    environment = {"HOME": home, "SINORU_CACHE": "", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    ran = run_process("index", "status", env=environment)
    assert ran.status == 0
    assert "/.cache/sinoru/" in ran.out
    assert os.listdir(".") == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no working folder")
@pytest.mark.parametrize(
    "line", [("init", "x"), ("check", "."), ("push", "--store", "sqlite:x"), ("fmt", ".")]
)
def test_a_working_folder_that_is_gone_is_reported(
    run_process: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    ran = run_process(*line)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "sinoru: The working folder no longer exists. Change to another folder.\n"
