"""What has all words of a search but one follows its matches, where there are few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.filters import Filters
from sinoru.query.search import ask_search
from sinoru.render.layout import plain_lines
from sinoru.render.search import search_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
events:
  - {id: all, date: 1990-01-01, title: Red ships sail north}
  - {id: no-north, date: 1990-01-02, title: Red ships sail}
  - {id: no-red, date: 1990-01-03, title: Ships sail north}
  - {id: only-red, date: 1990-01-04, title: Red skies}
  - {id: kind, date: 1990-01-05, title: Red ships sail home, kind: visit}
sources:
  - {id: web, title: Red ships sail south}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def near(index: Index, text: str, **filters: object) -> dict[str, str]:
    answer = ask_search(index, text, Filters(**filters))  # type: ignore[arg-type]
    return {hit.id: hit.missing for hit in answer.hits if hit.missing}


def test_each_says_which_word_it_lacks_and_sources_come_last(index: Index) -> None:
    found = near(index, "red ships sail north")
    assert found == {"no-north": "north", "no-red": "red", "kind": "north", "web": "north"}
    assert list(found)[-1] == "web"


def test_matches_are_counted_without_them(index: Index) -> None:
    answer = ask_search(index, "red ships sail north", Filters())
    assert (answer.hits[0].id, answer.total, answer.by_kind) == ("all", 1, {"event": 1})


def test_they_come_before_sources_and_first_what_cites_these(
    index_of: Callable[[str], Index],
) -> None:
    sources = "- {id: web, title: Red ships sail north}"
    events = """\
  - {id: north, date: 1990, title: Ships sail north}
  - {id: cited, date: 1991, title: Something else is red and ships go north, evidence: [{source: web}]}"""
    answer = ask_search(
        index_of(f"events:\n{events}\nsources:\n  {sources}\n"), "red ships sail north", Filters()
    )
    assert [(hit.id, hit.missing) for hit in answer.hits] == [
        ("cited", "sail"),
        ("north", "red"),
        ("web", ""),
    ]
    lines = list(plain_lines(search_document(answer)))
    assert lines[0] == "1 match for “red ships sail north”"
    assert lines.index("All words but one") < lines.index("Sources with all words")


def test_fields_and_exclusions_hold_for_them_too(index: Index) -> None:
    assert near(index, "red ships sail north", kind=("visit",)) == {}  # nothing has all words: some suffice
    assert near(index, "red ships sail north -home -south") == {"no-north": "north", "no-red": "red"}


@pytest.mark.parametrize("text", ["north", "ships", "kind:visit", '"red ships"~2 sail north'])
def test_one_word_or_a_query_of_records_has_none(index: Index, text: str) -> None:
    assert near(index, text) == {}


def test_there_are_none_where_a_limit_or_an_order_is_asked_for(index: Index) -> None:
    assert near(index, "red ships sail north", limit=1) == {}
    assert len(near(index, "red ships sail north", limit=3)) == 2
    assert near(index, "red ships sail north", sort="date") == {}


def test_they_stand_under_a_heading(index: Index) -> None:
    lines = list(plain_lines(search_document(ask_search(index, "red ships sail north", Filters()))))
    assert lines.index("All words but one") > 2
    assert sorted(line.split("without ")[1] for line in lines if "without " in line) == [
        "north",
        "north",
        "north",
        "red",
    ]
