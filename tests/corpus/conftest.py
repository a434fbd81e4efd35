"""The small corpus of the command line's tests, opened as a library does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SINORU_DATA", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(folder: Path) -> Iterator[sinoru.Corpus]:
    with sinoru.open(folder) as corpus:
        yield corpus
