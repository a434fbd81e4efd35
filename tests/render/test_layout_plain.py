from __future__ import annotations

from typing import TYPE_CHECKING

from sinoru.render.document import BLANK, INDENT, Column, Grid, Line, Span, line
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from sinoru.render.document import Document


def test_a_line_is_never_wrapped_or_cut() -> None:
    text = "word " * 1000
    assert list(plain_lines([line(text)])) == [text.rstrip()]


def test_columns_align_by_cells_and_the_last_is_not_padded() -> None:
    rows = (((Span("江泽民"),), (Span("a"),)), ((Span("Yeltsin"),), (Span("b c"),)))
    assert list(plain_lines([Grid((Column("Name"), Column("X")), rows)])) == [
        "Name     X",
        "江泽民   a",
        "Yeltsin  b c",
    ]


def test_a_grid_stands_behind_its_gutter() -> None:
    rows = (((Span("1998"),), (Span("Minister"),)), line("note"))
    assert list(plain_lines([Grid((Column(), Column()), rows, INDENT)])) == ["  1998  Minister", "  note"]


def test_numbers_stand_to_the_right() -> None:
    rows = (((Span("5"),), (Span("x"),)), ((Span("12"),), (Span("y"),)))
    assert list(plain_lines([Grid((Column(right=True), Column()), rows)])) == [" 5  x", "12  y"]


def test_no_line_ends_in_spaces() -> None:
    document = [Line((), (Span("│ "),)), line("text   "), BLANK]
    assert list(plain_lines(document)) == ["│", "text", ""]


def test_text_of_a_corpus_is_made_visible() -> None:
    grid = Grid((Column("\x1b[1m"),), (((Span("a\nb"),),),))
    assert list(plain_lines([line("\x1b[31m[bold]red[/]"), grid])) == ["^[[31m[bold]red[/]", "^[[1m", "a b"]


def test_lines_come_as_soon_as_they_are_made() -> None:
    def document() -> Document:
        yield line("first")
        raise AssertionError("asked for more than was read")

    assert next(plain_lines(document())) == "first"
