"""The tokens of a text: what the index holds and what queries ask for.

A token is a run of folded letters or a number; nothing else, so that any tokenizer that keeps letters and
digits leaves it whole. The rules, and what they are for:

- a border between letters and digits is one between tokens: `Su30`, `Su-30` and `su 30` are `su 30`;
- the endings of `1990s`, `Su-30s` and `8th` are dropped: `1990s` also finds `1990`, `8 May` finds `8th May`;
- thousands are joined (`1,200` is `1200`), decimals are two tokens (`5.48` is `5 48`) and match as a phrase;
- apostrophes join (`Xi'an` is `xian`), but a possessive 's is dropped; hyphens part (`Sino-Russian`);
- the points of `U.S.` and `a.m.` join;
- each sign of Chinese, Japanese and Korean writing is a token, so that any part of a text is a phrase;
- a token has at most 64 characters, which nobody misses in a word and which bounds what a hostile text costs.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from sinoru.words.fold import fold
from sinoru.words.stems import stem

LONGEST_TOKEN = 64
T = TypeVar("T")
_JOINTS = str.maketrans("", "", ".',")


def locate_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Find the folded words and numbers of a text, unstemmed, in order, each with its start and end in it.

    The dropped ending of a number is within its bounds, a possessive 's is not.
    """
    folded = fold(text)
    for match in _word_pattern().finditer(folded.text):
        start, end = match.span("word" if match["word"] else 0)
        word = (match["word"] or match["number"]).translate(_JOINTS)
        yield word[:LONGEST_TOKEN], folded.starts[start], folded.ends[end - 1]


@cache
def _word_pattern() -> re.Pattern[str]:
    """Compile the pattern of a folded word; once, and only in a process that needs it."""
    letter, character = r"[^\W\d_]", r"[^\W_]"
    initials = rf"(?<!{character}){letter}(?:\.{letter})+(?!{character})\.?"
    possessive = rf"(?:\.?'s(?!{character}))"
    word = rf"{letter}+(?:'(?!s(?!{character})){letter}+)*"
    thousands = r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"
    ending = rf"(?:(?:'?s|st|nd|rd|th)(?!'?{character}))"
    return re.compile(rf"(?P<word>{initials}|{word}){possessive}?|(?P<number>{thousands}|\d+){ending}?")


def index_text(text: str) -> str:
    """Give the tokens of a text, stemmed, separated by spaces: what a full-text column holds."""
    return index_chunks(text.split())


def index_chunks(chunks: Iterable[str]) -> str:
    """Give the tokens of a text that is split at its spaces."""
    return " ".join(filter(None, map(_TOKENS.__getitem__, chunks)))


def surface_words(text: str) -> Iterator[str]:
    """Give the folded, unstemmed words of a text: those with two letters or more, without numbers.

    They are what typing errors are corrected to, so single letters and signs of CJK writing are left out.
    """
    for chunk in text.split():
        yield from _SURFACE_WORDS[chunk]


def _tokens_of(chunk: str) -> str:
    return " ".join([stem(word) for word, _, _ in locate_words(chunk)])


def _surface_words_of(chunk: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in locate_words(chunk) if len(word) > 1 and not word.isdecimal())


class _ByChunk(dict[str, T]):
    """What was made of each run of characters between spaces: a text is the same few thousand, mostly.

    Long ones are seldom met twice and not kept; all are forgotten when there are too many.
    """

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, chunk: str) -> T:
        made = self._make(chunk)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = made
        return made


_LONGEST_KEPT, _MOST_KEPT = 32, 1 << 17
_TOKENS = _ByChunk(_tokens_of)
_SURFACE_WORDS = _ByChunk(_surface_words_of)
