"""Bibliographies, read by bibtexparser and rispy and held against the schema of CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = json.loads((Path(__file__).parents[2] / "cite" / "csl-data.json").read_text(encoding="utf-8"))
ALL = ["unused", "yu-1999q2", "mfa"]


def read_bibtex(text: str) -> list[str]:
    library = parse_string(text)
    assert not library.failed_blocks
    return [entry.key for entry in library.entries]


def read_csl(text: str) -> list[str]:
    items: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(items, SCHEMA)
    return [item["id"] for item in items]


def read_ris(text: str) -> list[str]:
    return [entry["id"] for entry in rispy.loads(text)]


READERS: dict[str, Callable[[str], list[str]]] = {
    "bibtex": read_bibtex,
    "csl-json": read_csl,
    "ris": read_ris,
}


@pytest.mark.parametrize("name", READERS)
def test_every_source_is_there_by_date(text_of: Callable[..., str], name: str) -> None:
    assert READERS[name](text_of(name)) == ALL


@pytest.mark.parametrize("name", READERS)
def test_filters_choose_the_sources_that_events_and_claims_rest_on(
    text_of: Callable[..., str], name: str
) -> None:
    assert READERS[name](text_of(name, Filters(kind=("visit",)))) == ["yu-1999q2", "mfa"]
    assert READERS[name](text_of(name, Filters(kind=("quotation",)))) == []


@pytest.mark.parametrize("name", READERS)
def test_no_text_ends_an_entry(text_of: Callable[..., str], hostile: str, name: str) -> None:
    assert sorted(READERS[name](text_of(name, corpus=hostile))) == sorted(
        f"s{number}" for number in range(len(HOSTILE_TEXTS))
    )


def test_a_source_is_cited_for_itself(text_of: Callable[..., str]) -> None:
    entry = parse_string(text_of("bibtex")).entries_dict["yu-1999q2"]
    assert entry["date"] == "1999-07"
    assert entry["author"] == "Yu, Bin"
    assert "note" not in entry
