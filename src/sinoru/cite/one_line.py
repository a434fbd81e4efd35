"""Text that may stand in any format of citation."""

from itertools import pairwise

from sinoru.text.hidden import FIRST_JOINED, JOINERS, is_hidden

_OWN = f"{JOINERS}\ufe00\ufe01\ufe02\ufe0e\ufe0f"
"""Joiners and variation selectors: letters' own in Persian and Indic scripts, and in rare Chinese characters."""


def one_line(text: str) -> str:
    """Give a text on one line: no control, invisible or direction-changing characters, single spaces.

    A citation is pasted into other programs, which read a line end or a control as the end of a field.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(_shown(before, char) for before, char in pairwise(f" {text}")).split())


def _shown(before: str, char: str) -> str:
    if not is_hidden(ord(char)):
        return char
    is_own = char in _OWN or "\U000e0100" <= char <= "\U000e01ef"
    if is_own:
        return char if before >= FIRST_JOINED and not is_hidden(ord(before)) else ""
    return " "
