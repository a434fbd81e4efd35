"""Matches of a query in a text, and the snippet of the text that shows best why it matches."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from sinoru.text.syntax import Query, Term
from sinoru.text.tokens import locate_words, stem

_ELLIPSIS = "…"
_FIRST_CJK = "\u2e80"


class Match(msgspec.Struct, frozen=True):
    """The part of a text that matches one required term: all words of a phrase."""

    start: int
    end: int
    term: Term


def find_matches(text: str, query: Query) -> list[Match]:
    """Find every match of the required terms, sorted by start. Matches may overlap."""
    words = list(locate_words(text)) if query.all else []
    stems = [stem(word) for word, _, _ in words]
    by_first_token, prefixes = _index_terms(query)
    return [
        Match(words[first][1], words[last][2], term)
        for first in range(len(words))
        for term in (*by_first_token.get(stems[first], ()), *prefixes)
        if (last := first + len(term.tokens) - 1) < len(words)
        and _is_match(term, stems[first : last + 1], words[last][0])
    ]


def _index_terms(query: Query) -> tuple[dict[str, list[Term]], list[Term]]:
    """Return the required terms by their first token, and apart from them the single words that are prefixes."""
    by_first_token: dict[str, list[Term]] = {}
    prefixes = []
    for term in dict.fromkeys(term for group in query.all for term in group):
        if term.prefix and len(term.tokens) == 1:
            prefixes.append(term)
        else:
            by_first_token.setdefault(term.tokens[0], []).append(term)
    return by_first_token, prefixes


def _is_match(term: Term, stems: Sequence[str], last_word: str) -> bool:
    *before, last = term.tokens
    if stems[:-1] != before:
        return False
    if not term.prefix:
        return stems[-1] == last
    return last_word.startswith(last) or stems[-1].startswith(last) or stems[-1] == stem(last)


def mark_matches(text: str, query: Query) -> list[tuple[str, bool]]:
    """Split a text into runs, each with whether the query matches it; joined, the runs are the text."""
    runs: list[tuple[str, bool]] = []
    position = 0
    for start, end in _merge(find_matches(text, query)):
        runs += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [run for run in (*runs, (text[position:], False)) if run[0]]


def _merge(matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Yield the parts covered by matches, overlapping and adjacent ones as one; the first part may be empty."""
    start = end = 0
    for match in matches:
        if match.start > end:
            yield start, end
            start = match.start
        end = max(end, match.end)
    yield start, end


def snippet(text: str, query: Query, width: int = 160) -> str:
    """Return the part of a text with the most terms, at most `width` characters, ellipses included."""
    start, end = find_window(text, query, width)
    return _ELLIPSIS * (start > 0) + text[start:end] + _ELLIPSIS * (end < len(text))


def find_window(text: str, query: Query, width: int = 160) -> tuple[int, int]:
    """Find the start and end of the snippet of a text, without its ellipses.

    The window is the first of those with the most different terms, then the most matches. It cuts a word only
    if that word is too long for it.
    """
    if len(text) <= width:
        return 0, len(text)
    room = max(width - 2 * len(_ELLIPSIS), 1)
    first, last = _densest_part(find_matches(text, query), room)
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
