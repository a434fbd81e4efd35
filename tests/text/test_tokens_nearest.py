import random

import pytest

from sinoru.text.tokens import nearest_words

VOCABULARY = (
    "the russian russia china yeltsin stepashin stepanov kosovo kosovar serbia siberia nato kfor jiang zhang "
    "primakov chernomyrdin rambouillet embassy treaty treaties ельцин королев belgrade 1998 1999"
).split()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Stepasin", "stepashin"),
        ("Yetlsin", "yeltsin"),
        ("Kosvo", "kosovo"),
        ("Cosovo", "kosovo"),
        ("Chernomydrin", "chernomyrdin"),
        ("Chermomyrdin", "chernomyrdin"),
        ("Rambouilet", "rambouillet"),
        ("natto", "nato"),
        ("embasy's", "embassy"),
        ("Ельцын", "ельцин"),
        ("Королёф", "королев"),
        ("kfr", "kfor"),
    ],
)
def test_a_typing_error_gives_the_word_meant(typed: str, first: str) -> None:
    assert nearest_words(typed, VOCABULARY)[0] == first


@pytest.mark.parametrize("typed", ["xylophone", "naato?!naato", "1997", "su", "北约", "", "🙂", "\0", "nt"])
def test_what_is_like_nothing_has_no_near_words(typed: str) -> None:
    assert nearest_words(typed, VOCABULARY) == []


def test_short_words_have_one_error_and_long_ones_two() -> None:
    assert nearest_words("kosvv", ["kosovo"]) == []
    assert nearest_words("kosovvvo", ["kosovo"]) == ["kosovo"]
    assert nearest_words("kosovvvvo", ["kosovo"]) == []


def test_the_word_itself_is_not_near() -> None:
    assert nearest_words("Treaty", ["treaty", "treats"]) == ["treats"]


def test_nearest_first_then_the_same_first_letter_then_the_given_order() -> None:
    vocabulary = ["jiangsus", "yiangsu", "jiangxu", "jiangsi"]
    assert nearest_words("jiangsu", vocabulary, limit=9) == ["jiangsus", "jiangxu", "jiangsi", "yiangsu"]
    assert nearest_words("jiangsuu", ["jiangxiu", "yiangsuu"]) == ["yiangsuu", "jiangxiu"]


def test_there_are_at_most_as_many_as_asked() -> None:
    assert len(nearest_words("treaty", ["treats", "treaty1", "treat", "tready"])) == 3
    assert nearest_words("treaty", ["treats"], limit=0) == []


def test_a_large_vocabulary_gives_the_same() -> None:
    letters = random.Random(1999)  # noqa: S311  not for secrets
    noise = ["".join(letters.choices("qxzjvw", k=9)) for _ in range(24_000)]
    assert nearest_words("Stepasin", [*noise, *VOCABULARY]) == ["stepashin"]
