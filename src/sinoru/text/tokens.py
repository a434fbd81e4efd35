"""The tokens of texts and queries: folded, stemmed words and numbers, as the index stores them.

Folding gives one spelling to what differs by case, accent, width, digit or apostrophe: Unicode's NFKC and case
folding, then without combining marks. `Kraków` is `krakow`, `Королёв` is `королев`. Cyrillic `й`, `ї`, `ў` and
all kana are letters of their own and keep their marks. Every character of Chinese, Japanese and Korean writing
gets spaces around it, as these scripts put none between words.

A token is a run of folded letters or a number; nothing else, so that any tokenizer that keeps letters and
digits leaves it intact. The rules, with examples:

- a border between letters and digits is one between tokens: `Su30`, `Su-30` and `su 30` are `su 30`;
- the endings of `1990s`, `Su-30s` and `8th` are dropped: `1990s` also finds `1990`, `8 May` finds `8th May`;
- thousands are joined (`1,200` is `1200`), decimals are two tokens (`5.48` is `5 48`) and match as a phrase;
- apostrophes join (`Xi'an` is `xian`), but a possessive 's is dropped; hyphens split (`Sino-Russian`);
- the points of `U.S.` and `a.m.` join;
- each character of Chinese, Japanese and Korean writing is a token, so that any part of a text is a phrase;
- a token has at most 64 characters, more than any word needs, which bounds the cost of a hostile text.

Stems are what the inflections of an English word have in common (Snowball's English algorithm).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from Stemmer import Stemmer

T = TypeVar("T")

LONGEST_TOKEN = 64

# `may` is not among them: it is a month.
STOP_WORDS = frozenset(
    (
        "a about after all also am an and any are as at be because been before being between both but by "
        "can could did didnt do does doesnt doing dont during each for from get give given had happen "
        "happened happening happens has have having he her here hers him his how i if in into is isnt it "
        "its just many me mean means more most much my no nor not of off on once one only or other our "
        "out over own please said same say says she should so some such tell than that the their them "
        "then there these they this those through to too under until upon very was wasnt we were what "
        "whats when where which while who whom whos whose why will with would you your"
    ).split()
)
"""English words that say nothing about the subject of a question."""

_KEPT_WITH_MARKS = frozenset("йїў")
_ASCII = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
# Single quotation marks, the prime, and the letters that romanisations write for an apostrophe.
_ASCII |= dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02be\u02bf", "'")
_ACUTE = "\u00b4"  # typed for an apostrophe; NFKC would make a space of it
_ZERO_WIDTH_SPACE = "\u200b"

_CJK = (  # Han with its iteration marks, kana, Hangul syllables and jamo
    ("\u1100", "\u11ff"),
    ("\u3005", "\u3007"),
    ("\u3041", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
# Letters since Unicode 8 and 12, but marks to SQLite's tokenizer, which would split a word at them.
_LATE_LETTERS = (("\u19b0", "\u19c9"), ("\u1cf2", "\u1cf3"))
_WITHOUT_POINTS = str.maketrans("", "", ".',")


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each of its characters, start and end of its origin in the original."""

    text: str
    starts: list[int] | range
    ends: list[int] | range


def fold(text: str) -> Folded:
    """Fold a text. ASCII text is only lower-cased."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = _FOLDED[text[start:end]]
        parts.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Folded("".join(parts), starts, ends)


def _clusters(text: str) -> "zip[tuple[int, int]]":
    """Yield the bounds of each character with what combines with it: nothing composes across them."""
    starts = [i for i, char in enumerate(text) if i == 0 or char < "\u0300" or not _COMBINES[char]]
    return zip(starts, [*starts[1:], len(text)], strict=True)


class _Combining(dict[str, bool]):
    """Whether a character combines with the one before it; filled as characters occur."""

    def __missing__(self, char: str) -> bool:
        from unicodedata import category  # here, as most text is ASCII

        later_jamo = "\u1160" <= char <= "\u11ff"
        self[char] = combines = later_jamo or char in "\uff9e\uff9f" or category(char)[0] == "M"
        return combines


class _FoldedClusters(dict[str, str]):
    """The folded form of a cluster; cached for single characters, whose number is limited."""

    def __missing__(self, cluster: str) -> str:
        from unicodedata import normalize

        caseless = normalize("NFKC", cluster.replace(_ACUTE, "'")).casefold()
        folded = "".join(map(_fold_character, normalize("NFKC", caseless)))
        if len(cluster) == 1:
            self[cluster] = folded
        return folded


_COMBINES = _Combining()
_FOLDED = _FoldedClusters()


def _fold_character(char: str) -> str:
    from unicodedata import category, normalize

    if char in _KEPT_WITH_MARKS or char.isascii():
        return char
    kind = category(char)
    if kind == "Nd":
        return str(int(char))
    if kind == "Cf":  # soft hyphens, joiners, marks of direction
        return " " if char == _ZERO_WIDTH_SPACE else ""
    if kind in ("Lo", "Lm", "Nl") and _is_in(_CJK, char):
        return f" {char} "
    bare = [part for part in normalize("NFKD", char) if category(part)[0] != "M"]
    return "".join(_ASCII.get(part, part) for part in bare if not _is_in(_LATE_LETTERS, part))


def _is_in(ranges: tuple[tuple[str, str], ...], char: str) -> bool:
    return any(first <= char <= last for first, last in ranges)


_stem_english = Stemmer("english", 0).stemWord  # 0: without a cache of its own; callers keep theirs


def stem(word: str) -> str:
    """Return the stem of a folded word: `treaties` and `treaty` are `treati`. Other scripts stay as they are.

    A stem need not be a word, nor its own stem.
    """
    return _stem_english(word) if word.isascii() else word


def locate_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words and numbers of a text, unstemmed, in order, each with its start and end.

    The bounds of a number include its dropped ending; those of a word exclude a possessive 's.
    """
    folded = fold(text)
    for match in _word_pattern().finditer(folded.text):
        start, end = match.span("word" if match["word"] else 0)
        word = (match["word"] or match["number"]).translate(_WITHOUT_POINTS)
        yield word[:LONGEST_TOKEN], folded.starts[start], folded.ends[end - 1]


@cache
def _word_pattern() -> re.Pattern[str]:
    """Compile the pattern of a folded word, only in a process that needs it."""
    letter, character = r"[^\W\d_]", r"[^\W_]"
    initials = rf"(?<!{character}){letter}(?:\.{letter})+(?!{character})\.?"
    possessive = rf"(?:\.?'s(?!{character}))"
    word = rf"{letter}+(?:'(?!s(?!{character})){letter}+)*"
    thousands = r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"
    ending = rf"(?:(?:'?s|st|nd|rd|th)(?!'?{character}))"
    return re.compile(rf"(?P<word>{initials}|{word}){possessive}?|(?P<number>{thousands}|\d+){ending}?")


def index_text(text: str) -> str:
    """Return the tokens of a text, stemmed, separated by spaces: the value of a full-text column."""
    return index_chunks(text.split())


def index_chunks(chunks: Iterable[str]) -> str:
    """Return the same for a text that is already split at its spaces."""
    return " ".join(filter(None, map(_TOKENS.__getitem__, chunks)))


def surface_words(text: str) -> Iterator[str]:
    """Yield the folded, unstemmed words of a text that have two letters or more, without numbers.

    Typing errors are corrected to these, so single letters and characters of CJK writing are left out.
    """
    for chunk in text.split():
        yield from _SURFACE_WORDS[chunk]


def _chunk_tokens(chunk: str) -> str:
    return " ".join([stem(word) for word, _, _ in locate_words(chunk)])


def _chunk_words(chunk: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in locate_words(chunk) if len(word) > 1 and not word.isdecimal())


class _ChunkCache(dict[str, T]):
    """The result of a function for each run of characters between spaces: most texts repeat a few thousand.

    Long runs seldom repeat and are not cached; the cache is emptied when it is full.
    """

    def __init__(self, compute: Callable[[str], T]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, chunk: str) -> T:
        result = self._compute(chunk)
        if len(chunk) <= _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[chunk] = result
        return result


_LONGEST_CACHED, _MOST_CACHED = 32, 1 << 17
_TOKENS = _ChunkCache(_chunk_tokens)
_SURFACE_WORDS = _ChunkCache(_chunk_words)


_LONGEST_WITH_ONE_ERROR = 5
"""Words of up to so many letters may have one wrong letter; longer words two."""


def nearest_words(word: str, vocabulary: Sequence[str], limit: int = 3) -> list[str]:
    """Return the folded words of a vocabulary within one or two typing errors of this one, nearest first.

    Errors are letters left out, added, exchanged or swapped with a neighbour (optimal string alignment). Of
    equally near words, those with the same first letter come first, then those that are earlier in the
    vocabulary, which is best sorted by frequency. Numbers and words of two letters have no near words.
    """
    from rapidfuzz.distance import OSA  # here, as only a word that is not found needs it
    from rapidfuzz.process import extract

    typed = list(surface_words(word))
    if len(typed) != 1 or len(typed[0]) < 3:  # noqa: PLR2004
        return []
    errors = 1 if len(typed[0]) <= _LONGEST_WITH_ONE_ERROR else 2
    near = extract(typed[0], vocabulary, scorer=OSA.distance, score_cutoff=errors, limit=None)
    ranked = sorted(
        (distance, found[0] != typed[0][0], index, found) for found, distance, index in near if distance
    )
    return [found for *_, found in ranked[:limit]]
