"""The words that a search matched, marked in the text they stand in."""

import re
from collections.abc import Iterable, Iterator

from sinoru.render.cells import is_wide
from sinoru.render.document import Role, Span, Spans


def marked(text: str, words: Iterable[str], role: Role = "text") -> Spans:
    """Split text into spans; whole words among `words`, in any case, have the role `match`."""
    patterns = [_whole(word) for word in sorted(filter(None, words), key=len, reverse=True)]
    if not patterns:
        return (Span(text, role),)
    return tuple(_split(text, re.compile("|".join(patterns), re.IGNORECASE), role))


def _whole(word: str) -> str:
    """Give the pattern of a word that stands alone; CJK words need no space beside them."""
    before = "" if is_wide(word[0]) else r"(?<!\w)"
    after = "" if is_wide(word[-1]) else r"(?!\w)"
    return f"{before}{re.escape(word)}{after}"


def _split(text: str, pattern: re.Pattern[str], role: Role) -> Iterator[Span]:
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Span(text[end : match.start()], role)
        yield Span(match.group(), "match")
        end = match.end()
    if end < len(text):
        yield Span(text[end:], role)
