"""Characters that take no ink: they could hide words, or turn other text around."""

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
    """Tell whether a code point is a control, invisible or direction-changing; spaces of any width are not."""
    char = chr(code)
    if char.isprintable():
        return any(first <= code <= last for first, last in PRINTABLE_BUT_HIDDEN)
    return not (code > _DELETE and char.isspace() and code not in _BREAKS)
