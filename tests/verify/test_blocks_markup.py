from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.verify.blocks import strip_markup


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (r"dropped to US\$5.48 billion", "dropped to US$5.48 billion"),
        ("the *Izvestiya* newspaper", "the Izvestiya newspaper"),
        ("**Note:** the *“Gazette”*, once", "Note: the “Gazette”, once"),
        ("_Izvestiya_ said", "Izvestiya said"),
        ("see [the treaty](https://x.org/a_b) here", "see the treaty here"),
        ("![a map](map.png)", "a map"),
        ("in 1994.[12] Then", "in 1994. Then"),
        ("Moscow[^3]", "Moscow"),
        ("Tom &amp; Ada&nbsp;Quill", "Tom & Ada\u00a0Quill"),
        (r"\*not emphasis\*", "*not emphasis*"),
    ],
)
def test_what_a_conversion_added_is_taken_away(line: str, seen: str) -> None:
    assert strip_markup(line) == seen


@pytest.mark.parametrize(
    "line", ["5 * 3 = 15", "snake_case", "[1999] was a year", "R&D", "C:\\temp", "- (1) from"]
)
def test_what_stands_in_the_source_stays(line: str) -> None:
    assert strip_markup(line) == line


@given(st.text(alphabet="*_\\[]()!&a1 .", max_size=60))
def test_no_line_is_too_odd(line: str) -> None:
    strip_markup(line)
