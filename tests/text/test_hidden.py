from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from sinoru.text.hidden import escape_hidden

HIDDEN = {"Cc", "Cf", "Zl", "Zp"}


@pytest.mark.parametrize("plane", range(17))
def test_no_control_or_format_character_passes(plane: int) -> None:
    for code in range(plane << 16, min((plane + 1) << 16, sys.maxunicode + 1)):
        if unicodedata.category(chr(code)) in HIDDEN and chr(code) != "\n":
            assert escape_hidden(chr(code)).startswith("\\u"), hex(code)


@pytest.mark.parametrize(
    "text", ["heart\ufe0f", "漢\U000e0100", "\u3164", "\uffa0", "\u115f", "\u17b4", "a\u034fb"]
)
def test_what_no_font_shows_does_not_pass_as_text(text: str) -> None:
    assert "\\u" in escape_hidden(text)
    assert json.loads(f'"{escape_hidden(text)}"') == text


def test_line_feeds_and_spaces_stay() -> None:
    assert escape_hidden("a b\nc\u00a0\u2003\u3000d") == "a b\nc\u00a0\u2003\u3000d"


def test_within_json_escapes_are_read_back() -> None:
    hidden = "\x7f\x85\u200f\u2066\U000e0041"
    assert json.loads(f'"{escape_hidden(hidden)}"') == hidden
