from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.render.document import BLANK, INDENT, Block, Column, Grid, Line, Span, line, with_gutter
from sinoru.render.layout import cell_width, plain_lines

WORDS = st.text(st.sampled_from("ab 中"), max_size=30)
SPANS = st.lists(WORDS.map(Span), max_size=3).map(tuple)
LINES = st.builds(Line, SPANS, st.just(INDENT), st.just(INDENT))
COLUMNS = st.builds(Column, st.sampled_from(["", "Date"]), st.booleans(), st.booleans())
GRIDS = st.lists(COLUMNS, min_size=1, max_size=5).flatmap(
    lambda columns: st.builds(
        Grid,
        st.just(tuple(columns)),
        st.lists(st.one_of(LINES, st.tuples(*[SPANS] * len(columns))), max_size=4).map(tuple),
        st.sampled_from([(), INDENT]),
    )
)


def fitted(*document: Block, width: int) -> list[str]:
    return list(plain_lines(document, width))


def cells(*texts: str) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(text),) for text in texts)


OFFICES = Grid(
    (Column("From", wraps=False), Column("Office"), Column("No.", right=True)),
    (cells("12 May 1999", "Prime Minister of the Russian Federation", "7"), cells("1998", "Minister", "12")),
)


def test_a_line_wraps_under_its_gutter() -> None:
    item = Line((Span("one two three four"),), (Span("● "),), (Span("│ "),))
    assert fitted(item, width=10) == ["● one two", "│ three", "│ four"]


def test_gutters_nest() -> None:
    item = with_gutter(
        Line((Span("one two three"),), (Span("≠ "),), (Span("  "),)), (Span("│ "),), (Span("│ "),)
    )
    assert fitted(item, width=12) == ["│ ≠ one two", "│   three"]


def test_a_label_in_a_gutter_survives_any_width() -> None:
    item = Line((Span("Boris Yeltsin"),), (Span("participants  "),), (Span(" " * 14),))
    assert "".join(fitted(item, width=12)).replace(" ", "") == "participantsBorisYeltsin"


def test_a_grid_that_fits_keeps_its_columns() -> None:
    assert fitted(OFFICES, width=70) == [
        "From         Office                                    No.",
        "12 May 1999  Prime Minister of the Russian Federation    7",
        "1998         Minister                                   12",
    ]


def test_a_tight_grid_wraps_its_text_and_never_its_dates() -> None:
    assert fitted(OFFICES, width=40) == [
        "From         Office                  No.",
        "12 May 1999  Prime Minister of the     7",
        "             Russian Federation",
        "1998         Minister                 12",
    ]


def test_a_narrow_grid_becomes_labelled_lines() -> None:
    assert fitted(OFFICES, width=24) == [
        "From: 12 May 1999",
        "Office: Prime Minister",
        "  of the Russian",
        "  Federation",
        "No.: 7",
        "",
        "From: 1998",
        "Office: Minister",
        "No.: 12",
    ]


def test_a_narrow_grid_without_titles_sets_its_further_cells_in() -> None:
    grid = Grid((Column(wraps=False), Column()), (cells("12 May 1999", "Prime Minister"),))
    assert fitted(grid, width=20) == ["12 May 1999", "  Prime Minister"]


def test_a_line_among_rows_takes_the_whole_width() -> None:
    note = line("a remark that is longer than any column")
    grid = Grid((Column(wraps=False), Column()), (cells("1998", "Minister"), note, cells("1999", "Premier")))
    assert fitted(grid, width=50) == [
        "1998  Minister",
        "a remark that is longer than any column",
        "1999  Premier",
    ]


def test_an_empty_grid_is_nothing() -> None:
    assert fitted(Grid((Column(),), ()), width=80) == []


def test_a_blank_line_stays() -> None:
    assert fitted(BLANK, width=80) == [""]


@given(st.one_of(LINES, GRIDS), st.integers(1, 500))
def test_any_document_fits_any_width(block: Block, width: int) -> None:
    for text in fitted(block, width=width):
        assert text == text.rstrip(" ")
        assert cell_width(text) <= max(width, 2)


@given(GRIDS, st.integers(1, 60))
def test_no_cell_is_lost_in_any_width(grid: Grid, width: int) -> None:
    def letters(texts: list[str]) -> str:
        titles = "".join(column.title for column in grid.columns)
        return "".join(sorted(char for char in "".join(texts) if char in "ab中" and char not in titles))

    assert letters(fitted(grid, width=width)) == letters(list(plain_lines([grid])))


OFFICE = (
    (Span("19 May – 9 August 1999"),),
    (Span("Sergei Stepashin"),),
    (Span("Prime Minister of Russia, Government of the Russian Federation"),),
    (Span("[washington-post-1999-05-20-stepashin] [dezxc-stepashin] [guardian-1999-08-09-putin]"),),
)
WITH_SOURCES = Grid((Column(wraps=False), Column(), Column(), Column()), (OFFICE,), INDENT)


def test_what_has_no_room_beside_other_cells_is_below_them() -> None:
    assert list(plain_lines([WITH_SOURCES], 60)) == [
        "  19 May – 9 August 1999  Sergei Stepashin",
        "    Prime Minister of Russia, Government of the Russian",
        "    Federation  [washington-post-1999-05-20-stepashin]",
        "    [dezxc-stepashin] [guardian-1999-08-09-putin]",
    ]


@pytest.mark.parametrize("width", range(60, 301, 8))
def test_cells_without_titles_are_neither_stacked_nor_towers(width: int) -> None:
    lines = list(plain_lines([WITH_SOURCES], width))
    assert lines[0].startswith("  19 May – 9 August 1999  Sergei Stepashin")
    assert len(lines) <= 5
    assert all(cell_width(line) <= width for line in lines)


def test_a_long_first_cell_leaves_room_for_the_next() -> None:
    since = (Span("since 23 December 1998 at the latest, until August 2003 (first and last day not known)"),)
    lines = list(plain_lines([Grid(WITH_SOURCES.columns, ((since, *OFFICE[1:]),), INDENT)], 80))
    assert lines[:2] == [
        "  since 23 December 1998 at the latest, until August 2003       Sergei Stepashin",
        "  (first and last day not known)",
    ]
