"""Text of a corpus made harmless: nothing in it can move the cursor, hide, or turn other text around."""

from sinoru.text.hidden import is_hidden

_SPACE, _DELETE = 0x20, 0x7F


class _Shown(dict[int, str]):
    """What stands for each code point in output; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _show(code)
        return shown


def _show(code: int) -> str:
    char = chr(code)
    if not is_hidden(code):
        return char
    if char in "\t\n":
        return " "
    if code < _SPACE or code == _DELETE:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"


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
