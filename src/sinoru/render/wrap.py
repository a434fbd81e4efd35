"""Lines of spans broken to a width: at spaces, beside CJK characters, in long ids, and only then anywhere."""

from collections.abc import Iterator

from sinoru.render.cells import cell_width, fitting, is_wide
from sinoru.render.document import Span, Spans
from sinoru.render.visible import visible

_NEVER_FIRST = "、。，．：；！？）」』】》〉”’·ー,.;:!?)]"
_NEVER_LAST = "（「『【《〈“‘(["
"""Characters that CJK text does not begin or end a line with (JIS X 4051, GB/T 15834)."""


def wrap(spans: Spans, width: int) -> Iterator[Spans]:
    """Break text into lines of at most `width` cells: at least one line, visible, without trailing spaces.

    A single wide character stays whole in a width of 1.
    """
    shown = tuple(Span(visible(span.text), span.role) for span in spans)
    text = "".join(span.text for span in shown)
    for start, end in _breaks(text, width):
        yield _slice(shown, start, end)


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    start, length = 0, len(text.rstrip(" "))
    while cell_width(text[start:length]) > width:
        end = _break_before(text, start, fitting(text, start, width))
        yield start, start + len(text[start:end].rstrip(" "))
        start = end
        while start < length and text[start] == " ":
            start += 1
    yield start, length


def _break_before(text: str, start: int, limit: int) -> int:
    """Give the last good place to break a line that starts at `start` and may reach `limit`."""
    if text[limit : limit + 1] in (" ", ""):
        return limit
    words_begin = start + len(text[start:limit]) - len(text[start:limit].lstrip(" "))
    for place in range(limit, words_begin, -1):
        if text[place - 1] == " " or _parts_cjk(text[place - 1], text[place]):
            return place
    for place in range(limit, words_begin + 1, -1):
        if text[place - 1] in "-/_–":
            return place
    return limit


def _parts_cjk(before: str, after: str) -> bool:
    """Tell whether a line may break here although there is no space."""
    if before in _NEVER_LAST or after in _NEVER_FIRST or cell_width(after) == 0:
        return False
    return is_wide(before) or is_wide(after)


def _slice(spans: Spans, start: int, end: int) -> Spans:
    parts = []
    for span in spans:
        if start < len(span.text) and end > 0 and (text := span.text[max(start, 0) : end]):
            parts.append(Span(text, span.role))
        start -= len(span.text)
        end -= len(span.text)
    return tuple(parts)
