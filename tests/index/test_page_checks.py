"""A changed bit of an index never changes an answer: each page has a checksum, which is compared when it is read."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.cli.commands.index import inspect_index
from sinoru.index import driver
from sinoru.index.database import ForeignIndex, cache_folder, index_path, open_database
from sinoru.model.errors import StoreError
from sinoru.store.push import Target, push_corpus
from tools import flips

if TYPE_CHECKING:
    from pathlib import Path

PAGE, RESERVED_BYTES = 8192, 20
EVENTS = "".join(f"  - {{id: e{n}, date: 1999-05-{n % 28 + 1:02}, title: Talks {n}}}\n" for n in range(400))
QUESTIONS: tuple[flips.Question, ...] = (
    lambda corpus: corpus.timeline(),
    lambda corpus: corpus.search("talks"),
    lambda corpus: corpus.show("e7"),
)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "corpus").mkdir()
    for name in "abcd":
        text = EVENTS.replace("id: e", f"id: {name if name > 'a' else ''}e")
        (tmp_path / "corpus" / f"{name}.yaml").write_text(f"events:\n{text}")
    return str(tmp_path / "corpus")


@pytest.fixture
def path(folder: str) -> str:
    """Return the path of an index that was just built."""
    sinoru.open(folder).timeline()
    return index_path([folder], cache_folder())


def checksum(page: bytes) -> bytes:
    """Return the checksum as https://sqlite.org/cksumvfs.html defines it."""
    one = other = 0
    words = iter(struct.unpack(f"<{len(page) // 4}I", page))
    for word in words:
        one = (one + word + other) & 0xFFFFFFFF
        other = (other + next(words) + one) & 0xFFFFFFFF
    return struct.pack("<II", one, other)


def pages(path: str) -> list[bytes]:
    with open(path, "rb") as stream:
        data = stream.read()
    return [data[start : start + PAGE] for start in range(0, len(data), PAGE)]


def test_the_layer_that_checks_pages_is_there() -> None:
    assert os.path.isfile(driver.CHECKSUMS)


def test_every_page_has_its_checksum(path: str, folder: str) -> None:
    assert len(pages(path)) > 20
    assert all(checksum(page[:-8]) == page[-8:] for page in pages(path))
    with open(os.path.join(folder, "a.yaml"), "a", encoding="utf-8") as stream:
        stream.write("  - {id: new, date: 2001, title: More talks}\n")
    before = os.stat(path).st_ino
    sinoru.open(folder).timeline()
    assert os.stat(path).st_ino == before, "the index was built anew, not updated"
    assert all(checksum(page[:-8]) == page[-8:] for page in pages(path))


@pytest.mark.parametrize("bit", range(8))
def test_a_bit_that_would_switch_the_checks_off_is_noticed(path: str, bit: int) -> None:
    with open(path, "r+b") as stream:
        stream.seek(RESERVED_BYTES)
        stream.write(bytes([driver.CHECKSUM_BYTES ^ 1 << bit]))
    with pytest.raises((ForeignIndex, driver.Error)):
        open_database(path)


def test_no_damage_changes_an_answer(path: str, folder: str) -> None:
    trial = flips.Trial(folder, QUESTIONS)
    assert trial.path.samefile(path)
    outcomes = flips.run(trial, 60, seed=1999)
    assert outcomes["damaged"] == 72
    assert outcomes["noticed"] > 20
    assert trial.wrong == []


def test_without_the_layer_all_works_and_nothing_is_checked(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_checks", None)
    assert sinoru.open(folder).timeline().total == 1600
    assert inspect_index([folder]).page_checks == "off"
    trial = flips.Trial(folder, QUESTIONS)
    chance = random.Random(1999)  # noqa: S311
    for _ in range(60):
        trial.damage(flips.flip_bit, chance)
    assert trial.wrong, "the test of damage above finds nothing"


def test_an_index_with_checksums_is_read_where_they_cannot_be_checked(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_checks", None)
    with closing(open_database(path)) as connection:
        assert connection.execute("SELECT count(*) FROM record").get == 1600
        assert not driver.has_page_checks(connection)


def test_status_says_that_pages_are_checked(path: str, folder: str) -> None:
    assert os.path.exists(path)
    assert inspect_index([folder]).page_checks == "on"


def test_an_error_of_the_disk_is_no_damage() -> None:
    locked, failed, wrong = driver.Error(), driver.Error(), driver.Error()
    failed.extendedresult, wrong.extendedresult = 10, 0x200A  # type: ignore[attr-defined]
    assert [driver.is_damage(error) for error in (locked, failed, wrong)] == [False, False, True]


def test_other_databases_of_this_process_are_as_ever(tmp_path: Path) -> None:
    with closing(driver.connect(str(tmp_path / "a.sqlite"))) as connection:
        assert connection.open_vfs != "cksmvfs"
        assert connection.reserve_bytes() == 0


def test_a_store_that_another_program_wrote_to_is_refused_with_a_way_out(folder: str, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'store.sqlite'}"
    push_corpus([folder], Target(store), lambda *_: None, lambda *_: None)
    assert sinoru.open(store).timeline().total == 1600
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE record SET title = 'forged'")
    with pytest.raises(StoreError, match=r"damaged.*not as sinoru wrote it.*Push the corpus again"):
        sinoru.open(store).timeline()


def test_a_changed_bit_of_a_store_is_told(folder: str, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    push_corpus([folder], Target(f"sqlite:{file}"), lambda *_: None, lambda *_: None)
    data = bytearray(file.read_bytes())
    data[data.rindex(b"Talks 7")] ^= 1
    file.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged.*not as sinoru wrote it.*Push the corpus again"):
        sinoru.open(f"sqlite:{file}").timeline()
