"""Characters that no program should be handed raw: controls, invisible ones, those that turn text around."""

import re

from sinoru.text.hidden import PRINTABLE_RANGES, is_hidden

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


_PRINTABLE_BUT_HIDDEN = re.compile(f"[{PRINTABLE_RANGES}]")
_ESCAPES = _Escapes()


def escape_hidden(text: str, keep: str = "") -> str:
    r"""Write every control, invisible and direction-changing character as `\uXXXX`; line feeds stay.

    Within JSON this is lossless: the characters can only stand in its strings.
    """
    if text.isprintable() and (text.isascii() or not _PRINTABLE_BUT_HIDDEN.search(text)):
        return text
    return text.translate(_Escapes(zip(map(ord, keep), keep, strict=True)) if keep else _ESCAPES)
