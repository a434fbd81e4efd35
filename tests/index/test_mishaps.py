"""Mishaps while an index is made or used: whoever asks gets the right answer."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sinoru.index import build
from sinoru.index import open as opening
from sinoru.index.driver import connect_existing, run_script
from sinoru.index.open import open_index, rebuild_index
from sinoru.loading.files import find_corpus_files

FILES, EVENTS = 8, 40


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for file in range(FILES):
        write(folder, file, "treaty")
    return folder


def write(corpus: Path, file: int, word: str) -> None:
    events = (
        f"  - {{id: e-{file}-{number}, date: 19{file + 50}-05-10, title: A {word}, topics: [{word}]}}\n"
        for number in range(EVENTS)
    )
    (corpus / f"{file}.yaml").write_text("events:\n" + "".join(events))


def titles(corpus: Path) -> dict[str, int]:
    """Count the titles in the index, by its table of records and by its words."""
    index = open_index([str(corpus)])
    found = dict(index.rows("SELECT title, count(*) FROM record GROUP BY title"))
    for title, count in found.items():
        stem = title.removeprefix("A ").replace("treaty", "treati")
        assert index.value("SELECT count(*) FROM words WHERE words MATCH ?", (stem,)) == count
        assert (
            index.value(
                "SELECT count(*) FROM link l JOIN term t ON t.number = l.target WHERE t.id = ?",
                (f"topic:{title[2:]}",),
            )
            == count
        )
    index.close()
    return found


ALL = {"A treaty": FILES * EVENTS}
OPEN = "import sys; from sinoru.index.open import open_index; open_index([sys.argv[1]]).close()"


@pytest.mark.parametrize("milliseconds", [40, 80, 120, 160, 200, 300])
def test_a_build_may_be_killed_at_any_moment(corpus: Path, cache: Path, milliseconds: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", OPEN, str(corpus)])
    time.sleep(milliseconds / 1000)
    process.kill()
    process.wait()
    assert titles(corpus) == ALL
    assert len(list(cache.glob("*.sqlite"))) == 1


@pytest.mark.parametrize("milliseconds", [60, 120, 180, 260])
def test_an_update_may_be_killed_at_any_moment(corpus: Path, milliseconds: int) -> None:
    titles(corpus)
    write(corpus, 3, "pact")
    process = subprocess.Popen([sys.executable, "-c", OPEN, str(corpus)])
    time.sleep(milliseconds / 1000)
    process.kill()
    process.wait()
    assert titles(corpus) == {"A treaty": (FILES - 1) * EVENTS, "A pact": EVENTS}


def test_look_ups_during_a_build_see_all_of_an_index_or_make_their_own(corpus: Path) -> None:
    titles(corpus)
    path = next(iter(Path(os.environ["SINORU_CACHE"]).glob("*.sqlite")))
    files = find_corpus_files([str(corpus)])

    def build_thrice() -> None:
        for _ in range(3):
            rebuild_index(str(path), files).close()

    building = threading.Thread(target=build_thrice)
    building.start()
    seen = [titles(corpus) for _ in range(20)]
    building.join()
    assert seen == [ALL] * 20


def test_look_ups_during_an_update_by_another_are_right(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    titles(corpus)
    write(corpus, 3, "pact")
    (path,) = cache.glob("*.sqlite")
    other = connect_existing(str(path))
    other.execute("BEGIN IMMEDIATE")  # another process is at its update and takes its time
    monkeypatch.setattr("sinoru.index.driver.PATIENCE_SECONDS", 0.1)
    assert titles(corpus) == {"A treaty": (FILES - 1) * EVENTS, "A pact": EVENTS}
    other.close()


def test_an_index_made_anew_is_not_mixed_with_one_that_another_changes(corpus: Path, cache: Path) -> None:
    titles(corpus)
    (path,) = cache.glob("*.sqlite")
    other = connect_existing(str(path))
    run_script(
        other, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE record SET body = 'half'; DELETE FROM link"
    )
    assert Path(f"{path}-journal").exists()
    for file in range(FILES):
        write(corpus, file, "pact")
    rebuild_index(str(path), find_corpus_files([str(corpus)])).close()
    assert titles(corpus) == {"A pact": FILES * EVENTS}
    other.close()


def test_two_processes_may_update_at_once(corpus: Path) -> None:
    titles(corpus)
    write(corpus, 2, "pact")
    running = [subprocess.Popen([sys.executable, "-c", OPEN, str(corpus)]) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    assert titles(corpus) == {"A treaty": (FILES - 1) * EVENTS, "A pact": EVENTS}


FULL = (
    "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2);"
    "from sinoru.index.open import open_index; i = open_index([sys.argv[1]]);"
    "print(i.value('SELECT count(*) FROM record'), i.value('SELECT count(*) FROM words'))"
)


@pytest.mark.parametrize("room", [0, 1000, 20_000, 100_000])
def test_no_room_for_the_index_costs_no_answer(corpus: Path, room: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(corpus), str(room)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [str(FILES * EVENTS)] * 2
    assert titles(corpus) == ALL


@pytest.mark.parametrize("room", [0, 1000, 20_000, 100_000])
def test_no_room_for_an_update_costs_no_answer(corpus: Path, room: int) -> None:
    titles(corpus)
    (corpus / "3.yaml").write_text((corpus / "3.yaml").read_text().replace("treaty", "pact"))
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(corpus), str(room)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [str(FILES * EVENTS)] * 2
    assert titles(corpus) == {"A treaty": (FILES - 1) * EVENTS, "A pact": EVENTS}


def test_a_clock_set_back_hides_no_change(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made "in the future": whatever changes afterwards looks old."""
    monkeypatch.setattr(opening, "DOUBT_NS", 0)
    before = (corpus / "3.yaml").stat()
    later = time.time_ns() + 10**15
    monkeypatch.setattr(time, "time_ns", lambda: later)
    titles(corpus)
    monkeypatch.undo()
    monkeypatch.setenv("SINORU_CACHE", str(corpus.parent / "cache"))
    write(corpus, 3, "accord")
    os.utime(corpus / "3.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (corpus / "3.yaml").stat().st_size == before.st_size
    assert titles(corpus) == {"A treaty": (FILES - 1) * EVENTS, "A accord": EVENTS}


def test_an_index_of_a_newer_version_is_made_anew(corpus: Path, cache: Path) -> None:
    titles(corpus)
    (path,) = cache.glob("*.sqlite")
    newer = connect_existing(str(path))
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    assert titles(corpus) == ALL


def test_an_update_of_one_file_reads_no_other(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    titles(corpus)
    write(corpus, 5, "pact")
    read: list[str] = []
    write_files = build.write_files

    def spy(writer: object, files: object, *rest: object) -> None:
        read.extend(file.path for file in files)  # type: ignore[attr-defined]
        write_files(writer, files, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "write_files", spy)
    assert titles(corpus)["A pact"] == EVENTS
    assert read == [str(corpus / "5.yaml")]
