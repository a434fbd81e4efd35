"""Characters that nobody sees: invisible ones, and those that turn the text around them."""

import re
from collections.abc import Iterator

from sinoru.text.hidden import FIRST_JOINED, JOINERS, PRINTABLE_RANGES

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Explicit directions (Unicode Annex 9): with them text can be shown in another order than it is read."""
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
    f"\ufff9-\ufffb\U000e0000-\U000e00ff{PRINTABLE_RANGES}"
)
HIDDEN = re.compile(f"[{TURNING}{_INVISIBLE}]")
IS_TURNING = re.compile(f"[{TURNING}]")

REMOVABLE = frozenset("\xad\u200b\u2060\ufeff")
"""What can be taken away without any loss: places to break a line at, and stray byte order marks."""

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def hidden_in(text: str) -> Iterator[tuple[int, str]]:
    """Give the hidden characters of a text that have no business there, each with its place from 0."""
    if text.isascii() and text.isprintable():
        return
    for found in HIDDEN.finditer(text):
        if not _is_due(text, found.start(), found[0]):
            yield found.start(), found[0]


def _is_due(text: str, place: int, char: str) -> bool:
    """Tell whether a script needs the character after the one before it."""
    before = text[place - 1] if place else ""
    if char in JOINERS:
        return before >= FIRST_JOINED
    return bool(_SELECTORS.match(char)) and not before.isascii()


def name_of(char: str) -> str:
    """Name a character as Unicode does: `U+200B ZERO WIDTH SPACE`."""
    from unicodedata import name

    names = name(char, "")
    return f"U+{ord(char):04X}{f' {names}' if names else ''}"
