"""Japanese names are one name in every romanisation and in Polivanov's Cyrillic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names.japanese import read_japanese


@pytest.mark.parametrize(
    ("hepburn", "spellings"),
    [
        ("Shigenori Tōgō", ["Shigenori Togo", "Sigenori Tôgô", "Shigenori Tougou", "Сигэнори Того"]),
        (
            "Jinzaburō Masaki",
            ["Jinzaburo Masaki", "Zinzaburô Masaki", "Jinzaburou Masaki", "Дзиндзабуро Масаки"],
        ),
        ("Jun'ya Koizumi", ["Junya Koizumi", "Jyunya Koizumi", "Дзюнъя Коидзуми"]),
        ("Tsuyoshi Inukai", ["Tuyosi Inukai", "Цуёси Инукаи"]),
        ("Shumpei Itō", ["Shunpei Ito", "Syunpei Itoh"]),
    ],
)
def test_a_name_has_one_reading_in_all_spellings(hepburn: str, spellings: list[str]) -> None:
    for spelling in spellings:
        assert read_japanese(spelling) == read_japanese(hepburn), spelling


@pytest.mark.parametrize("text", ["", "Boris Yeltsin", "Kim Dae-jung", "Vladimir", "Xi Jinping"])
def test_what_is_no_japanese_name_has_no_reading(text: str) -> None:
    assert read_japanese(text) == ()


@given(st.text())
def test_a_reading_reads_as_itself(text: str) -> None:
    words = read_japanese(text)
    assert read_japanese(" ".join(words)) == words
