"""An index that ships with a corpus spares the first build, if it is of the very files beside it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sinoru
from sinoru.index import build, database
from sinoru.index.database import PREBUILT, open_read_only
from sinoru.index.driver import connect_existing
from sinoru.index.open import open_index
from sinoru.loading.files import find_corpus_files


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a corpus with its index beside it, and forbid any other build."""
    made_in = tmp_path / "made" / "here"
    made_in.mkdir(parents=True)
    (made_in / "people.yaml").write_text("people:\n  - {id: yeltsin, name: Boris Yeltsin}\n")
    (made_in / "a.yaml").write_text("events:\n  - {id: call, date: 1999-05-10, title: Call}\n")
    build.build_index(str(made_in / PREBUILT), find_corpus_files([str(made_in)]), lambda _done, _total: None)
    installed = tmp_path / "installed"
    made_in.rename(installed)
    monkeypatch.setattr(build, "prepare_files", lambda _: pytest.fail("the corpus was read"))
    with pytest.MonkeyPatch.context() as always:
        always.setattr(database, "shipped_corpus", lambda: str(installed))
        yield installed


@pytest.fixture
def readable(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the same corpus where the files may be read again."""
    monkeypatch.undo()
    monkeypatch.setenv("SINORU_CACHE", str(shipped.parent / "cache"))
    return shipped


def ids(corpus: Path) -> list[str]:
    index = open_index([str(corpus)])
    found = [id_ for (id_,) in index.rows("SELECT id FROM record ORDER BY number")]
    paths = {os.fsdecode(path) for (path,) in index.rows("SELECT path FROM file")}
    index.close()
    assert paths == {str(file) for file in corpus.glob("*.yaml")}
    return found


def test_the_first_look_up_reads_no_corpus_file(shipped: Path) -> None:
    assert ids(shipped) == ["call", "yeltsin"]
    assert ids(shipped) == ["call", "yeltsin"]


def test_a_changed_corpus_is_not_answered_from_the_shipped_index(readable: Path) -> None:
    (readable / "a.yaml").write_text("events:\n  - {id: cull, date: 1999-05-10, title: Call}\n")
    assert ids(readable) == ["cull", "yeltsin"]


def test_a_damaged_shipped_index_is_not_used(readable: Path) -> None:
    data = (readable / PREBUILT).read_bytes()
    (readable / PREBUILT).write_bytes(data[: len(data) // 3])
    assert ids(readable) == ["call", "yeltsin"]


def test_a_changed_bit_of_the_shipped_index_changes_no_answer(readable: Path) -> None:
    with sinoru.open(str(readable)) as corpus:
        expected = corpus.timeline()
    data = bytearray((readable / PREBUILT).read_bytes())
    data[data.index(b"1999-05-10")] ^= 1
    (readable / PREBUILT).write_bytes(data)
    shutil.rmtree(os.environ["SINORU_CACHE"])
    with sinoru.open(str(readable)) as corpus:
        assert corpus.timeline() == expected


def test_a_device_in_its_place_is_not_copied(readable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (readable / PREBUILT).unlink()
    (readable / PREBUILT).symlink_to("/dev/zero")
    monkeypatch.setattr(shutil, "copyfile", lambda *_: pytest.fail("it was copied"))
    assert ids(readable) == ["call", "yeltsin"]


def test_the_index_beside_a_strangers_corpus_is_not_believed(readable: Path) -> None:
    strangers = readable.rename(readable.parent / "strangers")
    connection = connect_existing(str(strangers / PREBUILT))
    connection.execute("UPDATE record SET id = 'forged' WHERE id = 'call'")
    connection.close()
    assert open_read_only([str(strangers)]) is None
    assert ids(strangers) == ["call", "yeltsin"]
