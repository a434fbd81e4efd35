"""Corpora and words of a size or shape that nobody planned for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.index.open import open_index
from sinoru.model.errors import SinoruError
from sinoru.query.claims import ask_claims
from sinoru.query.filters import Filters
from sinoru.query.show import ask_show
from sinoru.query.stats import ask_stats

if TYPE_CHECKING:
    from pathlib import Path

    from sinoru.index.sqlite import SqliteIndex


def index_of(text: str, folder: Path) -> SqliteIndex:
    (folder / "a.yaml").write_text(text)
    return open_index([str(folder)])


def test_more_undated_claims_than_the_limit(tmp_path: Path) -> None:
    text = "".join(f"  - {{id: c{number}, text: T{number}}}\n" for number in range(30))
    index = index_of(f"claims:\n{text}", tmp_path)
    assert len(ask_claims(index, "", Filters(limit=3)).claims) == 3


def test_counting_events_of_no_known_day(tmp_path: Path) -> None:
    index = index_of("events:\n  - {id: a, date: 1999, title: A}\n", tmp_path)
    assert ask_stats(index, Filters()).periods == ()


def test_an_id_of_a_hundred_thousand_letters(tmp_path: Path) -> None:
    index = index_of("events:\n  - {id: a, date: 1999, title: A}\n", tmp_path)
    with pytest.raises(SinoruError):
        ask_show(index, "x" * 100_000)
