"""A country under any of its names, on corpora that write them in their own ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.model.errors import AmbiguousValue, UnknownValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVENTS = """\
people:
  - {id: clinton, name: Bill Clinton, country: united states, offices: [{title: President, from: 1993, to: 2001}]}
  - {id: blair, name: Tony Blair, country: Great Britain}
events:
  - {id: talks, date: 1999-04-06, title: Talks, countries: [China, United States]}
  - {id: raid, date: 1999-05-08, title: Raid, countries: [UK, United States]}
  - {id: visit, date: 1999-06-07, title: Visit, countries: [Russia]}
  - {id: union, date: 1969-03-02, title: Clash, countries: [Soviet Union]}
  - {id: north, date: 1999-06-08, title: In the north, countries: [North Korea]}
  - {id: moon, date: 1999-06-09, title: Beyond, countries: [Far Republic of Moon]}
"""


@pytest.fixture
def open_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], sinoru.Corpus]]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    opened: list[sinoru.Corpus] = []

    def open_corpus(text: str) -> sinoru.Corpus:
        path = tmp_path / f"corpus-{len(opened)}.yaml"
        path.write_text(text, encoding="utf-8")
        opened.append(sinoru.open(path))
        return opened[-1]

    yield open_corpus
    for corpus in opened:
        corpus.close()


@pytest.fixture
def corpus(open_corpus: Callable[[str], sinoru.Corpus]) -> sinoru.Corpus:
    return open_corpus(EVENTS)


def _ids(corpus: sinoru.Corpus, *countries: str) -> list[str]:
    return [one.event.id for one in corpus.timeline(country=countries).events]


@pytest.mark.parametrize(
    "name",
    [
        "United States",
        "united  states",
        "US",
        "us",
        "U.S.",
        "USA",
        "America",
        "The United States",
        "США",
        "美国",
    ],
)
def test_every_name_and_code_of_a_state_finds_its_records(corpus: sinoru.Corpus, name: str) -> None:
    assert _ids(corpus, name) == ["talks", "raid"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("PRC", ["talks"]),
        ("Britain", ["raid"]),
        ("GB", ["raid"]),
        ("Россия", ["visit"]),
        ("Russian Federation", ["visit"]),
        ("ussr", ["union"]),
        ("DPRK", ["north"]),
        ("Korea", ["north"]),
    ],
)
def test_a_state_is_found_by_the_word_of_the_corpus(
    corpus: sinoru.Corpus, name: str, found: list[str]
) -> None:
    assert _ids(corpus, name) == found


def test_a_name_finds_all_words_for_the_state_and_a_word_finds_itself(corpus: sinoru.Corpus) -> None:
    named = {
        name: {one.id for one in corpus.everyone(country=name).listed}
        for name in ("United Kingdom", "Great Britain")
    }
    assert named == {"United Kingdom": {"blair"}, "Great Britain": {"blair"}}
    assert _ids(corpus, "United Kingdom") == _ids(corpus, "UK") == ["raid"]
    assert _ids(corpus, "Great Britain") == []
    assert _ids(corpus, "PRC", "Russia") == []  # no event has both


def test_a_name_of_two_states_of_the_corpus_is_refused(open_corpus: Callable[[str], sinoru.Corpus]) -> None:
    south = "  - {id: south, date: 1999-06-10, title: In the south, countries: [South Korea]}\n"
    corpus = open_corpus(EVENTS + south)
    with pytest.raises(
        AmbiguousValue, match=r"'Korea' matches 2 countries: .*Use one of these names\.$"
    ) as error:
        _ids(corpus, "Korea")
    assert "North Korea" in str(error.value)
    assert "South Korea" in str(error.value)
    assert _ids(corpus, "ROK") == ["south"]


def test_a_word_that_may_be_two_states_is_not_read_as_one_of_them(
    open_corpus: Callable[[str], sinoru.Corpus],
) -> None:
    corpus = open_corpus("events: [{id: a, date: 1999, title: A, countries: [Korea]}]\n")
    assert _ids(corpus, "korea") == ["a"]
    with pytest.raises(UnknownValue, match="Did you mean 'Korea'"):
        _ids(corpus, "ROK")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Untied States", "United States"),
        ("Amerika", "United States"),
        ("Chinese", "China"),
        ("Ruissa", "Russia"),
        ("FRM", "Far Republic of Moon"),
    ],
)
def test_an_unknown_country_is_answered_with_the_nearest(
    corpus: sinoru.Corpus, typed: str, near: str
) -> None:
    with pytest.raises(
        UnknownValue, match=rf"^No country '{typed}' in this corpus\. Did you mean '{near}'\?$"
    ):
        _ids(corpus, typed)


def test_without_a_similar_one_the_countries_are_listed_as_written_the_commonest_first(
    corpus: sinoru.Corpus,
) -> None:
    with pytest.raises(UnknownValue, match=r"Use one of United States, ") as error:
        _ids(corpus, "Atlantis")
    assert "Far Republic of Moon" in str(error.value)
    assert "united states" not in str(error.value)


def test_an_office_and_a_count_show_the_same_spelling(corpus: sinoru.Corpus) -> None:
    from sinoru.query.answers import OfficeHolders

    found = corpus.who("president", on="1999-05")
    assert isinstance(found, OfficeHolders)
    assert found.countries == {"clinton": "United States"}
