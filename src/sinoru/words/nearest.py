"""Words that one was perhaps meant to be."""

from collections.abc import Sequence

from sinoru.words.tokens import surface_words

_SHORT = 5
"""Letters up to which a word is taken for mistyped by one letter only; longer ones by two."""


def nearest_words(word: str, vocabulary: Sequence[str], limit: int = 3) -> list[str]:
    """Find the folded words of a vocabulary that a typing error or two away would be this one, nearest first.

    Errors are letters left out, added, exchanged or swapped with a neighbour (optimal string alignment). Of
    equally near words, those with the same first letter come first, then those that stand earlier in the
    vocabulary, which is best sorted by frequency. Numbers and words of two letters have no near words.
    """
    from rapidfuzz.distance import OSA  # here, so that only a word found nowhere pays for it
    from rapidfuzz.process import extract

    typed = list(surface_words(word))
    if len(typed) != 1 or len(typed[0]) < 3:  # noqa: PLR2004
        return []
    errors = 1 if len(typed[0]) <= _SHORT else 2
    near = extract(typed[0], vocabulary, scorer=OSA.distance, score_cutoff=errors, limit=None)
    near = [found for found in near if found[1] > 0]
    near.sort(key=lambda found: (found[1], found[0][0] != typed[0][0], found[2]))
    return [found[0] for found in near[:limit]]
