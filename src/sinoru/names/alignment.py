"""A typed name against a written one, word by word: by which rule it is the same name or a part of it.

Each typed word must be a word of the written name: the same letters or sounds, an initial, another form of the given
name (tables/given_names.tsv), or a word that sounds much alike. Titles and epithets may be passed over where another
word of the name stands there, as may particles and articles, which may also be joined to the next word. The words come
in the order of the written name, or the surname first.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from sinoru.names.folding import fold
from sinoru.names.keys import split_name
from sinoru.names.likeness import LONGEST, distance, in_latin, is_unwritten, likeness_keys
from sinoru.names.phonetic import is_latin
from sinoru.names.spelling import MOST_WORDS, honorifics, rank_rule, weaker_rule

PARTICLES = frozenset(
    "of the and for in on de der des die das den du la le les von van et und di da do dos del della dei degli af av zu zum"
    " zur ten ter y e i al el ul ur as es ash esh an ar er ad ed ud us az ez at bin ibn bint".split()
)
"""Words that may be left out of a name, or joined to the next word."""

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        "i first|ii second|iii third|iv fourth|v fifth|vi sixth|vii seventh|viii eighth|ix ninth|x tenth|xi eleventh"
        "|xii twelfth|xiii thirteenth|xiv fourteenth|xv fifteenth|xvi sixteenth|xvii seventeenth|xviii eighteenth"
        "|xix nineteenth|xx twentieth|xxi twentyfirst|xxii twentysecond|xxiii twentythird".split("|"),
        start=1,
    )
    for word in words.split()
}
"""Numbers of monarchs and popes."""

ALIKE, ALIKE_ALONE, ALIKE_IN_SCRIPTS = 0.1, 0.085, 0.12
"""The greatest distance of words that are alike: of several words, of one that is typed alone, in two scripts."""

_SHORTEST_ALIKE = 4
"""Words of fewer letters are alike only if they sound the same."""

_COMPOUND = re.compile(r"^abd(?:ou|[aeiou])?(?:l|([rszndt])(?=\1))(?=\w{3})")
"""The first word of Arabic names that are two: Abdelkarim, Abdurrahman."""
_TIED_NUMBER = re.compile(r"(?i)\btwenty-")


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
    scripts = {_script_of(typed), _script_of(written)}
    found = [
        alignment
        for mine in _with_joined(_words_of(typed), any_pair=True)
        for theirs in _with_joined(_words_of(written), any_pair=False)
        if (alignment := _align_words(mine, theirs, scripts))
    ]
    return min(found, key=lambda one: one.order, default=None)


def alignment_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a written name, under which `align` is to find it."""
    words = _words_of(text)
    if len(words) > MOST_WORDS:
        return ()
    joined = (pair for each in _with_joined(words, any_pair=False) for pair in each if pair not in words)
    return tuple(dict.fromkeys(key for word in (*words, *joined) for key in _word_keys(word)))


def typed_keys(text: str) -> list[frozenset[str]]:
    """Return the keys of each word of a typed name: one of them at least is a key of the written name.

    There is one more set for each two words that may be one, joined.
    """
    words = _words_of(text)[:MOST_WORDS]
    pairs = [before + after for before, after in zip(words, words[1:], strict=False) if "." not in before + after]
    keys = [frozenset(_word_keys(word)) for word in (*words, *pairs)]
    return [each for each in keys if each]


def _word_keys(word: str) -> Iterator[str]:
    if word[-1] == "." or word in PARTICLES:
        return
    for key in likeness_keys(word):
        yield "^" + key
    for group in given_names().get(word, ()):
        yield f"^#{group}"


@cache
def given_names() -> dict[str, tuple[int, ...]]:
    """Return the groups of given names that are one name in several languages, by each of them."""
    with open(os.path.join(os.path.dirname(__file__), "tables", "given_names.tsv"), encoding="utf-8") as file:
        lines = file.read().splitlines()[1:]
    groups: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            groups[name] = (*groups.get(name, ()), number)
    return groups


def _words_of(text: str) -> list[str]:
    """Return the words of a name in Latin letters, surname last; initials end in a point, numbers are digits."""
    found = []
    for word in split_name(_TIED_NUMBER.sub("twenty", text)):
        if word[-1] == ".":
            found.append(in_latin(word)[:1] + "." if in_latin(word) else word)
            continue
        for part in in_latin(word).split():
            match = _COMPOUND.match(part)
            found += ["abd", part[match.end() :]] if match else [_NUMBERS.get(part, part)[:LONGEST]]
    return [word for word in found if word]


def _with_joined(words: list[str], *, any_pair: bool) -> Iterator[list[str]]:
    """Yield the words as they are, and with each pair joined that may be one; not any pair: only after particles."""
    yield words
    for position, (before, after) in enumerate(zip(words, words[1:], strict=False)):
        if "." not in before + after and (any_pair or before in PARTICLES or len(before) <= 3):
            yield [*words[:position], before + after, *words[position + 2 :]]


def _script_of(text: str) -> str:
    if is_latin(text):
        return "Latin"
    return "abjad" if is_unwritten(text) else "other"


def _align_words(typed: Sequence[str], written: Sequence[str], scripts: set[str]) -> Alignment | None:
    """Return the alignment of words, each typed word with the nearest written word that is left."""
    needed = [word for word in typed if word not in PARTICLES]
    is_alone = len([word for word in needed if word not in honorifics()]) <= 1
    most = ALIKE_IN_SCRIPTS if len(scripts) > 1 else ALIKE_ALONE if is_alone else ALIKE
    places: list[int] = []
    rule, total = "reordered", 0.0
    for word in needed:
        options = [
            (found, position)
            for position, other in enumerate(written)
            if position not in places and (found := _match(word, other, most, scripts))
        ]
        if not options:
            if word in honorifics():
                continue
            return None
        (word_rule, far), position = min(options, key=lambda one: (rank_rule(one[0][0]), one[0][1], one[1]))
        places.append(position)
        rule, total = weaker_rule(rule, word_rule), max(total, far)
    return _judge(rule, total, places, written)


def _judge(rule: str, total: float, places: list[int], written: Sequence[str]) -> Alignment | None:
    """Return the alignment that these places of the written words make; None if they make none."""
    words = tuple(written[position] for position in places)
    if not any(word[-1] != "." and not word.isdigit() for word in words):
        return None
    left = [word for position, word in enumerate(written) if position not in places and word not in PARTICLES]
    ascending = sorted(places)
    turned = [*places[1:], places[0]]
    if left and ascending not in (places, turned):
        return None
    if left:
        rule = {"reordered": "part", "sound": "part-sound"}.get(rule, rule)
    return Alignment(rule=rule, distance=round(total, 3), words=words)


def _match(word: str, other: str, most: float, scripts: set[str]) -> tuple[str, float] | None:
    """Return the rule by which a typed word is a written one, and how far it is from it."""
    if word == other:
        return "reordered", 0.0
    if word[-1] == "." or other[-1] == ".":
        return ("initials", 0.0) if word[0] == other[0] and (word[-1] == "." or len(word) > 1) else None
    if word.isdigit() or other.isdigit():
        return None
    if not set(given_names().get(word, ())).isdisjoint(given_names().get(other, ())):
        return "variant", 0.0
    if _is_other_gender(word, other):
        return None
    far = distance(word, other, is_unwritten="abjad" in scripts and len(scripts) > 1)
    if far == 0:
        return "sound", 0.0
    is_short = min(len(word), len(other)) < _SHORTEST_ALIKE and len(scripts) == 1
    return ("similar", far) if far <= most and not is_short else None


def _is_other_gender(word: str, other: str) -> bool:
    """Return whether one word is the other with a vowel at its end: Ivanova is not Ivanov."""
    return word in (other + "a", other + "i") or other in (word + "a", word + "i")
