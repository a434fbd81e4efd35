"""Lines of spans broken to a width: at spaces, beside CJK characters, in long ids, and only then anywhere."""

from collections.abc import Iterable, Iterator

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
    yield from _cut(shown, _breaks(text, width))


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    start, length = 0, len(text.rstrip(" "))
    while (limit := fitting(text, start, width)) < length:
        end = _break_before(text, start, limit)
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


def _cut(spans: Spans, places: Iterable[tuple[int, int]]) -> Iterator[Spans]:
    """Give what of the spans stands between each two places, which ascend: no span is looked at twice in vain."""
    number, begins = 0, 0
    for start, end in places:
        parts = []
        while number < len(spans):
            text, role = spans[number].text, spans[number].role
            if piece := text[max(start - begins, 0) : max(end - begins, 0)]:
                parts.append(Span(piece, role))
            if begins + len(text) > end:
                break
            begins += len(text)
            number += 1
        yield tuple(parts)
