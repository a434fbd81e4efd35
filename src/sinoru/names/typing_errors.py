"""How many letters of a typed name are wrong."""

import re

from sinoru.names.folding import fold
from sinoru.names.letters import latinise
from sinoru.names.mandarin import read_mandarin
from sinoru.names.slavic import read_slavic

LETTERS_A_TYPO = 5
"""A word may have one letter wrong for so many: 1 of 5 to 9, 2 of 10 to 14."""

SOUNDS_A_TYPO = 8
"""Likewise for sounds, which are fewer and nearer to each other."""

LONGEST = 200
"""Characters of a name; what is longer is no slip of the pen in one, and takes time by the square of its words."""


def letters_off(query: str, written: str) -> int | None:
    """Count the wrong, missing, superfluous and swapped letters of `query`; None where it is no mistyping.

    Each word of the query must be near to another word of the written name, which may have more of them. Names that
    are both good Mandarin are not mistypings of each other, unless all that differs is a doubled letter (Wanian for
    Wannian); nor is Ivanova one of Ivanov.
    """
    if len(query) > LONGEST or len(written) > LONGEST:
        return None
    typed, present = comparable_words(query), comparable_words(written)
    if len(typed) > len(present) or _are_two_mandarin_names(query, written):
        return None
    total = 0
    for word in typed:
        near = [(off, other) for other in present if (off := _word_off(word, other)) is not None]
        if not near:
            return None
        off, other = min(near)
        present.remove(other)
        total += off
    return total or None


def _are_two_mandarin_names(query: str, written: str) -> bool:
    return bool(read_mandarin(query) and read_mandarin(written)) and _undoubled(query) != _undoubled(written)


def _undoubled(text: str) -> str:
    return re.sub(r"(.)\1", r"\1", fold(text))


def comparable_words(text: str) -> list[str]:
    """Give folded words in Latin letters as English writes them; initials are left out."""
    return [word for word in latinise(fold(text)).split() if len(word) > 1]


def _word_off(word: str, other: str) -> int | None:
    """Count the wrong letters of one word; None where they are too many, or it is another name."""
    if word == other:
        return 0
    if word in (other + "a", other + "i") or other in (word + "a", word + "i"):
        return None
    # Of the shortest words two letters may be swapped, no more: Zoran is not Zorin.
    is_long = len(word) > LETTERS_A_TYPO or sorted(word) == sorted(other)
    off = _off(word, other, len(word) // LETTERS_A_TYPO if is_long else 0)
    return _sounds_off(word, other) if off is None else off


def _sounds_off(word: str, other: str) -> int | None:
    """Count the wrong sounds of one word, for a typing error in another romanisation."""
    pairs = [(mine, theirs) for (mine,) in read_slavic([word]) for (theirs,) in read_slavic([other])]
    counts = [_off(mine, theirs, len(word) // SOUNDS_A_TYPO) for mine, theirs in pairs]
    return min((count for count in counts if count is not None), default=None)


def _off(word: str, other: str, most: int) -> int | None:
    """Count the wrong letters, at most so many; the first letter must be right, or swapped with the second."""
    from rapidfuzz.distance import OSA

    starts_alike = word[0] == other[0] or word[:2] == other[1::-1]
    off = OSA.distance(word, other, score_cutoff=most)
    return off if starts_alike and off <= most else None
