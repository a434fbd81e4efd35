from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Section, Source
from sinoru.verify.copies import read_copy
from sinoru.verify.passages import Copy, read_passages

if TYPE_CHECKING:
    from collections.abc import Callable

NOTES = Source(id="notes", title="Notes")


def sectioned(*titles: str) -> Source:
    return Source(id="s", title="Notes", sections=tuple(Section(title=title) for title in titles))


def locators(copy: Copy) -> list[str]:
    return [passage.at for passage in copy.passages]


@pytest.fixture
def copy(copy_of: Callable[..., str], source: Source) -> Copy:
    return read_passages(read_copy(copy_of()), source)


def test_passages_are_named_by_section_and_number_and_entries_by_date(copy: Copy) -> None:
    assert locators(copy) == [
        "Introduction, 1",
        "Introduction, 2",
        "The Long Pier, 1",
        "The Long Pier, 2",
        "The Long Pier, 3",
        "Chronology, March 3-9",
        "Chronology, April 2",
        "Chronology, May 1",
    ]


def test_title_and_author_are_front_matter(copy: Copy) -> None:
    assert copy.front_matter == ("The Harbour: Its Rise and Fall", "Ada Quill")


def test_a_broken_paragraph_is_one_passage(copy: Copy) -> None:
    assert copy.passages[4].text.endswith("which the Gazette had doubted for years.")


def test_a_copy_as_the_corpus_describes_it_needs_no_remark(copy: Copy) -> None:
    assert copy.remarks == ()


def test_a_source_without_sections_is_numbered_through() -> None:
    copy = read_passages("Notes\n\nFirst one.\n\nSecond one.", NOTES)
    assert locators(copy) == ["para. 1", "para. 2"]
    assert copy.front_matter == ("Notes",)


@pytest.mark.parametrize(
    "heading",
    [
        "The Long Pier",
        "“THE LONG  PIER”",
        "## The long pier",
        "**The Long Pier**",
        "2. The Long Pier",
        "II. The Long Pier",
    ],
)
def test_a_heading_is_known_in_any_dress(heading: str) -> None:
    copy = read_passages(f"First text.\n\n{heading}\n\nSecond text.", sectioned("Start", "The Long Pier"))
    assert locators(copy) == ["Start, 1", "The Long Pier, 1"]


def test_a_heading_needs_no_blank_line_after_it() -> None:
    copy = read_passages("First text.\nThe Long Pier\nSecond text.", sectioned("Start", "The Long Pier"))
    assert [passage.text for passage in copy.passages] == ["First text.", "Second text."]


def test_a_heading_may_be_broken_over_two_lines() -> None:
    copy = read_passages("First text.\n\nThe Long\nPier\n\nSecond text.", sectioned("Start", "The Long Pier"))
    assert locators(copy) == ["Start, 1", "The Long Pier, 1"]


def test_a_longer_heading_may_begin_with_the_title() -> None:
    copy = read_passages("Text.\n\nChronology of the Pier\n\nMore.", sectioned("Start", "Chronology"))
    assert locators(copy) == ["Start, 1", "Chronology, 1"]


def test_a_longer_heading_is_none_where_the_title_stands_alone() -> None:
    text = "Text.\n\nPier\n\nPier Building Today\n\nMore.\n\nPier Building Today\n\nStill more."
    assert locators(read_passages(text, sectioned("Start", "Pier"))) == ["Start, 1", "Pier, 1", "Pier, 2"]


def test_the_word_of_a_title_within_a_paragraph_is_no_heading() -> None:
    copy = read_passages("It has two\nimplications\nthat matter.", sectioned("Start", "Implications"))
    assert [passage.text for passage in copy.passages] == ["It has two implications that matter."]


def test_what_precedes_a_marked_first_section_is_front_matter() -> None:
    copy = read_passages("An abstract of it all.\n\nStart\n\nText.", sectioned("Start"))
    assert (copy.front_matter, locators(copy)) == (("An abstract of it all.",), ["Start, 1"])


def test_a_table_of_contents_makes_no_passages() -> None:
    text = "Start\nThe Long Pier\n\nStart\n\nText.\n\nThe Long Pier\n\nMore."
    assert locators(read_passages(text, sectioned("Start", "The Long Pier"))) == [
        "Start, 1",
        "The Long Pier, 1",
    ]


def test_a_line_below_a_heading_is_no_passage() -> None:
    text = "Start\n\nfrom spring to summer\n\nText."
    assert locators(read_passages(text.replace("from", "From"), sectioned("Start"))) == ["Start, 1"]


def test_headings_that_no_locator_names_are_no_passages() -> None:
    text = "Start\n\nText.\n\n### a small heading\n\nMore.\n\nAnother Small Heading\n\nMost."
    assert [one.text for one in read_passages(text, sectioned("Start")).passages] == [
        "Text.",
        "More.",
        "Most.",
    ]


def test_an_entry_right_below_the_heading_is_a_passage() -> None:
    text = "Chronology\n\nMay 1, 1999: Jiang Meets Ivanov\n\nMay 2, 1999: A call."
    assert locators(read_passages(text, sectioned("Chronology"))) == [
        "Chronology, May 1",
        "Chronology, May 2",
    ]


def test_a_paragraph_without_a_date_belongs_to_the_entry_before_it() -> None:
    text = "Chronology\n\nMay 1, 1999: A visit.\n\nIt was long.\n\nMay 2, 1999: A call."
    first, second = read_passages(text, sectioned("Chronology")).passages
    assert (first.text, second.number) == ("May 1, 1999: A visit. It was long.", 2)


def test_a_section_with_a_stray_date_is_no_chronology() -> None:
    text = "Start\n\nText.\n\nMay 1: A visit.\n\nMore text."
    assert locators(read_passages(text, sectioned("Start"))) == ["Start, 1", "Start, 2", "Start, 3"]


def test_an_entry_is_named_by_its_date_with_and_without_the_year() -> None:
    (entry,) = read_passages("Chronology\n\nMay 1, 1999: A visit.", sectioned("Chronology")).passages
    assert entry.names == ("Chronology, May 1", "Chronology, May 1, 1999")


def test_a_missing_heading_is_remarked() -> None:
    copy = read_passages("Text.", sectioned("Start", "The Long Pier"))
    assert copy.remarks == ("the heading 'The Long Pier' does not appear in this copy",)


def test_another_number_of_passages_is_remarked(source: Source, copy_of: Callable[..., str]) -> None:
    copy = read_passages(read_copy(copy_of(("- (2) a light.\n\n", ""))), source)
    assert copy.remarks == ("'The Long Pier' has 2 passages in this copy; the corpus expects 3",)


def test_a_byline_may_turn_the_name_round(source: Source) -> None:
    copy = read_passages("By Ada QUILL\n\nText here.", replace(source, sections=()))
    assert copy.front_matter == ("By Ada QUILL",)


def test_passages_show_no_soft_hyphens() -> None:
    (passage,) = read_passages("The strate-\ngic view.", NOTES).passages
    assert passage.shown == "The strategic view."


def test_entries_that_the_corpus_lists_are_compared() -> None:
    section = Section(title="Chronology", entries=("May 1", "May 2-3"))
    source = Source(id="s", title="Notes", sections=(section,))

    def remarks(*dates: str) -> tuple[str, ...]:
        entries = "\n\n".join(f"{date}, 1999: Talks." for date in dates)
        return read_passages(f"Chronology\n\n{entries}", source).remarks

    assert remarks("May 1", "May 2 – 3") == ()
    assert remarks("May 1", "May 1 - 2", "May 2 – 3") == ()
    assert remarks("May 2-3", "May 1") == (
        "the entries of 'Chronology' are not in the order that the corpus lists",
    )
    assert remarks("May 1", "May 4") == ("the entry 'Chronology, May 2-3' does not appear in this copy",)
