"""Paths as Windows and macOS have them."""

from __future__ import annotations

import os
import unicodedata
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.loading.files import find_corpus_files, is_part_of, with_slashes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "top", "is_part"),
    [
        (r"C:\Corpus\events.yaml", r"c:\corpus", True),
        (r"C:\Corpus", r"C:\Corpus", True),
        (r"C:\Corpus2\events.yaml", r"C:\Corpus", False),
        ("C:\\events.yaml", "C:\\", True),
        (r"D:\Corpus\events.yaml", r"C:\Corpus", False),
        (r"\\server\share\corpus\a.yaml", r"\\server\share\corpus", True),
    ],
)
def test_windows_ignores_case_and_has_drives(path: str, top: str, *, is_part: bool) -> None:
    assert is_part_of(path, top) == is_part


def test_elsewhere_case_counts() -> None:
    assert not is_part_of("/Corpus/events.yaml", "/corpus")
    assert is_part_of("/events.yaml", "/")


@pytest.mark.usefixtures("windows")
def test_paths_in_uris_and_git_have_slashes() -> None:
    assert with_slashes(r"a\b.yaml") == "a/b.yaml"


def test_a_backslash_in_a_name_stays_one() -> None:
    assert with_slashes("a\\b.yaml") == "a\\b.yaml"


class Listed:
    """An entry of a folder without the numbers that Windows leaves out."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def stat(self) -> Any:
        found = self._entry.stat()
        names = [name for name in dir(found) if name.startswith("st_")]
        return SimpleNamespace(**{name: getattr(found, name) for name in names} | {"st_ino": 0, "st_dev": 0})


class Listing(list[Any]):
    def __enter__(self) -> list[Any]:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_folders_without_numbers_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "two/three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").touch()
    (tmp_path / "two" / "up").symlink_to(tmp_path)
    real = os.scandir

    def scandir(path: str) -> Listing:
        with real(path) as entries:
            return Listing(map(Listed, entries))

    monkeypatch.setattr("os.scandir", scandir)
    found = [os.path.relpath(file.path, tmp_path) for file in find_corpus_files([str(tmp_path)])]
    assert found == ["one/a.yaml", "two/a.yaml", "two/three/a.yaml"]


def test_a_name_in_separate_accents_is_found(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Übersicht.yaml")  # as the file systems of older Macs keep it
    (tmp_path / name).touch()
    assert [os.path.basename(file.path) for file in find_corpus_files([str(tmp_path)])] == [name]
