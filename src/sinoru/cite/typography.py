"""Quotes and full stops as print has them (Chicago Manual of Style 6.9, 6.11, 6.123)."""

import re

ITALIC, UPRIGHT = "\x02", "\x03"
"""Marks around italics; no text of a corpus has them (one_line)."""

_OPENING = re.compile(r"(?<![^\s(\[{—–“‘\"])[\"'](?=\S)")
_QUOTES = str.maketrans({'"': "”", "'": "’"})
_AFTER_QUOTE = re.compile(rf"((?:{UPRIGHT}?[”’])+)([.,])")
_DOUBLED = re.compile(rf"([.?!])([”’{UPRIGHT}]*)\.")
_INNER = {"“": "‘", "”": "’"}


def curled(text: str) -> str:
    """Give a text with typographic quotes and apostrophes."""
    opened = _OPENING.sub(lambda match: "“" if match[0] == '"' else "‘", text)
    return opened.translate(_QUOTES)


def punctuated(text: str) -> str:
    """Put commas and full stops before the quotes that close, one full stop where there were two."""
    return _DOUBLED.sub(r"\1\2", _AFTER_QUOTE.sub(r"\2\1", _nested(text)))


def _nested(text: str) -> str:
    """Give quotes within quotes as single ones."""
    depth = 0
    letters = []
    for letter in text:
        if letter == "”" and depth:
            depth -= 1
        letters.append(_INNER.get(letter, letter) if depth else letter)
        depth += letter == "“"
    return "".join(letters)
