"""Text of a corpus made harmless: nothing in it can move the cursor, hide, or turn other text around."""

_PRINTABLE_BUT_HIDDEN = (
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

_SPACE, _DELETE = 0x20, 0x7F


class _Shown(dict[int, str]):
    """What stands for each code point in output; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _show(code)
        return shown


def _show(code: int) -> str:
    char = chr(code)
    if any(first <= code <= last for first, last in _PRINTABLE_BUT_HIDDEN):
        return f"<U+{code:04X}>"
    if char.isprintable() or _is_space(code):
        return char
    if char in "\t\n":
        return " "
    if code < _SPACE or code == _DELETE:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"


def _is_space(code: int) -> bool:
    """Tell whether this is a space that only has another width (category Zs), such as U+00A0 and U+3000."""
    return code > _DELETE and chr(code).isspace() and code not in (0x85, 0x2028, 0x2029)


_SHOWN = _Shown()


def visible(text: str) -> str:
    """Give text with every control, invisible and direction-changing character written out.

    C0 controls and DEL come in caret form (`^[`), all else as its code point (`<U+202E>`); a tab or newline
    is a space. The zero-width joiners are written out too, also where Persian and Indic scripts need them: a
    reader loses a ligature, never the truth about what stands there.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN)
