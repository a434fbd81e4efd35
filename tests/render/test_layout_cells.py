from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._emoji_codes import EMOJI
from rich.cells import cell_len

from sinoru.render.layout import cell_width, fitting


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Su-30", 5),
        ("江泽民", 6),
        ("Ёлкин", 5),
        ("e\u0301", 1),
        ("“a” – ✓", 7),
        ("한국", 4),
        ("ｆｕｌｌ", 8),
        ("خامنه\u200cای", 7),
        ("က\u200bခ", 2),
        ("👩\u200d🔬", 2),
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("👩🏽\u200d🔬", 2),
        ("👩\u200d⚕\ufe0f", 2),
        ("⛹🏽\u200d♂\ufe0f", 2),
        ("⚠\ufe0f ⚠ ☎\ufe0e", 6),
        ("1\ufe0f\u20e3", 2),
    ],
)
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells == cell_len(text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Mn", "Zs"])), st.integers(1, 20))
def test_a_fitting_part_is_the_longest_that_fits(text: str, width: int) -> None:
    end = fitting(text, 0, width)
    assert cell_width(text[:end]) <= width or end == 1 or cell_width(text[: end - 1]) == 0
    assert end == len(text) or cell_width(text[: end + 1]) > width


def test_a_combining_character_stays_with_its_letter() -> None:
    assert fitting("cafe\u0301s", 0, 4) == 5


def test_an_emoji_takes_the_cells_that_rich_counts() -> None:
    emoji = [one for one in EMOJI.values() if not any(unicodedata.category(char) == "Cn" for char in one)]
    assert [one for one in emoji if cell_width(one) != cell_len(one)] == []


def test_a_joined_emoji_is_not_parted() -> None:
    assert fitting("👩\u200d🔬👩\u200d🔬", 0, 3) == 3
    assert fitting("⚠\ufe0f⚠\ufe0f", 0, 3) == 2
