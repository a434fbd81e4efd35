"""The part of a text that shows best why a query matches it."""

from collections.abc import Sequence
from itertools import islice, takewhile

from sinoru.words.marking import Match, find_matches
from sinoru.words.query import Query

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
    breaks = (i for i in range(end, last, -1) if _is_break(text, i) and not text[i - 1].isspace())
    return start, next(breaks, last if last > start else end)


def _densest_part(matches: Sequence[Match], room: int) -> tuple[int, int]:
    """Find the part that begins and ends with a match, has at most `room` characters, and matches most."""
    best, most = (0, 0), (0, 0)
    for number, match in enumerate(matches):
        limit = match.start + room
        within = list(takewhile(lambda other: other.end <= limit, islice(matches, number, None)))  # noqa: B023
        density = (len({other.term for other in within}), len(within))
        if density > most:
            best, most = (match.start, max(other.end for other in within)), density
    return best


def _is_break(text: str, place: int) -> bool:
    """Tell whether a line could break here: at a space, or before a sign of CJK writing."""
    if place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace():
        return True
    return text[place] >= _FIRST_CJK and text[place].isalnum()
