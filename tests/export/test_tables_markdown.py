from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.export import tables
from sinoru.export.tables import escape_markdown
from sinoru.query.answers import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import Card, Search


def exported(answer: object) -> str:
    return "".join(tables.export_markdown(answer))


def test_every_row_has_as_many_cells_as_the_head(answer: object) -> None:
    for table in exported(answer).split("\n\n"):
        lines = [line for line in table.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) <= 1


def test_tables_are_as_expected(answer: object, answer_name: str, golden: Callable[[str, str], None]) -> None:
    text = exported(answer)
    golden(f"markdown/{answer_name}", text)


def test_an_empty_listing_is_an_empty_table() -> None:
    head, rule = exported(Timeline(events=(), total=0)).splitlines()
    assert head.startswith("| id | date | title |")
    assert set(rule) == {"|", "-", " "}


def test_sections_without_rows_are_left_out(organisation_card: Card) -> None:
    assert [line for line in exported(organisation_card).splitlines() if line.startswith("#")] == [
        "## Organisation"
    ]


def test_sources_and_locators_stand_beside_each_event(timeline: Timeline) -> None:
    assert "yu-1999q2: Chronology, May 10" in exported(timeline)


def test_a_bar_in_a_cell_does_not_end_it(search: Search) -> None:
    assert r"The hotline \| is used" in exported(search)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>", r"\<script\>"),
        ("[a](b)", r"\[a\](b)"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("&lt;", r"\&lt;"),
        ("~~gone~~", r"\~\~gone\~\~"),
        (r"a\b", r"a\\b"),
        ("two\nlines", "two lines"),
        ("https://a.org", r"https\://a.org"),
        ("www.a.org", r"www\.a.org"),
        ("$x$", r"\$x\$"),
        ("a\u202eb", r"a\\u202eb"),
    ],
)
def test_markup_is_text(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(st.text())
def test_no_text_breaks_out_of_its_cell(text: str) -> None:
    escaped = escape_markdown(text)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<>`*_\[\]]", escaped)
