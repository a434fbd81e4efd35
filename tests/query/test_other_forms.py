"""A word of a query is found in all its forms: days, figures, spellings, one word for two, scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.query.filters import Filters
from sinoru.query.read_as import Readings
from sinoru.query.search import ask_search
from sinoru.query.typed_days import day_names, day_of
from sinoru.text.query import forms_of
from sinoru.text.query import in_words as query_in_words
from sinoru.text.syntax import parse_query
from sinoru.text.terms import phrase_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: kim, name: Kim Karelin, summary: He was there on 5 August 1999.}
events:
  - {id: bomb, date: 1999-05-08, title: Bombs fall}
  - {id: march, date: 1999-05-07/1999-05-09, title: Students march}
  - {id: spring, date: 1999-03/1999-06, title: Spring offensive}
  - {id: leap, date: 2004-02-29, title: A leap day}
  - {id: trade, date: 1998, title: Trade falls by 10.5 per cent to 5.48 billion dollars}
  - {id: growth, date: 1997, title: "Growth of 5.9 %, and in 10 towns 5 per cent"}
  - {id: pacts, date: 1996, title: Sixteen pacts on defence are signed}
  - {id: line, date: 1995, title: The hotline rings}
  - {id: strikes, date: 1994, title: Air strikes are flown}
  - {id: embassy, date: 1993, title: An American embassy opens}
  - {id: premier, date: 1992, title: The premier resigns}
  - {id: han, date: 1991, title: 中国驻南斯拉夫大使馆}
  - {id: thai, date: 1990, title: สถานทูตจีนในเบลเกรด}
  - {id: arabic, date: 1989, title: قصف السفارة الصينية}
  - {id: cup, date: 1988, title: "A match ends 3:2, with coffee ☕"}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def found(index: Index, typed: str) -> list[str]:
    answer = ask_search(index, typed, Filters())
    return [] if answer.relaxed else [hit.id for hit in answer.hits if not hit.missing]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("8 May 1999", ["bomb", "march"]),
        ("May 8, 1999", ["bomb", "march"]),
        ("8th of May 1999", ["bomb", "march"]),
        ("1999-05-08", ["bomb", "march"]),
        ("08.05.1999", ["bomb", "march"]),
        ("8 мая 1999", ["bomb", "march"]),
        ("1999年5月8日", ["bomb", "march"]),
        ("bombs May 8 1999", ["bomb"]),
        ("march 08.05.1999", ["march"]),
        ("5/8/1999", ["bomb", "march", "kim"]),
        ("8 May", ["bomb"]),
        ("1999-05", ["bomb", "march"]),
        ("1999-13", []),
        ("May 8", ["bomb"]),
        ("29.02.2004", ["leap"]),
        ("29.02.2005", []),
        ("99.99.1999", []),
        ("10.5%", ["trade"]),
        ("10,5 percent", ["trade"]),
        ("5%", ["growth"]),
        ("5.9 per cent", ["growth"]),
        ("9 per cent", []),
        ("5.48bn", ["trade"]),
        ("$5,48 billion", ["trade"]),
        ("16 pacts", ["pacts"]),
        ("ten towns", ["growth"]),
        ("eight bombs", []),
        ("hot lines", ["line"]),
        ("defense", ["pacts"]),
        ("hot line", ["line"]),
        ("hot-line", ["line"]),
        ("airstrikes", ["strikes"]),
        ("US embassy", ["embassy"]),
        ("us embassy", []),
        ("prime minister", ["premier"]),
        ("大使館", ["han"]),
        ("中国大使馆", ["han"]),
        ("จีน", ["thai"]),
        ("سفارة", ["arabic"]),
        ("3:2", ["cup"]),
        ("☕", ["cup"]),
        ("=defense", []),
        ('"hot line"', []),
        ('"prime minister"', []),
        ('"signed defense"', []),
        ('"on defense"', ["pacts"]),
        ("embassy -US", []),
        ("bombs OR 29.02.2004", ["bomb", "leap"]),
    ],
)
def test_all_forms_of_what_is_typed_are_found(index: Index, typed: str, ids: list[str]) -> None:
    assert sorted(found(index, typed)) == sorted(ids)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("5/8/1999", "8 May 1999 or 5 August 1999"),
        ("08.05.1999", "8 May 1999"),
        ("1999-05", "May 1999"),
        ("8 May 1999", None),
        ("May 8 1999", None),
        ("中国大使馆", "中国 大使馆"),
    ],
)
def test_a_reading_is_told_where_the_words_are_others(index: Index, typed: str, told: str | None) -> None:
    with Readings() as readings:
        ask_search(index, typed, Filters())
    assert [(one.typed, one.read_as) for one in readings.found] == ([(typed, told)] if told else [])


@pytest.mark.parametrize(
    "word", ["strikes", "x" * 64, "-".join(["air"] * 64), '"' + " ".join(["defense"] * 64) + '"', "大使" * 32]
)
def test_a_long_query_is_answered(index: Index, word: str) -> None:
    ask_search(index, " ".join([word] * min(64, 10_000 // (len(word) + 1))), Filters())


def test_what_happened_on_a_day_comes_before_what_lasted_longer(index: Index) -> None:
    assert found(index, "1999-05-08") == ["bomb", "march"]


def test_a_near_miss_lacks_the_words_as_they_were_typed(index: Index) -> None:
    answer = ask_search(index, "bombs rockets 08.05.1999", Filters())
    assert {hit.missing for hit in answer.hits if hit.missing} <= {"rockets", "08.05.1999", "bombs"}


@settings(deadline=None)
@given(st.integers(-100_000, 100_000))
def test_every_day_is_read_in_each_usual_form(day: int) -> None:
    iso = iso_day(day)
    year, month, of_month = iso.split("-")
    words = in_words(parse_edtf(iso))
    number, name, _ = words.split()
    for typed in (iso, f"{of_month}.{month}.{year}", words, f"{name} {number} {year}"):
        query = day_of(typed)
        assert query is not None
        assert words in day_names(query)


@given(st.text(max_size=20))
def test_no_other_words_are_a_day(typed: str) -> None:
    if not any(char.isdigit() for char in typed):
        assert day_of(typed) is None


def test_forms_are_typed_again_as_they_were_typed() -> None:
    forms = forms_of("hot line", phrase_of("hot line"), phrase_of("hotline"))
    assert query_in_words(forms) == "hot line"
    assert parse_query(query_in_words(forms)).query == parse_query("hot line").query


def test_a_corrected_word_is_searched_in_all_its_forms(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "events:\n  - {id: us, date: 2000, title: A license}\n  - {id: uk, date: 2001, title: A licence}\n"
    )
    found = ask_search(index, "licenze", Filters())
    assert found.corrected
    assert {hit.id for hit in found.hits} == {"us", "uk"}
