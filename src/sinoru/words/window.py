"""The part of a text that shows best why a query matches it."""

from collections import Counter
from collections.abc import Sequence

from sinoru.words.marking import Match, find_matches
from sinoru.words.query import Query, Term

_ELLIPSIS = "…"
_FIRST_CJK = "\u2e80"


def snippet(text: str, query: Query, width: int = 160) -> str:
    """Give the part of a text with the most terms, at most `width` characters, ellipses included."""
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
    """Tell whether a line could break here: at a space, or before a sign of CJK writing."""
    if place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace():
        return True
    return text[place] >= _FIRST_CJK and text[place].isalnum()
