"""How many letters of a typed name are wrong."""

from sinoru.names.folding import fold
from sinoru.names.letters import latinise
from sinoru.names.mandarin import read_mandarin
from sinoru.names.slavic import read_slavic

LETTERS_A_TYPO = 5
"""A word may have one letter wrong for so many: 1 of 5 to 9, 2 of 10 to 14."""

SOUNDS_A_TYPO = 8
"""Likewise for sounds, which are fewer and nearer to each other."""


def letters_off(query: str, written: str) -> int | None:
    """Count the wrong, missing, superfluous and swapped letters of `query`; None where it is no mistyping.

    Each word of the query must be near to another word of the written name, which may have more of them. Names that
    are both good Mandarin are not mistypings of each other, nor is Ivanova one of Ivanov.
    """
    typed, present = comparable_words(query), comparable_words(written)
    if len(typed) > len(present) or (read_mandarin(query) and read_mandarin(written)):
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


def comparable_words(text: str) -> list[str]:
    """Give folded words in Latin letters as English writes them; initials are left out."""
    return [word for word in latinise(fold(text)).split() if len(word) > 1]


def _word_off(word: str, other: str) -> int | None:
    """Count the wrong letters of one word; None where there are too many, or where another name explains it better."""
    if word == other:
        return 0
    starts_alike = word[0] == other[0] or word[:2] == other[1::-1]
    is_other_gender = word in (other + "a", other + "i") or other in (word + "a", word + "i")
    if not starts_alike or is_other_gender:
        return None
    return _letters_between(word, other) if _is_mistyped(word, other) else _sounds_between(word, other)


def _letters_between(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other)


def _is_mistyped(word: str, other: str) -> bool:
    """Tell whether few enough letters differ; the shortest words may have two swapped: Zoran is not Zorin."""
    may_be_off = len(word) // LETTERS_A_TYPO
    if len(word) == LETTERS_A_TYPO and sorted(word) != sorted(other):
        return False
    return _letters_between(word, other) <= may_be_off


def _sounds_between(word: str, other: str) -> int | None:
    """Count the wrong sounds: for typing errors in another romanisation (Tschermomyrdin)."""
    sounds = [(mine, theirs) for (mine,) in read_slavic([word]) for (theirs,) in read_slavic([other])]
    off = min((_letters_between(mine, theirs) for mine, theirs in sounds), default=len(word))
    return off if off <= len(word) // SOUNDS_A_TYPO else None
