"""The comments of a YAML text, which no parser gives."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from sinoru.edit.layout.unformattable import Unformattable
from sinoru.loading.locations import Spanned

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*", re.MULTILINE)
_MARKER = re.compile(r"^(?:---|\.\.\.|%)[^\n]*", re.MULTILINE)
_BARE_MARKER = re.compile(r"(---|\.\.\.)\s*(\s#.*)?$|%")


class Comment(msgspec.Struct, frozen=True):
    """A comment, or a marker between documents, which stands on a line of its own just so."""

    offset: int
    line: int
    """0-based."""
    column: int
    text: str
    space: str
    """What stands between it and the code before it on its line."""
    is_alone: bool
    """Nothing else is on its line."""


def find_comments(text: str, leaves: Sequence[Spanned]) -> Iterator[Comment]:
    """Give the comments of a text in order, given its scalars, aliases and flow collections in order."""
    position = 0
    for leaf in leaves:
        yield from _comments_between(text, position, leaf.start)
        position = max(position, leaf.end)
    yield from _comments_between(text, position, len(text))


def _comments_between(text: str, start: int, end: int) -> Iterator[Comment]:
    markers = {match.start(): match for match in _MARKER.finditer(text, start, end)}
    inside = -1
    for offset in sorted({*markers, *(match.start() for match in _COMMENT.finditer(text, start, end))}):
        if offset < inside:  # the comment after a marker goes with it
            continue
        line_start = text.rfind("\n", 0, offset) + 1
        before = text[line_start:offset]
        stop = text.find("\n", offset)
        whole = text[offset : stop if stop >= 0 else len(text)].rstrip()
        inside = offset + len(whole)
        line = text.count("\n", 0, offset)
        if offset in markers and not _BARE_MARKER.match(whole):
            raise Unformattable(line + 1, "something stands behind the marker of a document")
        code = before.rstrip()
        yield Comment(offset, line, len(before), whole, before[len(code) :], not code)


def leaves_of(node: Spanned) -> Iterator[Spanned]:
    """Give the scalars, aliases and flow collections of a block, in order."""
    if node.is_flow or node.kind in ("scalar", "alias"):
        yield node
        return
    for item in node.items:
        yield from leaves_of(item)
    for key, value in node.pairs:
        yield from leaves_of(key)
        yield from leaves_of(value)
