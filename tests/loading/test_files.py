"""Which files make up a corpus, however the folder is made."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.loading import files
from sinoru.loading.files import MAX_FILES, TooManyFiles, find_corpus_files, find_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def nested(tmp_path: Path) -> Iterator[int]:
    """Stand in a folder, to make others in it without naming their whole path."""
    here = os.open(tmp_path, os.O_RDONLY)
    yield here
    os.close(here)
    subprocess.run(["rm", "-rf", tmp_path / "d", tmp_path / ("d" * 200)], check=True)  # shutil recurses


def _descend(folder: int, name: str, levels: int) -> None:
    """Make folders in one another, and a file in the last."""
    here = os.dup(folder)
    for _ in range(levels):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("deep.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are opened there in another way")
def test_folders_may_be_a_thousand_deep(nested: int, tmp_path: Path) -> None:
    levels = min(1500, (4000 - len(str(tmp_path))) // 2)
    assert levels > 1000
    _descend(nested, "d", levels)
    (file,) = find_corpus_files([str(tmp_path)])
    assert file.path.endswith("/d/d/deep.yaml")


@pytest.mark.skipif(sys.platform != "linux", reason="how long a path may be differs")
def test_a_folder_too_deep_to_be_named_is_told(nested: int, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    _descend(nested, "d" * 200, 30)
    files, (odd,) = find_files([str(tmp_path)])
    assert [os.path.basename(file.path) for file in files] == ["a.yaml"]
    assert odd.why == "file name too long"


def test_a_folder_that_may_not_be_read_is_told_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").touch()
    closed = tmp_path / "closed"
    closed.mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, odd = find_files([str(tmp_path)])
    assert [os.path.basename(file.path) for file in files] == ["a.yaml"]
    assert [(one.path, one.why) for one in odd] == [(str(closed), "permission denied")]


def test_the_suffix_may_be_in_any_case(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yml", "c.YAML", "d.Yml", "e.yaml.bak", "f.json", ".g.yaml"):
        (tmp_path / name).touch()
    found = [os.path.basename(file.path) for file in find_corpus_files([str(tmp_path)])]
    assert found == ["a.yaml", "b.yml", "c.YAML", "d.Yml"]


def test_more_files_than_the_index_can_number_are_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    for name in "abc":
        (tmp_path / f"{name}.yaml").touch()
    assert len(find_corpus_files([str(tmp_path)])) == 3
    (tmp_path / "d.yaml").touch()
    with pytest.raises(TooManyFiles, match=r"more than 3 files, the most .*Merge some"):
        find_corpus_files([str(tmp_path)])


def test_the_index_has_a_number_for_every_file() -> None:
    from sinoru.index.numbers import DAY_BITS, FILE_BITS, PLACE_BITS, file_of, number_of

    assert DAY_BITS + FILE_BITS + PLACE_BITS == 63
    assert file_of(number_of(1, MAX_FILES, 7)) == MAX_FILES
