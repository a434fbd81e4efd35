"""Questions as people type them are answered as they were meant, or the answer says what it did instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import UnknownValue, WrongDate, WrongUsage
from sinoru.query.explain import explain_query
from sinoru.query.filters import Filters
from sinoru.query.read_as import Readings
from sinoru.query.search import ask_search
from sinoru.query.sources import list_sources
from sinoru.query.timeline import ask_timeline
from sinoru.query.who import list_everyone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: ann, name: Ann Lee, country: China}
  - {id: bob, name: Bob Fox, country: Russia}
events:
  - {id: a, date: 1998, title: The hotline opens, kind: talks, participants: [{person: ann, role: host}]}
  - {id: b, date: 1999, title: The hotline after the bombing, kind: call, participants: [{person: ann, role: host}]}
  - {id: c, date: 2000, title: A parade, kind: visit}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def found(index: Index, query: str, filters: Filters | None = None) -> list[str]:
    return sorted(hit.id for hit in ask_search(index, query, filters or Filters()).hits)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("-bombing person:ann", Filters()),
        ("-bombing", Filters(person=("ann",))),
        ("", Filters(person=("ann",), kind=("talks",))),
        ("person:ann", Filters(start="1998", end="1998")),
    ],
)
def test_an_option_is_something_to_look_for(index: Index, query: str, filters: Filters) -> None:
    assert found(index, query, filters) == ["a"]


def test_values_with_commas_are_refused_with_how_to_ask_for_several(index: Index) -> None:
    with pytest.raises(UnknownValue, match=r"For any of several values, type 'kind:\(talks OR call\)'\."):
        found(index, "kind:talks,call")


@pytest.mark.parametrize("query", ["-bombing", "-person:ann", "&"])
def test_nothing_to_look_for_is_refused(index: Index, query: str) -> None:
    with pytest.raises(WrongUsage, match=r"only words to leave out|no letter or digit"):
        ask_search(index, query, Filters())


def test_fewer_words_still_leave_out_what_was_left_out(index: Index) -> None:
    answer = ask_search(index, "((hotline -bombing) OR flag) sunshine", Filters())
    assert answer.relaxed
    assert [hit.id for hit in answer.hits] == ["a"]


def test_a_list_tells_the_words_that_it_ignored(index: Index) -> None:
    with Readings() as readings:
        assert ask_timeline(index, Filters(query="the hotline")).total == 2
    assert [(one.typed, one.rule) for one in readings.found] == [("the", "common")]


def test_a_beginning_after_the_end_is_refused_as_a_field_and_as_an_option(index: Index) -> None:
    for filters in (
        Filters(query="from:2000 to:1999"),
        Filters(query="from:2000", end="1999"),
        Filters(start="2000", end="1999"),
    ):
        with pytest.raises(WrongDate, match="later than the end"):
            ask_timeline(index, filters)


def test_people_have_one_country_in_any_list(index: Index) -> None:
    assert found(index, "kind:person country:China country:Russia") == ["ann", "bob"]


def test_explain_shows_options_and_what_several_values_mean(index: Index) -> None:
    filters = Filters(kind=("call",), start="1998")
    shown = explain_query(index, "kind:visit -(hotline kind:talks kind:call)", filters, (), "search")
    assert shown.read == "(kind:visit OR kind:call) -(hotline (kind:talks OR kind:call)) from:1998"
    assert "perhaps dated 1998-01-01.." in shown.expanded


def test_half_a_character_matches_nothing_and_harms_nothing(index: Index) -> None:
    assert not ask_search(index, "par\ud800-ade", Filters()).hits
    with pytest.raises(UnknownValue):
        ask_timeline(index, Filters(person=("\ud800nn",)))


def test_a_kind_is_left_out_of_every_list(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        CORPUS
        + "organisations: [{id: navy, name: Navy, kind: armed-forces}, {id: bank, name: Bank, kind: bank}]\n"
        "sources: [{id: book, title: A, kind: book}, {id: paper, title: B, kind: article}]\n"
    )

    def everyone(*kinds: str) -> list[str]:
        return [one.id for one in list_everyone(index, Filters(kind=kinds)).listed]

    def sources(*kinds: str) -> list[str]:
        return sorted(one.source.id for one in list_sources(index, Filters(kind=kinds)).sources)

    assert everyone("-bank") == ["ann", "bob", "navy"]
    assert everyone("-person", "-bank") == everyone("organisation", "-bank") == ["navy"]
    assert everyone("-person") == ["bank", "navy"]
    assert sources("-book") == sources("source", "-book") == ["paper"]
    assert sources("source") == sources() == ["book", "paper"]
