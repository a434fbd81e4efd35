from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.model.errors import AmbiguousValue
from sinoru.query import links as links_module
from sinoru.query.analysis_answers import Chain, Links
from sinoru.query.answers import NobodyFound
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.links import ask_links

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: zhang-wannian, name: Zhang Wannian, names: [{text: 张万年, kind: native, lang: zh-Hans}]}
  - {id: sergei-stepashin, name: Sergei Stepashin}
  - {id: boris-yeltsin, name: Boris Yeltsin}
  - {id: bill-clinton, name: Bill Clinton}
  - {id: tony-blair, name: Tony Blair}
  - {id: li-peng, name: Li Peng}
  - {id: li-lanqing, name: Li Lanqing}
organisations: [{id: nato, name: NATO}]
events:
  - id: visit
    date: 1999-06-07/1999-06-17
    title: A visit
    kind: visit
    participants: [{person: zhang-wannian}, {person: sergei-stepashin}, {org: nato}]
  - {id: talks, date: 1999-06-09, title: Talks, participants: [{person: sergei-stepashin}, {person: zhang-wannian}]}
  - {id: cabinet, date: 1999-05-19, title: C, participants: [{person: boris-yeltsin}, {person: sergei-stepashin}]}
  - id: call
    date: 1999-06-08
    title: A call
    participants: [{person: boris-yeltsin}, {person: zhang-wannian}, {person: boris-yeltsin}]
  - {id: summit, date: 1999-12-09, title: A summit, participants: [{person: bill-clinton}, {person: boris-yeltsin}]}
  - {id: exercise, date: 1999-08-01, title: Alone, participants: [{person: tony-blair}, {org: nato}]}
"""


@pytest.fixture
def ask(index_of: Callable[[str], Index]) -> Callable[..., Links | Chain | NobodyFound]:
    index = index_of(CORPUS)

    def asked(*words: str, **filters: Any) -> Links | Chain | NobodyFound:
        return ask_links(index, words, Filters(**filters))

    return asked


def chain_of(answer: object) -> list[str]:
    assert isinstance(answer, Chain)
    return [
        part
        for step in answer.chain
        for part in (step.event.id if step.event else "", step.person.id)
        if part
    ]


def met_by(answer: object) -> dict[str, int]:
    assert isinstance(answer, Links)
    return {met.person.id: met.times for met in answer.met}


def test_those_met_most_often_come_first(ask: Callable[..., Any]) -> None:
    answer = ask("Zhang", "Wannian")
    assert list(met_by(answer).items()) == [("sergei-stepashin", 2), ("boris-yeltsin", 1)]
    first = answer.met[0]
    assert [(one.id, one.title, one.date) for one in first.events] == [
        ("visit", "A visit", "1999-06-07/1999-06-17"),
        ("talks", "Talks", "1999-06-09"),
    ]
    assert (first.first, first.last) == ("1999-06-07/1999-06-17", "1999-06-09")
    assert (first.person.name, answer.total, answer.is_complete) == ("Sergei Stepashin", 2, True)


def test_nobody_meets_themselves_or_an_organisation(ask: Callable[..., Any]) -> None:
    assert met_by(ask("Tony Blair")) == {}
    assert "boris-yeltsin" not in met_by(ask("Yeltsin"))


def test_filters_choose_the_events(ask: Callable[..., Any]) -> None:
    assert met_by(ask("Zhang Wannian", end="1999-06-08")) == {"sergei-stepashin": 1, "boris-yeltsin": 1}
    assert met_by(ask("Zhang Wannian", kind=("visit",))) == {"sergei-stepashin": 1}
    assert chain_of(ask("Zhang Wannian", "Yeltsin", start="1999-05", end="1999-06-07")) == [
        "zhang-wannian",
        "visit",
        "sergei-stepashin",
        "cabinet",
        "boris-yeltsin",
    ]


def test_a_limit_is_told(ask: Callable[..., Any]) -> None:
    answer = ask("Zhang Wannian", limit=1)
    assert (len(answer.met), answer.total) == (1, 2)


@pytest.mark.parametrize(
    "words",
    [
        ("Zhang", "Wannian", "Bill", "Clinton"),
        ("Zhang Wannian", "Bill Clinton"),
        ("张万年", "clinton"),
        ("zhang-wannian", "bill-clinton"),
        ("Zhang", "Clinton"),
    ],
)
def test_two_people_are_told_apart_without_quotes(ask: Callable[..., Any], words: tuple[str, ...]) -> None:
    assert chain_of(ask(*words)) == ["zhang-wannian", "call", "boris-yeltsin", "summit", "bill-clinton"]


def test_a_chain_runs_from_the_first_to_the_second(ask: Callable[..., Any]) -> None:
    assert chain_of(ask("Clinton", "Zhang")) == [
        "bill-clinton",
        "summit",
        "boris-yeltsin",
        "call",
        "zhang-wannian",
    ]


def test_of_several_events_the_earliest_links(ask: Callable[..., Any]) -> None:
    assert chain_of(ask("Stepashin", "Zhang")) == ["sergei-stepashin", "visit", "zhang-wannian"]


def test_someone_is_linked_to_themselves_in_no_steps(ask: Callable[..., Any]) -> None:
    assert chain_of(ask("Yeltsin", "Boris Yeltsin")) == ["boris-yeltsin"]


def test_without_a_chain_there_is_none(ask: Callable[..., Any]) -> None:
    answer = ask("Blair", "Zhang")
    assert (chain_of(answer), answer.is_complete) == ([], True)
    assert chain_of(ask("Zhang", "Blair")) == []


def test_an_unknown_name_gets_the_nearest_ones(ask: Callable[..., Any]) -> None:
    answer = ask("Zhang", "Stepashkinov")
    assert isinstance(answer, NobodyFound)
    assert answer.query == "Stepashkinov"
    assert "sergei-stepashin" in [ref.id for ref in answer.suggestions]
    assert isinstance(ask("Qwertyuiop"), NobodyFound)
    assert ask("Qwertyuiop", "Zhang", "Wannian").query == "Qwertyuiop"


def test_an_organisation_is_nobody(ask: Callable[..., Any]) -> None:
    assert isinstance(ask("NATO"), NobodyFound)


def test_a_name_that_several_bear_is_an_error_with_their_ids(ask: Callable[..., Any]) -> None:
    with pytest.raises(AmbiguousValue, match="li-lanqing"):
        ask("Li")


@pytest.mark.parametrize("bound", ["EVENTS_OF_ONE", "EVENTS_OF_ALL"])
def test_what_was_not_read_is_told(
    ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(links_module, bound, 1)
    links = ask("Zhang Wannian")
    assert (met_by(links), links.is_complete) == ({"sergei-stepashin": 1}, False)
    assert not ask("Clinton", "Stepashin").is_complete


def test_one_with_too_many_events_is_found_from_the_other_side(
    ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links_module, "EVENTS_OF_ONE", 2)
    answer = ask("Yeltsin", "Clinton")
    assert chain_of(answer) == ["boris-yeltsin", "summit", "bill-clinton"]
    assert not answer.is_complete


def corpus_of(events: Sequence[Sequence[int]]) -> str:
    people = "".join(f"  - {{id: p{person}, name: Person{person}}}\n" for person in range(8))
    told = "".join(
        f"  - {{id: e{number}, title: E, date: {1900 + number}, participants:"
        f" [{', '.join(f'{{person: p{person}}}' for person in company)}]}}\n"
        for number, company in enumerate(events)
    )
    return f"people:\n{people}events:\n{told}" if told else f"people:\n{people}"


def chains(events: Sequence[Sequence[int]], start: int, end: int, steps: int) -> list[list[tuple[int, int]]]:
    """Return all chains of so many steps, by brute force: pairs of event and person."""
    if steps == 0:
        return [[]] if start == end else []
    return [
        [(number, other), *rest]
        for number, company in enumerate(events)
        if start in company
        for other in company
        if other != start
        for rest in chains(events, other, end, steps - 1)
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=3).map(sorted), max_size=7))
def test_a_chain_is_the_shortest_and_then_the_earliest(
    index_of: Callable[[str], Index], events: list[list[int]]
) -> None:
    index = index_of(corpus_of(events))
    for start, end in combinations(range(4), 2):
        answer = ask_links(index, (f"p{start}", f"p{end}"), NO_FILTERS)
        assert isinstance(answer, Chain)
        found = [
            (int(step.event.id[1:]), int(step.person.id[1:]))
            for step in answer.chain
            if step.event is not None
        ]
        expected = next(
            (min(all_) for steps in range(1, 7) if (all_ := chains(events, start, end, steps))), []
        )
        assert found == expected
