"""Every mark and every colour of the views is explained, once."""

from __future__ import annotations

from typing import get_args

import pytest

from sinoru.model.records import AssessmentVerdict
from sinoru.render.conflicts import MEANINGS
from sinoru.render.document import ASCII, UNICODE, Glyphs, Look, Role
from sinoru.render.layout import plain_lines
from sinoru.render.marks import COLORS, MARKS, PUNCTUATION, marks_document
from sinoru.render.parts import verdict_mark
from sinoru.render.terminal import THEMES


def test_each_mark_is_explained_once() -> None:
    explained = [field for meanings in MARKS.values() for field in meanings]
    assert len(explained) == len(set(explained))
    assert sorted({*explained, *PUNCTUATION}) == sorted(Glyphs.__struct_fields__)
    assert not PUNCTUATION & set(explained)


def test_each_colour_is_explained() -> None:
    assert set(COLORS) == set(get_args(Role))


def test_the_marks_of_a_chart_mean_what_its_legend_says() -> None:
    meanings = MARKS["Timeline as a picture (--style gantt)"]
    assert meanings["point"] == "an event of one day"
    assert "under way" in meanings["bar"]
    assert "parts" not in meanings, "a chart has no partly filled bars"


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_each_mark_is_shown_as_it_is_drawn(glyphs: Glyphs, width: int) -> None:
    text = "\n".join(plain_lines(marks_document(None, Look(glyphs, width)), width))
    assert all(getattr(glyphs, field) in text for meanings in MARKS.values() for field in meanings)
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_a_style_for_each_role(theme: str) -> None:
    assert set(THEMES[theme]) == set(get_args(Role))


EXPLAINED = {field: meaning for meanings in MARKS.values() for field, meaning in meanings.items()}


def explained(mark: str) -> str:
    """Return the meanings of what is drawn as this mark."""
    return "; ".join(meaning for field, meaning in EXPLAINED.items() if getattr(UNICODE, field) == mark)


@pytest.mark.parametrize("verdict", MEANINGS)
def test_what_the_first_line_of_conflicts_says_of_a_mark_is_explained(verdict: str) -> None:
    assert MEANINGS[verdict] in explained(verdict_mark(verdict, UNICODE).text)


@pytest.mark.parametrize("verdict", [*get_args(AssessmentVerdict), ""])
def test_the_mark_before_a_claim_is_explained_by_its_verdict(verdict: str) -> None:
    word = {"unverified": "not verified", "": "not assessed", "superseded": "overtaken"}.get(verdict, verdict)
    assert word in explained(verdict_mark(verdict, UNICODE).text)


def test_what_is_reconciled_has_no_mark_in_lists() -> None:
    assert "are all reconciled has no mark in lists" in EXPLAINED["differs"]
