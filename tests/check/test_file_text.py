"""The text of a file is given piece by piece, and is the same in whatever pieces."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.check import file_text
from sinoru.check.file_text import FileText

TEXTS = st.lists(st.sampled_from(["a", "Ё", "é", "\n", "\r", "\r\n", "\u2028", "\u200b", "👍"])).map("".join)


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> object:
    """Let a few bytes be many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_text, "_PIECE", 7)
        patch.setattr(file_text, "_BLOCK", 3)
        yield


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_lines_are_those_of_an_editor(text: str, encoding: str) -> None:
    source = FileText("a.yaml", text.encode(encoding))
    lines = re.split("\r\n|[\r\n]", text)
    assert "".join(source.pieces()) == text
    assert [line for _, line in source.numbered()] in (lines, lines[:-1])
    assert [source.line(number) for number in range(1, len(lines) + 2)] == [*lines, ""]
    assert source.has_hidden == ("\u200b" in text or "\u2028" in text)
    assert source.has_odd_breaks == ("\u2028" in text)


@given(st.binary(max_size=60))
def test_any_bytes_have_lines(data: bytes) -> None:
    source = FileText("a.yaml", data)
    assert "".join(source.pieces()) == source.text
    for number, line in source.numbered():
        assert source.line(number) == line
