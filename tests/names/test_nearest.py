from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names.nearest import nearest

NAMES = [
    "Boris Yeltsin",
    "Sergei Stepashin",
    "Viktor Chernomyrdin",
    "Yevgeny Primakov",
    "Igor Ivanov",
    "Leonid Ivashov",
    "Jiang Zemin",
    "Zhu Rongji",
    "Zhang Wannian",
    "Slobodan Milošević",
    "Ельцин",
    "江泽民",
    "State Duma",
]


def best(query: str) -> str | None:
    found = nearest(query, NAMES)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Stepashn", "Sergei Stepashin"),
        ("Sergei Stepashn", "Sergei Stepashin"),
        ("Stepashni Sergei", "Sergei Stepashin"),
        ("Chernomirdyn", "Viktor Chernomyrdin"),
        ("Tschernmyrdn", "Viktor Chernomyrdin"),
        ("Eugene Primakov", "Yevgeny Primakov"),
        ("Примокав", "Yevgeny Primakov"),
        ("Zhang Wannien", "Zhang Wannian"),
        ("Milosovitch", "Slobodan Milošević"),
        ("State Douma", "State Duma"),
        ("Stat Duma", "State Duma"),
        ("Jelzn", "Ельцин"),
    ],
)
def test_the_meant_name_is_offered_first(query: str, name: str) -> None:
    assert best(query) == name


def test_cyrillic_names_are_near_to_latin_queries() -> None:
    assert set(nearest("Yletsin", NAMES, 5)) >= {"Boris Yeltsin", "Ельцин"}


def test_han_characters_are_compared_as_pinyin() -> None:
    assert set(nearest("江泽明", NAMES, 5)) == {"Jiang Zemin", "江泽民"}


@pytest.mark.parametrize("query", ["Smith", "xyzzy", "Clinton", "Foo Bar", "", "  ", "?!", "Лукашенко", "B."])
def test_nothing_is_offered_for_what_is_like_no_name(query: str) -> None:
    assert nearest(query, NAMES) == []


def test_the_nearest_come_first_and_no_more_than_asked_for() -> None:
    names = [f"Stepashin{letter}" for letter in "bcdfgh"] + ["Stepashin"]
    found = nearest("Stepashn", names, limit=3)
    assert found[0] == "Stepashin"
    assert len(found) == 3


def test_of_equal_names_the_shorter_is_first() -> None:
    assert nearest("Stepashn", ["Sergei Vadimovich Stepashin", "Stepashin"])[0] == "Stepashin"


def test_among_no_names_none_is_near() -> None:
    assert nearest("Stepashin", []) == []


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_query_among_any_names_finds_some_of_them_once(query: str, names: list[str]) -> None:
    found = nearest(query, names, 5)
    assert set(found) <= set(names)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("query", "known", "first"),
    [
        ("partof", ["participants", "part_of", "parts"], "part_of"),
        ("form", ["for", "from", "to"], "from"),
        ("Chronology, May 9", ["Chronology, May 19", "Chronology, May 8"], "Chronology, May 8"),
        ("Chronology, May 9", ["Chronology, May 5", "Chronology, May 8"], "Chronology, May 8"),
        ("yu-1999q3", ["yu-1999q1-note", "yu-1999q2", "yang-2000"], "yu-1999q2"),
        ("evnt", ["event", "person", "organisation"], "event"),
        ("cvs", ["json", "csv", "ics"], "csv"),
    ],
)
def test_words_ids_and_locators_are_compared_as_names_are(query: str, known: list[str], first: str) -> None:
    assert nearest(query, known)[0] == first


def test_of_endless_words_the_beginnings_are_compared() -> None:
    assert nearest("x" * 1_000_000, ["y" * 1_000_000, "x" * 900_000]) == ["x" * 900_000]
