"""Which words of a text a query matches."""

from collections.abc import Iterator, Sequence

import msgspec

from sinoru.words.query import Query, Term
from sinoru.words.stems import stem
from sinoru.words.tokens import locate_words


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
    """Give the terms wanted by their first token, and those of which it is only the beginning of a word."""
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
    """Give the parts covered by matches; those that overlap or touch are one."""
    start = end = 0
    for match in matches:
        if match.start > end:
            yield start, end
            start = match.start
        end = max(end, match.end)
    yield start, end
