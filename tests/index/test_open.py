"""The index tells the truth about the files, whatever happened to them or to it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sinoru.index import build
from sinoru.index.driver import Error, connect, connect_existing
from sinoru.index.index import Index
from sinoru.index.open import open_index
from sinoru.loading.files import CorpusFile
from sinoru.model.errors import NoSuchCorpus

EVENTS = """\
events:
  - {id: call, date: 1999-05-10, title: Yeltsin calls Jiang, kind: call, participants: [{person: yeltsin}]}
  - {id: visit, date: 1999-06-07/1999-06-17, title: Zhang visits Russia, kind: visit, topics: [arms-sales]}
"""
PEOPLE = "people:\n  - {id: yeltsin, name: Boris Yeltsin, names: [{text: Борис Ельцин, kind: native}]}\n"
ALL = ["call", "visit", "yeltsin"]
Ids = Callable[[Path], list[str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "events.yaml").write_text(EVENTS, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return folder


def all_ids(index: Index) -> list[str]:
    return [id_ for (id_,) in index.rows("SELECT id FROM record ORDER BY number")]


@pytest.fixture
def ids() -> Ids:
    """Open the index and give the ids of all records in order."""

    def opened(folder: Path) -> list[str]:
        index = open_index([str(folder)])
        found = all_ids(index)
        index.close()
        return found

    return opened


def index_file(cache: Path) -> Path:
    (path,) = cache.glob("*.sqlite")
    return path


def make_old(*paths: Path) -> None:
    """Wait until the files are older than any clock's grain."""
    for path in paths:
        os.utime(path, ns=(10**18, 10**18))


def test_records_are_read_in_order_of_date(corpus: Path, ids: Ids) -> None:
    assert ids(corpus) == ALL


def test_a_second_look_up_reads_no_corpus_file(
    corpus: Path, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids(corpus)
    monkeypatch.setattr(build, "prepare_files", lambda _: pytest.fail("the corpus was read again"))
    assert ids(corpus) == ALL


def test_a_changed_file_is_read_again(corpus: Path, ids: Ids) -> None:
    ids(corpus)
    (corpus / "people.yaml").write_text("people:\n  - {id: jiang, name: Jiang Zemin}\n")
    assert ids(corpus) == ["call", "visit", "jiang"]


def test_same_size_and_time_with_other_content_is_noticed(corpus: Path, ids: Ids) -> None:
    events = corpus / "events.yaml"
    make_old(events)
    ids(corpus)
    before = events.stat()
    events.write_text(EVENTS.replace("id: call", "id: cull"), encoding="utf-8")
    make_old(events)
    assert (events.stat().st_size, events.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert ids(corpus) == ["cull", "visit", "yeltsin"]


def test_a_touched_file_with_the_same_content_costs_no_new_build(corpus: Path, ids: Ids, cache: Path) -> None:
    ids(corpus)
    built = index_file(cache).stat().st_ino
    make_old(corpus / "events.yaml")
    assert ids(corpus) == ALL
    assert index_file(cache).stat().st_ino == built


def test_a_new_file_and_a_removed_file_are_noticed(corpus: Path, ids: Ids) -> None:
    ids(corpus)
    (corpus / "more").mkdir()
    (corpus / "more" / "places.yml").write_text("places:\n  - {id: moscow, name: Moscow}\n")
    assert ids(corpus) == ["call", "visit", "moscow", "yeltsin"]
    (corpus / "events.yaml").unlink()
    assert ids(corpus) == ["moscow", "yeltsin"]


def big_corpus(folder: Path) -> Path:
    """Make a corpus in which one changed file is little, so that only it is read again."""
    folder.mkdir()
    for file in range(10):
        events = (
            f"  - {{id: e-{file}-{n}, date: 19{50 + n}-0{1 + file % 9}-01, title: Event {n} treaty word{n},"
            f" summary: some words of file {file}, places: [moscow], topics: [t{n}]}}\n"
            for n in range(40)
        )
        (folder / f"{file}.yaml").write_text("events:\n" + "".join(events))
    return folder


def contents(corpus: Path) -> dict[str, list[object]]:
    """Return all that questions can see of an index."""
    index = open_index([str(corpus)])
    tables = {
        "record": "SELECT number & ~((1 << 39) - 1), id, kind, title, earliest, latest, line, body FROM record",
        "link": "SELECT t.id, l.kind, r.id, how FROM link l JOIN term t ON t.number = target"
        " JOIN record r ON r.number = l.record",
        "name": "SELECT key, rule, text FROM name",
        "span": "SELECT size, latest FROM span",
        "tally": "SELECT t.id, kind, how, records FROM tally JOIN term t ON t.number = target",
        "density": "SELECT * FROM density",
        "word": "SELECT * FROM word WHERE records > 0",
        "match": "SELECT r.id FROM words JOIN record r ON r.number = words.rowid WHERE words MATCH 'treati'",
    }
    seen = {table: sorted(index.rows(query)) for table, query in tables.items()}
    index.close()
    return seen


def test_an_update_leaves_what_a_new_build_would_make(tmp_path: Path, cache: Path) -> None:
    corpus = big_corpus(tmp_path / "big")
    contents(corpus)
    built = index_file(cache).stat().st_ino
    changed = (corpus / "3.yaml").read_text().replace("treaty", "pact").replace("e-3-7", "renamed")
    (corpus / "3.yaml").write_text(changed)
    updated = contents(corpus)
    assert index_file(cache).stat().st_ino == built, "the index was built anew, not updated"
    shutil.rmtree(cache)
    assert updated == contents(corpus)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"not a database",
        lambda data: data[:100] + bytes(8192) + data[8292:],
        lambda data: data[:60] + b"\xff" * 12 + data[72:],
    ],
    ids=["truncated", "empty", "foreign", "zeroed page", "other version"],
)
def test_a_damaged_index_is_made_anew(corpus: Path, ids: Ids, cache: Path, damage: object) -> None:
    ids(corpus)
    path = index_file(cache)
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert ids(corpus) == ALL


def test_another_programs_database_is_not_trusted(corpus: Path, ids: Ids, cache: Path) -> None:
    ids(corpus)
    path = index_file(cache)
    path.unlink()
    foreign = connect(str(path))
    foreign.execute("CREATE TABLE record (id)")
    foreign.close()
    assert ids(corpus) == ALL


def test_a_trigger_smuggled_into_the_index_does_not_run(corpus: Path, ids: Ids, cache: Path) -> None:
    ids(corpus)
    hostile = connect_existing(str(index_file(cache)))
    hostile.execute("CREATE TRIGGER t AFTER UPDATE ON file BEGIN DELETE FROM record; END")
    hostile.close()
    make_old(corpus / "events.yaml")
    assert ids(corpus) == ALL


def test_a_cache_folder_that_cannot_be_made_costs_no_answer(
    corpus: Path, ids: Ids, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file" / "cache", tmp_path / "/".join("y" * 3000)):
        monkeypatch.setenv("SINORU_CACHE", str(folder))
        assert ids(corpus) == ALL


def test_a_full_disk_costs_no_answer(corpus: Path, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, files: list[CorpusFile], progress: object, names: object) -> None:  # noqa: ARG001
        raise Error("database or disk is full")

    monkeypatch.setattr(build, "build_index", full)
    assert ids(corpus) == ALL


def test_a_build_that_is_killed_leaves_no_half_index(corpus: Path, ids: Ids, cache: Path) -> None:
    script = (
        "import os, sinoru.index.write as w; from sinoru.index.open import open_index;"
        "w.IndexWriter.add_rows = lambda *a: os.kill(os.getpid(), 9);"
        f"open_index([{str(corpus)!r}])"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert not list(cache.glob("*.sqlite"))
    assert ids(corpus) == ALL


def test_an_update_that_is_killed_is_rolled_back(tmp_path: Path, ids: Ids) -> None:
    corpus = big_corpus(tmp_path / "big")
    before = ids(corpus)
    (corpus / "3.yaml").write_text((corpus / "3.yaml").read_text().replace("e-3-7", "renamed"))
    script = (
        "import os, sinoru.index.write as w; from sinoru.index.open import open_index;"
        "w.IndexWriter.add_rows = lambda *a: os.kill(os.getpid(), 9);"
        f"open_index([{str(corpus)!r}])"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert sorted(ids(corpus)) == sorted("renamed" if id_ == "e-3-7" else id_ for id_ in before)


def test_two_processes_may_build_at_once(corpus: Path, ids: Ids) -> None:
    script = f"from sinoru.index.open import open_index; open_index([{str(corpus)!r}]).close()"
    running = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert ids(corpus) == ALL


def test_faults_of_the_corpus_are_kept_with_the_index(corpus: Path, ids: Ids) -> None:
    (corpus / "bad.yaml").write_text("people:\n  - {id: x, nmae: X}\n")
    ids(corpus)
    index = open_index([str(corpus)])
    assert [(d.code, d.line, d.column) for d in index.diagnostics()] == [("E107", 2, 5), ("E105", 2, 13)]
    assert all(d.path.endswith("bad.yaml") for d in index.diagnostics())
    assert all_ids(index) == ALL
    index.close()


def test_an_unreadable_file_is_a_fault_and_the_rest_is_read(corpus: Path) -> None:
    (corpus / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    index = open_index([str(corpus)])
    assert all_ids(index) == ALL
    assert [d.path.endswith("odd.yaml") for d in index.diagnostics()] == [True]
    index.close()


def test_several_corpora_are_one(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.yaml"
    other.write_text("places:\n  - {id: moscow, name: Moscow}\n")
    index = open_index([str(corpus), str(other)])
    assert sorted(all_ids(index)) == ["call", "moscow", "visit", "yeltsin"]
    index.close()


@pytest.mark.parametrize("make", [lambda _: None, os.mkdir, os.mkfifo])
def test_a_path_without_a_corpus_is_an_error(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "none"
    make(path)
    with pytest.raises(NoSuchCorpus, match="none"):
        open_index([str(path)])


def test_links_in_a_loop_end(corpus: Path, ids: Ids) -> None:
    (corpus / "loop").symlink_to(corpus)
    (corpus / "dangling.yaml").symlink_to(corpus / "nowhere")
    assert ids(corpus) == ALL


def test_what_only_has_the_name_of_a_corpus_file_is_told(corpus: Path, ids: Ids) -> None:
    os.mkfifo(corpus / "pipe.yaml")
    (corpus / "gone.yaml").symlink_to(corpus / "nowhere")
    index = open_index([str(corpus)])
    told = [(os.path.basename(fault.path), fault.code) for fault in index.diagnostics()]
    index.close()
    assert told == [("gone.yaml", "E100"), ("pipe.yaml", "E100")]
    assert ids(corpus) == ALL


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file's name may be any bytes")
def test_a_file_name_need_not_be_text(corpus: Path, ids: Ids) -> None:
    with open(os.fsencode(corpus) + b"/\xff.yaml", "w", encoding="utf-8") as stream:
        stream.write("places: [{id: nowhere, name: Nowhere}]\n")
    assert sorted(ids(corpus)) == sorted([*ALL, "nowhere"])
    assert sorted(ids(corpus)) == sorted([*ALL, "nowhere"])
