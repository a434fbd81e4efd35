from __future__ import annotations

import pytest

from sinoru.model.records import Evidence, Section, Source
from sinoru.verify.passages import Finder, Passage

PASSAGES = (
    Passage("Start", 1, "The town lived on herring."),
    Passage("Start", 2, "The council of the town met."),
    Passage("“Long” Pier", 1, "A pier of 72 spans."),
    Passage("Chronology", 1, "May 1, 1901: A light.", "May 1, 1901"),
    Passage("Chronology", 2, "May 1, 1901: The pier.", "May 1, 1901"),
)
SOURCE = Source(
    id="s", title="S", sections=tuple(Section(title=one) for one in ("Start", "“Long” Pier", "Chronology"))
)
FINDER = Finder(SOURCE, PASSAGES, {})


def evidence(at: str, *terms: str) -> Evidence:
    return Evidence(source="s", at=at, terms=terms)


def test_terms_are_looked_for_in_the_passage_alone() -> None:
    assert FINDER.find(evidence("Start, 1", "town", "herring")).is_found
    assert FINDER.find(evidence("Start, 1", "town", "council")).missing == ("council",)


def test_locators_are_known_in_any_setting() -> None:
    assert FINDER.find(evidence("'long'  pier, 1".replace("'", '"'), "72")).is_found
    assert FINDER.find(evidence("Chronology, 2", "pier")).is_found
    assert FINDER.find(evidence("Chronology, May 1, 1901", "light")).is_found


def test_paragraphs_are_found_in_the_usual_words_and_by_ranges() -> None:
    assert FINDER.find(evidence("start, ¶ 1", "herring")).is_found
    assert FINDER.find(evidence("Start, 1–2", "herring", "council")).is_found
    assert not FINDER.find(evidence("Start, p. 1", "herring")).has_place


@pytest.mark.parametrize("at", ["2", "para. 2", "абз. 2"])
def test_without_sections_a_bare_number_is_a_paragraph_of_the_copy(at: str) -> None:
    passages = (Passage("", 1, "A light."), Passage("", 2, "A pier."))
    finder = Finder(Source(id="s", title="S"), passages, {})
    assert finder.find(evidence(at, "pier")).passages == (passages[1],)


def test_of_two_entries_with_one_date_the_one_with_the_terms_is_meant() -> None:
    assert FINDER.find(evidence("Chronology, May 1", "pier")).passages == (PASSAGES[4],)


def test_terms_may_not_be_spread_over_two_entries_with_one_date() -> None:
    assert FINDER.find(evidence("Chronology, May 1", "light", "pier")).missing


def test_a_locator_may_name_a_section_or_nothing() -> None:
    assert FINDER.find(evidence("Start", "herring", "council")).is_found
    assert FINDER.find(evidence("", "herring", "72 spans")).is_found


def test_evidence_on_the_whole_rests_on_the_passages_that_hold_all_its_terms() -> None:
    assert FINDER.find(evidence("", "town", "met")).passages == (PASSAGES[1],)
    assert FINDER.find(evidence("", "herring", "council")).passages == ()
    assert FINDER.find(evidence("")).passages == ()


def test_evidence_without_terms_needs_its_passage() -> None:
    assert FINDER.find(evidence("Start, 1")).is_found
    assert not FINDER.find(evidence("Start, 9")).is_found


def test_a_locator_that_names_no_passage_is_told_with_the_nearest() -> None:
    assert not FINDER.find(evidence("Start, 3", "herring")).has_place
    assert FINDER.nearest("Start, 3")[:2] == ("Start, 2", "Start, 1")
    assert FINDER.nearest("Chronology, May 2")[0] == "Chronology, May 1"


def test_the_passages_where_a_term_stands_are_named_once_each() -> None:
    assert FINDER.locators_of("town") == ("Start, 1", "Start, 2")
    assert FINDER.locators_of("1901") == ("Chronology, May 1",)
    assert FINDER.locators_of("whale") == ()


def test_a_copy_without_passages_holds_nothing() -> None:
    empty = Finder(SOURCE, (), {})
    assert empty.find(evidence("", "town")).missing == ("town",)
    assert not empty.find(evidence("Start, 1", "town")).is_found
    assert empty.nearest("Start, 1") == ()
