from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._emoji_codes import EMOJI

from sinoru.text.hidden import escape_hidden, honest_in, is_hidden, is_honest

HIDDEN = {"Cc", "Cf", "Zl", "Zp"}
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HONEST = [
    "خامنه\u200cای",  # Persian: Khamenei
    "آذر\u200cماه",  # after a letter that never joins to the next
    "شی\u0621\u200cگرا",  # after one that joins to none
    "زی\u064e\u200cبا",  # after a vowel sign
    "۱۳\u200cساله",  # after a digit: 13 years old
    "۱۳۵۷ ه\u200d.ش",  # 1357 of the solar Hijra
    "س\u200dس",
    "ܒ\u200cܒ",  # Syriac
    "क\u094d\u200dष",  # Hindi, after a virama
    "സോഫ്റ്റ്\u200cവെയർ",  # Malayalam: software
    "র\u200d\u09cdযাব",  # Bengali: a joiner before the virama
    "ශ\u0dca\u200dරී",  # Sinhala: Sri, as in Sri Lanka
    "👩\u200d🔬",
    "👩🏽\u200d🔬",
    "❤\ufe0f\u200d🔥",
    "🏳\ufe0f\u200d🌈",
    "⚠\ufe0f",
    "☎\ufe0e",
    "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    "葛\U000e0100城",  # a rare form of a Japanese name
    "ᠮᠣᠩᠭᠤᠯ\u180b",
    "ᠰᠠᠷ\u180eᠠ",
    "ភ្នំ\u200bពេញ",  # Phnom Penh
    "กรุง\u200bเทพ",
    "ວຽງ\u200bຈັນ",
    "ရန်\u200bကုန်",
]
ALONE = [
    "\u200c",
    "م\u200c",
    "\u200cم",
    "م\u200c خ",
    "م\u200c\u200cخ",
    "م\u200ca",
    "a\u200cb",
    "а\u200dб",
    "中\u200d文",
    "!\u200d",
    "👩\u200d",
    "👩\u200da",
    "👩\u200d\u200d🔬",
    "a\ufe0f",
    "12\ufe0f",
    "⚠\ufe0f\ufe0f",
    "م\ufe0f",
    "漢\U000e0100\U000e0101",
    "🏴\U000e0067\U000e0062",
    "a\U000e0067",
    "a\u200bb",
    "ខ\u200ba",
    "ខ\u200b\u200bខ",
    "中\u200b文",
    "ខ\u2060ខ",
]
"""Texts with a hidden character that does not belong there."""


@pytest.mark.parametrize("plane", range(17))
def test_no_control_or_format_character_passes(plane: int) -> None:
    for code in range(plane << 16, min((plane + 1) << 16, sys.maxunicode + 1)):
        if unicodedata.category(chr(code)) in HIDDEN and chr(code) != "\n":
            assert escape_hidden(chr(code)).startswith("\\u"), hex(code)


@pytest.mark.parametrize(
    "text", ["heart\ufe0f", "a\U000e0100", "\u3164", "\uffa0", "\u115f", "\u17b4", "a\u034fb"]
)
def test_what_no_font_shows_does_not_pass_as_text(text: str) -> None:
    assert "\\u" in escape_hidden(text)
    assert json.loads(f'"{escape_hidden(text)}"') == text


def test_line_feeds_and_spaces_stay() -> None:
    assert escape_hidden("a b\nc\u00a0\u2003\u3000d") == "a b\nc\u00a0\u2003\u3000d"


def test_within_json_escapes_are_read_back() -> None:
    hidden = "\x7f\x85\u200f\u2066\U000e0041"
    assert json.loads(f'"{escape_hidden(hidden)}"') == hidden


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert escape_hidden(text) == text
    assert escape_hidden(f"before {text}, after") == f"before {text}, after"


def test_every_emoji_stays_as_it_is() -> None:
    emoji = [one for one in EMOJI.values() if not any(unicodedata.category(char) == "Cn" for char in one)]
    assert [one for one in emoji if escape_hidden(one) != one] == []


@pytest.mark.parametrize("text", ALONE)
def test_a_joiner_that_joins_nothing_is_written_out(text: str) -> None:
    assert "\\u" in escape_hidden(text)


def test_joiners_stay_wherever_internet_names_allow_them() -> None:
    """As RFC 5892 has it (Appendix A.1 and A.2)."""
    core = pytest.importorskip("idna.core")
    named = (char for code in range(0x0300, 0x1F000) if unicodedata.name(char := chr(code), ""))
    chars = [
        char for char in named if unicodedata.category(char)[0] in "LM" and not "\u3400" < char < "\ud800"
    ]
    names = [f"ه\u200c{char}" for char in chars] + [f"{char}\u200cا" for char in chars]
    allowed = [name for name in names if core.valid_contextj(name, 1)]
    assert len(allowed) > 500
    assert [name for name in allowed if not is_honest(name, 1)] == []


LETTERS = "aб中क\u094dمرـهء\u064e۱ខก👩🔬❤⚠🏽1!\u20e3 "
TEXTS = st.text(st.sampled_from(LETTERS + "\u200b\u200c\u200d\ufe0e\ufe0f\u180e\U000e0100\x1b\n" + TURNING))


def is_allowed(text: str, offset: int) -> bool:
    """Return whether a hidden character is one that may belong to a text, with a neighbour that can need it."""
    char, before, after = text[offset], text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if char in "\u200c\u200d" and before in ("\u094d", "\u064e", *"مرـهء۱"):
        return True
    if char in "\u200c\u200d" and (before, after) == ("क", "\u094d"):
        return True
    if char == "\u200d":
        return before in ("\ufe0f", *"👩🔬❤🏽") and after in ("👩", "🔬", "❤", "🏽")
    if char == "\u200b":
        return before in ("ខ", "ก") and after in ("ខ", "ก")
    if char == "\U000e0100":
        return before == "中"
    return char in "\ufe0e\ufe0f" and (
        before in ("👩", "🔬", "❤", "⚠") or (before == "1" and after == "\u20e3")
    )


@given(TEXTS)
def test_what_is_printed_is_visible_or_joins_its_neighbours(text: str) -> None:
    shown = escape_hidden(text)
    hidden = [offset for offset, char in enumerate(shown) if is_hidden(ord(char)) and char != "\n"]
    assert [offset for offset in hidden if not is_allowed(shown, offset)] == []
    assert not set(shown) & set(TURNING)
    assert hidden == [offset for offset in honest_in(shown) if offset in hidden]


def test_a_joiner_among_a_million_marks_is_judged_by_its_neighbours() -> None:
    marks = "\u064e" * 1_000_000
    assert escape_hidden(f"ب{marks}\u200c{marks}ب").count("\\u200c") == 1
    assert escape_hidden(f"ب{marks}" + "\u200c\u064e" * 10_000).count("\\u200c") == 10_000
