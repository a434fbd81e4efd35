"""What changes of a text consist of: pieces that are replaced, and the comments that must be in it afterwards."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from sinoru.edit.layout import Comment, Unformattable, find_comments
from sinoru.edit.text_file import TextFile
from sinoru.files import NotWritten
from sinoru.loading.locations import LocatedNode


class Splice(msgspec.Struct, frozen=True):
    """A piece of a text, and what replaces it."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with pieces replaced, none of which overlap; insertions at one position keep their order."""
    found: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        found += [text[position : splice.start], splice.text]
        position = splice.end
    return "".join((*found, text[position:]))


class FileComments:
    """The comments of a file, also in braces and brackets; they are found when they are first asked for."""

    def __init__(self, file: TextFile, documents: Sequence[LocatedNode]) -> None:
        self._file = file
        self._documents = documents

    @cached_property
    def all(self) -> Sequence[Comment]:
        """All comments in their order. Raises NotWritten where they cannot be distinguished from the text."""
        leaves = [leaf for document in self._documents for leaf in scalars_in(document)]
        try:
            return list(find_comments(self._file.text.replace("\r", " "), leaves))
        except Unformattable as error:
            raise NotWritten(self._file.shown, f"{error.why}, on line {error.line}") from None

    @property
    def texts(self) -> Counter[str]:
        """What the comments say, for comparison: each text with how often it occurs."""
        return Counter(one.text for one in self.all)

    def between(self, start: int, end: int) -> Sequence[Comment]:
        """Return those that begin in a part of the text."""
        first, last = (bisect_left(self.all, offset, key=_offset_of) for offset in (start, end))
        return self.all[first:last]


def scalars_in(node: LocatedNode) -> Iterator[LocatedNode]:
    """Yield the scalars and aliases of a node in order, also those in braces and brackets."""
    if node.kind in ("scalar", "alias"):
        yield node
    for item in node.items:
        yield from scalars_in(item)
    for pair in node.pairs:
        for member in pair:
            yield from scalars_in(member)


def _offset_of(comment: Comment) -> int:
    return comment.offset
