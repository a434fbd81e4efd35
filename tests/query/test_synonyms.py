"""Words that a corpus declares to mean the same: each finds the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.answers import Reading
from sinoru.query.explain import explain_query
from sinoru.query.filters import Filters
from sinoru.query.read_as import Readings
from sinoru.query.search import ask_search
from sinoru.query.timeline import ask_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
corpus:
  synonyms:
    - {words: [Su-27, Flanker, Zhuravlik]}
    - {words: [PLA, "People's Liberation Army"]}
events:
  - {id: a, date: 1997, title: The Su-27 flies}
  - {id: b, date: 1998, title: Flankers are sold}
  - {id: c, date: 1999, title: The PLA buys jets}
  - {id: d, date: 2000, title: Planes of the People's Liberation Army}
  - {id: e, date: 2001, title: An army of people}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("flanker", "ab"),
        ("su 27", "ab"),
        ("zhuravlik", "ab"),  # no record has it
        ("=Flankers", "b"),
        ("flank*", "b"),
        ("pla", "cd"),
        ("people's liberation army", "cd"),
        ('"people\'s liberation army" planes', "d"),
        ("jets OR flankers", "abc"),
        ("(pla jets) OR army", "cde"),
        ("the -flanker -pla -army", ""),
    ],
)
def test_a_word_finds_its_synonyms(index: Index, typed: str, found: str) -> None:
    assert [one.event.id for one in ask_timeline(index, Filters(query=typed)).events] == list(found)


def test_a_search_says_what_else_it_looked_for(index: Index) -> None:
    with Readings() as readings:
        answer = ask_search(index, "zhuravlik", Filters())
    assert (sorted(hit.id for hit in answer.hits), answer.corrected) == (["a", "b"], ())
    assert readings.found == (
        Reading(
            given="WORDS", typed="zhuravlik", read_as="zhuravlik or Su-27 or Flanker", id="", rule="synonym"
        ),
    )


def test_explain_shows_the_words_that_are_looked_for(index: Index) -> None:
    assert explain_query(index, "pla", Filters(), (), "search").expanded == ("pla or peopl liber armi",)
