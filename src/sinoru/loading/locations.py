"""Where everything in a YAML text stands, for those who change the text: nodes with their first and last letter."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined] # exported at run time only

Kind = Literal["scalar", "alias", "sequence", "mapping"]


class LocatedNode(msgspec.Struct):
    """A node and its place: offsets in code points, `end` not included; lines and columns are 0-based."""

    kind: Kind
    start: int
    end: int
    """Just after its last letter: comments and blank lines below do not belong to it."""
    line: int
    column: int
    text: str = ""
    """What a scalar says."""
    style: str = ""
    """Of a scalar: empty for plain, else one of ' " | >."""
    is_flow: bool = False
    anchor: str = ""
    items: list["LocatedNode"] = []
    pairs: list[tuple["LocatedNode", "LocatedNode"]] = []

    def at(self, key: str) -> "LocatedNode | None":
        """Return the value of a key; None where a mapping has none, or this is no mapping."""
        return next((value for name, value in self.pairs if name.text == key), None)


def located_documents(text: str) -> Iterator[LocatedNode]:
    """Yield the root of each document of a text that `read_entries` found no fault of syntax in.

    A byte order mark is to be taken off first: the parser does not count it.
    """
    parser: Any = CParser(text)
    while type(event := parser.get_event()) is not StreamEndEvent:
        if type(event) not in (StreamStartEvent, DocumentStartEvent, DocumentEndEvent):
            yield _node(parser, event, text)


def _node(parser: Any, event: Any, text: str) -> LocatedNode:
    start, end = event.start_mark, event.end_mark
    node = LocatedNode("scalar", start.index, end.index, start.line, start.column, anchor=event.anchor or "")
    if type(event) is ScalarEvent:
        node.text, node.style = event.value, event.style or ""
        node.end = max(node.start, _trimmed(text, node.end))
    elif type(event) is AliasEvent:
        node.kind = "alias"
    else:
        node.is_flow = bool(event.flow_style)
        last = _fill(node, parser, event, text)
        node.end = last.index if node.is_flow else _end_of_last(node)
    return node


def _fill(node: LocatedNode, parser: Any, event: Any, text: str) -> Any:
    """Read the members of a list or mapping; give the mark of its end."""
    members: list[LocatedNode] = []
    while type(inner := parser.get_event()) in _OPENING:
        members.append(_node(parser, inner, text))
    if type(event) is SequenceStartEvent:
        node.kind, node.items = "sequence", members
    else:
        node.kind, node.pairs = "mapping", list(zip(members[::2], members[1::2], strict=True))
    return inner.end_mark


_OPENING = (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent)


def _end_of_last(node: LocatedNode) -> int:
    """Return the end of a block's last member: the parser sees its end only at the next token."""
    members = [*node.items, *(one for pair in node.pairs for one in pair)]
    return max((member.end for member in members), default=node.end)


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end
