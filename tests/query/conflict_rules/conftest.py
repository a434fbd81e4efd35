from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.conflicts import ask_conflicts
from sinoru.query.filters import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.query.analysis_answers import ConflictAnswer


@pytest.fixture
def found_by(index_of: Callable[[str], Index]) -> Callable[[str, str], list[ConflictAnswer]]:
    """Return what a rule finds in a corpus; every other rule has to find nothing."""

    def find(code: str, corpus: str) -> list[ConflictAnswer]:
        conflicts = ask_conflicts(index_of(corpus), "", NO_FILTERS).conflicts
        assert {one.found_by for one in conflicts} <= {code, "data"}
        return [one for one in conflicts if one.found_by == code]

    return find
