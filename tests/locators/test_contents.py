"""Locators of a source in its own order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sinoru.locators.contents import Contents, Locator
from sinoru.locators.entries import covered_days
from sinoru.locators.labels import Step
from sinoru.model.records import Section, Source

YU = Source(
    id="yu",
    title="Chronology",
    published="1999-07",
    sections=(
        Section(title="Love, unrequited", paragraphs=12),
        Section(title="An Accident", paragraphs=2),
        Section(title="Chronology", start="1999-04", end="1999-06", entries=("April 14", "April 8")),
    ),
)


def test_passages_are_in_the_order_of_the_sections_then_by_paragraph_or_date() -> None:
    cited = (
        "",
        "Chronology, June 1-3",
        "Chronology, April 14",
        "Chronology, February 24-27",
        "Chronology, April 8",
        "An Accident, 2",
        "Love, unrequited, 10",
        "Love, unrequited, 9",
        "Chronology, a note",
        "Chronology",
        "An Accident, 2",
    )
    assert Contents(YU).in_order(cited) == [
        "Love, unrequited, 9",
        "Love, unrequited, 10",
        "An Accident, 2",
        "Chronology",
        "Chronology, February 24-27",
        "Chronology, April 8",
        "Chronology, April 14",
        "Chronology, June 1-3",
        "Chronology, a note",
        "",
    ]


def test_without_sections_passages_are_in_the_order_of_numbers_and_dates() -> None:
    source = Source(id="x", title="X", published="1999")
    assert Contents(source).in_order(("10", "May 9", "9", "May 10", "a note")) == [
        "9",
        "10",
        "May 9",
        "May 10",
        "a note",
    ]


def test_headings_that_a_source_does_not_list_have_their_passages_in_order_too() -> None:
    source = Source(id="x", title="X", published="1999")
    cited = ("Talks, 10", "Chronology, June 7-17", "Talks, 9", "Chronology, May 8")
    assert Contents(source).in_order(cited) == [
        "Chronology, May 8",
        "Chronology, June 7-17",
        "Talks, 9",
        "Talks, 10",
    ]


def test_a_heading_whose_period_ends_before_it_begins_names_no_period() -> None:
    section = Section(title="A", start="1999-06", end="1999-04")
    assert covered_days(section) is None
    source = Source(id="x", title="X", sections=(section,))
    assert Contents(source).in_order(("A, June 2", "A, May 1")) == ["A, May 1", "A, June 2"]


def test_a_locator_is_parsed_against_the_sections_whatever_commas_their_titles_have() -> None:
    contents = Contents(YU)
    assert contents.parse("Love, unrequited, 10") == Locator(
        "Love, unrequited", (Step("paragraph", (("10", ""),)),)
    )
    assert contents.parse("love unrequited, ¶ 10") == contents.parse("Love, unrequited, 10")
    assert contents.parse("Love, unrequited") == Locator("Love, unrequited")
    assert contents.parse("Chronology, April 8") == Locator("Chronology", passage="April 8")
    assert contents.parse("Love, lost, 10") == Locator(passage="Love, lost, 10")
    assert contents.parse("p. 12") == Locator(steps=(Step("page", (("12", ""),)),))


def test_a_title_as_written_precedes_a_longer_one_of_the_same_words() -> None:
    contents = Contents(Source(id="x", title="X", sections=(Section(title="A"), Section(title="A: 1"))))
    assert contents.parse("A, 1").section == "A"
    assert contents.parse("a 1").section == "A: 1"


def test_a_bare_number_is_a_paragraph_only_where_the_source_has_sections() -> None:
    assert Contents(YU).parse("7").text == "para. 7"
    assert Contents(Source(id="x", title="X")).parse("7").text == "7"


def test_pages_are_in_the_order_of_volumes_and_numbers_roman_ones_first() -> None:
    pages = (
        "vol. 1, p. 9",
        "vol. 2, p. 3",
        "p. iv",
        "p. xx",
        "p. 9",
        "S. 10",
        "pp. 10-11",
        "fol. 9v",
        "fol. 10r",
    )
    contents = Contents(Source(id="x", title="X"))
    assert contents.in_order(reversed(pages)) == list(pages)


TITLES = st.sampled_from(["A", "A, B", "b", "Chronology", "War, Peace and Arms", "***", " x ", "p. 3"])
SECTIONS = st.lists(st.builds(Section, title=TITLES, entries=st.just(("May 8", "May  10"))), max_size=4).map(
    tuple
)
PARTS = st.one_of(
    TITLES, st.text(max_size=8), st.sampled_from([", ", ",", " ", "-", "–"]), st.integers(0, 200).map(str),
    st.sampled_from(["pp. ", "S. ", "л. ", "об.", "第", "页", "vol. ", "box ", "xii", "f.", "May 8", "June 3, 1999"]),
)  # fmt: skip
LOCATORS = st.lists(PARTS, max_size=6).map("".join)


@given(SECTIONS, LOCATORS)
def test_what_is_parsed_and_written_again_is_the_same_locator(sections: tuple[Section, ...], at: str) -> None:
    contents = Contents(Source(id="x", title="X", published="1999", sections=sections))
    parsed = contents.parse(at)
    assert contents.parse(parsed.text) == parsed


@given(SECTIONS, st.lists(LOCATORS, max_size=6))
def test_locators_have_one_order_however_they_are_listed(
    sections: tuple[Section, ...], cited: list[str]
) -> None:
    contents = Contents(Source(id="x", title="X", published="1999", sections=sections))
    ordered = contents.in_order(cited)
    assert sorted(ordered) == sorted(set(cited))
    assert contents.in_order(reversed(cited)) == ordered
