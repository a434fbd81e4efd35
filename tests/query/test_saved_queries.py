"""Saved queries: those of the user, and those that a corpus hands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import WrongQuery
from sinoru.query.filters import Filters
from sinoru.query.read_query import check_saved, expand_saved
from sinoru.query.search import ask_search
from sinoru.query.timeline import ask_timeline
from sinoru.text.saved import with_saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
corpus:
  queries:
    - {name: arms, query: 'kind:sale OR "su 30"'}
    - {name: new-arms, query: '@arms date:>1998'}
events:
  - {id: a, date: 1997, title: Su-30s are shown, kind: meeting}
  - {id: b, date: 1999, title: Ships are sold, kind: sale}
  - {id: c, date: 1999, title: Talks, kind: talks}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


@pytest.mark.parametrize(
    ("typed", "found"), [("@arms", "ab"), ("-@arms kind:talks", "c"), ("@new-arms", "b")]
)
def test_a_corpus_hands_its_queries_on(index: Index, typed: str, found: str) -> None:
    assert sorted(hit.id for hit in ask_search(index, typed, Filters()).hits) == list(found)
    assert [one.event.id for one in ask_timeline(index, Filters(query=typed)).events] == list(found)


@pytest.mark.parametrize("typed", ["@ships", "arms OR @ships"])
def test_an_unknown_name_is_refused_with_the_way_to_save_it(index: Index, typed: str) -> None:
    with pytest.raises(
        WrongQuery, match=r"'@ships' is not a saved query\. Save it with: .* query\.ships"
    ) as error:
        ask_search(index, typed, Filters())
    assert error.value.column == typed.index("@")


@pytest.mark.parametrize("typed", ['"@arms"', "desk@arms", "me @arms.org", "@"])
def test_other_signs_are_text(typed: str) -> None:
    assert with_saved(typed, lambda _: "replaced") == typed


def test_queries_that_name_each_other_are_refused() -> None:
    saved = {"a": "x @b", "b": "@a y"}
    with pytest.raises(WrongQuery, match="names itself"):
        expand_saved("z @a", saved.get)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("(x", r"In the saved query 'q': '\(' is not closed"),
        ("x colour:red", "'colour:red' has no name of a field"),
    ],
)
def test_a_saved_query_with_a_mistake_is_an_error(query: str, why: str) -> None:
    with pytest.raises(WrongQuery, match=why):
        check_saved("q", query)


def test_a_faulty_query_of_a_corpus_harms_no_other(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS.replace("  queries:\n", "  queries:\n    - {name: bad, query: '(ships'}\n"))
    assert [hit.id for hit in ask_search(index, "@arms 1999", Filters()).hits if not hit.missing] == ["b"]
    assert not ask_search(index, "desk@ships", Filters()).hits
    with pytest.raises(WrongQuery, match="In the saved query 'bad': '\\(' is not closed") as error:
        ask_search(index, "x @bad", Filters())
    assert error.value.column == 0


@pytest.mark.parametrize(
    ("query", "column"),
    [("@arms OR colour:red", 9), ("@arms kind: sale", 6), ("@arms (x", 6), ("&", 0), ("", 0)],
)
def test_a_fault_of_a_saved_query_has_its_column(query: str, column: int) -> None:
    with pytest.raises(WrongQuery) as error:
        check_saved("mine", query)
    assert error.value.column == column


def test_saved_queries_grow_no_further_than_a_query_may() -> None:
    saved = {f"q{number}": f"@q{number + 1} " * 40 for number in range(8)} | {"q8": "x"}
    with pytest.raises(WrongQuery, match="too long") as error:
        expand_saved("ships @q0", saved.get)
    assert error.value.column == 6


def test_a_circle_is_told_where_it_begins_in_the_query() -> None:
    saved = {"a": "x @b", "b": "-@a"}
    with pytest.raises(WrongQuery, match="'a' names itself") as error:
        expand_saved("ships OR @a", saved.get)
    assert error.value.column == 9
