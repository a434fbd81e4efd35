from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.render.matches import highlight


def matches(text: str, *words: str) -> list[str]:
    return [span.text for span in highlight(text, words) if span.role == "match"]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Su-30 and SU-30 jets", ("Su-30",), ["Su-30", "SU-30"]),
        ("the art of arteries", ("art",), ["art"]),
        ("江泽民访问北京", ("北京", "江泽民"), ["江泽民", "北京"]),
        ("arms arms sale", ("arms", "arms sale"), ["arms", "arms sale"]),
        ("C++ (1999)", ("C++", "(1999)"), ["C++", "(1999)"]),
        ("nothing", ("",), []),
        ("nothing", (), []),
    ],
)
def test_whole_words_are_marked(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert matches(text, *words) == found


@given(st.text(), st.lists(st.text()))
def test_marking_changes_no_text(text: str, words: list[str]) -> None:
    assert "".join(span.text for span in highlight(text, words)) == text
