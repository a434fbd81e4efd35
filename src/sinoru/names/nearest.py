"""How many letters of a typed name are wrong.

Whether two written names are one name, and by which rule: what a look-up asks its index, for a single pair.

The names nearest to a query that no key finds.
"""

import re
from collections.abc import Iterable, Sequence

from sinoru.names.folding import fold
from sinoru.names.keys import name_keys, query_keys
from sinoru.names.mandarin import is_han, read_mandarin
from sinoru.names.phonetic import latinise, read_slavic, sound_as_english
from sinoru.names.spelling import rank_rule, weaker_rule, without_title

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
    """Return folded words in Latin letters as English writes them; initials are left out."""
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


def matching_rule(query: str, written: str) -> str | None:
    """Return the strictest rule by which `query` finds `written`; None where it does not.

    Shared keys first; then the same without the title that the query starts with; then `typo`.
    """
    plain = without_title(query)
    for text in dict.fromkeys((query, plain)):
        rule = shared_rule(text, written)
        if rule:
            return rule
    return "typo" if letters_off(plain, written) else None


def shared_rule(query: str, written: str) -> str | None:
    """Return the strictest rule by which keys of the two names are the same."""
    rules = {key.key: key.rule for key in name_keys(written)}
    shared = [weaker_rule(key.rule, rules[key.key]) for key in query_keys(query) if key.key in rules]
    return min(shared, key=rank_rule, default=None)


NEAR_WORD = 0.7
"""Words that share fewer letters have nothing to do with each other."""

NEAR_NAME = 0.5
"""A name that meets less of the query is not offered."""

MOST_WORDS = 12
"""Words of a query that are compared."""

MOST_LETTERS = 64
"""Letters of a word that are compared: no name is longer, and time grows with the product of two lengths."""

Owners = dict[str, list[int]]
"""A word or its sound, and the indexes of the names that have it."""


def nearest(query: str, names: Sequence[str], limit: int = 5) -> list[tuple[int, float]]:
    """Find the names most like `query`, best first: their indexes, and the share of it (0 to 1) they meet.

    Words are compared one by one in any order, as English writes them and, where that yields too few, as they sound;
    by optimal string alignment, so that swapped letters count once. Empty where nothing is near.
    """
    words = _words(query)[:MOST_WORDS]
    by_word = _own((word, index) for index, name in enumerate(names) for word in _words(name))
    scores = _score([{word} for word in words], by_word)
    if len(scores) < limit:
        by_sound: Owners = {}
        for word, indexes in by_word.items():
            by_sound.setdefault(sound_as_english(word), []).extend(indexes)
        for index, score in _score([_sounds(word) for word in words], by_sound).items():
            scores[index] = max(score, scores.get(index, 0.0))
    return sorted(scores.items(), key=lambda found: (-found[1], len(names[found[0]]), found[0]))[:limit]


def _words(name: str) -> list[str]:
    """Return the words to compare, Han characters as pinyin."""
    readings = read_mandarin(name) if is_han(name) else []
    words = readings[0] if readings else comparable_words(name)
    return [word[:MOST_LETTERS] for word in words]


def _sounds(word: str) -> set[str]:
    return {sound for (sound,) in read_slavic([word])}


def _own(owned: Iterable[tuple[str, int]]) -> Owners:
    owners: Owners = {}
    for word, index in owned:
        owners.setdefault(word, []).append(index)
    return owners


def _score(words: Sequence[set[str]], owners: Owners) -> dict[int, float]:
    """Return the share of the words, by letters, that each name meets; names that meet too little are left out.

    A word is given as the forms it may have.
    """
    weights = [max(map(len, forms), default=0) for forms in words]
    scores: dict[int, float] = {}
    for forms, weight in zip(words, weights, strict=True):
        for index, similarity in _similar(forms, owners).items():
            scores[index] = scores.get(index, 0.0) + similarity * weight / sum(weights)
    return {index: round(score, 4) for index, score in scores.items() if score >= NEAR_NAME}


def _similar(forms: set[str], owners: Owners) -> dict[int, float]:
    """Find each name with a word like one of the forms, and how like it is."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    similar: dict[int, float] = {}
    for form in forms:
        found = process.extract_iter(
            form, owners.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR_WORD
        )
        for word, similarity, _ in found:
            for index in owners[word]:
                similar[index] = max(similarity, similar.get(index, 0.0))
    return similar
