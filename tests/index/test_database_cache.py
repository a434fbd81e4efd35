"""Where indexes are kept."""

import gc
import os
import sys
import time
from pathlib import Path

import platformdirs
import pytest

from sinoru.index.database import ABANDONED_SECONDS, cache_folder, index_path, remove_stale


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("base", [None, "/somewhere/cache", "relative", ""])
def test_the_folder_is_the_one_platformdirs_names(base: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SINORU_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if base is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", base)
    expected = platformdirs.user_cache_dir("sinoru", appauthor=False)
    if base != "relative":  # which the XDG specification says to ignore
        assert cache_folder() == expected
    assert os.path.isabs(cache_folder())


def test_each_corpus_has_an_index_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "data", tmp_path / "other" / "data"
    assert index_path([str(one)], "c") != index_path([str(other)], "c")
    assert index_path([str(one)], "c") != index_path([str(one), str(other)], "c")


def test_odd_names_make_plain_file_names(tmp_path: Path) -> None:
    name = os.path.basename(index_path([str(tmp_path / "..;$\x1b[31m 江")], "c"))
    assert name.isascii()
    assert name.isprintable()
    assert "/" not in name


def test_what_a_killed_build_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, new, index = tmp_path / "a.1.tmp", tmp_path / "b.2.tmp", tmp_path / "c.sqlite"
    for file in (old, new, index):
        file.touch()
    for file in (old, index):
        os.utime(file, (time.time() - ABANDONED_SECONDS - 60,) * 2)
    remove_stale(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == [new, index]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home_no_folder_is_made_anywhere(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SINORU_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    with pytest.raises(NotADirectoryError):
        os.makedirs(cache_folder())


def test_what_cannot_be_removed_leaves_no_folder_open(tmp_path: Path) -> None:
    for name in ("one.tmp", "other.tmp"):  # folders: unlink fails on the first, with the second still to come
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))
    remove_stale(str(tmp_path))
    gc.collect()  # an open scan of a folder warns here, which fails the test
    assert sorted(os.listdir(tmp_path)) == ["one.tmp", "other.tmp"]
