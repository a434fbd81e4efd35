"""The changes of a text that give it other nodes: each is as small as it can be, and every comment is kept.

Nodes are compared with what loading/first_form.py makes of them: it keeps the nodes that it leaves as they are, and
says of each scalar that it writes which one it replaces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sinoru.edit.splices import FileComments, Splice
from sinoru.edit.text_file import TextFile, line_end, line_start
from sinoru.edit.yaml_text import ANY_ORDER, WIDTH, KeyOrder, in_flow, list_item_lines, pair_lines, scalar
from sinoru.loading.first_form import replaced_by
from sinoru.loading.locations import LocatedNode
from sinoru.loading.yaml import MappingNode, Node, SequenceNode, is_absent, text_of

_ANCHOR = re.compile(r"&\S+\s+")
_QUOTES = ("'", '"')


def values_of(node: Node) -> Any:
    """Return the values of a node as text, lists and dictionaries, without what is absent."""
    if isinstance(node, MappingNode):
        return {
            text_of(key): text_of(value) == "true" if text_of(key) == "stands" else values_of(value)
            for key, value in node.pairs
            if not is_absent(value)
        }
    return list(map(values_of, node.items)) if isinstance(node, SequenceNode) else text_of(node)


class NodeChanges:
    """Collects the changes of one text."""

    def __init__(self, file: TextFile, documents: Sequence[LocatedNode], comments: FileComments) -> None:
        self.text = file.text
        self.newline = file.newline
        self.documents = documents
        self._comments = comments
        self.splices: list[Splice] = []
        self._changed: set[int] = set()
        self._removed: set[int] = set()

    def comments_between(self, start: int, end: int) -> list[str]:
        """Return the comments that begin in a part of the text."""
        return [one.text for one in self._comments.between(start, end)]

    def splice(self, start: int, end: int, text: str, *, of: LocatedNode | None = None) -> None:
        """Replace a piece of the text, which belongs to a node."""
        self.splices.append(Splice(start, end, text))
        if of is not None:
            self._changed.add(id(of))

    def replace(self, node: LocatedNode, text: str) -> None:
        """Replace a node with all that is in it."""
        self.splice(node.start, node.end, text)
        self.remove(node)

    def remove(self, *nodes: LocatedNode) -> None:
        """Note that nodes are removed with all that is in them."""
        self._removed.update(map(id, nodes))

    def change(self, old: Node, new: Node, at: LocatedNode, order: KeyOrder, key: str = "") -> None:
        """Change the node at a location to another. `key`: that of the block mapping in which it is a value."""
        if old is new:
            return
        if at.kind == "alias":
            if values_of(old) != values_of(new):
                self.replace(at, in_flow(values_of(new), order))
        elif isinstance(new, MappingNode):
            _MappingChange(self, at, order).apply(old, new)
        elif isinstance(new, SequenceNode):
            self._change_items(old.items, new.items, at, order)
        elif text_of(old) != text_of(new):
            self.splice(at.start, at.end, self._rewritten(at, text_of(new), key), of=at)

    def _change_items(
        self, old: Sequence[Node], new: Sequence[Node], at: LocatedNode, order: KeyOrder
    ) -> None:
        for one, other, item in zip(old, new, at.items, strict=False):
            self.change(one, other, item, order)
        if added := [values_of(item) for item in new[len(old) :]]:
            self.append_items(at, added, order)

    def _rewritten(self, at: LocatedNode, text: str, key: str) -> str:
        """Return a scalar with another text, as far as possible in the style in which it is written."""
        written = self.text[at.start : at.end]
        anchor = found[0] if at.anchor and (found := _ANCHOR.match(written)) else ""
        body = written[len(anchor) :]
        added = text.removesuffix(at.text)
        if body.strip("'\"") == at.text and scalar(text) == text:
            return anchor + body.replace(at.text, text)
        if at.text and added != text and at.style in _QUOTES:
            return f"{anchor}{body[0]}{added}{body[1:]}"
        if at.text and added != text and at.style and not at.text[0].isspace():
            header, rest = re.split(r"(?<=\n)", body, maxsplit=1)
            margin = rest[: len(rest) - len(rest.lstrip())]
            rest = f"{margin}{added}{rest.lstrip()}"
            if len(rest.partition("\n")[0]) <= WIDTH or not self._can_be_folded(at, text, key):
                return anchor + header + rest
        if self._can_be_folded(at, text, key):
            return (
                anchor + self.lines(pair_lines(key, text, ANY_ORDER, at.column - len(key) - 2))[at.column :]
            )
        return anchor + scalar(text, in_flow=True)

    def _can_be_folded(self, at: LocatedNode, text: str, key: str) -> bool:
        """Return whether a text may take several lines: it follows its key in a block, with no comment beside it."""
        before = self.text[line_start(self.text, at.start) : at.start]
        header = self.text[at.start : at.end].partition("\n")[0].rstrip()
        return (
            bool(key)
            and (at.style not in ("|", ">") or ("\n" not in text and header == ">-"))
            and re.fullmatch(rf"[ -]*{re.escape(key)}: ", before) is not None
            and not self.comments_between(at.end, line_end(self.text, at.end))
        )

    def append_items(self, at: LocatedNode, added: Sequence[Any], order: KeyOrder) -> None:
        """Append items to a list."""
        if at.is_flow:
            end = at.items[-1].end if at.items else at.end - 1
            texts = ", ".join(in_flow(item, order) for item in added)
            self.splice(end, end, f", {texts}" if at.items else texts, of=at)
        else:
            end = line_end(self.text, at.items[-1].end)
            lines = [line for item in added for line in list_item_lines(item, order, self.dash_column(at))]
            self.splice(end, end, "".join(self.newline + line for line in lines), of=at)

    def dash_column(self, at: LocatedNode) -> int:
        """Return the column of the dashes of a block list."""
        first = at.items[0].start
        column = self.text[line_start(self.text, first) : first].rfind("-")
        if column >= 0:
            return column
        alone = re.compile(r"^ *-(?=\s)", re.MULTILINE)  # the dash is on a line above
        return [len(match[0]) for match in alone.finditer(self.text, at.start - at.column, first)][-1] - 1

    def lines(self, lines: Iterable[str]) -> str:
        """Join lines as the file does."""
        return self.newline.join(lines)

    def expand_aliases(self) -> None:
        """Write out each alias of something that changes, where it is not to change with it."""
        anchors: dict[str, tuple[Any, bool]] = {}
        for document in self.documents:
            self._expand_in(document, anchors, is_removed=False)

    def _expand_in(
        self, node: LocatedNode, anchors: dict[str, tuple[Any, bool]], *, is_removed: bool
    ) -> tuple[Any, bool]:
        """Return the value of a node, and whether it changes."""
        is_removed = is_removed or id(node) in self._removed
        changes = is_removed or id(node) in self._changed
        if node.kind == "alias":
            value, does_change = anchors[self.text[node.start + 1 : node.end]]
            if does_change and not changes:
                self.splice(node.start, node.end, in_flow(value, ANY_ORDER))
            return value, changes
        members = [*node.items, *(member for pair in node.pairs for member in pair)]
        found = [self._expand_in(member, anchors, is_removed=is_removed) for member in members]
        values = [value for value, _ in found]
        changes = changes or any(does_change for _, does_change in found)
        value = node.text
        if node.kind == "sequence":
            value = values
        elif node.kind == "mapping":
            value = dict(zip(values[::2], values[1::2], strict=True))
        if node.anchor:
            anchors[node.anchor] = value, changes
        return value, changes


class _MappingChange:
    """The change of one mapping: keys that are renamed, values that change, pairs that come and go."""

    def __init__(self, changes: NodeChanges, at: LocatedNode, order: KeyOrder) -> None:
        self.changes = changes
        self.at = at
        self.order = order

    def apply(self, old: MappingNode, new: MappingNode) -> None:
        """Change the mapping from its old pairs to its new ones."""
        numbers = list(self._numbers(old, new))
        removed = sorted({*range(len(old.pairs))}.difference(numbers))
        has_braces = not self.at.is_flow or self._opening() == "{"
        if len(removed) == len(old.pairs) or (not has_braces and (removed or None in numbers)):
            self.changes.replace(self.at, in_flow(values_of(new), self.order))
            return
        last: int | None = None
        for number, (key, value) in zip(numbers, new.pairs, strict=True):
            name = text_of(key)
            if number is None:
                self._insert(last, name, values_of(new)[name])
            else:
                last = number
                self._change_pair(old.pairs[number], (key, value), self.at.pairs[number])
        for run in _runs(removed):
            self._remove(*run)

    @staticmethod
    def _numbers(old: MappingNode, new: MappingNode) -> Iterator[int | None]:
        """Yield for each new pair the number of the old one that it was, or None."""
        numbers = {id(key): number for number, (key, _) in enumerate(old.pairs)}
        for key, _ in new.pairs:
            yield (
                numbers.pop(id(key), None) if id(key) in numbers else numbers.pop(id(replaced_by(key)), None)
            )

    def _change_pair(
        self, old: tuple[Node, Node], new: tuple[Node, Node], at: tuple[LocatedNode, LocatedNode]
    ) -> None:
        name = text_of(new[0])
        self.changes.change(old[0], new[0], at[0], ANY_ORDER)
        self.changes.change(old[1], new[1], at[1], self.order.of(name), "" if self.at.is_flow else name)

    def _opening(self) -> str:
        written = self.changes.text[self.at.start : self.at.end]
        return _ANCHOR.sub("", written, count=1)[:1] if self.at.anchor else written[:1]

    def _end(self, number: int) -> int:
        key, value = self.at.pairs[number]
        return max(key.end, value.end)

    def _insert(self, number: int | None, name: str, value: Any) -> None:
        """Insert a pair after another, or before all."""
        changes, order = self.changes, self.order.of(name)
        column = self.at.pairs[0][0].column
        lines = list(pair_lines(name, value, order, column))
        start = self.at.pairs[0][0].start
        if number is None and self.at.is_flow:
            changes.splice(start, start, f"{name}: {in_flow(value, order)}, ", of=self.at)
        elif number is None:
            text = changes.lines([*lines, " " * column])
            if self._begins_line(start):
                changes.splice(start - column, start - column, text[:-column] if column else text, of=self.at)
            else:
                changes.splice(start, start, text[column:], of=self.at)
        elif self.at.is_flow:
            end = self._end(number)
            changes.splice(end, end, f", {name}: {in_flow(value, order)}", of=self.at)
        else:
            end = line_end(changes.text, self._end(number))
            changes.splice(end, end, "".join(changes.newline + line for line in lines), of=self.at)

    def _begins_line(self, start: int) -> bool:
        """Return whether nothing but a mark of a key is before an offset on its line."""
        return not self.changes.text[line_start(self.changes.text, start) : start].strip(" ?")

    def _remove(self, first: int, last: int) -> None:
        """Remove neighbouring pairs; the comments in and beside them stay."""
        changes, text = self.changes, self.changes.text
        changes.remove(*(member for pair in self.at.pairs[first : last + 1] for member in pair))
        key = self.at.pairs[first][0]
        start, end = key.start, self._end(last)
        indent = " " * key.column
        follows = last + 1 < len(self.at.pairs)
        if not self.at.is_flow and self._begins_line(start):
            start, end = line_start(text, start), line_end(text, end)
            kept = "".join(f"{indent}{one}{changes.newline}" for one in changes.comments_between(start, end))
            changes.splice(start, min(end + len(changes.newline), len(text)), kept)
        elif follows:
            end = self.at.pairs[last + 1][0].start
            kept = "".join(f"{one}{changes.newline}{indent}" for one in changes.comments_between(start, end))
            changes.splice(start, end, f" {kept}" if kept and self.at.is_flow else kept)
        else:
            start = self._end(first - 1)
            kept = "".join(f"{changes.newline}{indent}{one}" for one in changes.comments_between(start, end))
            changes.splice(start, end, f"{kept}{changes.newline}{indent}" if kept else "")


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers."""
    for position, number in enumerate(numbers):
        if not position or numbers[position - 1] != number - 1:
            first = number
        if position + 1 == len(numbers) or numbers[position + 1] != number + 1:
            yield first, number
