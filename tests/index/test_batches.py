"""A large corpus is read by several processes, wherever the program that opens it comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.index import batches
from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.loading.files import find_corpus_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES, EVENTS = 3, 20
START_METHODS = ("fork", "spawn", "forkserver") if sys.platform != "win32" else ("spawn",)

OPEN = """\
import multiprocessing, sys
import sinoru
from sinoru.index import batches

multiprocessing.set_start_method(METHOD)
batches.WORTH_PROCESSES = 0
batches._processors = lambda: 2
del batches.prepare_file  # only the processes that are started can read
with sinoru.open(CORPUS) as corpus:
    print(corpus.timeline().total)
"""
"""A program without `if __name__ == "__main__"`."""

POOLED = """\
import multiprocessing
import sinoru
from sinoru.index import batches

def count(path):
    batches.WORTH_PROCESSES = 0
    batches._processors = lambda: 2
    del batches.prepare_file
    with sinoru.open(path) as corpus:
        return corpus.timeline().total

if __name__ == "__main__":
    multiprocessing.set_start_method(METHOD)
    with multiprocessing.Pool(2) as pool:
        print(*set(pool.map(count, [CORPUS] * 2)))
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for file in range(FILES):
        events = "".join(
            f"  - {{id: e-{file}-{number}, date: {1950 + number}, title: A treaty}}\n"
            for number in range(EVENTS)
        )
        (folder / f"{file}.yaml").write_text(f"events:\n{events}", encoding="utf-8")
    return folder


def as_script(program: str, folder: Path) -> tuple[list[str], str]:
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    return [str(path)], ""


def as_argument(program: str, _folder: Path) -> tuple[list[str], str]:
    return ["-c", program], ""


def as_input(program: str, _folder: Path) -> tuple[list[str], str]:
    return ["-"], program


def run(program: str, way: Callable[[str, Path], tuple[list[str], str]], folder: Path) -> str:
    """Return what a program prints that treats each warning as an error."""
    arguments, given = way(program, folder)
    ran = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        input=given,
        env={**os.environ, "SINORU_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    return ran.stdout


def filled_in(program: str, method: str, corpus: Path) -> str:
    return program.replace("METHOD", repr(method)).replace("CORPUS", repr(str(corpus)))


@pytest.mark.parametrize("way", [as_script, as_argument, as_input])
@pytest.mark.parametrize("method", START_METHODS)
def test_any_program_may_open_a_large_corpus(
    method: str, way: Callable[[str, Path], tuple[list[str], str]], corpus: Path, tmp_path: Path
) -> None:
    assert run(filled_in(OPEN, method, corpus), way, tmp_path) == f"{FILES * EVENTS}\n"


@pytest.mark.parametrize("method", START_METHODS)
def test_so_may_the_workers_of_a_pool(method: str, corpus: Path, tmp_path: Path) -> None:
    assert run(filled_in(POOLED, method, corpus), as_script, tmp_path) == f"{FILES * EVENTS}\n"


def test_more_than_sixteen_megabytes_are_read_by_others(tmp_path: Path) -> None:
    folder, events = tmp_path / "large", 250
    folder.mkdir()
    summary = "treaty on the border " * 800
    for file in range(4):
        records = "".join(
            f"  - {{id: e-{file}-{number}, date: 1999, title: A treaty, summary: {summary}}}\n"
            for number in range(events)
        )
        (folder / f"{file}.yaml").write_text(f"events:\n{records}", encoding="utf-8")
    assert sum(path.stat().st_size for path in folder.iterdir()) > 16 << 20
    program = filled_in(OPEN, "spawn", folder).replace("batches.WORTH_PROCESSES = 0\n", "")
    assert run(program, as_script, tmp_path) == f"{4 * events}\n"


def records(corpus: Path) -> int:
    connection = build_in_memory(find_corpus_files([str(corpus)]), no_progress)
    found = connection.execute("SELECT count(*) FROM record").get
    connection.close()
    return int(found)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(batches, "_processors", lambda: 2)


@pytest.mark.usefixtures("many")
def test_a_bundled_program_reads_alone(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert batches.interpreter() == ""
    assert records(corpus) == FILES * EVENTS


@pytest.mark.parametrize("program", ["", None, "/usr/bin/uwsgi", r"C:\Program Files\Chronicle\chronicle.exe"])
def test_a_server_or_an_application_is_not_started_for_python(
    program: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert batches.interpreter() == ""


@pytest.mark.usefixtures("many")
@pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of a shell")
@pytest.mark.parametrize("does", ["exit 1", "echo something else entirely", "cat", "echo sinoru 0.0.1"])
def test_a_python_that_is_not_ours_costs_no_answer(
    does: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python3"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    assert records(corpus) == FILES * EVENTS


@pytest.mark.usefixtures("many")
def test_a_system_without_processes_costs_no_answer(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(38, "emscripten does not support processes.")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert records(corpus) == FILES * EVENTS


WRONG = """\
class Mine(Exception):
    def __init__(self, path, why):
        super().__init__(f"{path}: {why}")

def prepare_file(path, number, declared):
    raise ERROR

batches.prepare_file = prepare_file
batches.serve()
"""


def run_wrong(error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = WRONG.replace("ERROR", error)
    monkeypatch.setattr(
        batches, "WORKER", batches.WORKER.replace("batches.serve()", f"exec({code!r}, globals())")
    )


@pytest.mark.usefixtures("many")
def test_an_error_of_a_reader_is_raised_here(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_wrong("MemoryError('no more')", monkeypatch)
    with pytest.raises(MemoryError, match="no more"):
        records(corpus)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    "error", ["Mine('a.yaml', 'broken')", "type('Mine', (Exception,), {})('a.yaml: broken')"]
)
def test_an_error_that_cannot_be_pickled_is_named(
    error: str, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_wrong(error, monkeypatch)
    with pytest.raises(batches.ReaderFailed) as raised:
        records(corpus)
    assert str(raised.value) == (
        "A process that read the corpus was stopped by an internal error (Mine: a.yaml: broken). Please report it"
        " with the command. Set SINORU_DEBUG=1 to see where it occurred."
    )
    assert raised.value.exit_code == 70
