"""Laws of names: whatever is written can be looked up, and romanising a name does not hide it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sinoru.names.alignment import align, alignment_keys, typed_keys
from sinoru.names.folding import fold
from sinoru.names.keys import name_keys, query_keys
from sinoru.names.likeness import distance, in_latin
from sinoru.names.mandarin import read_mandarin
from sinoru.names.phonetic import read_slavic
from sinoru.names.spelling import MOST_WORDS
from tests.names.matching import matching_rule

# BGN/PCGN 1947 romanisation of Russian, table and notes, without its optional dots.
BGN = dict(
    zip(
        "абвгджзиклмнопрстуфхцчшщыэюяйьъ",
        "a b v g d zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya y ’ ”".split(),
        strict=True,
    )
)
VOWELS = "аеёиоуыэюя"


def romanise_bgn(name: str) -> str:
    """Note 1 of the table: е and ё are ye and yë at the start and after vowels, й, ъ and ь."""
    romanised = ""
    for before, letter in zip(" " + name, name, strict=False):
        if letter in "её":
            glide = "y" if before in VOWELS + "йъь " else ""
            romanised += glide + {"е": "e", "ё": "ë"}[letter]
        else:
            romanised += BGN[letter]
    return romanised


ONSETS = (
    "б бр в вл г гр д др ж з зв к кл кр л м мл н п пл пр р с ск сл см ст стр т тр ф х хр ц ч ш щ шт".split()
)
ENDINGS = "ов ев ёв ин ын ский цкий ский енко ук юк ич ович аев оев еев ьев иев ой ый ян дзе швили".split()
syllables = st.builds("".join, st.tuples(st.sampled_from(ONSETS), st.sampled_from(VOWELS)))
surnames = st.builds(
    lambda start, middle, last, ending: start + "".join(middle) + last + ending,
    st.sampled_from(["", *"аеёиоуэюя"]),
    st.lists(st.one_of(syllables, st.sampled_from(["йко", "льни", "рья", "съе"])), max_size=2),
    st.sampled_from(ONSETS),
    st.sampled_from(ENDINGS),
)


def sounds(name: str) -> set[tuple[str, ...]]:
    return set(read_slavic([name]))


@given(surnames)
def test_a_surname_and_its_bgn_romanisation_are_one_name(surname: str) -> None:
    assert matching_rule(romanise_bgn(surname), surname) in ("exact", "sound")
    assert matching_rule(surname.title(), romanise_bgn(surname).upper()) in ("exact", "sound")


@given(surnames, surnames)
def test_a_surname_is_found_as_part_of_a_name_in_the_other_script(given_name: str, surname: str) -> None:
    assume(not read_mandarin(f"{given_name} {surname}"))  # бин is the Mandarin syllable bing, as well as bin
    assert matching_rule(romanise_bgn(surname), f"{given_name} {surname}") is not None
    assert (
        matching_rule(f"{surname} {given_name}", f"{romanise_bgn(given_name)} {romanise_bgn(surname)}")
        is not None
    )


@given(surnames, surnames)
def test_names_alike_in_cyrillic_are_alike_in_latin(one: str, other: str) -> None:
    alike_in_cyrillic = bool(sounds(one) & sounds(other))
    alike_in_latin = bool(
        sounds(romanise_bgn(one).replace("’", "").replace("”", ""))
        & sounds(romanise_bgn(other).replace("’", "").replace("”", ""))
    )
    assert alike_in_latin >= alike_in_cyrillic


@given(st.text())
def test_every_name_finds_itself(text: str) -> None:
    if fold(text):
        assert matching_rule(text, text) == "exact"


@given(st.text(), st.text())
def test_the_order_of_words_does_not_hide_a_name(one: str, other: str) -> None:
    if fold(f"{one} {other}"):
        assert matching_rule(f"{one} {other}", f"{other} {one}") in ("exact", "reordered")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_name_is_aligned_with_itself_and_found_by_the_keys_of_its_words(text: str) -> None:
    assume(any(letter.isalpha() for letter in in_latin(text)) and len(text.split()) <= MOST_WORDS)
    found = align(f"{text} x", f"{text} x")
    assert found is not None
    assert found.distance == 0
    keys = set(alignment_keys(text))
    assert not keys or all(not typed.isdisjoint(keys) for typed in typed_keys(text)[-1:])


@given(surnames, surnames)
def test_two_words_of_a_name_are_met_in_either_order(given_name: str, surname: str) -> None:
    assume(len({given_name, surname}) == 2)
    first, last = romanise_bgn(given_name), romanise_bgn(surname)
    assert align(f"{first} {last}", f"{first} {last}") is not None
    assert align(f"{last} {first}", f"{first} {last}") is not None


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1), st.text(alphabet="abcdefghijklmnopqrstuvwxyz")
)
def test_the_distance_of_words_is_the_same_both_ways_and_none_to_oneself(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 1


@given(st.text(), st.text())
def test_any_two_texts_can_be_held_together(query: str, written: str) -> None:
    matching_rule(query, written)


@given(st.text(alphabet="江泽民长乐曾A a'-.ЦзянэьchJ", max_size=60))
def test_mixed_scripts_have_keys(text: str) -> None:
    assert all(key.key[0] in "=~*<-^" for key in (*name_keys(text), *query_keys(text)))
