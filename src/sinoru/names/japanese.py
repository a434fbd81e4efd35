"""Japanese names in kana, in Cyrillic and in any romanisation, read as one: Kunrei without long vowels.

Hepburn (ISO 3602 is Kunrei), the spellings of passports and of keyboards (wapuro: `Toujou`, `Jyunichirou`) differ in
how they write palatals and long vowels, Polivanov's Cyrillic (1917) writes syllables as Kunrei does.
"""

import re
from functools import lru_cache

from sinoru.names.phonetic import is_cyrillic

_MARKS = str.maketrans(dict(zip("āīūēōâîûêô", "aiueoaiueo", strict=True)) | dict.fromkeys("'`´‘’ʻʼʽ′", ""))
_KUNREI = (
    ("shi", "si"), ("sh(?=[aueo])", "sy"), ("chi", "ti"), ("ch(?=[aueo])", "ty"), ("dz(?=[iu])", "z"), ("tsu", "tu"),
    ("fu", "hu"), ("j[iy]", "zi"), ("zi(?=[auo])", "zy"), ("j", "zy"), ("dzy?(?=[auo])", "zy"), ("dj", "zy"),
    ("du", "zu"), ("m(?=[bmp])", "n"), ("wo", "o"), ("kw", "k"), ("o[uh](?![aiueo])", "o"), ("oo", "o"), ("uu", "u"),
    ("ye", "e"),
)  # fmt: skip
"""Spellings and their Kunrei, in order."""

_POLIVANOV = str.maketrans({
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "ъ": "", "ы": "i", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip
_NEVER_JAPANESE = frozenset("lqvxлвщь.")
_LAST = frozenset("aiueonh")
"""Letters that end a word: others need no reading, as most names have one. An h lengthens the vowel before it."""
_MORAE = "(?:(?:k{1,2}|s{1,2}|t{1,2}|p{1,2}|[nhmrgzdbw])?y?[aiueo]|n(?![aiueoy]))+"


def read_japanese(text: str) -> tuple[str, ...]:
    """Return the words of a name in Kunrei without long vowels; none if any of them is not Japanese."""
    plain = text.casefold().translate(_MARKS)
    if not _NEVER_JAPANESE.isdisjoint(plain):
        return ()
    if is_cyrillic(plain):
        plain = plain.replace("дз", "з").translate(_POLIVANOV)
    words = plain.replace("-", "").replace(",", " ").split()
    if any(word[-1] not in _LAST for word in words):
        return ()
    read = tuple(map(_read, words))
    return read if all(read) else ()


@lru_cache(1 << 13)
def _read(word: str) -> str:
    """Return a word in Kunrei; nothing if it is not Japanese."""
    for written, sound in _KUNREI:
        word = re.sub(written, sound, word)
    return word if re.fullmatch(_MORAE, word) else ""
