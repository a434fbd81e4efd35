"""British and American spellings of a word lead to each other, and no other word does."""

import pytest

from sinoru.text.spellings import other_spellings, respelt

PAIRS = """
colour color, coloured colored, labour labor, neighbours neighbors, organisation organization, organise organize,
analyse analyze, defence defense, offences offenses, centre center, theatre theater, dialogue dialog,
travelled traveled, cancelled canceled, programme program, programmes programs, grey gray, sceptical skeptical,
judgement judgment, aluminium aluminum, plough plow, tsar czar, roubles rubles, practised practiced, cheque check,
manoeuvres maneuvers, fulfil fulfill, skilful skillful, archaeology archeology, telephone phone, television tv
"""


@pytest.mark.parametrize("pair", [pair.split() for pair in PAIRS.split(",")])
def test_each_is_found_by_the_other(pair: list[str]) -> None:
    british, american = pair
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    "word", ["four", "hour", "rise", "wise", "called", "filled", "sense", "北京", "", "Köln"]
)
def test_short_words_and_others_have_none(word: str) -> None:
    assert list(other_spellings(word)) == []


def test_a_text_is_respelt_as_a_whole_or_not_at_all() -> None:
    assert (
        respelt("Theater Missile Defense", {"theater": "theatre", "defense": "defence"})
        == "theatre missile defence"
    )
    assert respelt("Missile", {"theater": "theatre"}) == ""
