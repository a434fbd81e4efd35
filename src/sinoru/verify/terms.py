"""Terms of evidence in the text of passages, however either is set."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from sinoru.verify.blocks import SOFT_HYPHEN, strip_markup

Misspellings = Mapping[str, Iterable[str]]
"""For a word, the spellings of the source, as records declare them."""

_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "")  # numbers of notes
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)
_CJK_SIGNS = r"\u3005-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff"
_CJK = f"[{_CJK_SIGNS}]"
_WORD = re.compile(rf"[^\W_{_CJK_SIGNS}]+|{_CJK}")
_SPACING = (
    (r"''|``", '"'),
    (r"\s*-[-\s]*", "-"),
    (r"\s+(?=[%,.;:!?)\]])", ""),
    (r"(?<=[(\[$\u20ac\u00a3\u00a5])\s+", ""),
    (rf"(?<={_CJK})\s+(?={_CJK})", ""),
    (r"(?<=\b[A-Z]\.)\s+(?=[A-Z]\.)", ""),  # U. S.
    (r"\s+", " "),
)
_MOST_SPELLINGS = 8
"""The most spellings of one term that are tried."""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return a text with straight quotes, one kind of dash, no ligatures (Unicode's NFKC) and even spacing."""
    text = normalize("NFKC", strip_markup(text).translate(_SIGNS)).translate(_SIGNS)
    for pattern, replacement in _SPACING:
        text = re.sub(pattern, replacement, text)
    return text.strip()


def readings(text: str) -> tuple[str, ...]:
    """Return the plain text; twice if a line's end broke a word, without the hyphen and with it."""
    set_plainly = plain(text)
    if SOFT_HYPHEN not in set_plainly:
        return (set_plainly,)
    return set_plainly.replace(SOFT_HYPHEN, ""), set_plainly.replace(SOFT_HYPHEN, "-")


def find_term(term: str, texts: Iterable[str], misspellings: Misspellings) -> str | None:
    """Return the term as it is printed in one of the texts (`readings`); None if it is in none.

    Only complete words and figures match: `15` is not in `1915`, nor `48` in `5.48`. A term in small letters matches
    in any case, one with capitals unchanged or in capitals throughout, as in headings: `May` is not `may`.
    """
    texts = tuple(texts)
    for spelling in _spellings(readings(term)[0], misspellings):
        if any(_find_whole(spelling, text) is not None for text in texts):
            return spelling
        for text in texts:
            printed = _find_in_other_case(spelling, text)
            if printed:
                return printed
    return None


def words_in(text: str) -> frozenset[str]:
    """Return the words and figures of a text in any case, each sign of Chinese, Japanese and Korean by itself."""
    return frozenset(_WORD.findall(text.casefold()))


def words_of_term(term: str, misspellings: Misspellings) -> list[frozenset[str]]:
    """Return the words that a text must have to contain a term, for each way in which it may be printed."""
    spellings = list(_spellings(readings(term)[0], misspellings))
    return list(dict.fromkeys(map(words_in, (*spellings, *map(str.upper, spellings)))))


def _find_in_other_case(spelling: str, text: str) -> str | None:
    if spelling.upper() != spelling and _find_whole(spelling.upper(), text) is not None:
        return spelling.upper()
    lowered = text.lower()
    if spelling != spelling.lower() or len(lowered) != len(text):  # a letter that grows shifts all positions
        return None
    start = _find_whole(spelling, lowered)
    return None if start is None else text[start : start + len(spelling)]


def _spellings(term: str, misspellings: Misspellings) -> Iterator[str]:
    """Yield the term, then the term with each combination of misspelt words."""
    parts = re.split(r"([^\W_]+)", term)
    choices = [(part, *misspellings.get(part, ())) for part in parts]
    for _, spelling in zip(range(_MOST_SPELLINGS), product(*choices), strict=False):
        yield "".join(spelling)


def _find_whole(spelling: str, text: str) -> int | None:
    """Return the first position where no word or figure continues beyond either end of the match."""
    start = text.find(spelling) if spelling else -1
    while start >= 0:
        end = start + len(spelling)
        if not _runs_on(text, start) and not _runs_on(text, end):
            return start
        start = text.find(spelling, start + 1)
    return None


def _runs_on(text: str, position: int) -> bool:
    """Return whether a word or figure continues across this position."""
    before, after = text[max(position - 2, 0) : position], text[position : position + 2]
    if not before or not after:
        return False
    if before[-1].isalnum() and after[0].isalnum():
        return not (re.match(_CJK, before[-1]) or re.match(_CJK, after[0]))
    in_figure = before[-1].isdigit() and after[0] in ".," and after[1:].isdigit()
    return in_figure or (before[:-1].isdigit() and before[-1] in ".," and after[0].isdigit())
