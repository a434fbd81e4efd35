"""Where the browser was left: a file of the cache for each corpus."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.commands.browse import read_place, save_place
from sinoru.tui.place import Place

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("People", "from:1999", "li-peng", "1999-05-08")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _file(cache: Path) -> Path:
    (path,) = (cache / "browser").iterdir()
    return path


def test_each_corpus_has_its_own_place(tmp_path: Path) -> None:
    assert read_place([str(tmp_path / "one")]) is None
    save_place(PLACE, [str(tmp_path / "one")])
    assert read_place([str(tmp_path / "one")]) == PLACE
    assert read_place([str(tmp_path / "two")]) is None


def test_the_password_of_a_store_is_not_kept(cache: Path) -> None:
    store = "postgresql://me:secret@localhost/sinoru"
    save_place(PLACE, [store])
    assert read_place([store]) == PLACE
    assert "secret" not in _file(cache).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"corpus": 1}', b"\xff", b'{"corpus": [], "place": {}}']
)
def test_a_damaged_file_is_ignored(tmp_path: Path, cache: Path, damage: bytes) -> None:
    save_place(PLACE, [str(tmp_path)])
    _file(cache).write_bytes(damage)
    assert read_place([str(tmp_path)]) is None


def test_a_cache_that_cannot_be_written_keeps_nothing(cache: Path, tmp_path: Path) -> None:
    cache.write_text("a file, not a folder", encoding="utf-8")
    save_place(PLACE, [str(tmp_path)])
    assert read_place([str(tmp_path)]) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes of this kind")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path, cache: Path) -> None:
    save_place(PLACE, [str(tmp_path)])
    path = _file(cache)
    path.unlink()
    os.mkfifo(path)
    assert read_place([str(tmp_path)]) is None
