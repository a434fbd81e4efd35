"""Cited sources of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinoru.loading.records import Loaded, load_records
from sinoru.model.records import Source
from sinoru.query.cite import Citation

SOURCES = Path(__file__).parent / "sources.yaml"
AT = ("Chronology, May 10", "The Role of an Accident, 4", "The Role of an Accident, 5")


def read_citations() -> list[Citation]:
    """Read the sources, each cited for a fact on page 3, the one with sections for facts in them."""
    with SOURCES.open("rb") as stream:
        records = [one.record for one in load_records(stream, str(SOURCES)) if isinstance(one, Loaded)]
    return [
        Citation(source=one, at=AT if one.sections else ("p. 3",), family_first=frozenset({"Yu, Bin"}))
        for one in records
        if isinstance(one, Source)
    ]


@pytest.fixture(scope="session")
def citations() -> list[Citation]:
    return read_citations()
