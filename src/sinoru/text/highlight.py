"""Which words of a text a query matches.

The part of a text that shows best why a query matches it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from sinoru.text.syntax import Query, Term
from sinoru.text.tokens import locate_words, stem


class Match(msgspec.Struct, frozen=True):
    """Where a text matches one of the terms wanted; the whole phrase if it is one."""

    start: int
    end: int
    term: Term


def find_matches(text: str, query: Query) -> list[Match]:
    """Find every match of the terms wanted, sorted by start. They may overlap."""
    words = list(locate_words(text)) if query.all else []
    stems = [stem(word) for word, _, _ in words]
    beginning_with, prefixes = _sort_terms(query)
    return [
        Match(words[first][1], words[last][2], term)
        for first in range(len(words))
        for term in (*beginning_with.get(stems[first], ()), *prefixes)
        if (last := first + len(term.tokens) - 1) < len(words)
        and _stands_at(term, stems[first : last + 1], words[last][0])
    ]


def _sort_terms(query: Query) -> tuple[dict[str, list[Term]], list[Term]]:
    """Return the terms wanted by their first token, and those of which it is only the beginning of a word."""
    beginning_with: dict[str, list[Term]] = {}
    prefixes = []
    for term in dict.fromkeys(term for group in query.all for term in group):
        if term.prefix and len(term.tokens) == 1:
            prefixes.append(term)
        else:
            beginning_with.setdefault(term.tokens[0], []).append(term)
    return beginning_with, prefixes


def _stands_at(term: Term, stems: Sequence[str], last_word: str) -> bool:
    *before, last = term.tokens
    if stems[:-1] != before:
        return False
    if not term.prefix:
        return stems[-1] == last
    return last_word.startswith(last) or stems[-1].startswith(last) or stems[-1] == stem(last)


def mark_matches(text: str, query: Query) -> list[tuple[str, bool]]:
    """Split a text in runs, each with whether the query matches it; together they are the text."""
    runs: list[tuple[str, bool]] = []
    done = 0
    for start, end in _union(find_matches(text, query)):
        runs += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [run for run in (*runs, (text[done:], False)) if run[0]]


def _union(matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Yield the parts covered by matches; those that overlap or touch are one."""
    start = end = 0
    for match in matches:
        if match.start > end:
            yield start, end
            start = match.start
        end = max(end, match.end)
    yield start, end


_ELLIPSIS = "…"
_FIRST_CJK = "\u2e80"


def snippet(text: str, query: Query, width: int = 160) -> str:
    """Return the part of a text with the most terms, at most `width` characters, ellipses included."""
    start, end = find_window(text, query, width)
    return _ELLIPSIS * (start > 0) + text[start:end] + _ELLIPSIS * (end < len(text))


def find_window(text: str, query: Query, width: int = 160) -> tuple[int, int]:
    """Find where the snippet of a text starts and ends, ellipses not counted.

    The window has the most different terms, then the most matches; of equals it is the first. It cuts no word
    but one too long for it.
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
    held: Counter[Term] = Counter()  # terms of the matches from `first` to before `after`
    after = 0
    for first, match in enumerate(matches):
        while after < len(matches) and ends[after] <= match.start + room:
            held[matches[after].term] += 1
            after += 1
        density = (len(held), after - first)
        if density > most:
            best, most = (match.start, max(ends[first:after])), density
        held[match.term] -= 1
        if not held[match.term]:
            del held[match.term]
    return best


def _is_break(text: str, place: int) -> bool:
    """Return whether a line could break here: at a space, or before a sign of CJK writing."""
    if place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace():
        return True
    return text[place] >= _FIRST_CJK and text[place].isalnum()
