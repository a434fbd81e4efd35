from __future__ import annotations

import pytest

from sinoru.names.alignment import given_names
from sinoru.names.keys import name_keys, query_keys
from sinoru.names.spelling import MOST_WORDS, RULES, rank_rule


def rules(text: str) -> dict[str, str]:
    return {key.key: key.rule for key in name_keys(text)}


def test_a_name_is_found_as_a_whole_by_its_sound_and_by_its_parts() -> None:
    assert rules("Boris Yeltsin") == {
        "=boris yeltsin": "exact",
        "~boris yeltsin": "reordered",
        "*boris elcin": "sound",
        "<b. elcin": "initials",
        "-boris": "part",
        "-yeltsin": "part",
        "<boris": "part-sound",
        "<elcin": "part-sound",
        "^794": "similar",
        "^846": "similar",
        f"^#{min(given_names()['boris'])}": "similar",
        "^=borisyeltsin": "similar",
    }


def test_a_patronymic_is_a_part_and_may_be_left_out_or_cut_to_its_initial() -> None:
    keys = rules("Boris Nikolayevich Yeltsin")
    assert keys["-nikolayevich"] == "part"
    assert keys["<boris elcin"] == "short"
    assert keys["<boris elcin n."] == "initials"
    assert keys["<b. elcin n."] == "initials"
    assert keys["-nikolayevich"] == "part"


def test_a_mandarin_name_is_found_in_either_order_and_not_by_slavic_sounds() -> None:
    keys = rules("Jiang Zemin")
    assert keys["*zh:jiangzemin"] == keys["*zh:zeminjiang"] == "sound"
    assert keys["<zh:jiang"] == keys["<zh:zemin"] == "part-sound"
    assert not [key for key in keys if key[0] in "*<" and ":" not in key]


def test_han_characters_are_found_by_surname_and_given_name() -> None:
    keys = rules("江泽民")
    assert keys["-江"] == keys["-泽民"] == "part"
    assert keys["*zh:jiangzemin"] == "sound"


def test_a_name_that_may_be_mandarin_or_russian_has_both_sounds() -> None:
    assert {"*lenin", "*zh:lenin"} <= rules("Lenin").keys()


def test_keys_of_a_cyrillic_name_have_the_ukrainian_reading_too() -> None:
    assert {"<igor", "<ihor"} <= rules("Игорь Иванов").keys()


def test_an_initial_is_the_written_and_the_spoken_letter() -> None:
    assert {"<e. primakov", "<primakov y."} <= rules("Yevgeny Primakov").keys()


def test_particles_and_initials_are_no_parts() -> None:
    keys = rules("Ministry of Defence")
    assert "-ministry" in keys
    assert "-of" not in keys
    assert "-b" not in rules("B. Yeltsin")


def test_a_one_word_query_may_be_a_part_and_a_longer_one_is_whole() -> None:
    assert "-zemin" in {key.key for key in query_keys("Zemin")}
    assert "<zh:zemin" in {key.key for key in query_keys("Zemin")}
    assert "-boris" not in {key.key for key in query_keys("Boris Yeltsin")}
    assert "<zh:lipeng" not in {key.key for key in query_keys("Li Peng")}


@pytest.mark.parametrize("text", ["Boris Nikolayevich Yeltsin", "江泽民", "Sergej Kusnezow", "Chu Jung-chi"])
def test_keys_come_strictest_first_and_once(text: str) -> None:
    for keys in (name_keys(text), query_keys(text)):
        ranks = [rank_rule(key.rule) for key in keys]
        assert ranks == sorted(ranks)
        assert len({key.key for key in keys}) == len(keys)
        assert {key.rule for key in keys} <= RULES.keys()


@pytest.mark.parametrize("text", ["", " ", "—", "'", "\u0301"])
def test_nothing_has_no_keys(text: str) -> None:
    assert name_keys(text) == query_keys(text) == ()


def test_a_text_too_long_for_a_name_is_found_as_a_whole_only() -> None:
    text = "word " * (MOST_WORDS + 1)
    assert (
        {key.rule for key in name_keys(text)}
        == {key.rule for key in query_keys(text)}
        == {"exact", "reordered"}
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("김대중", "GimDaeJung"), ("Κώστας Σημίτης", "Kostas Simitis"), ("ედუარდ", "eduard")],
)
def test_names_in_other_scripts_sound_like_their_latin_letters(one: str, other: str) -> None:
    mine = {key.key for key in name_keys(one) if key.key[0] == "*"}
    assert mine & {key.key for key in query_keys(other)}
