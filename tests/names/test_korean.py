"""Korean names are one name in Hangul, in hanja, in Cyrillic and in every romanisation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names.korean import read_korean

HANGUL = st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣"))


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("한덕수", ["Han Duck-soo", "Han Deok-su", "Han Tŏk-su", "Han Duksoo", "Хан Док Су", "韓悳洙"]),
        ("정동영", ["Chung Dong-young", "Jeong Dong-yeong", "Chŏng Tong-yŏng", "Dong-young Chung"]),
        ("이해찬", ["Lee Hae-chan", "I Hae-chan", "Yi Hae-ch'an", "Rhee Hae Chan", "Ли Хэ Чхан"]),
        ("류현진", ["Ryu Hyun-jin", "Yoo Hyun-jin", "Yu Hyŏn-jin"]),
        ("박근혜", ["Park Geun-hye", "Pak Kŭn-hye", "Bak Geunhye", "Пак Кын Хе"]),
        ("조명균", ["Cho Myoung-gyon", "Jo Myeong-gyun", "Cho Myŏng-gyun"]),
    ],
)
def test_a_name_has_one_reading_in_all_spellings(hangul: str, spellings: list[str]) -> None:
    (name,) = read_korean(hangul)
    for spelling in spellings:
        assert name in read_korean(spelling), spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jae-gyu", "Kim Jae-in"), ("Han Duck-soo", "Han Duck-san"), ("Lee Hae-chan", "Lee Hoi-chang")],
)
def test_other_syllables_are_another_name(one: str, other: str) -> None:
    assert set(read_korean(one)).isdisjoint(read_korean(other))


@pytest.mark.parametrize(
    "text", ["", "Kim", "Winston Churchill", "Xi Jinping", "Olga Ivanova", "a b c d e", "김"]
)
def test_what_is_no_korean_name_has_no_reading(text: str) -> None:
    assert read_korean(text) == []


@given(st.text(alphabet=HANGUL, min_size=2, max_size=2))
def test_a_given_name_reads_the_same_joined_and_parted(given_name: str) -> None:
    assert set(read_korean(f"김 {given_name}")) & set(read_korean("김" + given_name))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    read_korean(text)
