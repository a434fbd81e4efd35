"""How search orders what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query import ranking
from sinoru.query.filters import Filters
from sinoru.query.search import ask_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

ORDERS = """\
sources: [{id: s, title: Notes}]
people:
  - {id: zhu-de, name: Zhu De, evidence: [{source: s}]}
  - {id: zhu-rongji, name: Zhu Rongji, evidence: [{source: s}]}
events:
  - {id: first-sale, date: 1999-01, title: Sale of jets, evidence: [{source: s}]}
  - {id: spoken-of, date: 1999-02, title: Sale of jets, evidence: [{source: s}],
     participants: [{person: zhu-rongji, role: buyer}]}
  - {id: last-sale, date: 1999-03, title: Sale of jets, evidence: [{source: s}]}
claims:
  - {id: c1, text: Forty of them., about: [spoken-of], evidence: [{source: s}]}
  - {id: c2, text: Fifty of them., about: [spoken-of], evidence: [{source: s}]}
"""


def ids(index: Index, text: str, **filters: object) -> list[str]:
    return [hit.id for hit in ask_search(index, text, Filters(**filters)).hits]  # type: ignore[arg-type]


def test_of_two_alike_the_event_that_others_refer_to_comes_first(index_of: Callable[[str], Index]) -> None:
    assert ids(index_of(ORDERS), "jets")[:3] == ["spoken-of", "first-sale", "last-sale"]


def test_of_the_events_of_a_day_the_one_that_others_refer_to_comes_first(
    index_of: Callable[[str], Index],
) -> None:
    corpus = """\
events:
  - {id: note, date: 1999-05-08, title: A note of 8 May, summary: On 8 May 1999 it is 8 May 1999.}
  - {id: fire, date: 1999-05-08, title: The archive burns,
     summary: Thousands of files of very many years in seven halls of the old and the new house are lost to it.}
  - {id: later, date: 1999-05-20, title: A report on 8 May 1999, summary: It calls 8 May 1999 the worst of days.}
claims:
  - {id: c1, text: It was arson., about: [fire]}
"""
    found = [one for one in ids(index_of(corpus), "8.5.1999") if one != "c1"]
    assert found[:2] == ["fire", "note"]


def test_of_two_with_a_name_the_one_in_more_records_comes_first(index_of: Callable[[str], Index]) -> None:
    people = ids(index_of(ORDERS), "zhu", kind=("person",))
    assert people == ["zhu-rongji", "zhu-de"]


@pytest.mark.parametrize("typed", ["r*", "re*", "ref*", "s*", "sale -r*"])
def test_a_prefix_is_one_of_words_and_not_of_how_references_are_kept(
    index_of: Callable[[str], Index], typed: str
) -> None:
    sales = ["first-sale", "last-sale", "spoken-of"]
    expected = {"r*": ["zhu-rongji"], "s*": sales, "sale -r*": sales}
    assert sorted(one for one in ids(index_of(ORDERS), typed) if one != "s") == expected.get(typed, [])


def test_order_of_time_is_to_be_had(index_of: Callable[[str], Index]) -> None:
    index = index_of(ORDERS)
    assert ids(index, "jets", sort="date", kind=("event",)) == ["first-sale", "spoken-of", "last-sale"]
    assert ids(index, "jets", sort="-date", kind=("event",)) == ["last-sale", "spoken-of", "first-sale"]


def test_a_word_too_common_to_rank_is_listed_by_title_then_time_and_says_so(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EXACT", 2)
    found = ask_search(index_of(ORDERS), "jets", Filters(limit=2))
    assert not found.is_ranked
    assert not found.total_is_exact
    assert [hit.id for hit in found.hits] == ["first-sale", "spoken-of"]


@pytest.mark.parametrize(("start", "total"), [("1999-02", 2), ("2005", 0)])
def test_matches_of_a_common_word_within_a_filter_are_counted(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch, start: str, total: int
) -> None:
    """The word is too common in all records, but not in those that the filter leaves."""
    monkeypatch.setattr(ranking, "EXACT", 2)
    index = index_of(ORDERS)
    assert not ask_search(index, "jets", Filters(limit=1)).total_is_exact
    found = ask_search(index, "jets", Filters(limit=1, start=start))
    assert (found.total, found.total_is_exact) == (total, True)


def test_words_in_the_headline_come_before_words_in_the_text(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "events:\n"
        "- {id: told, date: 1990, title: A report, summary: Fleets and ports and fleets and ports}\n"
        "- {id: titled, date: 1991, title: Fleets leave the ports, summary: Nothing else is known of this at all}\n"
    )
    assert ids(index, "fleets ports")[0] == "titled"


def test_the_bearer_of_an_exact_name_comes_first(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "organisations:\n"
        "- {id: council, name: Council of Ports}\n"
        "- {id: other, name: Great Council of the Old Ports, summary: The council of ports is a council of ports}\n"
        "events:\n- {id: act, date: 1990, title: The Council of Ports acts on ports in the council}\n"
    )
    assert ids(index, "Council of Ports")[0] == "council"


def test_a_person_found_by_sound_is_a_match_and_comes_first(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "people:\n- {id: kuroyedov, name: Vladimir Kuroyedov}\n"
        "events:\n- {id: visit, date: 1990, title: A visit, participants: [{person: kuroyedov, role: guest}]}\n"
    )
    assert [hit.id for hit in ask_search(index, "Kuroyedof", Filters()).hits] == ["kuroyedov", "visit"]


def test_sources_come_last(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "sources:\n- {id: web, title: Fleets fleets}\n"
        "events:\n- {id: told, date: 1990, title: A report, summary: Of the many things in it one is of fleets}\n"
    )
    assert [hit.id for hit in ask_search(index, "fleets", Filters()).hits] == ["told", "web"]


@pytest.mark.parametrize(
    ("typed", "read"), [("CIS", None), ("Termin", None), ("Shenyan", "shenyang"), ("Shinyangg", "shenyang")]
)
def test_short_capitals_and_words_of_other_letters_are_not_mended(
    index_of: Callable[[str], Index], typed: str, read: str | None
) -> None:
    index = index_of("events:\n- {id: a, date: 1990, title: CSIS in Berlin and Shenyang}\n")
    assert dict(ask_search(index, typed, Filters()).corrected).get(typed) == read


def test_of_records_with_some_words_too_many_to_rank_those_with_the_most_come_first(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    matches = "".join(f"- {{id: m{n}, date: 19{n}, title: Cup match}}\n" for n in range(10, 20))
    last = "- {id: last, date: 1966, title: Fourth match, summary: The cup of the world}\n"
    elsewhere = "- {id: elsewhere, date: 1967, title: Nothing but the final}\n"
    index = index_of(f"events:\n{matches}{last}{elsewhere}")
    monkeypatch.setattr(ranking, "EXACT", 2)
    found = ask_search(index, "world cup final", Filters(limit=3))
    assert found.relaxed
    assert not found.is_ranked
    assert [hit.id for hit in found.hits] == ["last", "m10", "m11"]
    assert ids(index, "world cup final", sort="date")[0] == "m10"
