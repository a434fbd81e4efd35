"""Indexes of small corpora, kept in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import build_in_memory
from sinoru.index.index import Index
from sinoru.index.open import no_progress
from sinoru.loading.discover import find_corpus_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[Callable[[str], Index]]:
    """Index the text of a corpus file, which has to be sound."""
    opened: list[Index] = []

    def index(text: str) -> Index:
        folder = tmp_path / f"corpus-{len(opened)}"
        folder.mkdir()
        (folder / "corpus.yaml").write_text(text, encoding="utf-8")
        opened.append(Index(build_in_memory(find_corpus_files([str(folder)]), no_progress)))
        faults = opened[-1].diagnostics()
        assert not faults, "\n".join(map(str, faults))
        return opened[-1]

    yield index
    for one in opened:
        one.close()
