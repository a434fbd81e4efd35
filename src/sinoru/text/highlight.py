"""Matches of a query in a text, and the snippet of the text that shows best why it matches."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from sinoru.text.query import Node, Term, terms
from sinoru.text.tokens import locate_words, stem

_ELLIPSIS = "…"
_FIRST_CJK = "\u2e80"


class Match(msgspec.Struct, frozen=True):
    """The part of a text that matches one required term: all words of a phrase."""

    start: int
    end: int
    term: Term


def find_matches(text: str, wanted: Iterable[Term]) -> list[Match]:
    """Find every match of these terms, sorted by start. Matches may overlap."""
    by_first_token, others = _index_terms(tuple(wanted))
    words = list(locate_words(text)) if by_first_token or others else []
    stems = [stem(word) for word, _, _ in words]
    return [
        Match(words[first][1], words[last][2], term)
        for first in range(len(words))
        for term in (*by_first_token.get(stems[first], ()), *others)
        if (last := first + max(len(term.tokens), 1) - 1) < len(words)
        and _is_match(term, stems[first : last + 1], words[first][0], words[last][0])
    ]


@lru_cache(16)  # the texts of all hits are marked with the same terms
def _index_terms(wanted: tuple[Term, ...]) -> tuple[dict[str, list[Term]], list[Term]]:
    """Return terms by their first token, and apart from them the single words that are prefixes or patterns."""
    by_first_token: dict[str, list[Term]] = {}
    others = []
    for term in dict.fromkeys(wanted):
        if term.near is not None:
            for token in dict.fromkeys(term.tokens):
                by_first_token.setdefault(token, []).append(replace(term, tokens=(token,), near=None))
        elif term.pattern or (term.prefix and len(term.tokens) == 1):
            others.append(term)
        else:
            by_first_token.setdefault(term.tokens[0], []).append(term)
    return by_first_token, others


def _is_match(term: Term, stems: Sequence[str], first_word: str, last_word: str) -> bool:
    if term.pattern:
        return fits(term.pattern, first_word)
    *before, last = term.tokens
    if stems[:-1] != before:
        return False
    if not term.prefix:
        return stems[-1] == last
    return last_word.startswith(last) or stems[-1].startswith(last) or stems[-1] == stem(last)


@lru_cache(64)
def _pattern(pattern: str) -> re.Pattern[str]:
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(char) or re.escape(char) for char in pattern), re.DOTALL)


def fits(pattern: str, word: str) -> bool:
    """Return whether a folded word fits a pattern with `*` for any letters and `?` for one."""
    return _pattern(pattern).fullmatch(word) is not None


def has_term(text: str, term: Term) -> bool:
    """Return whether a text has a word or phrase; of words near each other, and of a spelling, if it is that."""
    if term.near is not None:
        return _are_near([stem(word) for word, _, _ in locate_words(text)], term.tokens, term.near)
    if term.exact and not _has_spelling(text, term.text):
        return False
    found = find_matches(text, (term,))
    return (
        any(_is_spelt(text[one.start : one.end], term.text) for one in found) if term.exact else bool(found)
    )


def _has_spelling(text: str, typed: str) -> bool:
    """Return whether a text has the letters typed: to look for them is much faster than to read its words."""
    letters = text.casefold() if typed == typed.casefold() else text
    return all(part in letters for part in typed.split())


def _is_spelt(written: str, typed: str) -> bool:
    """Return whether a word is written as typed; where no capital was typed, in any case."""
    return " ".join((written.casefold() if typed == typed.casefold() else written).split()) == typed


def _are_near(stems: Sequence[str], tokens: Sequence[str], between: int) -> bool:
    """Return whether all tokens are together, in any order, with at most so many other words among them."""
    wanted = Counter(tokens)
    places = [(place, token) for place, token in enumerate(stems) if token in wanted]
    held: Counter[str] = Counter()
    first = 0
    for place, token in places:
        held[token] += 1
        while place - places[first][0] + 1 > len(tokens) + between:
            held[places[first][1]] -= 1
            first += 1
        if held >= wanted:
            return True
    return False


def mark_matches(text: str, query: Node) -> list[tuple[str, bool]]:
    """Split a text into runs, each with whether the query matches it; joined, the runs are the text."""
    runs: list[tuple[str, bool]] = []
    position = 0
    for start, end in _merge(find_matches(text, _terms_of(query))):
        runs += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [run for run in (*runs, (text[position:], False)) if run[0]]


@lru_cache(16)
def _terms_of(query: Node) -> tuple[Term, ...]:
    return tuple(terms(query))


def _merge(matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Yield the parts covered by matches, overlapping and adjacent ones as one; the first part may be empty."""
    start = end = 0
    for match in matches:
        if match.start > end:
            yield start, end
            start = match.start
        end = max(end, match.end)
    yield start, end


def snippet(text: str, query: Node, width: int = 160) -> str:
    """Return the part of a text with the most terms, at most `width` characters, ellipses included."""
    start, end = find_window(text, query, width)
    return _ELLIPSIS * (start > 0) + text[start:end] + _ELLIPSIS * (end < len(text))


def find_window(text: str, query: Node, width: int = 160) -> tuple[int, int]:
    """Find the start and end of the snippet of a text, without its ellipses.

    The window is the first of those with the most different terms, then the most matches. It cuts a word only
    if that word is too long for it.
    """
    if len(text) <= width:
        return 0, len(text)
    room = max(width - 2 * len(_ELLIPSIS), 1)
    first, last = _densest_part(find_matches(text, terms(query)), room)
    start = max(0, min(first - (room - (last - first)) // 2, len(text) - room))
    start = next((i for i in range(start, first) if _is_break(text, i) and not text[i].isspace()), first)
    end = min(start + room, len(text))
    shortest = last if last - first < room else start  # a phrase as long as the window may lose its end
    breaks = (i for i in range(end, shortest, -1) if _is_break(text, i) and not text[i - 1].isspace())
    return start, next(breaks, last if last > start else end)


def _densest_part(matches: Sequence[Match], room: int) -> tuple[int, int]:
    """Find the part of at most `room` characters that matches most, from a match's start to a match's end."""
    ends = [min(match.end, match.start + room) for match in matches]
    best, most = (0, 0), (0, 0)
    terms: Counter[Term] = Counter()  # terms of the matches from `first` to before `after`
    after = 0
    for first, match in enumerate(matches):
        while after < len(matches) and ends[after] <= match.start + room:
            terms[matches[after].term] += 1
            after += 1
        density = (len(terms), after - first)
        if density > most:
            best, most = (match.start, max(ends[first:after])), density
        terms[match.term] -= 1
        if not terms[match.term]:
            del terms[match.term]
    return best


def _is_break(text: str, position: int) -> bool:
    """Return whether a line could break here: at a space, or before a character of CJK writing."""
    if position in (0, len(text)) or text[position - 1].isspace() or text[position].isspace():
        return True
    return text[position] >= _FIRST_CJK and text[position].isalnum()
