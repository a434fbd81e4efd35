"""The tokens of texts and queries: folded, stemmed words and numbers, as the index stores them.

Folding gives one spelling to what differs by case, accent, width, digit or apostrophe: Unicode's NFKC and case
folding, then without combining marks. `Kraków` is `krakow`, `Королёв` is `королев`. Cyrillic `й`, `ї`, `ў` and
all kana are letters of their own and keep their marks. Every character of a script without spaces between words
gets spaces around it.

A token is a run of folded letters or a number; nothing else, so that any tokenizer that keeps letters and
digits leaves it intact. The rules, with examples:

- a border between letters and digits is one between tokens: `Su30`, `Su-30` and `su 30` are `su 30`;
- the endings of `1990s`, `Su-30s` and `8th` are dropped: `1990s` also finds `1990`, `8 May` finds `8th May`;
- thousands are joined: `1,200` is `1200`;
- decimals and scores are one token, with a letter for the sign in them, as no word has digits: `5.48` and `5,48`
  are `5d48`, `3:2` is `3c2`; longer chains such as `14.2.1` are several;
- a percent sign is the word `percent`, `C++` is `cplusplus` and `C#` is `csharp`; an emoji is its number: `0u9749`;
- apostrophes join (`Xi'an` is `xian`), but a possessive 's is dropped; hyphens split (`Sino-Russian`);
- the points of `U.S.` and `a.m.` join;
- each character of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese writing is a token, as these scripts put
  no spaces between words: so any part of a text is a phrase. Traditional and simplified Chinese are one;
- a token has at most 64 characters, more than any word needs, which bounds the cost of a hostile text.

Stems are what the inflections of an English word have in common (Snowball's English algorithm). Those of Arabic and
Hebrew words are without the article, which is written together with the word.
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
_ASCII |= {"\u066b": ".", "\u066c": ","}  # the signs of Arabic for decimals and thousands
_ZERO_WIDTH_SPACE = "\u200b"

_UNSPACED = (  # Thai, Lao, Burmese, Khmer; Han with its iteration marks, kana, Hangul syllables and jamo
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1100", "\u11ff"),
    ("\u1780", "\u17ff"),
    ("\u3005", "\u3007"),
    ("\u3041", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uaa60", "\uaa7f"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_FIRST_HAN = "\u3400"
# Letters since Unicode 8 and 12, but marks to SQLite's tokenizer, which would split a word at them.
_LATE_LETTERS = (("\u19b0", "\u19c9"), ("\u1cf2", "\u1cf3"))
_WITHOUT_POINTS = str.maketrans("", "", ".',")
_SIGNS = str.maketrans({".": "d", ":": "c", "+": "plus", "#": "sharp"})


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
    if kind in ("Lo", "Lm", "Nl") and is_unspaced(char):
        return f" {_simplified(char) if char >= _FIRST_HAN else char} "
    bare = [part for part in normalize("NFKD", char) if category(part)[0] != "M"]
    return "".join(_ASCII.get(part, part) for part in bare if not _is_in(_LATE_LETTERS, part))


def is_unspaced(char: str) -> bool:
    """Return whether a character belongs to a script that puts no spaces between words."""
    return _is_in(_UNSPACED, char)


def _simplified(char: str) -> str:
    from sinoru.text.han import SIMPLIFIED

    return SIMPLIFIED.get(char, char)


def _is_in(ranges: tuple[tuple[str, str], ...], char: str) -> bool:
    return any(first <= char <= last for first, last in ranges)


_stem_english = Stemmer("english", 0).stemWord  # 0: without a cache of its own; callers keep theirs


def stem(word: str) -> str:
    """Return the stem of a folded word: `treaties` and `treaty` are `treati`.

    A stem need not be a word, nor its own stem.
    """
    if word.isalpha():
        if word.isascii():
            stemmed: str = _stem_english(word)
            return stemmed
        return _without_article(word) if "\u0590" < word[0] < "\u0700" else word
    return word.translate(_SIGNS) if word[0].isalnum() else f"0u{ord(word[0])}"


_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "ה")
"""The articles of Arabic, also after `and`, `in`, `so`, `like` and `for`, and of Hebrew."""
_SHORTEST_WITHOUT_ARTICLE = 3


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + _SHORTEST_WITHOUT_ARTICLE:
            return word[len(article) :]
    return word


def locate_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words and numbers of a text, unstemmed, in order, each with its start and end.

    The bounds of a number include its dropped ending; those of a word exclude a possessive 's.
    """
    folded = fold(text)
    for match in _word_pattern().finditer(folded.text):
        start, end = match.span("word" if match["word"] else 0)
        yield _word_of(match)[:LONGEST_TOKEN], folded.starts[start], folded.ends[end - 1]


def _word_of(match: re.Match[str]) -> str:
    if match["word"]:
        return match["word"].translate(_WITHOUT_POINTS)
    if match["sign"]:
        return "percent" if match["sign"] == "%" else match["sign"]
    return match["number"].replace(",", "") + (match["fraction"] or "").replace(",", ".")


@cache
def _word_pattern() -> re.Pattern[str]:
    """Compile the pattern of a folded word, only in a process that needs it."""
    letter, character = r"[^\W\d_]", r"[^\W_]"
    initials = rf"(?<!{character}){letter}(?:\.{letter})+(?!{character})\.?"
    possessive = rf"(?:\.?'s(?!{character}))"
    word = rf"{letter}+(?:(?:\+\+|\#)(?![\w+#])|(?:'(?!s(?!{character})){letter}+)*)"
    thousands = r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"
    # Neither within a chain such as 14.2.1 nor at the end of one.
    fraction = r"(?<![.,:]\d)(?<![.,:]\d\d)(?:[.:]\d+|,\d{1,2})(?!\d|[.,:]\d)"
    number = rf"(?P<number>{thousands}|\d+)(?P<fraction>{fraction})?"
    ending = rf"(?:(?:'?s|st|nd|rd|th)(?!'?{character}))"
    emoji = "[\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
    sign = rf"(?P<sign>(?<![^\s\d])%(?!\w)|{emoji})"
    return re.compile(rf"(?P<word>{initials}|{word}){possessive}?|{number}{ending}?|{sign}")


def index_text(text: str) -> str:
    """Return the tokens of a text, stemmed, separated by spaces: the value of a full-text column."""
    return index_chunks(text.split())


def index_chunks(chunks: Iterable[str]) -> str:
    """Return the same for a text that is already split at its spaces."""
    return " ".join(filter(None, map(_TOKENS.__getitem__, chunks)))


def has_tokens(text: str, tokens: Sequence[str]) -> bool:
    """Return whether a text has these tokens one after the other."""
    return f" {' '.join(tokens)} " in f" {index_text(text)} "


def surface_words(text: str) -> Iterator[str]:
    """Yield the folded, unstemmed words of a text that have two letters or more, without numbers.

    Typing errors are corrected to these, so single letters and characters of CJK writing are left out.
    """
    for chunk in text.split():
        yield from _SURFACE_WORDS[chunk]


def _chunk_tokens(chunk: str) -> str:
    return " ".join([stem(word) for word, _, _ in locate_words(chunk)])


def _chunk_words(chunk: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in locate_words(chunk) if len(word) > 1 and word[0].isalpha())


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


_LONGEST_WITH_ONE_ERROR = 7
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
