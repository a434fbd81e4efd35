"""The nodes of a YAML text with the offsets at which each begins and ends, for programs that edit the text."""

from collections.abc import Iterator, Sequence
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

_NODE_STARTS = (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent)


class LocatedNode(msgspec.Struct):
    """A node and its location: offsets in code points, `end` is exclusive; lines and columns are 0-based."""

    kind: Kind
    start: int
    end: int
    """Just after its last character: comments and blank lines below do not belong to the node."""
    line: int
    column: int
    text: str = ""
    """The value of a scalar."""
    style: str = ""
    """The quotes or the block marker of a scalar, one of ' " | >; empty for a plain scalar."""
    is_flow: bool = False
    anchor: str = ""
    items: Sequence["LocatedNode"] = ()
    pairs: Sequence[tuple["LocatedNode", "LocatedNode"]] = ()

    def at(self, key: str) -> "LocatedNode | None":
        """Return the value of a key; None if the mapping lacks it, or the node is not a mapping."""
        return next((value for name, value in self.pairs if name.text == key), None)


def located_documents(text: str) -> Iterator[LocatedNode]:
    """Yield the root of each document in a text in which `read_entries` found no syntax error.

    The text must not begin with a byte order mark: the parser does not count it.
    """
    parser: Any = CParser(text)
    while type(event := parser.get_event()) is not StreamEndEvent:
        if type(event) not in (StreamStartEvent, DocumentStartEvent, DocumentEndEvent):
            yield _read_node(parser, event, text)


def _read_node(parser: Any, event: Any, text: str) -> LocatedNode:
    start, end = event.start_mark, event.end_mark
    node = LocatedNode("scalar", start.index, end.index, start.line, start.column, anchor=event.anchor or "")
    if type(event) is ScalarEvent:
        node.text, node.style = event.value, event.style or ""
        node.end = max(node.start, _without_trailing_space(text, node.end))
    elif type(event) is AliasEvent:
        node.kind = "alias"
    else:
        node.is_flow = bool(event.flow_style)
        members, end = _read_members(parser, text)
        if type(event) is SequenceStartEvent:
            node.kind, node.items = "sequence", tuple(members)
        else:
            node.kind, node.pairs = "mapping", tuple(zip(members[::2], members[1::2], strict=True))
        # A block ends with its last member: the parser notices the end only at the next token.
        node.end = end.index if node.is_flow else max((member.end for member in members), default=node.end)
    return node


def _read_members(parser: Any, text: str) -> tuple[list[LocatedNode], Any]:
    """Read the members of a list or mapping, keys and values in turn; return the mark of its end as well."""
    members: list[LocatedNode] = []
    while type(event := parser.get_event()) in _NODE_STARTS:
        members.append(_read_node(parser, event, text))
    return members, event.end_mark


def _without_trailing_space(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end
