"""The names nearest to a query that no key finds."""

from collections.abc import Iterable, Sequence

from sinoru.names.mandarin import is_han, read_mandarin
from sinoru.names.slavic import read_slavic, sound_as_english
from sinoru.names.typing_errors import comparable_words

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
    """Give the words to compare, Han characters as pinyin."""
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
    """Give the share of the words, by letters, that each name meets; names that meet too little are left out.

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
