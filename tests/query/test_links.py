from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.model.errors import AmbiguousValue
from sinoru.query import contacts
from sinoru.query import links as links_module
from sinoru.query.analysis_answers import Chain, ContactCounts, Links
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
organisations: [{id: nato, name: NATO}, {id: duma, name: State Duma}, {id: wto, name: WTO}]
events:
  - id: visit
    date: 1999-06-07/1999-06-17
    title: A visit
    kind: visit
    participants:
      [{person: zhang-wannian, role: visitor}, {person: sergei-stepashin, role: host}, {org: nato, role: target}]
  - id: talks
    date: 1999-06-09
    title: Talks
    kind: talks
    participants: [{person: sergei-stepashin, role: speaker}, {person: zhang-wannian, role: Participant}]
  - id: sale
    date: 1999-06-12
    title: A sale
    kind: sale
    participants: [{person: sergei-stepashin, role: seller}, {person: zhang-wannian, role: participant}]
  - {id: cabinet, date: 1999-05-19, title: C, participants: [{person: boris-yeltsin}, {person: sergei-stepashin}]}
  - id: call
    date: 1999-06-08
    title: A call
    kind: call
    participants:
      - {person: boris-yeltsin, role: caller}
      - {person: zhang-wannian, role: called}
      - {person: boris-yeltsin, role: mentioned}
  - {id: summit, date: 1999-12-09, title: A summit, participants: [{person: bill-clinton}, {person: boris-yeltsin}]}
  - {id: exercise, date: 1999-08-01, title: Alone, participants: [{person: tony-blair}, {org: nato}]}
  - id: council
    date: 1999-09-01
    title: A council
    kind: meeting
    participants: [{org: nato, role: host}, {org: duma, role: visitor}]
  - {id: protest, date: 1999-10-01, title: P, kind: protest, participants: [{org: wto, role: target}, {org: duma}]}
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


def shared_by(answer: object) -> dict[str, str]:
    assert isinstance(answer, Chain)
    return {event.id: event.how for event in answer.shared}


def test_each_is_listed_by_the_closest_contact(ask: Callable[..., Any]) -> None:
    answer = ask("Zhang", "Wannian")
    (stepashin,), (yeltsin,), (nato,) = answer.met, answer.spoke, answer.together
    assert (stepashin.person.name, stepashin.met, stepashin.spoke, stepashin.together) == (
        "Sergei Stepashin",
        2,
        0,
        1,
    )
    assert [(one.id, one.how, one.date) for one in stepashin.events] == [
        ("visit", "met", "1999-06-07/1999-06-17"),
        ("talks", "met", "1999-06-09"),
        ("sale", "together", "1999-06-12"),
    ]
    assert (stepashin.times, stepashin.first, stepashin.last) == (2, "1999-06-07/1999-06-17", "1999-06-09")
    assert (yeltsin.person.id, yeltsin.times, yeltsin.met, yeltsin.spoke) == ("boris-yeltsin", 1, 0, 1)
    assert (nato.person.kind, nato.together, nato.events[0].roles["nato"]) == ("organisation", 1, "target")
    assert (answer.total, answer.events_total, answer.is_complete) == (1, 4, True)
    assert answer.totals == ContactCounts(met=1, spoke=1, together=1)


def test_people_come_before_organisations_and_the_most_frequent_first(ask: Callable[..., Any]) -> None:
    answer = ask("NATO")
    assert met_by(answer) == {"duma": 1}
    assert [one.person.id for one in answer.together] == ["sergei-stepashin", "zhang-wannian", "tony-blair"]


def test_who_has_no_role_is_only_named(ask: Callable[..., Any]) -> None:
    answer = ask("Yeltsin")
    assert met_by(answer) == {}
    assert [one.person.id for one in answer.together] == ["sergei-stepashin", "bill-clinton"]


def test_two_share_all_their_events_the_closest_first(ask: Callable[..., Any]) -> None:
    answer = ask("Stepashin", "Zhang")
    assert list(shared_by(answer).items()) == [("visit", "met"), ("talks", "met"), ("sale", "together")]
    assert answer.shared[2].roles == {"sergei-stepashin": "seller", "zhang-wannian": "participant"}
    assert (answer.totals, answer.events_total) == (ContactCounts(met=2, together=1), 3)
    assert shared_by(ask("Yeltsin", "Zhang")) == {"call": "spoke"}
    assert shared_by(ask("Yeltsin", "Zhang", kind=("visit",))) == {}


def test_organisations_share_events_with_each_other_and_with_people(ask: Callable[..., Any]) -> None:
    assert shared_by(ask("Duma", "NATO")) == {"council": "met"}
    assert shared_by(ask("Zhang Wannian", "NATO")) == {"visit": "together"}
    assert shared_by(ask("NATO", "Blair")) == {"exercise": "together"}
    assert shared_by(ask("Blair", "WTO")) == {}


def test_a_chain_from_an_organisation_leads_through_organisations_too(ask: Callable[..., Any]) -> None:
    assert chain_of(ask("WTO", "Blair")) == [
        "wto",
        "protest",
        "duma",
        "council",
        "nato",
        "exercise",
        "tony-blair",
    ]
    steps = ask("Zhang", "Clinton").chain
    assert [step.event.how for step in steps if step.event] == ["spoke", "together"]


def test_filters_choose_the_events(ask: Callable[..., Any]) -> None:
    answer = ask("Zhang Wannian", end="1999-06-08")
    assert (met_by(answer), len(answer.spoke), answer.is_filtered) == ({"sergei-stepashin": 1}, 1, True)
    assert met_by(ask("Zhang Wannian", kind=("visit",))) == {"sergei-stepashin": 1}
    assert chain_of(ask("Zhang Wannian", "Yeltsin", start="1999-05", end="1999-06-07")) == [
        "zhang-wannian",
        "visit",
        "sergei-stepashin",
        "cabinet",
        "boris-yeltsin",
    ]


def test_a_limit_is_told(ask: Callable[..., Any]) -> None:
    answer = ask("NATO", limit=1)
    assert (len(answer.met), len(answer.together), answer.totals.together) == (1, 1, 3)
    two = ask("Stepashin", "Zhang", limit=1)
    assert list(shared_by(two)) == ["visit", "sale"]
    assert two.totals == ContactCounts(met=2, together=1)


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


def test_a_name_that_several_bear_is_an_error_with_their_ids(ask: Callable[..., Any]) -> None:
    with pytest.raises(AmbiguousValue, match="li-lanqing"):
        ask("Li")


def test_what_was_not_counted_is_told(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (contacts, links_module):
        monkeypatch.setattr(module, "MOST_EVENTS", 2)
    links = ask("Zhang Wannian")
    assert (met_by(links), links.is_complete, links.events_total) == ({"sergei-stepashin": 1}, False, 4)
    assert met_by(ask("Zhang Wannian", start="1999-06-18")) == {}
    two = ask("Stepashin", "Zhang")
    assert (list(shared_by(two)), two.events_total, two.is_complete) == (["visit", "talks"], 3, False)


def test_a_filter_goes_before_the_bound(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "MOST_EVENTS", 1)
    monkeypatch.setattr(links_module, "EVENTS_OF_ONE", 1)
    last = ask("Zhang Wannian", kind=("talks",))
    assert (met_by(last), last.is_complete) == ({"sergei-stepashin": 1}, True)
    assert chain_of(ask("Yeltsin", "Clinton", start="1999-12")) == ["boris-yeltsin", "summit", "bill-clinton"]


@pytest.mark.parametrize("bound", ["EVENTS_OF_ONE", "EVENTS_OF_ALL"])
def test_what_was_not_read_for_a_chain_is_told(
    ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(links_module, bound, 1)
    assert not ask("Clinton", "Stepashin").is_complete


def test_one_with_too_many_events_is_found_from_the_other_side(
    ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links_module, "EVENTS_OF_ONE", 2)
    answer = ask("Stepashin", "Clinton")
    assert chain_of(answer) == ["sergei-stepashin", "cabinet", "boris-yeltsin", "summit", "bill-clinton"]
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
