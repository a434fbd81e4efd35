from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.render.layout import escape_controls, escape_each
from sinoru.text.hidden import honest_in


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Черномырдин",
        "江泽民",
        "e\u0301",
        "中\u3000文",
        "10\u00a0May",
        "“quoted” – ≠ ✓",
        "🙂",
        "خامنه\u200cای",
        "क्\u200dष",
        "👩\u200d🔬 ⚠\ufe0f",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert escape_controls(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "^[[31mred"),
        ("a\x00b\x7f", "a^@b^?"),
        ("back\x08", "back^H"),
        ("over\rwritten", "over^Mwritten"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("\u2066isolated\u2069", "<U+2066>isolated<U+2069>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\u0645\u06cc\u200c", "\u0645\u06cc<U+200C>"),
        ("\u0645\u200f\u062e", "\u0645<U+200F>\u062e"),
        ("joined\u200d", "joined<U+200D>"),
        ("\ufeffmark", "<U+FEFF>mark"),
        ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
        ("\udcff", "<U+DCFF>"),
        ("line\u2028paragraph\u2029", "line<U+2028>paragraph<U+2029>"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("heart\ufe0f", "heart<U+FE0F>"),
        ("filler\u3164", "filler<U+3164>"),
        ("private\ue000", "private<U+E000>"),
        ("two\nlines\tand a tab", "two lines and a tab"),
    ],
)
def test_what_could_deceive_is_written_out(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@given(st.text(st.characters()))
def test_nothing_invisible_is_left(text: str) -> None:
    shown = escape_controls(text)
    honest = honest_in(shown)
    left = {unicodedata.category(char) for offset, char in enumerate(shown) if offset not in honest}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(st.text(st.characters()))
def test_what_is_visible_stays_visible(text: str) -> None:
    assert escape_controls(escape_controls(text)) == escape_controls(text)


JOINED = st.text(st.sampled_from("aم ه\u200c\u200d👩🔬❤\ufe0f\u202e"))


@given(st.lists(JOINED, max_size=5))
def test_parts_of_a_text_are_escaped_like_the_whole(parts: list[str]) -> None:
    assert "".join(escape_each(parts)) == escape_controls("".join(parts))
