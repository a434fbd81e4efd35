from __future__ import annotations

from itertools import pairwise

import pytest

from sinoru.names.spelling import RULES, have_other_numerals, rank_rule, rule_in_words, weaker_rule


def test_the_rules_are_ranked_from_the_strictest() -> None:
    order = ["register", "exact", "reordered", "sound", "short", "initials", "variant", "part", "part-sound"]
    order += ["inflected", "similar", "typo"]
    assert list(RULES) == order
    assert all(rank_rule(one) < rank_rule(other) for one, other in pairwise(order))


def test_an_unknown_rule_comes_last() -> None:
    assert rank_rule("id") > rank_rule("typo")


@pytest.mark.parametrize(
    ("one", "other", "weaker"),
    [("exact", "sound", "sound"), ("part", "short", "part"), ("typo", "typo", "typo")],
)
def test_a_match_is_as_weak_as_its_weaker_side(one: str, other: str, weaker: str) -> None:
    assert weaker_rule(one, other) == weaker_rule(other, one) == weaker


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("exact", "exact name"),
        ("sound", "same name in another romanisation"),
        ("part", "part of the name"),
        ("typo", "typing error"),
        ("office", "office"),
    ],
)
def test_rules_are_told_in_words(rule: str, words: str) -> None:
    assert rule_in_words(rule) == words


@pytest.mark.parametrize(
    ("typed", "written", "are_others"),
    [
        ("Henry VIII", "Henry VI", True),
        ("elizabeth ii windsor", "Elizabeth I Tudor", True),
        ("henry viii", "Henry VIII Tudor", False),
        ("Henry VIII", "Henry Tudor", False),
        ("hu hsi", "Hu Xi", False),
        ("Xi Jinping", "Li VI", False),
    ],
)
def test_rulers_of_one_name_are_told_apart_by_their_numerals(
    typed: str, written: str, *, are_others: bool
) -> None:
    assert have_other_numerals(typed, written) is are_others
