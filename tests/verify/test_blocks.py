from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.verify.blocks import SOFT_HYPHEN, Block, ends_sentence, looks_like_heading, read_blocks


def texts(text: str, *headings: str) -> list[str]:
    return [block.text for block in read_blocks(text.splitlines(), lambda line: line in headings)]


def test_blank_lines_part_paragraphs() -> None:
    assert texts("One line\nand another.\n\n \nThe next.") == ["One line and another.", "The next."]


def test_list_items_are_blocks_without_their_bullet() -> None:
    assert read_blocks(["- (1) the first;", "- (2) the second"], lambda _: False) == [
        Block("(1) the first;", "item"),
        Block("(2) the second", "item"),
    ]


def test_a_list_may_follow_its_colon_at_once() -> None:
    assert texts("Two things:\n1. one thing\n2. another") == ["Two things:", "1. one thing", "2. another"]


def test_a_wrapped_item_stays_one() -> None:
    assert texts("- the first that\n  goes on\n- the second") == ["the first that goes on", "the second"]


def test_a_wrapped_line_that_begins_like_an_item_is_none() -> None:
    assert texts("They met on May\n8. They met again.") == ["They met on May 8. They met again."]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = "Word " * 40 + "end."
    assert texts(f"{long}\nShort one.\n{long}") == [long, "Short one.", long]


def test_dated_entries_need_no_blank_line_between() -> None:
    assert texts("May 1: A visit.\nMay 2-3: A call\nthat was long.\nJune 4: Talks") == [
        "May 1: A visit.",
        "May 2-3: A call that was long.",
        "June 4: Talks",
    ]


def test_a_paragraph_broken_before_a_small_letter_is_whole_again() -> None:
    assert texts("Russians were not happy\n\nabout being left out.") == [
        "Russians were not happy about being left out."
    ]


def test_a_paragraph_broken_within_a_sentence_is_whole_again() -> None:
    assert texts("State Councilor Wu Yi visited\n\nMoscow to explore new areas.") == [
        "State Councilor Wu Yi visited Moscow to explore new areas."
    ]


def test_a_page_number_within_a_paragraph_is_no_part_of_it() -> None:
    assert texts("It was broken here by a\n\n12\n\npage end.") == ["It was broken here by a page end."]


def test_a_paragraph_that_ends_is_not_joined_to_the_next() -> None:
    assert texts("He said “so.”\n\nThen he left.") == ["He said “so.”", "Then he left."]


def test_a_heading_without_a_full_stop_is_not_joined_to_what_follows() -> None:
    assert texts("The Fall of the Harbour\n\nThen came the storm.") == [
        "The Fall of the Harbour",
        "Then came the storm.",
    ]


def test_what_follows_a_colon_is_a_block_of_its_own() -> None:
    assert texts("There were four shifts:\n\nfrom talk to deeds") == [
        "There were four shifts:",
        "from talk to deeds",
    ]


def test_an_entry_without_a_full_stop_is_not_joined_to_the_next() -> None:
    assert texts("May 1, 1999: Jiang meets the envoy\n\nMay 2, 1999: A call.") == [
        "May 1, 1999: Jiang meets the envoy",
        "May 2, 1999: A call.",
    ]


def test_known_headings_need_no_blank_lines() -> None:
    blocks = read_blocks(["Implications", "Since the fall."], lambda line: line == "Implications")
    assert blocks == [Block("Implications", "heading"), Block("Since the fall.")]


def test_marked_and_underlined_headings_are_known() -> None:
    assert [block.kind for block in read_blocks(["## Any words at all", "Text."], lambda _: False)] == [
        "heading",
        "paragraph",
    ]
    assert texts("Implications\n============\nSince the fall.", "Implications") == [
        "Implications",
        "Since the fall.",
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("the strate-\ngic view.", f"the strate{SOFT_HYPHEN}gic view."),
        ("Sino-\nRussian ties.", "Sino-Russian ties."),
        ("some Su-\n30 jets.", "some Su-30 jets."),
        ("at last -\nat last.", "at last - at last."),
        ("the strate-\n\ngic view.", f"the strate{SOFT_HYPHEN}gic view."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(lines: str, whole: str) -> None:
    assert texts(lines) == [whole]


@pytest.mark.parametrize(
    "text", ["It ended.", "Did it?", "“It ended.”", "(It ended.)", "It ended.12", "It ended…", "它结束了。"]
)
def test_the_end_of_a_sentence_is_known(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It went on", "It was 10.5", "Smith,", "in the year 1999", ""])
def test_other_endings_are_known(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    "text", ["April-June 1999", "Chronology of China-Russia Relations", "“Unrequited Love”", "1999"]
)
def test_headings_are_known_by_their_look(text: str) -> None:
    assert looks_like_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moscow to explore new areas",
        "It Ended.",
        "about being left out",
        "May 11, 1999: Jiang Meets Chernomyrdin",
        "Word " * 20,
        "Moscow, Beijing,",
    ],
)
def test_text_does_not_look_like_a_heading(text: str) -> None:
    assert not looks_like_heading(text)


@given(st.lists(st.text(alphabet="aB .-:\n#1*\u00ad“", max_size=30), max_size=12))
def test_nothing_but_markup_spaces_and_page_numbers_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char in "aB")

    text = "\n".join(lines)
    assert letters("".join(texts(text))) == letters(text)
