"""How a search line is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.tui.views import parse_search


def test_words_and_filters_are_told_apart() -> None:
    wanted = parse_search(
        'su30 person:"Zhang Wannian" from:1999-05 kind:visit kind:sale "state visit" -bombing'
    )
    assert wanted.words == 'su30 "state visit" -bombing'
    assert wanted.filters == {
        "person": ("Zhang Wannian",),
        "start": "1999-05",
        "kind": ("visit", "sale"),
    }


def test_a_colon_after_another_word_is_part_of_it() -> None:
    assert parse_search("NATO: expansion").words == "NATO: expansion"


def test_a_filter_without_a_value_is_not_yet_one() -> None:
    assert parse_search("person:").filters == {}
    assert parse_search("person:").words == ""


def test_an_open_quote_is_still_being_typed() -> None:
    assert parse_search('"state vis').words == "state vis"


@given(st.text(max_size=40))
def test_any_line_can_be_read(line: str) -> None:
    parse_search(line)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"-72" jets', '"-72" jets'),
        ('jets -"prime minister"', 'jets -"prime minister"'),
        ('"Acting President" person:"Yu Bin"', '"Acting President"'),
        ("jets OR (ships -boats) kind:sale", "(jets OR (ships -boats))"),
        ("person:Yeltsin OR person:Jiang", "person:Yeltsin OR person:Jiang"),
        ("jets -", "jets"),
    ],
)
def test_quotes_and_minus_keep_their_meaning(typed: str, words: str) -> None:
    assert parse_search(typed).words == words
