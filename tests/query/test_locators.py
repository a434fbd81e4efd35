"""Locators of a source in its own order."""

from __future__ import annotations

from sinoru.model.records import Section, Source
from sinoru.query.locators import covered_days, in_order_of_source

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
    assert in_order_of_source(YU, cited) == [
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
    assert in_order_of_source(source, ("10", "May 9", "9", "May 10", "p. x")) == [
        "9",
        "10",
        "May 9",
        "May 10",
        "p. x",
    ]


def test_a_heading_whose_period_ends_before_it_begins_names_no_period() -> None:
    section = Section(title="A", start="1999-06", end="1999-04")
    assert covered_days(section) is None
    source = Source(id="x", title="X", sections=(section,))
    assert in_order_of_source(source, ("A, June 2", "A, May 1")) == ["A, May 1", "A, June 2"]
