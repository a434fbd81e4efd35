"""Whether a term stands in a passage, however either is set."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from sinoru.verify.blocks import SOFT_HYPHEN, strip_markup

Misspellings = Mapping[str, Iterable[str]]
"""For a word the ways in which the source misspells it, as records declare."""

_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "")  # numbers of notes
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)
_CJK = r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]"
_SPACING = (
    (r"''|``", '"'),
    (r"\s*-[-\s]*", "-"),
    (r"\s+(?=[%,.;:!?)\]])", ""),
    (r"(?<=[(\[$\u20ac\u00a3\u00a5])\s+", ""),
    (rf"(?<={_CJK})\s+(?={_CJK})", ""),
    (r"(?<=\b[A-Z]\.)\s+(?=[A-Z]\.)", ""),  # U. S.
    (r"\s+", " "),
)
_LONGEST_TRIED = 8
"""Spellings of one term that are tried."""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Set a text plainly: straight quotes, one kind of dash, no ligatures (Unicode's NFKC), even spacing."""
    text = normalize("NFKC", strip_markup(text).translate(_SIGNS)).translate(_SIGNS)
    for pattern, replacement in _SPACING:
        text = re.sub(pattern, replacement, text)
    return text.strip()


def readings(text: str) -> tuple[str, ...]:
    """Set a text plainly, both ways where a word was broken at a line's end: without the hyphen and with it."""
    set_plainly = plain(text)
    if SOFT_HYPHEN not in set_plainly:
        return (set_plainly,)
    return set_plainly.replace(SOFT_HYPHEN, ""), set_plainly.replace(SOFT_HYPHEN, "-")


def find_term(term: str, texts: Iterable[str], misspellings: Misspellings) -> str | None:
    """Return the term as it stands in one of the texts (`readings`); None: it does not.

    It stands there as whole words and figures: `15` not in `1915`, nor `48` in `5.48`. A term in small letters is
    found in any case, one with capitals as it is or in capitals throughout, as headings have it: `May` is not `may`.
    """
    texts = tuple(texts)
    for wanted in _spellings(readings(term)[0], misspellings):
        for text in texts:
            if _stands_in(wanted, text):
                return wanted
        for text in texts:
            printed = _in_other_case(wanted, text)
            if printed:
                return printed
    return None


def _in_other_case(wanted: str, text: str) -> str | None:
    if wanted.upper() != wanted and _stands_in(wanted.upper(), text):
        return wanted.upper()
    lowered = text.lower()
    if wanted != wanted.lower() or len(lowered) != len(text):  # where a letter grows, places no longer fit
        return None
    place = _place_in(wanted, lowered)
    return None if place is None else text[place : place + len(wanted)]


def _spellings(term: str, misspellings: Misspellings) -> Iterator[str]:
    """Yield the term, then with the words in it that the source misspells."""
    parts = re.split(r"([^\W_]+)", term)
    choices = [(part, *misspellings.get(part, ())) for part in parts]
    for _, spelling in zip(range(_LONGEST_TRIED), product(*choices), strict=False):
        yield "".join(spelling)


def _stands_in(wanted: str, text: str) -> bool:
    return _place_in(wanted, text) is not None


def _place_in(wanted: str, text: str) -> int | None:
    """Find where it stands with no letter or figure running on at either end."""
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not _runs_on(text, start) and not _runs_on(text, end):
            return start
        start = text.find(wanted, start + 1)
    return None


def _runs_on(text: str, border: int) -> bool:
    """Return whether a word or a figure goes on over this border."""
    before, after = text[max(border - 2, 0) : border], text[border : border + 2]
    if not before or not after:
        return False
    if before[-1].isalnum() and after[0].isalnum():
        return not (re.match(_CJK, before[-1]) or re.match(_CJK, after[0]))
    in_figure = before[-1].isdigit() and after[0] in ".," and after[1:].isdigit()
    return in_figure or (before[:-1].isdigit() and before[-1] in ".," and after[0].isdigit())
