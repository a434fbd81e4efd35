"""Comparison of names: the wrong letters of a typed name, the rule of a match, and the names nearest to a query.

`nearest` finds what a query that matches nothing may have meant, for messages and suggestions.
"""

import re
from collections.abc import Sequence
from heapq import nsmallest
from itertools import groupby

from sinoru.names.folding import fold
from sinoru.names.keys import name_keys, query_keys
from sinoru.names.likeness import distance as sound_distance
from sinoru.names.likeness import in_latin
from sinoru.names.mandarin import is_han, read_mandarin
from sinoru.names.phonetic import is_cyrillic, latinise, read_slavic, sound_as_english
from sinoru.names.spelling import rank_rule, weaker_rule
from sinoru.names.words import split_name

LETTERS_A_TYPO = 5
"""Letters of a word for each error that it may have: one error in 5 to 9, two in 10 to 14."""

SOUNDS_A_TYPO = 8
"""Sounds of a word for each error; they are fewer than letters and closer to each other."""

LONGEST = 200
"""Most characters of a name: a longer text is not a mistyped name, and takes time by the square of its words."""

NEAR_WORD = 0.7
"""Words with a smaller share of common letters are unrelated."""

NEAR_WHOLE = 0.66
"""A query as a whole is near from here on: of three letters, two may be swapped (`cvs` for `csv`)."""

NEAR_NAME = 0.5
"""A name that matches a smaller share of the query is not offered."""

MOST_WORDS = 12
"""Number of words of a query that are compared."""

MOST_LETTERS = 64
"""Number of letters of a word that are compared: no name is longer, and time grows with the product of lengths."""

UNLIKE = 3
"""The power of a likeness: one word that is the same counts for more than two that are half alike."""

MOST_LIKE = 100
"""Words of names, by their letters, that are compared with a typed word by the sounds of any language."""

_GLIDES = re.compile("[ijy]+")
_GLIDES_BEFORE_VOWELS = re.compile("[ijy]+(?=[aeou])")
_OF_WOMEN = re.compile("(?:[oe][vw]|[iy]n|sk)a(?:[yij]a)?$")
_OF_MEN = re.compile("(?:[oe][vw]|[iy]n|sk[iyj]{1,2})$")
"""The ends of Slavic surnames, in any romanisation."""
_NUMBER = re.compile(r"[0-9]+")

Owners = dict[str, list[int]]
"""The indexes of the names that have a word or its sound, by that word or sound."""


def shared_rule(query: str, written: str) -> str | None:
    """Return the strictest rule of a key that two names share; None if they share none."""
    rules = {key.key: key.rule for key in name_keys(written)}
    shared = [weaker_rule(key.rule, rules[key.key]) for key in query_keys(query) if key.key in rules]
    return min(shared, key=rank_rule, default=None)


def same_letters(typed: str, written: str) -> bool:
    """Return whether a name has all typed words, in any order and spacing, or in the other of Latin and Cyrillic.

    Initials do not count, nor does the middle of three words where the name has two.
    """
    if latinise(fold(typed)).replace(" ", "") == latinise(fold(written)).replace(" ", ""):
        return True
    match split_name(typed), split_name(written):
        case [given, _, surname], [_, _]:
            typed = f"{given} {surname}"
    words, present = comparable_words(typed), comparable_words(written)
    if is_cyrillic(typed) != is_cyrillic(written):  # romanisations differ in their letters for a glide
        words, present = ([_without_glides(word) for word in both] for both in (words, present))
    return bool(words) and set(words) <= set(present)


def _without_glides(word: str) -> str:
    """Return a word without the glides before vowels, which romanisations write differently: Yeltsin, Eltsin."""
    return _GLIDES.sub("i", _GLIDES_BEFORE_VOWELS.sub("", word))


def letters_off(query: str, written: str) -> int | None:
    """Count the wrong, missing, superfluous and swapped letters of `query`; None if they are too many.

    Each word of the query must be near to a different word of the written name, which may have more words. Two names
    that are both valid Mandarin are not mistypings of each other, unless they differ only by a doubled letter (Wanian
    for Wannian); nor is Ivanova one of Ivanov.
    """
    if len(query) > LONGEST or len(written) > LONGEST:
        return None
    typed, present = comparable_words(query), comparable_words(written)
    if len(typed) > len(present) or _are_two_mandarin_names(query, written):
        return None
    total = 0
    for word in typed:
        near = [(errors, other) for other in present if (errors := _word_errors(word, other)) is not None]
        if not near:
            return None
        errors, other = min(near)
        present.remove(other)
        total += errors
    return total or None


def _are_two_mandarin_names(query: str, written: str) -> bool:
    are_mandarin = bool(read_mandarin(query) and read_mandarin(written))
    return are_mandarin and _without_doubles(query) != _without_doubles(written)


def _without_doubles(text: str) -> str:
    return re.sub(r"(.)\1", r"\1", fold(text))


def comparable_words(text: str) -> list[str]:
    """Return the folded words of a name in Latin letters as in English, without initials."""
    return [word for word in latinise(fold(text)).split() if len(word) > 1]


def _word_errors(word: str, other: str) -> int | None:
    """Count the wrong letters of one word; None if they are too many, or if it is another name."""
    if word == other:
        return 0
    if _is_other_gender(word, other):
        return None
    if len(word) > LETTERS_A_TYPO and word.replace("h", "") == other.replace("h", ""):
        return 1  # an h left out, added or misplaced: Kruschev, Ghandi
    # In the shortest words only a swap of two letters is an error: Zoran is not Zorin.
    is_long = len(word) > LETTERS_A_TYPO or sorted(word) == sorted(other)
    errors = _count_errors(word, other, len(word) // LETTERS_A_TYPO if is_long else 0)
    return _sound_errors(word, other) if errors is None else errors


def _is_other_gender(word: str, other: str) -> bool:
    """Return whether one word is the other with a vowel at its end, or a surname of women and the other of men."""
    shorter, longer = sorted((word, other), key=len)
    if longer[:-1] == shorter and longer[-1] in "ai":
        return longer[-1] != shorter[-1]
    return any(_OF_WOMEN.search(one) and _OF_MEN.search(two) for one, two in ((word, other), (other, word)))


def _sound_errors(word: str, other: str) -> int | None:
    """Count the wrong sounds of one word, for a typing error in another romanisation."""
    pairs = [(mine, theirs) for (mine,) in read_slavic([word]) for (theirs,) in read_slavic([other])]
    counts = [_count_errors(mine, theirs, len(word) // SOUNDS_A_TYPO) for mine, theirs in pairs]
    return min((count for count in counts if count is not None), default=None)


def _count_errors(word: str, other: str, most: int) -> int | None:
    """Count the wrong letters up to `most`; the first letter must be right, or swapped with the second."""
    from rapidfuzz.distance import OSA

    starts_alike = word[0] == other[0] or word[:2] == other[1::-1]
    errors = OSA.distance(word, other, score_cutoff=most)
    return errors if starts_alike and errors <= most else None


def nearest(query: str, names: Sequence[str], limit: int = 3) -> list[str]:
    """Return the names, ids or words most like `query`, best first; empty if none is near."""
    return Vocabulary(names).nearest(query, limit)


class Vocabulary:
    """Names, ids or words that a query is compared with."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(dict.fromkeys(names))
        self._by_word: Owners = {}
        for index, name in enumerate(self._names):
            for word in _words_to_compare(name):
                self._by_word.setdefault(word, []).append(index)
        self._by_sound: Owners = {}
        self._wholes: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._names)

    def nearest(self, query: str, limit: int = 3, *, always: bool = False) -> list[str]:
        """Return the names most like `query`, best first; empty if none is near, unless `always`.

        Words are compared one by one in any order, by their English spelling and, if that finds too few names, by
        their sounds; by optimal string alignment, so that swapped letters count once. A query with other spaces or
        hyphens than the name is compared as a whole.
        """
        scores = self._score(query)
        if len(scores) < limit:
            for index, score in self._score_sounds(query).items():
                scores[index] = max(score, scores.get(index, 0.0))
        scores = scores or self._score_whole(query)
        found: list[int] = []
        for _, alike in groupby(sorted(scores, key=lambda index: -scores[index]), scores.__getitem__):
            if len(found) < limit:
                found += self._ranked(_whole(query), list(alike), limit - len(found))
        if always and len(found) < limit:
            likenesses = self._score_likeness(query)
            rest = nsmallest(limit, likenesses.keys() - found, key=lambda index: (-likenesses[index], index))
            found += rest[: limit - len(found)]
        return [self._names[index] for index in found]

    def _score_likeness(self, query: str) -> dict[int, float]:
        """Return how much names have in common with the query, by the sounds of any language."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        scores: dict[int, float] = {}
        for typed in _query_words(query):
            found = process.extract(
                typed, self._by_word.keys(), scorer=OSA.normalized_similarity, limit=MOST_LIKE
            )
            similar: dict[int, float] = {}
            for word, _, _ in found:
                likeness = max(0.0, 1 - sound_distance(typed, word)) ** UNLIKE * len(typed)
                for index in self._by_word[word]:
                    similar[index] = max(likeness, similar.get(index, 0.0))
            for index, likeness in similar.items():
                scores[index] = scores.get(index, 0.0) + likeness
        return scores

    def _ranked(self, typed: str, indexes: list[int], limit: int) -> list[int]:
        """Return the names whose letters differ least from what was typed, equal ones by their numbers and length."""
        from rapidfuzz.distance import OSA

        distances = {index: OSA.distance(typed, self._whole_of(index)) for index in indexes}
        farthest = nsmallest(limit, distances.values())[-1]
        keys: dict[int, tuple[int, int, int, int]] = {}
        for index, distance in distances.items():
            if distance <= farthest:
                name = self._whole_of(index)
                keys[index] = (distance, _number_gap(typed, name), abs(len(typed) - len(name)), index)
        return sorted(keys, key=keys.__getitem__)[:limit]

    def _whole_of(self, index: int) -> str:
        if index not in self._wholes:
            self._wholes[index] = _whole(self._names[index])
        return self._wholes[index]

    def _score(self, query: str) -> dict[int, float]:
        return _score_names([{word} for word in _query_words(query)], self._by_word)

    def _score_sounds(self, query: str) -> dict[int, float]:
        if not self._by_sound:
            for word, indexes in self._by_word.items():
                self._by_sound.setdefault(sound_as_english(word), []).extend(indexes)
        sounds = [{sound for (sound,) in read_slavic([word])} for word in _query_words(query)]
        return _score_names(sounds, self._by_sound)

    def _score_whole(self, query: str) -> dict[int, float]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(query) > LONGEST:
            return {}
        found = process.extract(
            query.casefold(),
            self._names,
            scorer=OSA.normalized_similarity,
            score_cutoff=NEAR_WHOLE,
            limit=None,
        )
        return {index: score for _, score, index in found}


def _whole(text: str) -> str:
    return latinise(fold(text[:LONGEST]))


def _number_gap(one: str, other: str) -> int:
    """Return by how much the numbers in two names differ: `May 9` is nearer to `May 8` than to `May 5`."""
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=False)
    return sum(abs(int(mine) - int(theirs)) for mine, theirs in pairs)


def _query_words(query: str) -> list[str]:
    return _words_to_compare(query)[:MOST_WORDS]


def _words_to_compare(name: str) -> list[str]:
    """Return the words of a name to compare, Han characters as pinyin."""
    readings = read_mandarin(name) if is_han(name) else []
    words = readings[0] if readings else [word for word in in_latin(name).split() if len(word) > 1]
    return [word[:MOST_LETTERS] for word in words]


def _score_names(words: Sequence[set[str]], owners: Owners) -> dict[int, float]:
    """Return the share of the words, by letters, that each name matches; names below NEAR_NAME are left out.

    Each word is a set of its possible forms.
    """
    weights = [max(map(len, forms), default=0) for forms in words]
    scores: dict[int, float] = {}
    for forms, weight in zip(words, weights, strict=True):
        for index, similarity in _similar_names(forms, owners).items():
            scores[index] = scores.get(index, 0.0) + similarity * weight / sum(weights)
    return {index: round(score, 4) for index, score in scores.items() if score >= NEAR_NAME}


def _similar_names(forms: set[str], owners: Owners) -> dict[int, float]:
    """Return the similarity (0 to 1) of each name that has a word like one of the forms."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    similar: dict[int, float] = {}
    for form in forms:
        found = process.extract(
            form, owners.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR_WORD, limit=None
        )
        for word, similarity, _ in found:
            for index in owners[word]:
                similar[index] = max(similarity, similar.get(index, 0.0))
    return similar
