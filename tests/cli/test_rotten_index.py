"""An index whose pages are whole and whose values are wrong, or that is no file at all, costs time only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.lookup import ask
from sinoru.index.database import cache_folder, index_path
from sinoru.index.driver import connect_existing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = "events:\n" + "".join(f"  - {{id: e{n}, date: 1999-05-08, title: Talks {n}}}\n" for n in range(50))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.yaml").write_text(EVENTS)
    return str(tmp_path / "corpus")


def titles(folder: str) -> list[str]:
    return [one.event.title for one in ask([folder], lambda corpus: corpus.timeline()).events]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE record SET body = 'garbage'",
        "UPDATE record SET body = x'ff00'",
        "UPDATE record SET body = '[]'",
        "UPDATE file SET checked_at = 'x'",
        "UPDATE file SET size = 'x', path = x'ff'",
        "DELETE FROM file",
        "UPDATE record SET title = CAST(x'ff' AS TEXT), body = ''",
    ],
)
def test_values_that_nobody_wrote_are_not_believed(folder: str, harm: str) -> None:
    expected = titles(folder)
    connection = connect_existing(index_path([folder], cache_folder()))
    connection.execute(harm)
    connection.close()
    assert titles(folder) == expected


def test_every_page_may_be_zeroed(folder: str) -> None:
    expected = titles(folder)
    path = index_path([folder], cache_folder())
    for page in range(os.path.getsize(path) // 8192):
        with open(path, "r+b") as stream:
            stream.seek(page * 8192)
            stream.write(bytes(8192))
        assert titles(folder) == expected


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path), lambda path: os.symlink(path, path)],
    ids=["pipe", "folder", "device", "loop"],
)
def test_what_is_no_file_is_no_index(folder: str, make: Callable[[str], None]) -> None:
    path = index_path([folder], cache_folder())
    os.makedirs(os.path.dirname(path), exist_ok=True)
    make(path)
    assert len(titles(folder)) == 50


def test_a_pipe_in_the_place_of_its_journal_is_not_waited_for(folder: str) -> None:
    expected = titles(folder)
    os.mkfifo(f"{index_path([folder], cache_folder())}-journal")
    assert titles(folder) == expected
