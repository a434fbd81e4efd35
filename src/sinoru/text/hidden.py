"""Characters that take no ink: they could hide words, or turn other text around."""

import re
from functools import cache

PRINTABLE_BUT_HIDDEN = (
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)
"""What is Default_Ignorable_Code_Point in Unicode and yet printable to `str.isprintable`."""

PRINTABLE_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in PRINTABLE_BUT_HIDDEN)
"""The same, as it stands in the brackets of a regular expression."""

JOINERS = "\u200c\u200d"
FIRST_JOINED = "\u0590"
"""Scripts from here on (Hebrew, Arabic, Indic ...) need joiners, as do emoji; Latin does not."""

_BREAKS = (0x85, 0x2028, 0x2029)
"""Spaces to Python, but line breaks to what reads the text."""
_DELETE = 0x7F


def is_hidden(code: int) -> bool:
    """Return whether a code point is a control, invisible or direction-changing; spaces of any width are not."""
    char = chr(code)
    if char.isprintable():
        return any(first <= code <= last for first, last in PRINTABLE_BUT_HIDDEN)
    return not (code > _DELETE and char.isspace() and code not in _BREAKS)


_LINE_FEED, _ASTRAL = 0x0A, 0xFFFF


class _Escapes(dict[int, str | int]):
    """A translation table, filled as code points are met."""

    def __missing__(self, code: int) -> str | int:
        self[code] = shown = _escape(code)
        return shown


def _escape(code: int) -> str | int:
    if code == _LINE_FEED or not is_hidden(code):
        return code
    if code <= _ASTRAL:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)  # a surrogate pair, as JSON has it (RFC 8259, section 7)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


@cache
def _printable_but_hidden() -> "re.Pattern[str]":
    return re.compile(f"[{PRINTABLE_RANGES}]")  # here: most look-ups print nothing that is escaped


_ESCAPES = _Escapes()


def escape_hidden(text: str, keep: str = "") -> str:
    r"""Write every control, invisible and direction-changing character as `\uXXXX`; line feeds stay.

    Within JSON this is lossless: the characters can only stand in its strings.
    """
    if text.isprintable() and (text.isascii() or not _printable_but_hidden().search(text)):
        return text
    return text.translate(_Escapes(zip(map(ord, keep), keep, strict=True)) if keep else _ESCAPES)
