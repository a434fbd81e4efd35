"""Titles of offices, taken apart."""

from __future__ import annotations

import pytest

from sinoru.names.countries import states_called
from sinoru.names.titles import RANKS, equal_titles, parse_title


@pytest.mark.parametrize(
    ("text", "words", "states", "is_deputy", "is_acting"),
    [
        ("US president", "president", ["United States"], False, False),
        ("us president", "president", ["United States"], False, False),
        ("President of the United States", "president", ["United States"], False, False),
        ("Soviet foreign minister", "foreign minister", ["Soviet Union"], False, False),
        ("Minister of Foreign Affairs of Russia", "minister of foreign affairs", ["Russia"], False, False),
        ("First Deputy Prime Minister of Russia", "prime minister", ["Russia"], True, False),
        ("First-ranking Vice Premier of the State Council", "premier of the state council", [], True, False),
        ("Vice-President", "president", [], True, False),
        ("Acting Premier", "premier", [], False, True),
        (
            "First Secretary of the Central Committee",
            "first secretary of the central committee",
            [],
            False,
            False,
        ),
        ("Secretary of State", "secretary of state", [], False, False),
    ],
)
def test_a_title_is_taken_apart(
    text: str, words: str, states: list[str], *, is_deputy: bool, is_acting: bool
) -> None:
    title = parse_title(text)
    assert title.words == words
    assert [state.name for state in title.states] == states
    assert (title.is_deputy, title.is_acting) == (is_deputy, is_acting)


def names_of(country: str) -> frozenset[str]:
    return frozenset(name for state in states_called(country) for name in state.all_names)


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("Secretary of State", "United States", "foreign minister"),
        ("Foreign Secretary", "United Kingdom", "foreign minister"),
        ("Premier of the State Council", "China", "prime minister"),
        ("Chairman of the Council of Ministers", "Soviet Union", "prime minister"),
        ("Chancellor", "Germany", "prime minister"),
        ("Minister of National Defence", "China", "defence minister"),
    ],
)
def test_equal_titles_mean_one_office(title: str, country: str, office: str) -> None:
    assert parse_title(title).offices(names_of(country)) == {office}


def test_a_title_means_an_office_only_in_its_states() -> None:
    assert parse_title("Secretary of State").offices(names_of("Norway")) == set()
    assert parse_title("Chancellor").offices(frozenset()) == set()


def test_offices_have_a_rank_and_deputies_come_last() -> None:
    assert parse_title("President of Russia").rank(names_of("Russia")) == "head of state"
    assert parse_title("Minister of Culture").rank(names_of("Russia")) == "minister"
    assert parse_title("Deputy Prime Minister").rank(names_of("Russia")) == "rest"


def test_the_table_is_well_formed() -> None:
    for words, meanings in equal_titles().items():
        assert words == words.casefold().strip()
        for each in meanings:
            assert each.rank in RANKS
            assert all(states_called(state) for state in each.states), each
