"""What the index knows of a file is what was read of it: content, digest and times come from one opening."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
import time
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.index import batches
from sinoru.index import open as opening
from sinoru.index.open import known_files, open_index
from sinoru.loading.files import DigestedFile, content_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS, MANY = 3_000, 40_000


def text(word: str, count: int = EVENTS, ending: str = "") -> str:
    events = (f"  - {{id: {word}-{number}, date: 1999, title: A {word}}}\n" for number in range(count))
    return "events:\n" + "".join(events) + ending


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.yaml").write_text(text("treaty"))
    (folder / "b.yaml").write_text("events:\n  - {id: b, date: 2000, title: A book}\n")
    return folder


def titles(corpus: Path) -> dict[str, int]:
    index = open_index([str(corpus)])
    try:
        return dict(index.rows("SELECT title, count(*) FROM record GROUP BY title"))
    finally:
        index.close()


def faults(corpus: Path) -> list[str]:
    index = open_index([str(corpus)])
    try:
        return [fault.message for fault in index.diagnostics()]
    finally:
        index.close()


def long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the index be as sure as it ever is that the times of a file prove its content."""
    monkeypatch.setattr(opening, "DOUBT_NS", -(10**18))


def at_reading(monkeypatch: pytest.MonkeyPatch, path: Path, do: Callable[[], None], after: int = 0) -> None:
    """Do something once, after the first bytes of a file have been read for the index."""
    real, done = DigestedFile.read, list[bool]()

    def read(self: DigestedFile, size: int = -1) -> bytes:
        block = real(self, size)
        if not done and self._stream.name == str(path) and self.tell() > after:
            done.append(True)
            do()
        return block

    monkeypatch.setattr(DigestedFile, "read", read)


ENDINGS = {"fast": "", "full": "notes: not a list\n", "broken": "people: !!x [\n"}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_file_that_is_saved_while_it_is_read_is_read_again(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    whole = text("treaty", ending=ending)
    (corpus / "a.yaml").write_text(whole)

    def save_slowly() -> None:
        (corpus / "a.yaml").write_text(whole[:5000])

    with monkeypatch.context() as patch:
        long_after(patch)
        at_reading(patch, corpus / "a.yaml", save_slowly)
        titles(corpus)
    (corpus / "a.yaml").write_text(whole)
    assert titles(corpus)["A treaty"] == EVENTS


def test_a_file_that_is_replaced_while_it_is_found_is_known_by_what_was_read(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of before comes back with the very status that it had: what was read was another one."""
    path, kept, other = corpus / "a.yaml", corpus / "a.kept", corpus / "a.other"
    other.write_text(text("treatx"))
    real = batches.prepare_files

    def replace_first(*given: Any) -> Any:
        path.rename(kept)
        other.rename(path)
        yield from real(*given)
        kept.rename(path)

    long_after(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr("sinoru.index.build.prepare_files", replace_first)
        titles(corpus)
    index = open_index([str(corpus)])
    index.close()
    assert titles(corpus) == {"A treaty": EVENTS, "A book": 1}


def test_what_is_read_twice_must_be_the_same(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records of the first reading and those of the second would be of two states."""
    first = text("treaty", ending="notes: no list of ours\n")
    second = first.replace("treaty", "treatx")
    (corpus / "a.yaml").write_text(first)
    before = (corpus / "a.yaml").stat()

    def save() -> None:
        (corpus / "a.yaml").write_text(second)
        os.utime(corpus / "a.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))

    with monkeypatch.context() as patch:
        at_reading(patch, corpus / "a.yaml", save, after=20_000)
        titles(corpus)
    assert titles(corpus) == {"A treatx": EVENTS, "A book": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="its memory is a file that cannot be read on Linux only")
def test_a_failure_is_told_and_tried_again(corpus: Path) -> None:
    real = corpus / "b.kept"
    (corpus / "b.yaml").rename(real)
    (corpus / "b.yaml").symlink_to("/proc/self/mem")  # input/output error
    for _ in range(3):
        assert titles(corpus) == {"A treaty": EVENTS}
        assert faults(corpus) == ["cannot be read: input/output error"]
    (corpus / "b.yaml").unlink()
    real.rename(corpus / "b.yaml")
    assert titles(corpus) == {"A treaty": EVENTS, "A book": 1}
    assert faults(corpus) == []


def failing(monkeypatch: pytest.MonkeyPatch, path: Path, number: int) -> None:
    """Let a file not be opened, for a reason that its status does not show."""
    real = builtins.open

    def refuse(file: Any, *given: Any, **options: Any) -> Any:
        if file == str(path):
            raise OSError(number, os.strerror(number), file)
        return real(file, *given, **options)

    monkeypatch.setattr(builtins, "open", refuse)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_a_failure_is_not_kept_as_content(corpus: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    long_after(monkeypatch)
    with monkeypatch.context() as patch:
        failing(patch, corpus / "b.yaml", number)
        for _ in range(2):
            assert titles(corpus) == {"A treaty": EVENTS}
            assert [fault.partition(":")[0] for fault in faults(corpus)] == ["cannot be read"]
    assert titles(corpus) == {"A treaty": EVENTS, "A book": 1}
    assert faults(corpus) == []


def failing_on_the_way(monkeypatch: pytest.MonkeyPatch, path: str, after: int) -> None:
    """Let the disk fail once, after some of a file has been read."""

    class Failing:
        def __init__(self, stream: Any) -> None:
            self.stream, self.name, self.seek = stream, stream.name, stream.seek

        def read(self, size: int = -1) -> bytes:
            if self.name == path and self.stream.tell() > after and not failed:
                failed.append(True)
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            block: bytes = self.stream.read(size)
            return block

    failed: list[bool] = []
    monkeypatch.setattr(batches, "DigestedFile", lambda stream: DigestedFile(cast("Any", Failing(stream))))


def test_of_a_file_that_fails_on_the_way_what_was_read_is_kept_until_all_is(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_after(monkeypatch)
    (corpus / "a.yaml").write_text(text("treaty", MANY))
    with monkeypatch.context() as patch:
        failing_on_the_way(patch, str(corpus / "a.yaml"), 1_500_000)
        index = open_index([str(corpus)])
        assert [fault.code for fault in index.diagnostics()] == ["E100"]
        assert 0 < index.value("SELECT count(*) FROM record WHERE title = 'A treaty'") < MANY
        index.close()
    assert titles(corpus) == {"A treaty": MANY, "A book": 1}


def test_an_index_that_a_failure_left_alone_is_not_written_again(
    corpus: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, corpus / "b.yaml", errno.EACCES)
    long_after(monkeypatch)
    titles(corpus)
    (path,) = cache.glob("*.sqlite")
    before = path.stat().st_mtime_ns
    titles(corpus)
    assert path.stat().st_mtime_ns == before


def test_the_time_at_which_a_file_is_compared_is_taken_before(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(corpus)
    os.utime(corpus / "b.yaml")
    real, times = content_digest, list[int]()

    def slow_digest(path: str) -> bytes:
        digest = real(path)
        times.append(time.time_ns())
        return digest

    monkeypatch.setattr(opening, "content_digest", slow_digest)
    index = open_index([str(corpus)])
    checked = {indexed.file.path: indexed.checked_at for indexed in known_files(index.connection)}
    index.close()
    assert times
    assert checked[str(corpus / "b.yaml")] < times[-2]  # of the two files


@given(st.binary(max_size=200), st.lists(st.integers(0, 250), max_size=3), st.integers(1, 60))
def test_a_digest_is_that_of_the_whole_file_however_it_is_read(
    content: bytes, stops: list[int], step: int
) -> None:
    file = DigestedFile(io.BytesIO(content))
    for stop in stops:
        while file.tell() < stop and file.read(step):
            pass
        file.seek(0)
    assert file.digest() == DigestedFile(io.BytesIO(content)).digest() != b""


@given(st.binary(min_size=1, max_size=100), st.data())
def test_another_content_at_the_second_reading_has_no_digest(content: bytes, data: st.DataObject) -> None:
    stream = io.BytesIO(content)
    file = DigestedFile(stream)
    read = len(file.read(data.draw(st.integers(1, len(content)))))
    position = data.draw(st.integers(0, read - 1))
    stream.seek(position)
    stream.write(bytes([content[position] ^ 1]))
    file.seek(0)
    assert file.digest() == b""


def test_a_file_that_became_shorter_at_the_second_reading_has_no_digest() -> None:
    stream = io.BytesIO(b"abcdef")
    file = DigestedFile(stream)
    file.read(4)
    stream.truncate(2)
    file.seek(0)
    assert file.digest() == b""


def test_the_digest_is_that_of_earlier_versions(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"events: []\n")
    assert content_digest(str(tmp_path / "a")).hex() == "9fd52bafb82dfa9caab1bc657a6a1410"
