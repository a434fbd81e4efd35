"""Stems: what the inflections of an English word have in common (Snowball's English algorithm)."""

from Stemmer import Stemmer

_stem_english = Stemmer("english", 0).stemWord  # 0: without a cache of its own; callers keep theirs


def stem(word: str) -> str:
    """Give the stem of a folded word: `treaties` and `treaty` are `treati`. Other scripts stay as they are.

    A stem need not be a word, nor its own stem.
    """
    return _stem_english(word) if word.isascii() else word
