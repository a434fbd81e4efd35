"""Where indexes are kept."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from sinoru.index.database import cache_folder, index_path


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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home_no_folder_is_made_anywhere(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SINORU_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    with pytest.raises(NotADirectoryError):
        os.makedirs(cache_folder())


def test_the_folder_that_a_user_names_may_begin_at_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for named, meant in (("~/x", tmp_path / "x"), ("~", tmp_path), ("~sinoru", Path("~sinoru").absolute())):
        monkeypatch.setenv("SINORU_CACHE", named)
        assert cache_folder() == str(meant)
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("SINORU_CACHE", "~/x")
    with pytest.raises(NotADirectoryError):
        os.makedirs(f"{cache_folder()}/x")
