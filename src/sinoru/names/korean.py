"""Korean names: Hangul, hanja, Cyrillic and all romanisations, read as one loose transcription.

The Revised Romanization (2000), McCune-Reischauer (1939), the spellings of passports and newspapers, and Kontsevich's
Cyrillic (1966) write a syllable in many ways, and most printers drop the signs that part it from others: 정 is jeong,
chŏng, jung, chung, chong and чон. So a name is read as what they all agree on: one letter for plain, tense and
aspirated consonants; o for ㅓ, ㅗ, ㅜ and ㅡ; n for n, ng and the r that South Korea writes n, and neither of them at
the start before i and y (Yi, Ri and Lee).

tables/hanja.tsv has the reading of each Han character; tools/make_korean_table.py writes it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from sinoru.names.mandarin import is_han
from sinoru.names.phonetic import is_cyrillic
from sinoru.names.tables import read_table

_INITIALS = "k k n t t n m p p s s - c c c k t p h".split()
_VOWELS = "a e ya e o e yo e o wa we we yo o wo we wi yo o i i".split()
_FINALS = "- k k k n n n t l l l l l l l l m p p t t n t t k t p -".split()
"""The reading of the initials, vowels and finals of Hangul, in the order of Unicode."""
_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도"
    "소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용승경봉부태감피계방호"
)
"""The surnames of all but a handful of Koreans, after the census of 2015."""

_READINGS = {
    "ch": "c", "jj": "c", "j": "c", "sh": "s", "ss": "s", "s": "s", "kk": "k", "gg": "k", "rk": "k", "ck": "k",
    "k": "k", "g": "k", "q": "k", "tt": "t", "dd": "t", "t": "t", "d": "t", "pp": "p", "bb": "p", "p": "p", "b": "p",
    "ng": "n", "n": "n", "m": "m", "rh": "r", "r": "r", "l": "r", "h": "h",
    "yeo": "yo", "you": "yo", "yoo": "yo", "yu": "yo", "yo": "yo", "yae": "e", "ye": "e", "ya": "ya",
    "wae": "we", "woe": "we", "we": "we", "oe": "we", "oi": "we", "weo": "wo", "woo": "o", "wu": "o", "wo": "wo",
    "wa": "wa", "wi": "wi", "eui": "i", "ui": "i", "yi": "i", "ee": "i", "i": "i", "eo": "o", "eu": "o", "oo": "o",
    "ou": "o", "o": "o", "u": "o", "y": "o", "ae": "e", "ai": "e", "ay": "e", "e": "e", "a": "a",
}  # fmt: skip
"""The reading of romanised letters, in all systems."""

_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "j", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "х": "h",
    "ц": "ch", "ч": "ch", "ш": "sh", "ъ": "", "ы": "u", "ь": "", "э": "ae", "ю": "yu", "я": "ya",
})  # fmt: skip
_MARKS = str.maketrans({"ŏ": "o", "ŭ": "u", "-": " "} | dict.fromkeys("'`´‘’ʻʼʽ′", ""))

_LETTERS = "|".join(sorted(_READINGS, key=len, reverse=True))
_NEVER_KOREAN = frozenset("fvxzFVXZфщжФЩ.,")
_SILENT_H = "(?<=[aeiouy])h(?![aeiouyw])"
_SYLLABLES = "(?:[ktpcshmnr]?[yw]?[aeio][ktprmn]?)+"
_NG_IN_WORD = "ng(?=[aeiouyw])"
_ASSIMILATED = (("kn", "n"), ("tn", "n"), ("pn", "mn"), ("nn", "n"), ("rn", "r"), ("nr", "n"), ("rr", "r"))

_LENGTHS = range(2, 5)
"""The number of syllables of names, and so of their words."""

Name = tuple[str, str]
"""The readings of a surname and a given name."""


def read_korean(text: str) -> list[Name]:
    """Return the readings of a name as Korean, surname first or last; none if it is not Korean."""
    if is_han(text):
        words = _split_syllables([_hangul_of(letter) for letter in text if letter.isalpha()])
    else:
        words = text.casefold().translate(_MARKS).split()
    if len(words) == 1 and _is_hangul(words[0]):
        words = _split_syllables(list(words[0]))
    if len(words) not in _LENGTHS or not _NEVER_KOREAN.isdisjoint(text):
        return []
    read = [_read(word) for word in words]
    if not all(read):
        return []
    orders = ((read[0], read[1:]), (read[-1], read[:-1]))
    found = (
        (surname, given)
        for surnames, givens in orders
        for surname in map(_without_onset, surnames)
        if surname in _surnames()
        for given in map(_without_onset, _joined(givens))
    )
    return list(dict.fromkeys(found))


def _split_syllables(syllables: list[str]) -> list[str]:
    """Split a name without spaces into surname and given name, both of one syllable or more."""
    return [syllables[0], "".join(syllables[1:])] if len(syllables) in _LENGTHS and all(syllables) else []


def _is_hangul(text: str) -> bool:
    return all(_FIRST_SYLLABLE <= letter <= _LAST_SYLLABLE for letter in text)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_without_onset(_read_syllable(name)) for name in _SURNAMES)


def _joined(parts: list[list[str]]) -> Iterator[str]:
    """Yield the readings of several words as one, with sounds that meet written as one."""
    for reading in map("".join, product(*parts)):
        joined = reading
        for written, sound in _ASSIMILATED:
            joined = joined.replace(written, sound)
        yield joined


def _without_onset(reading: str) -> str:
    """Drop an n or r before i and y at the start, which the South does not write; elsewhere it is an n."""
    if reading[:1] in ("n", "r"):
        return reading[1:] if reading[1:2] in ("i", "y") else "n" + reading[1:]
    return reading


@lru_cache(1 << 13)
def _read(word: str) -> list[str]:
    """Return the readings of a word; none if it is not Korean."""
    if _is_hangul(word):
        return ["".join(map(_read_syllable, word))]
    if is_cyrillic(word):
        # ㅓ is е in names that were written down before Kontsevich: Ким Ир Сен.
        word = re.sub("(?<=[чс])е", "о", word)
        word = re.sub("[чд]ж", "ч", re.sub("(?<=[кптч])х", "", word)).translate(_CYRILLIC)
    word = re.sub(_SILENT_H, "", word)
    spellings = dict.fromkeys([word, re.sub(_NG_IN_WORD, "n-g", word)])
    return list(filter(None, map(_read_letters, spellings)))


def _read_letters(word: str) -> str:
    """Return the reading of romanised letters; empty if they make no syllables."""
    if re.sub(_LETTERS, "", word).strip("-"):
        return ""
    reading = "".join(_READINGS[letters] for letters in re.findall(_LETTERS, word))
    return reading if re.fullmatch(_SYLLABLES, reading) else ""


def _read_syllable(letter: str) -> str:
    initial, rest = divmod(ord(letter) - ord(_FIRST_SYLLABLE), 588)
    vowel, final = divmod(rest, 28)
    return (_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]).replace("-", "").replace("l", "r")


def _hangul_of(letter: str) -> str:
    """Return the Hangul of a Han character; empty if it has none."""
    table = _hanja()
    position = table.find(letter)
    return table[table.rfind("\n", 0, position) + 1] if position >= 0 else ""


@cache
def _hanja() -> str:
    return "\n" + read_table("hanja.tsv")
