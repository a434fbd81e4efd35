"""Characters without a visible glyph, which could hide words or reverse the direction of other text."""

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
"""Default_Ignorable_Code_Point in Unicode, but printable to `str.isprintable`."""

PRINTABLE_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in PRINTABLE_BUT_HIDDEN)
"""The same ranges, as written in the brackets of a regular expression."""

JOINERS = "\u200c\u200d"
FIRST_JOINED = "\u0590"
"""Scripts from here on (Hebrew, Arabic, Indic ...) need joiners, as do emoji; Latin does not."""

_LINE_BREAKS = (0x85, 0x2028, 0x2029)
"""Spaces to Python, but line breaks to the programs that read the text."""
_LINE_FEED = 0x0A
_DELETE = 0x7F
_LAST_OF_BMP = 0xFFFF


def is_hidden(code: int) -> bool:
    """Return whether a code point is a control, invisible or direction-changing; spaces of any width are not."""
    char = chr(code)
    if char.isprintable():
        return any(first <= code <= last for first, last in PRINTABLE_BUT_HIDDEN)
    return not (code > _DELETE and char.isspace() and code not in _LINE_BREAKS)


def escape_hidden(text: str, keep: str = "") -> str:
    r"""Write every control, invisible and direction-changing character as `\uXXXX`; line feeds stay.

    Within JSON this is lossless, as these characters can occur only in its strings.
    """
    if text.isprintable() and (text.isascii() or not _printable_but_hidden().search(text)):
        return text
    return text.translate(_Escapes(zip(map(ord, keep), keep, strict=True)) if keep else _ESCAPES)


@cache
def _printable_but_hidden() -> re.Pattern[str]:
    return re.compile(f"[{PRINTABLE_RANGES}]")  # on first use: ASCII needs none


class _Escapes(dict[int, str | int]):
    """A table for `str.translate`, filled as code points occur."""

    def __missing__(self, code: int) -> str | int:
        self[code] = escaped = _escape(code)
        return escaped


def _escape(code: int) -> str | int:
    if code == _LINE_FEED or not is_hidden(code):
        return code
    if code <= _LAST_OF_BMP:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)  # a surrogate pair, as in JSON (RFC 8259, section 7)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


_ESCAPES = _Escapes()
