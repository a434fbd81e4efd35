"""How much is held and merged at once changes what a build costs, never what the index holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.index import batches, build, rows, write
from sinoru.index.build import build_in_memory, build_index
from sinoru.index.driver import Connection, connect
from sinoru.index.index import no_progress
from sinoru.loading.files import find_corpus_files

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS, FILES = 60, 3
TABLES = ("record", "span", "name", "office", "word", "density")
"""Those whose rows do not depend on the order in which terms are met."""


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    for file in range(FILES):
        events = "".join(
            f"  - {{id: e-{file}-{number}, date: {1990 + (number * 7) % 20}, title: Word{number % 9} common,"
            f" participants: [{{person: p-{number % 5}}}], topics: [t-{number % 3}]}}\n"
            for number in range(EVENTS)
        )
        (tmp_path / f"{file}.yaml").write_text(f"events:\n{events}", encoding="utf-8")
    people = "".join(f"  - {{id: p-{number}, name: Person {number}}}\n" for number in range(5))
    (tmp_path / "people.yaml").write_text(f"people:\n{people}", encoding="utf-8")
    return str(tmp_path)


def contents(connection: Connection) -> dict[str, list[Any]]:
    found = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    for table in ("link", "tally"):
        columns = "id, kind, how, " + ("record" if table == "link" else "records")
        query = f"SELECT {columns} FROM {table} JOIN term ON term.number = target"
        found[table] = sorted(connection.execute(query))
    connection.execute("CREATE VIRTUAL TABLE temp.entry USING fts5vocab(main, words, instance)")
    found["words"] = sorted(
        connection.execute("SELECT term, doc, col, offset FROM entry WHERE col <> 'refs'")
    )
    return found


def test_little_held_at_once_gives_the_same_index(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = contents(build_in_memory(find_corpus_files([corpus]), no_progress))
    assert len(usual["link"]) > EVENTS * FILES
    for module, limit, value in (
        (batches, "BATCH", 4),
        (batches, "_STEP", 2),
        (rows, "_MOST_CHUNKS", 3),
        (write, "_MOST_LINKS", 50),
        (write, "_LINKS_OF_A_LIST", 1),
        (write, "_LINKS_AT_ONCE", 3),
        (write, "_MOST_WORDS", 5),
    ):
        monkeypatch.setattr(module, limit, value)
    assert contents(build_in_memory(find_corpus_files([corpus]), no_progress)) == usual


def test_the_words_of_many_parts_are_merged(
    corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(batches, "_STEP", 1)
    monkeypatch.setattr(write, "_MOST_WORDS", 1)
    path = str(tmp_path / "index.sqlite")
    build_index(path, find_corpus_files([corpus]), no_progress)
    connection = connect(path)
    parts = connection.execute("SELECT count(DISTINCT segid) FROM words_idx").get
    found = connection.execute("SELECT count(*) FROM words WHERE words MATCH 'common'").get
    connection.close()
    assert found == EVENTS * FILES
    assert 1 <= parts <= 2 * build.PARTS_LEFT


SLOW = '''\
import os, subprocess, sys, threading, time
from sinoru.__main__ import main
from sinoru.index import batches

readers = []

class Reader(subprocess.Popen):
    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        readers.append(self.pid)

def show():
    while len(readers) < 2 or not all(os.path.exists(f"{sys.argv[-1]}/{one}.at-work") for one in readers):
        time.sleep(0.01)
    print(*readers, flush=True)

subprocess.Popen = Reader
batches.WORTH_PROCESSES = 0
batches._processors = lambda: 2
asleep = f"""
def prepare_file(*_):
    import os, time
    open(os.path.join({sys.argv[1]!r}, f"{{os.getpid()}}.at-work"), "w").close()
    time.sleep(60)
batches.prepare_file = prepare_file
batches.serve()
"""
batches.WORKER = batches.WORKER.replace("batches.serve()", f"exec({asleep!r}, globals())")
threading.Thread(target=show, daemon=True).start()
sys.argv[1:] = ["stats", "--data", sys.argv[1]]
main()
'''
"""A look-up whose readers never end, and which tells who they are."""


Building = tuple["subprocess.Popen[str]", list[int]]


@pytest.fixture
def building(corpus: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Building]:
    """Return a program that reads a corpus without end, in a process group of its own, and the readers beside it."""
    request.getfixturevalue("ctrl_c")
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, corpus],
        env={**os.environ, "SINORU_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    readers = [int(number) for number in process.stdout.readline().split()]
    assert len(readers) == 2
    yield process, readers
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")  # one that nobody waited for is still listed
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def test_a_reader_that_is_killed_is_not_waited_for(building: Building) -> None:
    process, readers = building
    os.kill(readers[0], signal.SIGKILL)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "sinoru: A process that read the corpus was killed, perhaps for lack of memory." in err


def test_no_reader_outlives_the_one_that_writes(building: Building) -> None:
    process, readers = building
    process.kill()
    process.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while any(map(is_running, readers)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_ctrl_c_ends_the_readers_without_a_word(building: Building) -> None:
    process, readers = building
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, "")
    assert not any(map(is_running, readers))
