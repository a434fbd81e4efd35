"""The house layout of a corpus file: order of keys, indents and blank lines, with every comment kept.

The text is printed from its nodes and from the comments around them, which no parser returns. Then the new text is
read again, and compared with the old one.
"""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any

import msgspec

from sinoru.edit.yaml_text import ANY_ORDER, KeyOrder, order_of
from sinoru.loading.locations import LocatedNode, located_documents
from sinoru.messages import quoted
from sinoru.model.records import RECORDS

STEP = 2
"""Columns of one level."""
_UNUSUAL_BREAKS = "\r\x85\u2028\u2029"
"""Line breaks in YAML 1.1 that no editor counts."""
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*", re.MULTILINE)
_MARKER = re.compile(r"^(?:---|\.\.\.|%)[^\n]*", re.MULTILINE)
_BARE_MARKER = re.compile(r"(---|\.\.\.)\s*(\s#.*)?$|%")
_BLOCK_HEADER = re.compile(r"(?:&\S+\s+)?[|>]([1-9]?)[+-]?([1-9]?)")


class Unformattable(Exception):
    """The file contains something that cannot be formatted. Lines are 1-based."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


class Comment(msgspec.Struct, frozen=True):
    """A comment, or a marker between documents, which is on a line of its own like a comment."""

    offset: int
    line: int
    """0-based."""
    column: int
    text: str
    space: str
    """The white space between it and the code before it on its line."""
    is_alone: bool
    """Nothing else is on its line."""


def find_comments(text: str, leaves: Sequence[LocatedNode]) -> Iterator[Comment]:
    """Yield the comments of a text, given its scalars, aliases and flow collections, all in order."""
    position = 0
    starts = line_starts(text)
    for leaf in leaves:
        yield from _comments_between(text, starts, position, leaf.start)
        position = max(position, leaf.end)
    yield from _comments_between(text, starts, position, len(text))


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _comments_between(text: str, starts: Sequence[int], start: int, end: int) -> Iterator[Comment]:
    markers = {match.start(): match for match in _MARKER.finditer(text, start, end)}
    covered = -1
    for offset in sorted({*markers, *(match.start() for match in _COMMENT.finditer(text, start, end))}):
        if offset < covered:  # the comment after a marker belongs to it
            continue
        line = bisect_right(starts, offset) - 1
        before = text[starts[line] : offset]
        stop = text.find("\n", offset)
        content = text[offset : stop if stop >= 0 else len(text)].rstrip()
        covered = offset + len(content)
        if offset in markers and not _BARE_MARKER.match(content):
            raise Unformattable(line + 1, "cannot format text after a document marker (--- or ...)")
        code = before.rstrip()
        yield Comment(offset, line, len(before), content, before[len(code) :], not code)


def leaves_of(node: LocatedNode) -> Iterator[LocatedNode]:
    """Yield the scalars, aliases and flow collections of a block, in order."""
    if _is_leaf(node):
        yield node
        return
    for item in node.items:
        yield from leaves_of(item)
    for key, value in node.pairs:
        yield from leaves_of(key)
        yield from leaves_of(value)


def _is_leaf(node: LocatedNode) -> bool:
    return node.is_flow or node.kind in ("scalar", "alias")


def leaf_lines(text: str, node: LocatedNode, order: KeyOrder, indent: int, moved: int) -> list[str]:
    """Return the lines of a leaf in a block whose keys are indented by `indent`, moved by `moved` columns.

    The first line is not indented: it follows its key or its dash.
    """
    written = text[node.start : node.end]
    if "\n" not in written:
        return [flow_line(text, node, order) if node.is_flow else written]
    first, *rest = written.split("\n")
    if node.style in ("|", ">"):
        return [first.rstrip(), *_block_scalar_lines(first, rest, indent, moved)]
    if node.is_flow:
        return [first.rstrip(), *(_shifted(line, moved).rstrip() for line in rest)]
    return [first, *(" " * (indent + 2) + line.lstrip(" \t") if line.strip() else "" for line in rest)]


def _block_scalar_lines(header: str, lines: list[str], indent: int, moved: int) -> list[str]:
    found = _BLOCK_HEADER.match(header)
    if found and any(found.groups()):  # its indent is relative to that of the key
        return [_shifted(line, moved) for line in lines]
    first = next((line for line in lines if line.strip(" ")), "")
    former = len(first) - len(first.lstrip(" "))
    return [" " * (indent + 2) + line[former:] if line[former:] else "" for line in lines]


def _shifted(line: str, columns: int) -> str:
    if columns >= 0:
        return " " * columns + line if line else ""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(-columns, spaces) :]


def flow_line(text: str, node: LocatedNode, order: KeyOrder = ANY_ORDER) -> str:
    """Return a node on one line: a flow collection evenly spaced and with its keys in order, any other as written."""
    written = text[node.start : node.end]
    if not node.is_flow or node.anchor or written[:1] not in ("{", "["):
        return written
    if node.kind == "sequence":
        return f"[{', '.join(flow_line(text, item, order) for item in node.items)}]"
    if any(key.kind != "scalar" or key.anchor or value.start == value.end for key, value in node.pairs):
        return written
    pairs = sorted(node.pairs, key=lambda pair: order.rank(pair[0].text))
    return "{" + ", ".join(_flow_pair(text, key, value, order) for key, value in pairs) + "}"


def _flow_pair(text: str, key: LocatedNode, value: LocatedNode, order: KeyOrder) -> str:
    return f"{text[key.start : key.end]}: {flow_line(text, value, order.of(key.text))}"


class Chunk(msgspec.Struct):
    """A pair or an item: the comments and blank lines above it, and its own lines."""

    above: list[str]
    lines: list[str]
    rank: float = 0


class Printer:
    """Prints the blocks of one text in their order; each comment is printed once."""

    def __init__(self, text: str, comments: Iterable[Comment], leaves: Sequence[LocatedNode]) -> None:
        self.text = text
        self.source = text.split("\n")
        self.comments = deque(comments)
        self.starts = [leaf.start for leaf in leaves]
        self.spaced_line = -1
        """The last line whose blank line above was printed."""
        self.line_starts = line_starts(text)

    def document(self, root: LocatedNode) -> list[str]:
        """Print a document, with blank lines between its lists and between the records of each."""
        chunks = [
            self.pair(root, key, value, order_of(key.text), 0, spaced=key.text in RECORDS)
            for key, value in root.pairs
        ]
        _space(chunks)
        return [*_joined(chunks), *self.comments_below(root, 0)]

    def mapping(self, node: LocatedNode, order: KeyOrder, indent: int) -> list[Chunk]:
        """Print the pairs of a mapping in house order."""
        chunks = [self.pair(node, key, value, order.of(key.text), indent) for key, value in node.pairs]
        for chunk, (key, _) in zip(chunks, node.pairs, strict=True):
            chunk.rank = order.rank(key.text)
        chunks.sort(key=lambda chunk: chunk.rank)
        chunks[-1].lines += self.comments_below(node, indent)
        return chunks

    def pair(
        self,
        parent: LocatedNode,
        key: LocatedNode,
        value: LocatedNode,
        order: KeyOrder,
        indent: int,
        *,
        spaced: bool = False,
    ) -> Chunk:
        """Print a key with its value."""
        self.require_simple_key(key)
        above = self.lines_above(key, key.start, indent)
        head = f"{' ' * indent}{self.text[key.start : key.end]}:"
        if _is_leaf(value):
            above += self.lines_above(None, value.start, indent)
            lines = leaf_lines(self.text, value, order, indent, indent - parent.column)
            lines[0] = f"{head} {lines[0]}".rstrip() if value.start < value.end else head
            lines[-1] += self.trailing_comment(max(value.end, key.end))
            return Chunk(above, lines)
        head += f" &{value.anchor}" if value.anchor else ""
        head += self.trailing_comment(key.end)
        chunks = self.block(value, order, indent + STEP, above_column=parent.column, spaced=spaced)
        return Chunk(above, [head, *_joined(chunks)])

    def block(
        self, node: LocatedNode, order: KeyOrder, indent: int, *, above_column: int = -1, spaced: bool = False
    ) -> list[Chunk]:
        """Print a block mapping or list. `above_column`: the column of the mapping that it is a value of."""
        if node.kind == "mapping":
            return self.mapping(node, order, indent)
        chunks = [self.item(node, item, order, indent) for item in node.items]
        if spaced:
            _space(chunks, only_tall=True)
        # A list may be in the same column as its key: then a comment there is about the next key.
        chunks[-1].lines += self.comments_below(node, indent, deeper=node.column <= above_column)
        return chunks

    def item(self, parent: LocatedNode, item: LocatedNode, order: KeyOrder, indent: int) -> Chunk:
        """Print an item of a block list after its dash."""
        above = self.lines_above(item, item.start, indent)
        dash = f"{' ' * indent}- "
        if _is_leaf(item):
            lines = leaf_lines(self.text, item, order, indent, indent - parent.column)
            lines[0] = f"{dash}{lines[0]}".rstrip()
            lines[-1] += self.trailing_comment(item.end)
            return Chunk(above, lines)
        chunks = self.block(item, order, indent + STEP)
        if item.anchor:
            return Chunk(above, [f"{dash}&{item.anchor}", *_joined(chunks)])
        # A comment above the first key is printed above the dash.
        for line in chunks[0].above:
            if line or (above and above[-1]):
                above.append(line[STEP:])
        chunks[0].above = []
        lines = _joined(chunks)
        lines[0] = dash + lines[0][indent + STEP :]
        return Chunk(above, lines)

    def lines_above(self, node: LocatedNode | None, before: int, indent: int) -> list[str]:
        """Take the comments before an offset, with at most one blank line above each of them and above the node."""
        taken: list[str] = []
        while self.comments and self.comments[0].offset < before:
            taken += self.comment_line(self.comments.popleft(), indent)
        if node is not None and node.line != self.spaced_line and self.is_blank(node.line - 1):
            self.spaced_line = node.line
            taken.append("")
        return taken

    def comment_line(self, comment: Comment, indent: int) -> list[str]:
        """Print a comment on a line of its own."""
        margin = "" if comment.text.startswith(("---", "...", "%")) else " " * indent
        blank = [""] if comment.is_alone and self.is_blank(comment.line - 1) else []
        return [*blank, margin + comment.text]

    def trailing_comment(self, end: int) -> str:
        """Take the comment on the same line as what ends at this offset."""
        if not self.comments or self.comments[0].is_alone:
            return ""
        if self.comments[0].line != bisect_right(self.line_starts, end) - 1:
            return ""
        comment = self.comments.popleft()
        return comment.space + comment.text

    def comments_below(self, node: LocatedNode, indent: int, *, deeper: bool = False) -> list[str]:
        """Take the comments below a block that are indented at least as much as the block; by more if `deeper`."""
        following = bisect_right(self.starts, node.end)  # an empty value begins and ends at the same offset
        limit = self.starts[following] if following < len(self.starts) else len(self.text) + 1
        taken: list[str] = []
        while self.comments and self.comments[0].offset < limit:
            if self.comments[0].column < node.column + deeper:
                break
            taken += self.comment_line(self.comments.popleft(), indent)
        return taken

    def is_blank(self, line: int) -> bool:
        """Return whether a line of the source is blank."""
        return line >= 0 and not self.source[line].strip()

    def require_simple_key(self, key: LocatedNode) -> None:
        """Raise Unformattable if a key is not just a scalar before a colon."""
        before = self.text[self.line_starts[key.line] : key.start].replace("-", "").strip()
        after = self.text[key.end : key.end + 200].lstrip(" \t")
        if key.kind != "scalar" or key.anchor or before or not after.startswith(":"):
            raise Unformattable(
                key.line + 1, f"cannot format the key in {quoted(self.source[key.line].strip())}"
            )


def _space(chunks: list[Chunk], *, only_tall: bool = False) -> None:
    """Insert a blank line between chunks; if `only_tall`, not between two of one line each."""
    for before, chunk in pairwise(chunks):
        is_tall = not only_tall or len(before.lines) > 1 or len(chunk.lines) > 1
        if is_tall and chunk.above[:1] != [""]:
            chunk.above.insert(0, "")


def _joined(chunks: list[Chunk]) -> list[str]:
    """Return the lines of chunks one after the other, without a blank line at the top."""
    lines = [line for chunk in chunks for line in (*chunk.above, *chunk.lines)]
    while lines and not lines[0]:
        del lines[0]
    return lines


def formatted(text: str) -> str:
    """Return a text whose lines end in LF in house layout. Raises Unformattable.

    The text must be free of syntax errors. The new text is compared with it: records, values and comments must be the
    same, and in the same order except for keys.
    """
    new = _printed(text)
    if _meaning_of(new) != _meaning_of(text):
        raise Unformattable(1, "formatting would change the content or the comments")
    return new


def _printed(text: str) -> str:
    documents = list(located_documents(text))
    _require_formattable(text, documents)
    if not any(document.pairs for document in documents):
        return text
    leaves = [leaf for document in documents for leaf in leaves_of(document)]
    printer = Printer(text, find_comments(text, leaves), leaves)
    lines = [line for document in documents for line in printer.document(document)]
    return "\n".join(lines).rstrip("\n") + "\n"


def require_known_breaks(text: str) -> None:
    """Raise Unformattable if a text, whose lines may end in CRLF, has a line break that no editor counts."""
    text = text.replace("\r\n", "\n")
    for char in _UNUSUAL_BREAKS:
        if char in text:
            line = text.count("\n", 0, text.index(char)) + 1
            raise Unformattable(line, f"cannot format the line break U+{ord(char):04X}")


def _require_formattable(text: str, documents: Sequence[LocatedNode]) -> None:
    require_known_breaks(text)
    for document in documents:
        if document.kind != "mapping" or document.is_flow:
            raise Unformattable(
                document.line + 1, "cannot format the file: its lists must be written as a block mapping"
            )
        _require_formattable_nodes(text, document)


def _require_formattable_nodes(text: str, document: LocatedNode) -> None:
    for node in _all_nodes(document):
        if any(key.kind not in ("scalar", "alias") for key, _ in node.pairs):
            raise Unformattable(node.line + 1, "cannot format a list or mapping used as a key")
        if _keeps_blank_lines(text, node):
            raise Unformattable(node.line + 1, "cannot format a text that keeps its last blank lines ('+')")


def _keeps_blank_lines(text: str, node: LocatedNode) -> bool:
    if node.style not in ("|", ">"):
        return False
    return "+" in text[node.start : node.end].partition("\n")[0].partition("#")[0]


def _all_nodes(node: LocatedNode) -> Iterator[LocatedNode]:
    yield node
    for child in (*node.items, *(member for pair in node.pairs for member in pair)):
        yield from _all_nodes(child)


def _meaning_of(text: str) -> tuple[list[bytes], Counter[str]]:
    """Return digests of what each document says, and the comments, for comparison; no node is kept."""
    documents = list(located_documents(text))
    leaves = [leaf for document in documents for leaf in leaves_of(document)]
    comments = Counter(comment.text for comment in find_comments(text, leaves))
    return [_digest(document) for document in documents], comments


def _digest(node: LocatedNode) -> bytes:
    """Return a digest of all that a node says; the order of its keys is ignored, that of equal ones is not."""
    if node.kind == "mapping":
        pairs = [(_digest(key), _digest(value)) for key, value in node.pairs]
        said: Any = sorted(pairs, key=itemgetter(0))
    elif node.kind == "sequence":
        said = [_digest(item) for item in node.items]
    else:
        said = node.text, node.style != "" or node.start == node.end  # an absent value is not an empty text
    return sha256(msgspec.msgpack.encode((node.kind, node.anchor, said))).digest()
