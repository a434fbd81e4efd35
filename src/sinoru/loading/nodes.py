"""The nodes of a YAML file, each with its place. Made by the million: slots, no checks."""

from typing import Any, NamedTuple


class Fault(NamedTuple):
    """What is wrong at a place of one file; lines and columns are 1-based, columns in code points."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""


class Node:
    """Anything at a place. A bare Node stands for what could not be read and was reported."""

    __slots__ = ("column", "line")

    def __init__(self, event: Any) -> None:
        mark = event.start_mark
        self.line: int = mark.line + 1
        self.column: int = mark.column + 1


class Scalar(Node):
    """The text of a scalar; None where nothing stands after the colon."""

    __slots__ = ("text",)

    def __init__(self, event: Any) -> None:
        Node.__init__(self, event)
        self.text: str | None = event.value if event.value or event.style else None


class Sequence(Node):
    """The items of a list."""

    __slots__ = ("items",)

    def __init__(self, event: Any) -> None:
        Node.__init__(self, event)
        self.items: list[Node] = []


class Mapping(Node):
    """The pairs of a mapping in their order, repeated keys and all."""

    __slots__ = ("pairs",)

    def __init__(self, event: Any) -> None:
        Node.__init__(self, event)
        self.pairs: list[tuple[Node, Node]] = []


class Entry(NamedTuple):
    """A top-level key with its value, or with one item of its list."""

    key: Node
    value: Node
    is_item: bool


def fault_at(node: Node, code: str, message: str, hint: str = "") -> Fault:
    """Make the fault that stands where the node begins."""
    return Fault(code, message, node.line, node.column, hint)


def text_of(node: Node) -> str:
    """Give the text of a scalar; empty for anything else."""
    return (node.text or "") if isinstance(node, Scalar) else ""
