"""Characters without a visible glyph, which could hide words or reverse the direction of other text.

Some of them belong to honest text where they are: Persian and Indic words need joiners, emoji and rare Han characters
variation selectors, and Khmer and Thai show by a zero-width space where a line may break. `is_honest` is the only
judge of that: whatever prints, exports, cites or checks a text asks it, mostly through `write_out`.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
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

_SOMETIMES_HONEST = (
    "[\u180b-\u180f\u200b-\u200d\ufe00-\ufe02\ufe0e\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_MONGOLIAN = "[\u1820-\u18aa]"
_JOINED_SCRIPTS = (
    "[\u0600-\u077f\u07c0-\u07ff\u0840-\u08ff\u1800-\u18af\ua840-\ua877\ufb50-\ufefc"
    "\U00010ac0-\U00010af0\U00010b80-\U00010baf\U00010d00-\U00010d39\U00010ec0-\U00010eff\U00010f30-\U00010fcf"
    "\U0001e900-\U0001e959]"
)
"""Scripts whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa, Adlam and others."""
_UNSPACED_SCRIPTS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
"""Thai, Lao, Burmese and Khmer, which have no spaces between words."""
_HEH = "\u0647\u06be"
"""The letter that abbreviates the era of the Hijra; there a joiner shapes it at the end of a word."""
_VARIANTS = (
    (
        "[\ufe00-\ufe02\U000e0100-\U000e01ef]",
        "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]",
    ),
    (
        "\ufe00",
        "[\u1000-\u109f\uaa60-\uaa7a\ua840-\ua877\U00010ac0-\U00010af0]",
    ),  # Burmese, Phags-pa, Manichaean
    ("[\u180b-\u180d\u180f]", _MONGOLIAN),
)
"""Variation selectors, and the letters that have variants (StandardizedVariants.txt, Unicode Standard 37)."""
_KEYCAP = "\u20e3"
_OTHER_EMOJI = "\u203c\u2049\u2139\u3030\u303d"
"""Emoji that are punctuation or a letter to Unicode, not symbols."""
_VIRAMA = 9
"""The combining class of the signs that join Indic consonants."""
_BLOCK = 0x80
"""Code points of an Indic script."""
_MOST_MARKS = 8
"""Combining marks on one letter that are passed over."""

_FILLERS = "\u3164\uffa0"
"""Hangul fillers, which are as wide as a letter."""
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


def is_honest(text: str, offset: int) -> bool:
    """Return whether the hidden character at an offset belongs to the text around it, and hides or turns nothing.

    - U+200C and U+200D: next to a virama, or between two letters or digits of a script that joins. This is RFC 5892
      (A.1, A.2), and wider: Persian has U+200C also after letters that never join to the next.
    - U+200D: also between emoji, and after a heh at the end of a word.
    - U+FE0E and U+FE0F: after an emoji or another symbol. The tags of three flags.
    - Other variation selectors: after letters that have variants. U+180E: between Mongolian letters.
    - U+200B: between Khmer, Thai, Lao or Burmese letters, where it allows a line break.
    """
    char, before, after = (
        text[offset],
        text[offset - 1 : offset] if offset else "",
        text[offset + 1 : offset + 2],
    )
    if char == "\u200b":
        return _is_unspaced(before) and _is_unspaced(after)
    if char in "\u200c\u200d":
        return _joins_letters(text, offset) or (char == "\u200d" and _joins_emoji(text, offset))
    if char == "\u180e":
        return _is_in(_MONGOLIAN, before) and _is_in(_MONGOLIAN, after)
    if "\U000e0020" <= char <= "\U000e007f":
        return _is_in_flag(text, offset)
    return _selects_variant(char, before, after)


def _selects_variant(char: str, before: str, after: str) -> bool:
    if char in "\ufe00\ufe0e\ufe0f" and _is_symbol(before):
        return True
    if char in "\ufe0e\ufe0f":
        return after == _KEYCAP and before != "" and before in "#*0123456789"
    return any(_is_in(selectors, char) and _is_in(letters, before) for selectors, letters in _VARIANTS)


def _is_in(pattern: str, char: str) -> bool:
    return re.match(pattern, char) is not None


def _is_unspaced(char: str) -> bool:
    """Return whether this is a letter, a sign or a digit of a script without spaces."""
    from unicodedata import category

    return _is_in(_UNSPACED_SCRIPTS, char) and category(char)[0] in "LMN"


def _joins_letters(text: str, offset: int) -> bool:
    from unicodedata import category, combining

    before, after = text[offset - 1 : offset] if offset else " ", text[offset + 1 : offset + 2] or " "
    if combining(before) == _VIRAMA:
        return True
    if combining(after) == _VIRAMA:  # Bengali: ra, joiner, virama, ya
        is_one_script = ord(before) // _BLOCK == ord(after) // _BLOCK
        return text[offset] == "\u200d" and category(before) == "Lo" and is_one_script
    first, last = offset - 1, offset + 1
    while first >= 0 and offset - first <= _MOST_MARKS and _is_mark(text[first]):
        first -= 1
    while last < len(text) and last - offset <= _MOST_MARKS and _is_mark(text[last]):
        last += 1
    if first < 0 or not _is_joined_letter(text[first]):
        return False
    if last < len(text) and _is_joined_letter(text[last]):
        return True
    is_end = after.isspace() or not is_hidden(ord(after))
    return text[offset] == "\u200d" and before in _HEH and is_end


def _is_mark(char: str) -> bool:
    from unicodedata import category

    return category(char) in ("Mn", "Me") and not is_hidden(ord(char))


def _is_joined_letter(char: str) -> bool:
    return _is_in(_JOINED_SCRIPTS, char) and (char.isalpha() or char.isdecimal())


def _joins_emoji(text: str, offset: int) -> bool:
    from sinoru.text.emoji import AFTER_JOINER, BEFORE_JOINER

    before = text[max(offset - 2, 0) : offset]
    return BEFORE_JOINER.search(before) is not None and AFTER_JOINER.match(text, offset + 1) is not None


def _is_symbol(char: str) -> bool:
    from unicodedata import category

    return char > "\x7f" and (category(char) in ("So", "Sm") or char in _OTHER_EMOJI)


def _is_in_flag(text: str, offset: int) -> bool:
    from sinoru.text.emoji import FLAG, MOST_TAGS, TAGGED_FLAGS

    start = text.rfind(FLAG, max(offset - MOST_TAGS, 0), offset)
    flag = TAGGED_FLAGS.match(text, start) if start >= 0 else None
    return flag is not None and offset < flag.end()


def honest_in(text: str) -> list[int]:
    """Return the offsets of the hidden characters that belong to the text around them, in ascending order."""
    if text.isascii():
        return []
    return [found.start() for found in _sometimes_honest().finditer(text) if is_honest(text, found.start())]


@cache
def _sometimes_honest() -> re.Pattern[str]:
    return re.compile(_SOMETIMES_HONEST)


def write_out(text: str, table: Mapping[int, str | int]) -> str:
    """Return a text with the characters that a table for `str.translate` has written out; honest ones stay."""
    return _translate(text, honest_in(text), table)


def write_out_each(texts: Sequence[str], table: Mapping[int, str | int]) -> list[str]:
    """Return texts that follow one another, each written out as part of the whole."""
    kept = honest_in("".join(texts))
    if not kept:
        return [text.translate(table) for text in texts]
    written, begin = [], 0
    for text in texts:
        first, last = bisect_left(kept, begin), bisect_left(kept, begin + len(text))
        written.append(_translate(text, [at - begin for at in kept[first:last]], table))
        begin += len(text)
    return written


def _translate(text: str, kept: Sequence[int], table: Mapping[int, str | int]) -> str:
    if not kept:
        return text.translate(table)
    parts: list[str] = []
    begin = 0
    for offset in kept:
        parts += (text[begin:offset].translate(table), text[offset])
        begin = offset + 1
    return "".join((*parts, text[begin:].translate(table)))


def escape_hidden(text: str, keep: str = "") -> str:
    r"""Write every control, invisible and direction-changing character as `\uXXXX`; line feeds and honest text stay.

    Within JSON this is lossless, as these characters can occur only in its strings.
    """
    if text.isprintable() and (text.isascii() or not _printable_but_hidden().search(text)):
        return text
    return write_out(text, _Escapes(zip(map(ord, keep), keep, strict=True)) if keep else _ESCAPES)


def hidden_in(text: str) -> set[int]:
    """Return the offsets of the hidden characters that do not belong to the text around them."""
    if text.isascii() and text.isprintable():
        return set()
    return {offset for offset, char in enumerate(text) if is_hidden(ord(char))}.difference(honest_in(text))


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces and without control, invisible or direction-changing characters.

    Other programs read a line end or a control character as the end of a field. Only a line end or another blank
    parts two words: a soft hyphen or a zero-width space within a word leaves it one.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    hidden = hidden_in(text)
    shown = (_blank(char) if offset in hidden else char for offset, char in enumerate(text))
    return " ".join("".join(shown).split())


def _blank(char: str) -> str:
    """Return what remains of a hidden character: a space if it parts two words."""
    return " " if char.isspace() or char in _FILLERS else ""


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
