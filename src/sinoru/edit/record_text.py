"""A record in the text of its file, and changes of it: ids, fields, the complete record; every comment is kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sinoru.edit.layout import Comment
from sinoru.edit.splices import FileComments, Splice
from sinoru.edit.text_file import RecordList, TextFile, line_end, line_start
from sinoru.edit.yaml_text import (
    ANY_ORDER,
    WIDTH,
    KeyOrder,
    as_written,
    in_flow,
    list_item_lines,
    order_of,
    pair_lines,
    record_lines,
    scalar,
)
from sinoru.files import NotWritten
from sinoru.loading.locations import LocatedNode
from sinoru.model.records import Record
from sinoru.model.registers import WIKIDATA


def replace_id(file: TextFile, node: LocatedNode, new: str, *, in_flow: bool) -> Splice:
    """Return the change of an id to another, in the quotes that it is written in."""
    written = file.text[node.start : node.end]
    if written.count(node.text) == 1 and (node.style or scalar(new, in_flow=in_flow) == new):
        return Splice(node.start, node.end, written.replace(node.text, new))
    return Splice(node.start, node.end, scalar(new, in_flow=in_flow))


class RecordText:
    """A record in the text of a file."""

    def __init__(self, file: TextFile, list_: RecordList, node: LocatedNode, comments: FileComments) -> None:
        self.file = file
        self.list = list_
        self.node = node
        self._comments = comments

    @property
    def order(self) -> KeyOrder:
        """The order of its keys."""
        return order_of(self.list.name)

    @property
    def comments(self) -> Sequence[Comment]:
        """The comments in the record, and the one beside its last line."""
        return self._comments.between(self.node.start, self._line_end(self.node.end))

    def _line_end(self, offset: int) -> int:
        return line_end(self.file.text, offset)

    def lines(self, lines: Iterable[str]) -> str:
        """Join lines as the file does."""
        return self.file.newline.join(lines)

    def set_fields(self, changed: Mapping[str, tuple[Any, Any]]) -> list[Splice]:
        """Return the changes that give fields other values: for each key the one before and the one after.

        A value of None, or an empty one, is that of a field that is absent.
        """
        found: list[Splice] = []
        for key in sorted(changed, key=self.order.rank):
            before, after = changed[key]
            pair = next((pair for pair in self.node.pairs if pair[0].text == key), None)
            if pair is None:
                found.append(self._insert(key, after))
            elif not after:
                found.append(self._remove(pair))
            elif added := _appended(before, after):
                found.append(self._append(key, pair[1], added) or self._rewrite(key, pair, after))
            elif (removed := _removed(before, after)) and pair[1].items and not pair[1].is_flow:
                found += [self._remove_item(pair[1], number) for number in removed]
            else:
                found.append(self._rewrite(key, pair, after))
        return found

    def item_among_ids(self) -> LocatedNode | None:
        """Return the Wikidata item that is written among the ids of a record that may have a key for it."""
        ids = self.node.at("ids") if WIKIDATA in self.order.keys else None
        return ids.at(WIKIDATA) if ids else None

    def with_item_of_its_own(self) -> list[Splice]:
        """Return the change that writes a Wikidata item under its own key; nothing if it must stay among the ids."""
        item, known = self.item_among_ids(), self.node.at(WIKIDATA)
        pair = next((pair for pair in self.node.pairs if pair[0].text == "ids"), None)
        if pair is None or item is None or item.kind != "scalar" or not item.text:
            return []
        nodes = [pair[1], *(node for one in pair[1].pairs for node in one)]
        if any(node.anchor or node.kind == "alias" for node in nodes) or (known and known.text != item.text):
            return []
        others = {
            key.text: [one.text for one in value.items] if value.kind == "sequence" else value.text
            for key, value in pair[1].pairs
            if key.text != WIKIDATA
        }
        if not others:
            return [self._rewrite(WIKIDATA, pair, item.text)] if not known else []
        if known:
            return [self._rewrite("ids", pair, others)]
        rewritten = self._rewrite("ids", pair, others)
        between = ", " if self.node.is_flow else f"{self.file.newline}{' ' * pair[0].column}"
        text = f"{WIKIDATA}: {scalar(item.text, in_flow=self.node.is_flow)}{between}{rewritten.text}"
        return [Splice(rewritten.start, rewritten.end, text)]

    def must_be_rewritten(self, changed: Mapping[str, tuple[Any, Any]]) -> bool:
        """Return whether a record in braces cannot have these changes in its line, or would lose a comment there."""
        added = sum(len(key) + len(in_flow(after, ANY_ORDER)) for key, (_, after) in changed.items() if after)
        line = self._line_end(self.node.end) - line_start(self.file.text, self.node.end)
        return (
            any(not after for _, after in changed.values())
            or (bool(changed) and line + added > 2 * WIDTH)
            or any(
                key.text in changed and not _appended(*changed[key.text]) and self._comments_in(key, value)
                for key, value in self.node.pairs
            )
        )

    def _comments_in(self, key: LocatedNode, value: LocatedNode) -> Sequence[Comment]:
        """Return the comments in a field that would be written again."""
        return self._comments.between(key.start, max(key.end + 1, value.end))

    def rewrite(self, record: Record) -> list[Splice]:
        """Return the change of a record in braces to another one; its comments come after it."""
        indent = self.list.value.column
        inline = in_flow(as_written(record), self.order)
        kept = self._kept(self.node.start, self.node.end, indent + 2)
        if len(inline) + self.node.column <= WIDTH or self.list.value.is_flow:
            lines = [inline]
        else:
            first, *rest = record_lines(record, indent)
            lines = [first[indent + 2 :], *rest]
        return [Splice(self.node.start, self.node.end, self.lines(lines)), *kept]

    def add_comments(self, texts: Sequence[str]) -> list[Splice]:
        """Return the change that adds comments below a record."""
        end = self._line_end(self.node.end)
        indent = " " * (self.list.value.column + 2)
        return (
            [Splice(end, end, "".join(f"{self.file.newline}{indent}{text}" for text in texts))]
            if texts
            else []
        )

    def line_of_comment_above(self) -> int:
        """Return the line, 1-based, of a comment directly above a record; 0 if there is not one."""
        text = self.file.text
        start = line_start(text, self.node.start)
        above = text[line_start(text, start - 1) : start].strip() if start else ""
        return self.node.line if above.startswith("#") else 0

    def remove(self) -> list[Splice]:
        """Return the change that removes a record from its list, with its comments. Raises NotWritten."""
        text, items = self.file.text, self.list.value.items
        if self.list.value.is_flow:
            why = f"the list '{self.list.name}' on line {self.list.key.line + 1} is written in brackets"
            raise NotWritten(
                self.file.shown, why, "Put each record on a line of its own, with '- ' before it."
            )
        number = items.index(self.node)
        since = items[number - 1].end if number else self.list.key.end
        start = self._start_of_item(self.list.value, self.node, since)
        end = min(self._line_end(self.node.end) + len(self.file.newline), len(text))
        if len(items) == 1:
            after = self.list.key.end + 1
            return [Splice(after, after, " []"), Splice(start, end, "")]
        blank = re.compile(r"(?:[ \t]*\r?\n)+")
        if (gap := blank.match(text, end)) and blank.fullmatch(text[line_start(text, start - 1) : start]):
            end = gap.end()
        return [Splice(start, end, "")]

    def _insert(self, key: str, value: Any) -> Splice:
        """Insert a field after the last one that comes before it."""
        before = [pair for pair in self.node.pairs if self.order.rank(pair[0].text) < self.order.rank(key)]
        first, last = before[-1] if before else self.node.pairs[0]
        if self.node.is_flow:
            end = max(first.end, last.end)
            return Splice(end, end, f", {key}: {in_flow(value, self.order.of(key))}")
        end = self._line_end(max(first.end, last.end))
        lines = pair_lines(key, value, self.order.of(key), first.column)
        return Splice(end, end, self.file.newline + self.lines(lines))

    def _remove(self, pair: tuple[LocatedNode, LocatedNode]) -> Splice:
        """Remove a field with its line; a comment beside or in it remains."""
        key, value = pair
        end = self._line_end(max(key.end, value.end))
        kept = [f"{' ' * key.column}{one.text}" for one in self.comments if key.start <= one.offset < end]
        if key.start == self.node.start:  # the dash is on its line
            raise NotWritten(self.file.shown, f"the record on line {key.line + 1} begins with '{key.text}'")
        start = line_start(self.file.text, key.start) - len(self.file.newline)
        return Splice(start, end, "".join(self.file.newline + line for line in kept))

    def _remove_item(self, list_: LocatedNode, number: int) -> Splice:
        """Remove an item of a list with its lines; the comments in them remain."""
        item = list_.items[number]
        since = list_.items[number - 1].end if number else list_.start
        start, end = self._start_of_item(list_, item, since), self._line_end(item.end)
        kept = [f"{' ' * list_.column}{one.text}" for one in self.comments if start <= one.offset < end]
        start -= len(self.file.newline)
        return Splice(start, end, "".join(self.file.newline + line for line in kept))

    def _start_of_item(self, list_: LocatedNode, item: LocatedNode, since: int) -> int:
        """Return the offset of the line on which the dash of an item is."""
        dashes = re.compile(rf"^ {{{list_.column}}}-(?=\s)", re.MULTILINE)
        since = line_start(self.file.text, since)
        return [match.start() for match in dashes.finditer(self.file.text, since, item.start + 1)][-1]

    def _append(self, key: str, value: LocatedNode, added: Sequence[Any]) -> Splice | None:
        """Append items to a list as it is written; None if it has none yet, or has no room for them."""
        if not value.items:
            return None
        order = self.order.of(key)
        if not value.is_flow:
            end = self._line_end(value.items[-1].end)
            lines = [line for item in added for line in list_item_lines(item, order, value.column)]
            return Splice(end, end, self.file.newline + self.lines(lines))
        end = value.items[-1].end
        text = "".join(f", {in_flow(item, order)}" for item in added)
        line = self._line_end(end) - line_start(self.file.text, end)
        return Splice(end, end, text) if self.node.is_flow or line + len(text) <= WIDTH else None

    def _rewrite(self, key: str, pair: tuple[LocatedNode, LocatedNode], value: Any) -> Splice:
        """Write a field again; the comments in it come after it."""
        start, end = pair[0].start, max(pair[0].end + 1, pair[1].end)
        column = pair[0].column
        if self.node.is_flow:
            return Splice(start, end, f"{key}: {in_flow(value, self.order.of(key))}")
        lines = list(pair_lines(key, value, self.order.of(key), column))
        inside = self._comments_in(*pair)
        if not inside:
            return Splice(start, end, self.lines(lines)[column:])
        stop = self._line_end(end)
        beside = [text] if (text := self.file.text[end:stop].strip()) else []
        kept = [f"{' ' * column}{text}" for text in (*(one.text for one in inside), *beside)]
        return Splice(start, stop, self.lines([*lines, *kept])[column:])

    def _kept(self, start: int, end: int, column: int) -> list[Splice]:
        inside = [one for one in self.comments if start <= one.offset < end]
        stop = self._line_end(end)
        text = "".join(f"{self.file.newline}{' ' * column}{one.text}" for one in inside)
        return [Splice(stop, stop, text)] if inside else []


def _appended(before: Any, after: Any) -> Sequence[Any]:
    """Return what a list has at its end that it did not have before; nothing if anything else differs."""
    if not isinstance(before, list) or not isinstance(after, list):
        return ()
    return after[len(before) :] if after[: len(before)] == before else ()


def _removed(before: Any, after: Any) -> list[int]:
    """Return the positions of the items that a list has lost, if nothing else in it differs."""
    if not isinstance(before, list) or not isinstance(after, list):
        return []
    left, lost = list(after), []
    for number, item in enumerate(before):
        if left and item == left[0]:
            left.pop(0)
        else:
            lost.append(number)
    return [] if left else lost
