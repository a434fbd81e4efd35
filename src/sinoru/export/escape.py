"""Characters that no program should be handed raw: controls, invisible ones, those that turn text around."""

_ASCII_DELETE, _ASTRAL = 0x7F, 0xFFFF


class _Escapes(dict[int, str | int]):
    """A translation table, filled as code points are met."""

    def __missing__(self, code: int) -> str | int:
        self[code] = shown = _escape(code)
        return shown


def _escape(code: int) -> str | int:
    char = chr(code)
    if (
        char.isprintable()
        or char == "\n"
        or (code > _ASCII_DELETE and char.isspace() and code not in _BREAKS)
    ):
        return code
    if code <= _ASTRAL:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)  # a surrogate pair, as JSON has it (RFC 8259, section 7)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


_BREAKS = (0x85, 0x2028, 0x2029)
"""Spaces to Python, but line breaks to what reads the text."""
_ESCAPES = _Escapes()


def escape_hidden(text: str, keep: str = "") -> str:
    r"""Write every control, invisible and direction-changing character as `\uXXXX`; line feeds stay.

    Within JSON this is lossless: the characters can only stand in its strings.
    """
    if text.isprintable():
        return text
    return text.translate(_Escapes(zip(map(ord, keep), keep, strict=True)) if keep else _ESCAPES)
