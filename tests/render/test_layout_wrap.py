from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.render.document import Span
from sinoru.render.layout import cell_width, escape_controls, escape_each, wrap

TEXTS = st.text(st.sampled_from("ab -/中文「」，。é\u0301\x1b\nمه\u200c\u200d👩⚠\ufe0f"))


def wrapped(text: str, width: int) -> list[str]:
    return ["".join(span.text for span in spans) for spans in wrap((Span(text),), width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("hotline-call-1999", 9, ["hotline-", "call-1999"]),
        ("https://example.org/a", 12, ["https://", "example.org/", "a"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("中央军事委员会", 6, ["中央军", "事委员", "会"]),
        ("the 中央军事", 8, ["the 中央", "军事"]),
        ("  indented text", 8, ["  indent", "ed text"]),
        ("می\u200cخواهم", 3, ["می\u200cخ", "واه", "م"]),
        ("می\u200cخواهم", 2, ["می\u200c", "خو", "اه", "م"]),
        ("ภาษา\u200bไทย", 5, ["ภาษา\u200b", "ไทย"]),
        ("👩\u200d🔬👩\u200d🔬 a", 3, ["👩\u200d🔬", "👩\u200d🔬", "a"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_a_wide_character_alone_leaves_no_empty_line() -> None:
    assert wrapped("中文", 1) == ["中", "文"]


def test_a_long_text_of_many_pieces_is_cut_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    class Counted(str):
        __slots__ = ()

        def __getitem__(self, place: Any) -> str:
            nonlocal looked_at
            looked_at += len(piece := super().__getitem__(place))
            return piece

    spans = tuple(Span("名", "title" if number % 2 else "text") for number in range(3000))
    monkeypatch.setattr("sinoru.render.layout.escape_each", lambda texts: list(map(Counted, texts)))
    assert len(list(wrap(spans, 2))) == len(spans)
    assert looked_at <= len(spans) * 2


def test_no_line_begins_with_closing_punctuation_of_cjk_text() -> None:
    assert wrapped("江泽民，北京", 6) == ["江泽", "民，北", "京"]


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrapped(text, width))


@given(TEXTS, st.integers(1, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join(wrapped(text, width)).replace(" ", "") == escape_controls(text).replace(" ", "")


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["text", "title"])), max_size=4), st.integers(1, 30))
def test_every_character_keeps_its_role(runs: list[tuple[str, str]], width: int) -> None:
    spans = tuple(Span(text, "title" if role == "title" else "text") for text, role in runs)
    escaped = zip(spans, escape_each([span.text for span in spans]), strict=True)
    titles = "".join(shown for span, shown in escaped if span.role == "title").replace(" ", "")
    shown = "".join(s.text for line in wrap(spans, width) for s in line if s.role == "title").replace(" ", "")
    assert shown == titles
