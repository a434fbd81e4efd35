from __future__ import annotations

import pytest

from sinoru.verify.passages import Headings, words_of

TITLES = ("Unrequited Love", "The Role of an Accident", "Chronology")


@pytest.fixture
def headings() -> Headings:
    return Headings(TITLES, ["“Unrequited Love”", "Chronology of China-Russia Relations", "Some text."])


@pytest.mark.parametrize(
    "line",
    [
        "Unrequited Love",
        "“Unrequited Love”",
        "UNREQUITED  LOVE",
        "### Unrequited Love ###",
        "*Unrequited Love*",
        "1. Unrequited Love",
        "1.2 Unrequited Love",
        "IV. Unrequited Love",
        "Part 2. Unrequited Love",
        "A. Unrequited Love",
        "Unrequited Love:",
    ],
)
def test_a_title_is_known_whatever_its_dress(headings: Headings, line: str) -> None:
    assert headings.section_of(line) == "Unrequited Love"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Love",
        "Unrequited Love and War",
        "It was unrequited love.",
        "Unrequited Love was the theme of all that season, and of the next.",
        "The Role of an Accident " * 20,
    ],
)
def test_other_lines_are_no_headings(headings: Headings, line: str) -> None:
    assert headings.section_of(line) == ""


def test_a_title_that_stands_nowhere_alone_may_begin_a_longer_heading(headings: Headings) -> None:
    assert headings.section_of("Chronology of China-Russia Relations") == "Chronology"
    assert headings.section_of("Chronology of what the two sides did, and why") == ""
    assert headings.section_of("Chronologies") == ""


def test_a_source_without_sections_has_no_headings() -> None:
    assert Headings([], ["Unrequited Love"]).section_of("Unrequited Love") == ""


def test_a_title_of_figures_is_not_taken_for_numbering() -> None:
    assert Headings(["1999"], ["1999"]).section_of("1999") == "1999"


def test_titles_in_other_scripts_are_known() -> None:
    headings = Headings(["中俄关系", "Хронология"], ["一、中俄关系", "ХРОНОЛОГИЯ"])
    assert headings.section_of("中俄关系") == "中俄关系"
    assert headings.section_of("«ХРОНОЛОГИЯ»") == "Хронология"


def test_the_words_of_a_heading_leave_out_all_else() -> None:
    assert words_of("“The  Role—of an *Accident*”!") == "the role of an accident"
