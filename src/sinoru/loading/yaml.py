"""YAML as nodes with locations, and its faults, from libyaml's event stream.

Scalars are the text in the file: nothing turns into a date, a number or a boolean. Items of the top-level lists are
yielded one at a time, so that a file of any size is read in bounded memory. libyaml does not recurse, and MAX_DEPTH
bounds our own recursion, so no input can exhaust the stack.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, NoReturn

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined] # exported at run time only
from yaml.reader import ReaderError

from sinoru.messages import quoted

ScalarNode = ScalarEvent
"""libyaml's own event has text and location already, and a million records have forty million scalars."""

Node = Any
"""A ScalarNode, SequenceNode, MappingNode or Unreadable; each has a `start_mark`, 0-based."""

MAX_DEPTH = 16
"""Levels of nested lists and mappings; a record needs 6."""
BOTTOMLESS = 100
"""Levels that are skipped before the file is given up: libyaml's time per level grows with the depth, to half a
minute for 100,000 levels."""
MAX_ALIASED = 10_000
"""Nodes that all aliases of one file stand for."""
MAX_SCALAR = 1_000_000
"""Characters in one scalar."""
MAX_ALIASED_TEXT = 1_000_000
"""Characters that all aliases of one file stand for."""
MAX_ITEMS = 20_000
"""Items of one list or mapping within a record."""
MAX_NODES = 200_000
"""Values of one record, counted at the end of each collection: MAX_DEPTH and MAX_ITEMS bound the excess."""
MAX_PASSED = 500_000
"""Values that are skipped before the file is given up: no more time is spent on what cannot be used."""
MAX_ANCHORS = 10_000
"""Anchors of one file: each keeps its value in memory to the end."""
MAX_BYTES = 32_000_000
"""Bytes of one record with the comments before it, and of all records together that anchors keep in memory."""

REST_UNREAD = "the rest of the file could not be read"
_FIRST_HINT = f"correct this first: {REST_UNREAD}"
_SPLIT_HINT = "split it into several records"
_BLOCK = 1 << 20
"""Bytes read at once."""
_OPENING = (SequenceStartEvent, MappingStartEvent)
_CLOSING = (SequenceEndEvent, MappingEndEvent)


class Fault(NamedTuple):
    """A fault at a location in a file; lines and columns are 1-based, columns in code points."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""


class SequenceNode:
    """The items of a list."""

    __slots__ = ("items", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark
        self.items: list[Node] = []


class MappingNode:
    """The pairs of a mapping in their order, including repeated keys."""

    __slots__ = ("pairs", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark
        self.pairs: list[tuple[Node, Node]] = []


class Unreadable:
    """A node that could not be read; the fault was reported."""

    __slots__ = ("start_mark",)

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark


class Entry(NamedTuple):
    """A top-level key with its value, or with one item of its list."""

    key: Node
    value: Node
    is_item: bool


def fault_at(node: Node, code: str, message: str, hint: str = "") -> Fault:
    """Return a fault at the start of a node (or event)."""
    return Fault(code, message, node.start_mark.line + 1, node.start_mark.column + 1, hint)


def text_of(node: Node) -> str:
    """Return the text of a scalar; empty for anything else."""
    return str(node.value) if type(node) is ScalarNode else ""


def is_absent(node: Node) -> bool:
    """Return whether there is nothing after the colon: an empty scalar without quotes."""
    return type(node) is ScalarNode and not node.value and not node.style


def read_entries(stream: BinaryIO) -> Iterator[Entry | Fault]:
    """Yield the entries of every document in the stream, in order.

    Faults come before the entry that they are in. A syntax error is the last item: nothing after it is read.
    """
    source = _Source(stream)
    reader = _EntryReader(CParser(source), source)
    try:
        for entry in reader.documents():
            yield from reader.take_faults()
            yield entry
    except _GivenUp:
        pass
    except _TooManyBytes:
        reader.faults.append(reader.too_many_bytes())
    except ReaderError as error:
        reader.faults.append(not_text(stream, error))
    except MarkedYAMLError as error:
        reader.faults.append(not_yaml(stream, error))
    yield from reader.take_faults()


class _GivenUp(Exception):
    """The rest of the file is not worth reading; the fault was reported."""


class _TooManyBytes(Exception):
    """A record exceeds MAX_BYTES: libyaml reads a text to its end, so nothing after it can be reached."""


class _Source:
    """The bytes of a file, with a limit on how many are read for one record."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.limit = self.left = MAX_BYTES
        self.lines = 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise _TooManyBytes
        self.lines += data.count(b"\n")
        return data

    def next_record(self, *, is_kept: bool) -> None:
        """Reset the limit, less what was read so far if an anchor keeps that in memory."""
        if is_kept:
            self.limit = self.left
        self.left = self.limit


class _EntryReader:
    """A builder of nodes from events. Events are Any: PyYAML's types do not distinguish their kinds."""

    def __init__(self, parser: Any, source: _Source) -> None:
        self.next = parser.get_event
        self.source = source
        self.entry_start: Any = None
        """The first event of the current entry; None between entries."""
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        """The node of each anchor with its numbers of values and of characters."""
        self.alias_values = 0
        self.alias_characters = 0
        self.values = 0
        self.values_before_entry = 0
        self.skipped = 0
        self.has_too_many_anchors = False
        self.faults: list[Fault] = []

    def take_faults(self) -> list[Fault]:
        taken, self.faults = self.faults, []
        return taken

    def fault(self, code: str, message: str, event: Any, hint: str = "") -> Node:
        self.faults.append(fault_at(event, code, message, hint))
        return Unreadable(event)

    def fault_tag(self, event: Any) -> Node:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        return self.fault("E103", f"unsupported tag {quoted(tag)}", event, "remove the tag")

    def documents(self) -> Iterator[Entry]:
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is MappingStartEvent:
                yield from self.top_level()
            elif _is_empty(event):
                self.count_skipped(event)
            elif type(event) in (ScalarEvent, AliasEvent, SequenceStartEvent):
                self.node(event, 1)
                found = (
                    "a list" if type(event) is SequenceStartEvent else f"the text {quoted(_written(event))}"
                )
                self.fault(
                    "E104",
                    f"expected a mapping at the top of the file, found {found}",
                    event,
                    "begin with the name of a list, such as 'events:'",
                )

    def top_level(self) -> Iterator[Entry]:
        while type(event := self.next()) is not MappingEndEvent:
            key = self.node(event, 1)
            event = self.next()
            if type(event) is SequenceStartEvent:
                if event.tag is not None:
                    self.fault_tag(event)
                while type(event := self.next()) is not SequenceEndEvent:
                    yield self.entry(key, event, is_item=True)
            else:
                yield self.entry(key, event, is_item=False)

    def entry(self, key: Node, event: Any, *, is_item: bool) -> Entry:
        self.values_before_entry, anchors = self.values, len(self.anchors)
        self.entry_start = event
        entry = Entry(key, self.node(event, 1), is_item=is_item)
        self.entry_start = None
        self.source.next_record(is_kept=len(self.anchors) > anchors)
        return entry

    def node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            return self.alias(event)
        return self.collection(event, depth)

    def scalar(self, event: Any) -> Node:
        if event.tag is not None:
            return self.fault_tag(event)
        if len(event.value) > MAX_SCALAR:
            return self.fault("E103", f"the text has more than {MAX_SCALAR:,} characters", event)
        if event.anchor is not None:
            self.keep(event, event, 1)
        return event

    def collection(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.skip()
            return self.fault(
                "E103",
                f"nested more than {MAX_DEPTH} levels deep",
                event,
                "use fewer levels: a record needs six",
            )
        if self.values - self.values_before_entry > MAX_NODES:
            self.skip()
            return self.fault("E103", f"the record has more than {MAX_NODES:,} values", event, _SPLIT_HINT)
        before = self.values
        build = self.sequence if type(event) is SequenceStartEvent else self.mapping
        node = build(event, depth)
        if event.anchor is not None:
            self.keep(event, node, 1 + self.values - before)
        if event.tag is not None:
            return self.fault_tag(event)
        return node

    def sequence(self, event: Any, depth: int) -> Node:
        node = SequenceNode(event)
        take, next_event = node.items.append, self.next
        while type(event := next_event()) is not SequenceEndEvent:
            if len(node.items) == MAX_ITEMS:
                return self.too_long(node, event)
            take(event if _is_plain(event) else self.node(event, depth + 1))
        self.values += len(node.items)
        return node

    def mapping(self, event: Any, depth: int) -> Node:
        node = MappingNode(event)
        take, next_event = node.pairs.append, self.next
        while type(key := next_event()) is not MappingEndEvent:
            if len(node.pairs) == MAX_ITEMS:
                return self.too_long(node, key)
            if not _is_plain(key):
                key = self.node(key, depth + 1)
            value = next_event()
            take((key, value if _is_plain(value) else self.node(value, depth + 1)))
        self.values += 2 * len(node.pairs)
        return node

    def too_long(self, node: Node, event: Any) -> Node:
        """Skip the rest of a list or mapping after `event`, and return the fault in its place."""
        depth = (type(event) in _OPENING) + 1
        while depth:
            self.skip()
            depth -= 1
        return self.fault("E103", f"the {_noun(node)} has more than {MAX_ITEMS:,} items", node, _SPLIT_HINT)

    def keep(self, event: Any, node: Node, size: int) -> None:
        """Remember a node with an anchor, which takes `size` of the values that aliases may stand for."""
        if len(self.anchors) < MAX_ANCHORS or event.anchor in self.anchors:
            self.anchors[event.anchor] = (node, size, _characters_in(node))
        elif not self.has_too_many_anchors:
            self.has_too_many_anchors = True
            self.fault("E103", f"more than {MAX_ANCHORS:,} anchors in this file", event, "remove the others")

    def alias(self, event: Any) -> Node:
        known = self.anchors.get(event.anchor)
        if known is None:
            return self.fault(
                "E103", f"the alias {quoted(f'*{event.anchor}')} has no anchor before it", event
            )
        node, size, characters = known
        self.alias_values += size
        self.alias_characters += characters
        if self.alias_values > MAX_ALIASED:
            return self.fault("E103", f"aliases stand for more than {MAX_ALIASED:,} values", event)
        if self.alias_characters > MAX_ALIASED_TEXT:
            why = f"aliases stand for more than {MAX_ALIASED_TEXT:,} characters"
            return self.fault("E103", why, event, "write short texts out instead of the aliases")
        self.values += size
        return node

    def skip(self) -> None:
        """Skip the rest of a list or mapping whose start was just read."""
        depth = 1
        while depth:
            kind = type(event := self.next())
            depth += (kind in _OPENING) - (kind in _CLOSING)
            if depth > BOTTOMLESS:
                self.give_up(f"nested more than {BOTTOMLESS} levels deep", event)
            self.count_skipped(event)

    def count_skipped(self, event: Any) -> None:
        self.skipped += 1
        if self.skipped > MAX_PASSED:
            self.give_up(f"more than {MAX_PASSED:,} values that cannot be used", event)

    def too_many_bytes(self) -> Fault:
        """Return the fault, at the start of the record if that is known, or where reading ended."""
        holder = (
            "the record has" if self.source.limit == MAX_BYTES else "the record and those with anchors have"
        )
        message = f"{holder} more than {MAX_BYTES:,} bytes"
        if self.entry_start is not None:
            return fault_at(self.entry_start, "E103", message, _FIRST_HINT)
        return Fault("E103", message, self.source.lines + 1, 1, _FIRST_HINT)

    def give_up(self, why: str, event: Any) -> NoReturn:
        self.fault("E103", why, event, _FIRST_HINT)
        raise _GivenUp


_HOW_TO_FIX = (
    ("cannot start any token", "replace a tab by spaces, or put text that begins with @, % or ` in quotes"),
    ("mapping values are not allowed", "put text that contains a colon and a space in quotes"),
    ("unexpected end of stream", "close the quotation mark"),
    ("unknown escape character", "write two backslashes, or use single quotation marks"),
    ("expected ',' or ", "close the bracket, or add a comma"),
)
"""The usual cause of a message of the parser, and what to do about it."""


def not_yaml(stream: BinaryIO, error: MarkedYAMLError) -> Fault:
    """Return the fault for broken syntax; the stream is read again to find the character to blame."""
    mark = error.problem_mark or error.context_mark
    if mark and not mark.column and "quoted" in f"{error.context}" and "stream" in f"{error.problem}":
        mark = error.context_mark  # of an unclosed quotation, the start helps more than the end of the file
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in str(error.problem):  # newer libyaml has a limit of its own, reached before ours
        return Fault("E103", f"nested more than {BOTTOMLESS} levels deep", line, column, _FIRST_HINT)
    from sinoru.loading.yaml_causes import find_cause

    if cause := find_cause(stream, f"{error.problem}", line - 1, column - 1):
        return Fault(
            "E101", f"invalid YAML: {cause.why}", cause.line, cause.column, f"{cause.hint}; {REST_UNREAD}"
        )
    start = error.context_mark
    context = f" {error.context} that begins on line {start.line + 1}" if start else ""
    hint = next(
        (f"{how}: {REST_UNREAD}" for part, how in _HOW_TO_FIX if part in f"{error.problem}"), _FIRST_HINT
    )
    return Fault("E101", f"invalid YAML: {error.problem}{context}", line, column, hint)


def not_text(stream: BinaryIO, error: ReaderError) -> Fault:
    """Return the fault for a byte that is not text; the stream is read again to find its line and column."""
    stream.seek(0)
    left, lines, line = error.position, 0, b""
    # In blocks: a file may be larger than the memory.
    while left and (block := stream.read(min(left, _BLOCK))):
        left -= len(block)
        lines += block.count(b"\n")
        line = block[block.rfind(b"\n") + 1 :] if b"\n" in block else line + block
    column = len(line.decode("utf-8", "replace")) + 1
    hint = f"save the file as UTF-8: {REST_UNREAD}"
    code = int(error.character)
    message = f"not text: {str(error.reason).replace('octet', 'byte')}" + (
        f" (0x{code:02X})" if code >= 0 else ""
    )
    return Fault("E102", message, lines + 1, column, hint)


def _is_plain(event: Any) -> bool:
    """Return whether an event is a scalar that needs no further handling: nearly all are."""
    return (
        type(event) is ScalarEvent
        and event.tag is None
        and event.anchor is None
        and len(event.value) <= MAX_SCALAR
    )


def _characters_in(node: Node) -> int:
    """Count the characters of the texts in a node, those of an alias each time it is used."""
    if isinstance(node, SequenceNode):
        return sum(map(_characters_in, node.items))
    if isinstance(node, MappingNode):
        return sum(_characters_in(key) + _characters_in(value) for key, value in node.pairs)
    return len(text_of(node))


def _is_empty(event: Any) -> bool:
    return type(event) is ScalarEvent and not event.value


def _written(event: Any) -> str:
    """Return a scalar or an alias as it is written."""
    return str(event.value) if type(event) is ScalarEvent else f"*{event.anchor}"


def _noun(node: Node) -> str:
    return "list" if isinstance(node, SequenceNode) else "mapping"
