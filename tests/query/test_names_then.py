"""Names that held for a time: which one is shown for an event, and where."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sinoru
from sinoru.dates.edtf import day_bounds
from sinoru.model.records import Name
from sinoru.query.answers import Card
from sinoru.query.names_then import name_on

if TYPE_CHECKING:
    from pathlib import Path

CITY = (
    Name(text="Petrograd", start="1914-08-31", end="1924-01-26"),
    Name(text="Leningrad", start="1924-01-26", end="1991-09-06"),
    Name(text="Ленинград", kind="native", lang="ru", start="1924-01-26", end="1991-09-06"),
    Name(text="Piter"),
)
CORPUS = """\
places:
  - id: city
    name: Saint Petersburg
    names: [{text: Leningrad, from: 1924-01-26, to: 1991-09-06}, {text: Ленинград, kind: native, to: 1991}]
people:
  - id: clinton
    name: Hillary Clinton
    names: [{text: Hillary Rodham, to: 1975-10-11}]
    born: 1947
    birthplace: city
organisations:
  - {id: eu, name: European Union, names: [{text: European Communities, from: 1967-07, to: 1993-10-31}]}
  - {id: nato, name: NATO, founded: 1949-04-04, seat: Brussels}
events:
  - id: then
    date: 1970-03-05
    title: A visit then
    places: [city]
    participants: [{person: clinton, role: visitor}, {org: eu}, {org: nato}]
  - {id: partly, date: 1991, title: A year, places: [city], participants: [{person: clinton}]}
"""


def shown(names: tuple[Name, ...], edtf: str) -> str:
    first, last = day_bounds(edtf)
    assert first is not None
    assert last is not None
    return name_on(names, first, last)


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("1970-03-05", "Leningrad"),
        ("1970", "Leningrad"),
        ("1923-12-31", "Petrograd"),
        ("1924-01-26", "Leningrad"),
        ("1991-09-06", "Leningrad"),
        ("1991-09-07", ""),
        ("1991", ""),
        ("1920/1930", ""),
        ("1900", ""),
    ],
)
def test_the_name_held_during_the_whole_of_the_event(when: str, name: str) -> None:
    assert shown(CITY, when) == name


@pytest.mark.parametrize(
    ("start", "end", "when", "is_shown"),
    [
        ("", "1975-10-11", "1950", True),
        ("1967", "..", "2020", True),
        ("1967", "", "2020", True),
        ("1967", "", "1967-06-01", False),
        ("1967", "", "1968-01-01", True),
        ("1967~", "1993", "1968-01-01", True),
        ("1967~", "1993", "1967-12-31", False),
        ("", "1993", "1993-01-01", True),
        ("", "1993", "1993-01-02", False),
        ("..", "", "1950", False),
    ],
)
def test_bounds_limit_only_what_is_certain(start: str, end: str, when: str, is_shown: bool) -> None:  # noqa: FBT001
    assert bool(shown((Name(text="Once", start=start, end=end),), when)) == is_shown


def test_misprints_and_names_without_dates_are_never_shown() -> None:
    names = (
        Name(text="Leninsgrad", kind="as-printed", source="s", start="1924", end="1991"),
        Name(text="Leningrad", kind="romanisation", start="1924", end="1991"),
    )
    assert shown(names, "1970") == ""


_DAYS = st.dates(date(1800, 1, 1), date(2100, 1, 1))


@given(st.lists(_DAYS, min_size=2, max_size=6, unique=True).map(sorted), _DAYS, st.integers(0, 4000))
def test_names_that_follow_each_other_cover_every_day_between_them(
    changes: list[date], first: date, length: int
) -> None:
    times = list(pairwise(changes))
    names = tuple(
        Name(text=f"Name {number}", start=f"{start}", end=f"{end}")
        for number, (start, end) in enumerate(times)
    )
    last = first + timedelta(length)
    name = shown(names, f"{first}/{last}")
    within = [number for number, (start, end) in enumerate(times) if start <= first and last <= end]
    assert name == (f"Name {within[-1]}" if within else "")


@pytest.fixture
def corpus(tmp_path: Path) -> sinoru.Corpus:
    (tmp_path / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    return sinoru.open(tmp_path)


def test_an_event_has_the_names_of_its_day_before_those_of_today(corpus: sinoru.Corpus) -> None:
    then, partly = corpus.timeline().events
    assert [one.called for one in then.places] == ["Leningrad (Saint Petersburg)"]
    assert [one.called for one in then.people] == ["Hillary Rodham (Hillary Clinton)"]
    assert [one.called for one in then.organisations] == ["European Communities (European Union)", "NATO"]
    assert [one.called for one in (*partly.places, *partly.people)] == ["Saint Petersburg", "Hillary Clinton"]


def test_json_keeps_the_present_name_and_has_that_of_the_day_only_where_it_differs(
    corpus: sinoru.Corpus,
) -> None:
    then, partly = json.loads(json.dumps(corpus.timeline().to_dict()))["events"]
    assert then["places"] == [
        {"id": "city", "name": "Saint Petersburg", "name_then": "Leningrad", "kind": "place"}
    ]
    assert then["people"][0]["name_then"] == "Hillary Rodham"
    assert "name_then" not in then["organisations"][1]
    assert "name_then" not in partly["places"][0]


def test_texts_show_both(corpus: sinoru.Corpus) -> None:
    for text in (corpus.show("then").to_text(), corpus.on("1970-03-05").to_text(full=True)):
        assert (
            "Hillary Rodham (Hillary Clinton, visitor), European Communities (European Union), NATO" in text
        )
        assert "Leningrad (Saint Petersburg)" in text
    assert "Leningrad" not in corpus.show("partly").to_text()


def test_the_place_of_birth_has_its_name_of_that_day(corpus: sinoru.Corpus) -> None:
    card = corpus.who("Hillary Rodham")
    assert isinstance(card, Card)
    assert card.birthplace == "Leningrad (Saint Petersburg)"
    assert "born 1947, Leningrad (Saint Petersburg)" in corpus.show("clinton").to_text()


def test_a_name_for_a_time_finds_the_events_of_all_days(corpus: sinoru.Corpus) -> None:
    assert [one.event.id for one in corpus.timeline(place="Leningrad").events] == ["then", "partly"]


def test_a_card_says_when_an_organisation_was_founded_and_where_it_is(corpus: sinoru.Corpus) -> None:
    assert "founded 4 April 1949 · seat Brussels" in corpus.who("nato").to_text()
    assert "European Communities (1967–1993)" in corpus.who("eu").to_text()
    assert "NATO (founded 1949)" in corpus.everyone().to_text()
