"""YAML as nodes with places, from libyaml's event stream.

Scalars are the text that stands in the file: nothing turns into a date, a number or a boolean. Items of the
top-level lists come one at a time, so that a file of any size is read in bounded memory. libyaml does not
recurse, and MAX_DEPTH bounds our own recursion, so no input can exhaust the stack.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

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

from sinoru.loading.nodes import Entry, Fault, Mapping, Node, Sequence, Unreadable, fault_at

MAX_DEPTH = 16
"""How deep lists and mappings may stand in one another; a record needs 6."""
BOTTOMLESS = 100
"""How deep may be passed over: libyaml's time for a level grows with the depth, to half a minute for 100,000."""
MAX_ALIASED = 10_000
"""How many nodes the aliases of one file may stand for."""
MAX_SCALAR = 1_000_000
"""Characters in one scalar."""
MAX_ITEMS = 20_000
"""Items of one list or mapping within a record."""
MAX_NODES = 200_000
"""Values of one record; how many collections more are read is bounded by MAX_DEPTH and MAX_ITEMS."""

_REST_UNREAD = "the rest of the file could not be read"
_SPLIT = "put it into several records"
_OPENING = (SequenceStartEvent, MappingStartEvent)
_CLOSING = (SequenceEndEvent, MappingEndEvent)


def read_entries(stream: BinaryIO) -> Iterator[Entry | Fault]:
    """Give the entries of every document in the stream, in order.

    Faults come before the entry they are in. Broken syntax is the last thing given: nothing after it is read.
    """
    reader = _EntryReader(CParser(stream))
    try:
        for entry in reader.documents():
            yield from reader.take_faults()
            yield entry
    except _Bottomless:
        pass
    except ReaderError as error:
        reader.faults.append(_not_text(stream, error))
    except MarkedYAMLError as error:
        reader.faults.append(_not_yaml(error))
    yield from reader.take_faults()


class _Bottomless(Exception):
    """Ends the reading of a file."""


class _EntryReader:
    """Builds nodes of events. Events are Any: PyYAML's types do not tell their kinds apart."""

    def __init__(self, parser: Any) -> None:
        self.next = parser.get_event
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.aliased = 0
        self.made = 0
        self.made_before_entry = 0
        self.faults: list[Fault] = []

    def take_faults(self) -> list[Fault]:
        taken, self.faults = self.faults, []
        return taken

    def fault(self, code: str, message: str, event: Any, hint: str = "") -> Node:
        self.faults.append(fault_at(event, code, message, hint))
        return Unreadable(event)

    def fault_tag(self, event: Any) -> Node:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        return self.fault("E103", f"the tag {tag} is not read", event, "leave it out")

    def documents(self) -> Iterator[Entry]:
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is MappingStartEvent:
                yield from self.top_level()
            elif type(event) in (ScalarEvent, AliasEvent, SequenceStartEvent) and not _is_empty(event):
                self.node(event, 1)
                self.fault(
                    "E104",
                    "the file holds no mapping",
                    event,
                    "begin it with a list's name, such as 'events:'",
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
        self.made_before_entry = self.made
        return Entry(key, self.node(event, 1), is_item=is_item)

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
            return self.fault("E103", f"a text longer than {MAX_SCALAR:,} characters", event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (event, 1)
        return event

    def collection(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.skip()
            return self.fault("E103", f"nested deeper than {MAX_DEPTH} levels", event, "a record needs 6")
        if self.made - self.made_before_entry > MAX_NODES:
            self.skip()
            return self.fault("E103", f"a record of more than {MAX_NODES:,} values", event, _SPLIT)
        before = self.made
        build = self.sequence if type(event) is SequenceStartEvent else self.mapping
        node = build(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1 + self.made - before)
        if event.tag is not None:
            return self.fault_tag(event)
        return node

    def sequence(self, event: Any, depth: int) -> Node:
        node = Sequence(event)
        take, next_event = node.items.append, self.next
        while type(event := next_event()) is not SequenceEndEvent:
            if len(node.items) == MAX_ITEMS:
                return self.too_long(node, event)
            take(event if _is_plain(event) else self.node(event, depth + 1))
        self.made += len(node.items)
        return node

    def mapping(self, event: Any, depth: int) -> Node:
        node = Mapping(event)
        take, next_event = node.pairs.append, self.next
        while type(key := next_event()) is not MappingEndEvent:
            if len(node.pairs) == MAX_ITEMS:
                return self.too_long(node, key)
            if not _is_plain(key):
                key = self.node(key, depth + 1)
            value = next_event()
            take((key, value if _is_plain(value) else self.node(value, depth + 1)))
        self.made += 2 * len(node.pairs)
        return node

    def too_long(self, node: Node, event: Any) -> Node:
        """Pass over the rest of a list or mapping, of which an event was read."""
        depth = (type(event) in _OPENING) + 1
        while depth:
            self.skip()
            depth -= 1
        return self.fault("E103", f"a list or mapping of more than {MAX_ITEMS:,} items", node, _SPLIT)

    def alias(self, event: Any) -> Node:
        known = self.anchors.get(event.anchor)
        if known is None:
            return self.fault("E103", f"the alias *{event.anchor} has no anchor before it", event)
        node, size = known
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            return self.fault("E103", f"aliases stand for more than {MAX_ALIASED:,} values", event)
        self.made += size
        return node

    def skip(self) -> None:
        """Pass over the rest of a list or mapping whose start was just read."""
        depth = 1
        while depth:
            kind = type(event := self.next())
            depth += (kind in _OPENING) - (kind in _CLOSING)
            if depth > BOTTOMLESS:
                self.fault("E103", f"nested deeper than {BOTTOMLESS} levels", event, _REST_UNREAD)
                raise _Bottomless


def _is_plain(event: Any) -> bool:
    """Tell whether an event is a scalar without anything to look after: nearly all are."""
    return (
        type(event) is ScalarEvent
        and event.tag is None
        and event.anchor is None
        and len(event.value) <= MAX_SCALAR
    )


def _is_empty(event: Any) -> bool:
    return type(event) is ScalarEvent and not event.value


def _not_yaml(error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    if mark and not mark.column and "quoted" in f"{error.context}" and "stream" in f"{error.problem}":
        mark = (
            error.context_mark
        )  # a quotation without its end: where it begins tells more than where the file ends
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in str(error.problem):  # newer libyaml has a bound of its own, and meets it before us
        return Fault("E103", f"nested deeper than {BOTTOMLESS} levels", line, column, _REST_UNREAD)
    begun = error.context_mark
    since = f" {error.context} that begins in line {begun.line + 1}" if begun else ""
    return Fault("E101", f"not YAML: {error.problem}{since}", line, column, _REST_UNREAD)


def _not_text(stream: BinaryIO, error: ReaderError) -> Fault:
    """Find line and column of a byte that is no text."""
    stream.seek(0)
    before = stream.read(error.position)
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    hint = "save the file as UTF-8; the rest of the file could not be read"
    code = int(error.character)
    message = f"not text: {error.reason}" + (f" (0x{code:02X})" if code >= 0 else "")
    return Fault("E102", message, before.count(b"\n") + 1, column, hint)
