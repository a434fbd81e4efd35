"""How alike two words of names sound in whatever language, and the keys of words that may be alike.

A word is read in Latin letters as a row of sounds, each a letter or several (`tsch`). A key is the consonants of a
word as the digits of Daitch-Mokotoff Soundex (1985): letters with several sounds branch, as there; all vowels are
left out, and nothing is cut off. The distance of two words is their least number of changes (Levenshtein, 1966), of
which one vowel for another, a silent letter, or one consonant for another of the same digit count only in part.
"""

import re
from functools import lru_cache
from itertools import accumulate, islice, product

from sinoru.names.folding import fold
from sinoru.names.phonetic import latinise, read_slavic, to_known_script

MOST_KEYS = 8
"""A word with more branches keeps the first ones."""

LONGEST = 40
"""Letters of a word that are read; no name has a longer one."""

_SOUNDS = {
    "4": "schtsch schtch shch stsch szcz scs sjtsj sjtj tsz tsj tsch dsch tsj tjs sch tch dzh dsh tsh"
    " tzs dzs csz ts tz tc cz cs dz dj zh zs sh sz sj xh z s",
    "4 5": "ch c",
    "4 3": "tj dy",
    "4 5 -": "j",
    "5": "k ck q kh cq qu",
    "5 4": "g",
    "5 4 3": "gy",
    "5 -": "h gh",
    "54 4 5": "x",
    "3": "t d dh dt",
    "3 4 7": "th",
    "6": "m n",
    "7": "b p f v ph pf bh",
    "7 -": "w",
    "8": "l",
    "9": "r",
    "94 4": "rz",
    "-": "y i e a o u ie ei ai ay ey ou oo ee eau au eu ae oe ue oi",
}
"""The digits of sounds, with their spellings; `-` means that there may be no digit."""

_DIGITS = {
    spelling: tuple(code.strip("-") for code in digits.split())
    for digits, spellings in _SOUNDS.items()
    for spelling in spellings.split()
}
_SPELLINGS = re.compile("|".join(sorted(_DIGITS, key=len, reverse=True)))

_VOWELS = {
    "y": "i", "j": "i", "ie": "i", "ee": "i", "ou": "u", "oo": "u", "w": "u", "ue": "u", "eau": "o", "au": "o",
    "eu": "o", "oe": "o", "ai": "e", "ay": "e", "ei": "e", "ey": "e", "ae": "e", "oi": "ua",
}  # fmt: skip
"""Vowels, and letters that may be one, by the vowel they are nearest to."""

_SAME = {
    spelling: group.split()[0]
    for group in (
        "shch schtsch schtch szcz sjtsj sjtj scs", "ch tsch tch tsj cz cs tj", "sh sch sz sj", "zh zs", "ts tz tc",
        "j dj dzh dsch dzs xh", "kh h", "k ck q c qu cq", "g gh", "d dh", "t th dt", "f ph pf", "v w",
    )
    for spelling in group.split()
}  # fmt: skip
"""Spellings of one sound in several languages, by the first of them."""

_NEAR_VOWELS = frozenset("ae ai ei ou ie eo".split())

SILENT, VOWEL, OTHER = 0.2, 0.25, 1.0
"""What it costs to leave out a letter that may be silent, a vowel, or a consonant."""
SAME_VOWEL, NEAR_VOWEL, FAR_VOWEL = 0.05, 0.12, 0.3
SAME_SOUND, RELATED, LESS_RELATED = 0.05, 0.2, 0.45
"""What it costs to write a consonant in another way, or as another of the same digit, which some are less like."""
_LESS_RELATED = frozenset(map(frozenset, ("mn", "bf", "bv", "bw", "pf", "pv", "pw", "gs")))
"""First letters of such consonants."""

_DOUBLED = re.compile(r"([cdgkstz]h|.)\1+")
_REPEATED = re.compile(r"(.)\1+")
_FRENCH_END = re.compile("c?ques?$")
_ABJADS = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile("(?<!\\w)(?:و?ال|ה)(?=\\w{3})")


@lru_cache(1 << 14)
def sounds_of(word: str) -> tuple[str, ...]:
    """Return the row of sounds of a word in Latin letters, double letters once."""
    return tuple(_SPELLINGS.findall(_FRENCH_END.sub("k", _DOUBLED.sub(r"\1", word[:LONGEST]))))


def is_unwritten(text: str) -> bool:
    """Return whether a text is in a script that leaves most vowels out, Arabic or Hebrew."""
    return not text.isascii() and bool(_ABJADS.search(text))


def in_latin(text: str) -> str:
    """Write a text in any script in plain lower-case Latin letters, Arabic names without their article."""
    if is_unwritten(text):
        text = _ARABIC_ARTICLE.sub("", text)
    return latinise(fold(to_known_script(text)))


@lru_cache(1 << 14)
def likeness_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word in Latin letters: its consonants as digits, in all branches up to MOST_KEYS."""
    sounds = [_DIGITS[sound] for sound in sounds_of(word)]
    branches = product(*(digits for digits in sounds if digits != ("",)))
    keys = dict.fromkeys(map(_as_key, islice(branches, 4 * MOST_KEYS)))
    return tuple(islice(keys, MOST_KEYS))


def _as_key(digits: tuple[str, ...]) -> str:
    return _REPEATED.sub(r"\1", "".join(digits)) or "0"


@lru_cache(1 << 14)
def distance(one: str, other: str, vowels: float = 1.0) -> float:
    """Return how much two words in Latin letters differ, per sound: 0 for one name, 1 for two that share nothing.

    `vowels` is the weight of vowels: small where one word comes from a script that leaves them out.
    """
    if one == other or (
        len(one) > 1 < len(other) and not set(read_slavic([one])).isdisjoint(read_slavic([other]))
    ):
        return 0.0
    mine, theirs = sounds_of(one), sounds_of(other)
    without_theirs = [_cost_without(sound, vowels) for sound in theirs]
    row = [0.0, *accumulate(without_theirs)]
    for sound in mine:
        without = _cost_without(sound, vowels)
        diagonal, row[0] = row[0], row[0] + without
        for position, their_sound in enumerate(theirs, start=1):
            best = min(
                diagonal + _cost_of(sound, their_sound, vowels),
                row[position] + without,
                row[position - 1] + without_theirs[position - 1],
            )
            diagonal, row[position] = row[position], best
    return row[-1] / max(len(mine), len(theirs), 1)


def count_consonants(word: str) -> int:
    """Return the number of consonants of a word in Latin letters."""
    return sum(_DIGITS[sound] != ("",) for sound in sounds_of(word))


def _cost_without(sound: str, vowels: float) -> float:
    digits = _DIGITS[sound]
    if digits == ("",):
        return VOWEL * vowels
    return SILENT if "" in digits else OTHER


@lru_cache(1 << 12)
def _cost_of(one: str, other: str, vowels: float) -> float:
    """Return the cost of one sound for another."""
    if one == other:
        return 0.0
    if _SAME.get(one, one) == _SAME.get(other, other):
        return SAME_SOUND
    digits, theirs = set(_DIGITS[one]), set(_DIGITS[other])
    if "" in digits & theirs:
        return _cost_of_vowel(_VOWELS.get(one, one), _VOWELS.get(other, other)) * vowels
    if digits.isdisjoint(theirs):
        return OTHER
    first_letters = frozenset(one.replace("ph", "f")[0] + other.replace("ph", "f")[0])
    return LESS_RELATED if first_letters in _LESS_RELATED else RELATED


def _cost_of_vowel(one: str, other: str) -> float:
    if one == other:
        return SAME_VOWEL
    return NEAR_VOWEL if one + other in _NEAR_VOWELS or other + one in _NEAR_VOWELS else FAR_VOWEL
