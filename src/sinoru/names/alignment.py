"""A typed name against a written one, word by word: by which rule it is the same name or a part of it.

Each typed word must be a word of the written name: the same letters or sounds, an initial, another form of the given
name (tables/given_names.tsv), or a word that sounds much alike. Titles and epithets may be passed over where another
word of the name is left, as may particles and articles, which may also be joined to the next word. The words come in
the order of the written name, or the surname first.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

import msgspec

from sinoru.names.folding import fold
from sinoru.names.honorifics import titles, without_title
from sinoru.names.korean import read_korean
from sinoru.names.likeness import LONGEST, count_consonants, distance, in_latin, is_unwritten, likeness_keys
from sinoru.names.mandarin import is_surely_mandarin, read_mandarin
from sinoru.names.phonetic import is_latin
from sinoru.names.spelling import MOST_WORDS, rank_rule, weaker_rule
from sinoru.names.tables import read_table
from sinoru.names.words import OMISSIBLE, split_name

NONE: frozenset[int] = frozenset()


class Measure(msgspec.Struct, frozen=True, order=True):
    """How alike words are to be: the greatest distance, and the weight of vowels in it."""

    most: float
    vowels: float


WORDS = Measure(0.1, 1.0)
ALONE = Measure(0.08, 2.0)
"""For one word that is typed alone: it has nothing beside it that could confirm it."""
SCRIPTS = Measure(0.12, 1.0)
"""For a name typed in another script than Latin, which writes by sound."""
SAME = Measure(0.0, 1.0)
"""For words that were joined, which are to sound the same."""
LETTERS = Measure(-1.0, 1.0)
"""For two Mandarin or Korean names, which are compared by their syllables elsewhere: the same letters."""
ABJADS = Measure(0.1, 0.3)
"""Between Arabic or Hebrew letters, most of them consonants, and others."""

_SHORTEST_ALIKE = 4
"""Words of fewer letters are alike only if they sound the same."""
_FEWEST_CONSONANTS = 2
_MOST_JOINED = 6
"""Names of more words are compared only as they are."""

_COMPOUND = re.compile(r"^abd(?:(?:ou|[aeiou])?(?:l|([rszndt])(?=\1))(?=\w{3})|(?:ou|[aeiou])l?$)")
_ARABIC_COMPOUND = re.compile(r"(?<!\w)عبدال(?=\w{3})")
"""The first word of Arabic names that are two: Abdelkarim, Abdurrahman, Abdul Rahman."""
_SLAVIC = re.compile("(?:[oe]va?|sk(?:y|i|iy|ii|aya|a)|enko|[ou]vi(?:ch|c)|evi(?:ch|c)|chuk)$")
_LONG_VOWELS = re.compile(r"([aiu])\1")
"""Vowels that some romanisations double: Suu Kyi. Two vowels e or o are another vowel."""
_ROMAN = re.compile("[ivx]{2,}")
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_ACRONYM_LENGTHS = range(3, 6)
"""The capitals of a typed acronym: FDR."""


class Alignment(msgspec.Struct, frozen=True):
    """How a typed name is a written one: the rule, how far its words are from those written, and which these are."""

    rule: str
    distance: float
    words: tuple[str, ...]

    @property
    def order(self) -> tuple[int, float]:
        """Return a key that orders alignments, the strictest rule and the nearest words first."""
        return rank_rule(self.rule), self.distance


def align(typed: str, written: str) -> Alignment | None:
    """Return how the typed name is the written one, or a part of it; None if it is not."""
    mine, theirs = _words_of(typed), _words_of(written)
    passed = _titles_in(typed, mine)
    measure = _measure_of(typed, written, [word for word in mine if word not in passed])
    if _ACRONYM.fullmatch(typed) and "^." + typed.casefold() in _acronym_of(theirs):
        return Alignment(rule="initials", distance=0.0, words=tuple(theirs))
    if "".join(mine) == "".join(theirs):
        return Alignment(rule="sound", distance=0.0, words=tuple(theirs))
    found = [_align_words(mine, passed, theirs, measure)]
    if not (measure is ABJADS and is_latin(typed)):
        pairs = product(_with_joined(mine, any_pair=True), _with_joined(theirs, any_pair=False))
        found += [_align_words(one, passed, other, min(SAME, measure)) for one, other in pairs]
    return min(filter(None, found), key=lambda one: one.order, default=None)


def alignment_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a written name, under which `align` is to find it."""
    words = _words_of(text)
    if len(words) > MOST_WORDS:
        return ()
    joined = (pair for each in _with_joined(words, any_pair=False) for pair in each if pair not in words)
    keys = (key for word in (*words, *joined) for key in _word_keys(word))
    whole = ["^=" + "".join(words)] if words else []
    return tuple(dict.fromkeys([*keys, *whole, *_acronym_of(words)]))


def typed_keys(text: str) -> list[frozenset[str]]:
    """Return the keys of each word of a typed name: one of them at least is a key of the written name.

    There is one more set for each two words that may be one, joined.
    """
    if _ACRONYM.fullmatch(text):
        return [frozenset([*_word_keys(text.casefold()), "^." + text.casefold()])]
    words = _words_of(text)[:MOST_WORDS]
    pairs = [before + after for before, after in pairwise(words) if "." not in before + after]
    keys = [frozenset(_word_keys(word)) for word in (*words, *pairs)]
    return [each for each in keys if each] + [frozenset(["^=" + "".join(words)])]


def _acronym_of(words: list[str]) -> list[str]:
    """Return the key of the initials of a name of three words or more; none for a shorter one."""
    initials = [word[0] for word in words if word not in OMISSIBLE]
    return ["^." + "".join(initials)] if len(initials) in _ACRONYM_LENGTHS else []


@lru_cache(1 << 14)
def _word_keys(word: str) -> tuple[str, ...]:
    if word[-1] == "." or word in OMISSIBLE:
        return ()
    likeness = ("^" + key for key in likeness_keys(word))
    return (*likeness, *(f"^#{group}" for group in sorted(given_names().get(word, NONE))))


@cache
def given_names() -> dict[str, frozenset[int]]:
    """Return the groups of given names that are one name in several languages, by each of them."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(read_table("given_names.tsv").split("\n")[1:]):
        for name in line.split():
            groups[name] = groups.get(name, NONE) | {number}
    return groups


def _words_of(text: str) -> list[str]:
    """Return the words of a name in Latin letters, surname last; initials end in a point."""
    found = []
    if not text.isascii():
        text = _ARABIC_COMPOUND.sub("عبد ", text)
    for word in split_name(text):
        if word[-1] == ".":
            found.append(in_latin(word)[:1] + "." if in_latin(word) else word)
            continue
        for part in in_latin(word).split():
            match = _COMPOUND.match(part) if part[:3] == "abd" else None
            found += filter(None, ["abd", part[match.end() :]]) if match else [part[:LONGEST]]
    return [word for word in found if word]


def _with_joined(words: list[str], *, any_pair: bool) -> Iterator[list[str]]:
    """Yield the words with some of them joined to the next: any, or only particles and words as short."""
    yield words
    if len(words) > _MOST_JOINED:
        return
    for position, (before, after) in enumerate(pairwise(words)):
        if "." not in before + after and (any_pair or before in OMISSIBLE or len(before) < _SHORTEST_ALIKE):
            start = [*words[:position], before + after]
            yield from ([*start, *rest] for rest in _with_joined(words[position + 2 :], any_pair=any_pair))


def _titles_in(typed: str, words: Sequence[str]) -> frozenset[str]:
    """Return the words of a typed name that may be passed over: titles and epithets, unless it has no others."""
    name = _words_of(without_title(typed))
    found = frozenset(word for word in words if word not in name or word in titles())
    return found if not found.issuperset(words) else frozenset()


def _measure_of(typed: str, written: str, words: Sequence[str]) -> Measure:
    """Return how alike the words are to be, of a typed name that has these besides its titles."""
    if any(read(typed) and read(written) for read in (read_mandarin, read_korean)):
        return LETTERS
    is_alone = len([word for word in words if word not in OMISSIBLE]) <= 1
    if is_unwritten(typed) != is_unwritten(written):
        return SAME if is_alone and is_unwritten(written) else ABJADS
    if not is_latin(typed):
        return SCRIPTS
    return ALONE if is_alone else WORDS


def _align_words(
    typed: Sequence[str], passed: frozenset[str], written: Sequence[str], measure: Measure
) -> Alignment | None:
    """Return the alignment of words, each typed word with the nearest written word that is left."""
    needed = [word for word in typed if word not in OMISSIBLE]
    if all(word[-1] == "." for word in needed):
        return None
    places: list[int] = []
    missed: list[str] = []
    rule, total = "reordered", 0.0
    for word in needed:
        options = [
            (found, position)
            for position, other in enumerate(written)
            if position not in places and (found := _match(word, other, measure))
        ]
        if not options:
            missed += [] if word in passed else [word]
            continue
        (word_rule, far), position = min(options, key=lambda one: (rank_rule(one[0][0]), one[0][1], one[1]))
        places.append(position)
        rule, total = weaker_rule(rule, word_rule), max(total, far)
    if missed and (
        len(missed) >= len(places)
        or len(places) == 1
        or not {needed[0], needed[-1]}.isdisjoint(missed)
        or rule == "similar"
    ):
        return None
    if len(places) == 1 and needed[-1] in passed and not is_surname(written[places[0]], " ".join(written)):
        return None  # after a given name alone, a title is a surname: Rajiv Shah
    return _judge(weaker_rule(rule, "short") if missed else rule, total, places, written)


def _judge(rule: str, total: float, places: list[int], written: Sequence[str]) -> Alignment | None:
    """Return the alignment that these places of the written words make; None if they make none.

    Words are left out of one of the two names only.
    """
    words = tuple(written[position] for position in places)
    if not any(word[-1] != "." and not _is_number(word) for word in words):
        return None
    left = [word for position, word in enumerate(written) if position not in places and word not in OMISSIBLE]
    in_order = places[1:] if places[0] == len(written) - 1 else places  # the surname may come first
    if left and (in_order != sorted(in_order) or rule == "short"):
        return None
    if left:
        rule = {"reordered": "part", "sound": "part-sound"}.get(rule, rule)
    return Alignment(rule=rule, distance=round(total, 3), words=words)


def _match(word: str, other: str, measure: Measure) -> tuple[str, float] | None:
    """Return the rule by which a typed word is a written one, and how far it is from it."""
    if word == other:
        return "reordered", 0.0
    if word[-1] == "." or other[-1] == ".":
        return ("initials", 0.0) if word[0] == other[0] and not _is_number(word) else None
    if measure is not LETTERS and not given_names().get(word, NONE).isdisjoint(
        given_names().get(other, NONE)
    ):
        return "variant", 0.0
    if _is_number(word) or _is_number(other) or _is_other_gender(word, other, measure):
        return None
    if _LONG_VOWELS.sub(r"\1", word) == _LONG_VOWELS.sub(r"\1", other):
        return "sound", 0.0
    far = distance(word, other, measure.vowels)
    is_other = far > measure.most or (far and (_is_short(word, other, measure) or _is_slavic(other, measure)))
    return None if is_other else ("similar" if far else "sound", far)


def _is_slavic(word: str, measure: Measure) -> bool:
    """Return whether a word alone is a Slavic surname, which phonetic.py reads in all spellings."""
    is_measured = measure in (ALONE, SCRIPTS)
    return is_measured and bool(_SLAVIC.search(word) or (measure is ALONE and word.endswith(("in", "ina"))))


def _is_short(word: str, other: str, measure: Measure) -> bool:
    """Return whether one of two words is too short to be anything but itself."""
    if measure is ABJADS:
        return min(count_consonants(word), count_consonants(other)) < _FEWEST_CONSONANTS
    return measure is not SCRIPTS and min(len(word), len(other)) < _SHORTEST_ALIKE


def _is_number(word: str) -> bool:
    """Return whether a word is a number, such as that of a monarch or pope, which is like no other."""
    return bool(_ROMAN.fullmatch(word)) or any(letter.isdigit() for letter in word)


def _is_other_gender(word: str, other: str, measure: Measure) -> bool:
    """Return whether one word is the other with another vowel at its end: Ivanova is not Ivanov."""
    shorter, longer = sorted((word, other), key=len)
    ends_otherwise = longer[:-1] == shorter and longer[-1] != shorter[-1]
    return ends_otherwise and longer[-1] in ("aeiouy" if measure is ALONE else "ai")


def is_surname(word: str, written: str) -> bool:
    """Return whether a word is where the surname of a written name stands: first in a Mandarin name, or else last."""
    words = fold(written).split()
    place = 0 if is_surely_mandarin(read_mandarin(written)) else -1
    return words[place : place + 1 or None] == fold(word).split()
