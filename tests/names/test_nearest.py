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
    return NAMES[found[0][0]] if found else None


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
    assert {NAMES[index] for index, _ in nearest("Yletsin", NAMES)} >= {"Boris Yeltsin", "Ельцин"}


def test_han_characters_are_compared_as_pinyin() -> None:
    assert {NAMES[index] for index, _ in nearest("江泽明", NAMES)} == {"Jiang Zemin", "江泽民"}


@pytest.mark.parametrize("query", ["Smith", "xyzzy", "Clinton", "Foo Bar", "", "  ", "?!", "Лукашенко", "B."])
def test_nothing_is_offered_for_what_is_like_no_name(query: str) -> None:
    assert nearest(query, NAMES) == []


def test_the_nearest_come_first_and_no_more_than_asked_for() -> None:
    names = [f"Stepashin{letter}" for letter in "bcdfgh"] + ["Stepashin"]
    found = nearest("Stepashn", names, limit=3)
    assert found[0][0] == 6
    assert found[0][1] == pytest.approx(8 / 9, abs=1e-3)
    assert len(found) == 3
    similarities = [similarity for _, similarity in found]
    assert similarities == sorted(similarities, reverse=True)


def test_of_equal_names_the_shorter_is_first() -> None:
    assert nearest("Stepashn", ["Sergei Vadimovich Stepashin", "Stepashin"])[0][0] == 1


def test_among_no_names_none_is_near() -> None:
    assert nearest("Stepashin", []) == []


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_query_among_any_names_gives_similarities(query: str, names: list[str]) -> None:
    for index, similarity in nearest(query, names):
        assert 0 <= index < len(names)
        assert 0.0 < similarity <= 1.0


def test_of_endless_words_the_beginnings_are_compared() -> None:
    assert nearest("x" * 1_000_000, ["y" * 1_000_000, "x" * 900_000]) == [(1, 1.0)]
