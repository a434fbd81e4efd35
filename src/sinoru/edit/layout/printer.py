"""Printing blocks in house layout, from their nodes and the comments around them."""

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sinoru.edit.key_order import KeyOrder, order_of
from sinoru.edit.layout.comments import Comment
from sinoru.edit.layout.leaf import leaf_lines
from sinoru.edit.layout.unformattable import Unformattable
from sinoru.loading.locations import Spanned
from sinoru.model.records import RECORDS

STEP = 2
"""Columns of one level."""


class Chunk(msgspec.Struct):
    """A pair or an item: the comments and blank lines above it, and its own lines."""

    above: list[str]
    lines: list[str]
    rank: int = 0


class Printer:
    """Prints the blocks of one text in the order in which they stand; each comment is printed once."""

    def __init__(self, text: str, comments: Sequence[Comment], leaves: Sequence[Spanned]) -> None:
        self.text = text
        self.source = text.split("\n")
        self.comments = deque(comments)
        self.starts = [leaf.start for leaf in leaves]
        self.spaced_line = -1
        """The last line that was given the blank line above it."""
        self.line_starts = [0]
        for line in self.source:
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)

    def document(self, root: Spanned) -> list[str]:
        """Print a document: a blank line between its lists, their records apart."""
        chunks = []
        for key, value in root.pairs:
            order = order_of(key.text)
            chunk = self.pair(root, key, value, order, 0, spaced=key.text in RECORDS)
            chunks.append(chunk)
        _space(chunks)
        return [*_joined(chunks), *self.tail(root, 0)]

    def mapping(self, node: Spanned, order: KeyOrder, indent: int) -> list[Chunk]:
        """Print the pairs of a mapping in house order."""
        chunks = [self.pair(node, key, value, order.of(key.text), indent) for key, value in node.pairs]
        for chunk, (key, _) in zip(chunks, node.pairs, strict=True):
            chunk.rank = order.rank(key.text)
        chunks.sort(key=lambda chunk: chunk.rank)
        chunks[-1].lines += self.tail(node, indent)
        return chunks

    def pair(
        self,
        parent: Spanned,
        key: Spanned,
        value: Spanned,
        order: KeyOrder,
        indent: int,
        *,
        spaced: bool = False,
    ) -> Chunk:
        """Print a key with its value."""
        self.refuse_odd_key(key)
        above = self.above(key, key.start, indent)
        head = f"{' ' * indent}{self.text[key.start : key.end]}:"
        if _is_leaf(value):
            above += self.above(None, value.start, indent)
            lines = leaf_lines(self.text, value, order, indent, indent - parent.column)
            lines[0] = f"{head} {lines[0]}".rstrip() if value.start < value.end else head
            lines[-1] += self.beside(max(value.end, key.end))
            return Chunk(above, lines)
        head += f" &{value.anchor}" if value.anchor else ""
        head += self.beside(key.end)
        chunks = self.block(value, order, indent + STEP, above_column=parent.column, spaced=spaced)
        return Chunk(above, [head, *_joined(chunks)])

    def block(
        self, node: Spanned, order: KeyOrder, indent: int, *, above_column: int = -1, spaced: bool = False
    ) -> list[Chunk]:
        """Print a block mapping or list. `above_column`: where the mapping that it is a value of stands."""
        if node.kind == "mapping":
            return self.mapping(node, order, indent)
        chunks = [self.item(node, item, order, indent) for item in node.items]
        if spaced:
            _space(chunks, only_tall=True)
        # A list may stand in the same column as its key: then a comment there is about the next key.
        chunks[-1].lines += self.tail(node, indent, deeper=node.column <= above_column)
        return chunks

    def item(self, parent: Spanned, item: Spanned, order: KeyOrder, indent: int) -> Chunk:
        """Print an item of a block list after its dash."""
        above = self.above(item, item.start, indent)
        dash = f"{' ' * indent}- "
        if _is_leaf(item):
            lines = leaf_lines(self.text, item, order, indent, indent - parent.column)
            lines[0] = f"{dash}{lines[0]}".rstrip()
            lines[-1] += self.beside(item.end)
            return Chunk(above, lines)
        chunks = self.block(item, order, indent + STEP)
        if item.anchor:
            return Chunk(above, [f"{dash}&{item.anchor}", *_joined(chunks)])
        # A comment above the first key stands above the dash.
        for line in chunks[0].above:
            if line or (above and above[-1]):
                above.append(line[STEP:])
        chunks[0].above = []
        lines = _joined(chunks)
        lines[0] = dash + lines[0][indent + STEP :]
        return Chunk(above, lines)

    def above(self, node: Spanned | None, before: int, indent: int) -> list[str]:
        """Take the comments before an offset, with one blank line where there were some above them or the node."""
        taken: list[str] = []
        while self.comments and self.comments[0].offset < before:
            taken += self.comment_line(self.comments.popleft(), indent)
        if node is not None and node.line != self.spaced_line and self.is_blank(node.line - 1):
            self.spaced_line = node.line
            taken.append("")
        return taken

    def comment_line(self, comment: Comment, indent: int) -> list[str]:
        """Print a comment on a line of its own."""
        at = "" if comment.text.startswith(("---", "...", "%")) else " " * indent
        return [*([""] if comment.is_alone and self.is_blank(comment.line - 1) else []), at + comment.text]

    def beside(self, end: int) -> str:
        """Take the comment that stands on the same line as what ends here."""
        if not self.comments or self.comments[0].is_alone:
            return ""
        if self.comments[0].line != bisect_right(self.line_starts, end) - 1:
            return ""
        comment = self.comments.popleft()
        return comment.space + comment.text

    def tail(self, node: Spanned, indent: int, *, deeper: bool = False) -> list[str]:
        """Take the comments below a block that are indented as it is, or by more where `deeper`."""
        place = bisect_right(self.starts, node.end)  # an empty value begins and ends in the same place
        limit = self.starts[place] if place < len(self.starts) else len(self.text) + 1
        taken: list[str] = []
        while self.comments and self.comments[0].offset < limit:
            if self.comments[0].column < node.column + deeper:
                break
            taken += self.comment_line(self.comments.popleft(), indent)
        return taken

    def is_blank(self, line: int) -> bool:
        """Tell whether a line of the source is blank."""
        return line >= 0 and not self.source[line].strip()

    def refuse_odd_key(self, key: Spanned) -> None:
        """Refuse keys that are no plain words before a colon."""
        before = self.text[self.line_starts[key.line] : key.start].replace("-", "").strip()
        after = self.text[key.end : key.end + 200].lstrip(" \t")
        if key.kind != "scalar" or key.anchor or before or not after.startswith(":"):
            raise Unformattable(key.line + 1, "a key of this form has no place in the house layout")


def _is_leaf(node: Spanned) -> bool:
    return node.is_flow or node.kind in ("scalar", "alias")


def _space(chunks: list[Chunk], *, only_tall: bool = False) -> None:
    """Put a blank line between chunks; `only_tall`: not between two of one line each."""
    for before, chunk in pairwise(chunks):
        is_tall = not only_tall or len(before.lines) > 1 or len(chunk.lines) > 1
        if is_tall and chunk.above[:1] != [""]:
            chunk.above.insert(0, "")


def _joined(chunks: list[Chunk]) -> list[str]:
    """Give the lines of chunks one after the other, without a blank line at the top."""
    lines = [line for chunk in chunks for line in (*chunk.above, *chunk.lines)]
    while lines and not lines[0]:
        del lines[0]
    return lines
