from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.check.discrepancies import find_discrepancies

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.model.records import ConflictRecord


@pytest.fixture
def found_by(index_of: Callable[[str], Index]) -> Callable[[str, str], list[ConflictRecord]]:
    """Return what a rule finds in a corpus, as conflicts; every other rule has to find nothing."""

    def find(code: str, corpus: str) -> list[ConflictRecord]:
        index = index_of(corpus)
        files = [path.decode() for (path,) in index.rows("SELECT path FROM file")]
        found = find_discrepancies(index, files).found
        assert {one.fault.code for one in found} <= {code}
        return [one.conflict for one in found]

    return find
