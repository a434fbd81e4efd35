"""The nodes of a YAML file, each with its place.

A scalar is libyaml's own event, which has text and place already: a million records have forty million of them.
"""

from typing import Any, NamedTuple

from yaml import ScalarEvent

Scalar = ScalarEvent

Node = Any
"""A Scalar, Sequence, Mapping, or Unreadable; each has a `start_mark`, 0-based."""


_LONGEST_MESSAGE = 1000


class Fault(NamedTuple):
    """What is wrong at a place of one file; lines and columns are 1-based, columns in code points."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""


class Sequence:
    """The items of a list."""

    __slots__ = ("items", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark
        self.items: list[Node] = []


class Mapping:
    """The pairs of a mapping in their order, repeated keys and all."""

    __slots__ = ("pairs", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark
        self.pairs: list[tuple[Node, Node]] = []


class Unreadable:
    """Stands for what could not be read and was reported."""

    __slots__ = ("start_mark",)

    def __init__(self, event: Any) -> None:
        self.start_mark = event.start_mark


class Entry(NamedTuple):
    """A top-level key with its value, or with one item of its list."""

    key: Node
    value: Node
    is_item: bool


def fault_at(node: Node, code: str, message: str, hint: str = "") -> Fault:
    """Make the fault that stands where the node (or event) begins."""
    if len(message) > _LONGEST_MESSAGE:  # what a message repeats may have a million letters
        message = f"{message[: _LONGEST_MESSAGE - 100]}...{message[-97:]}"
    return Fault(code, message, node.start_mark.line + 1, node.start_mark.column + 1, hint)


def text_of(node: Node) -> str:
    """Give the text of a scalar; empty for anything else."""
    return str(node.value) if type(node) is Scalar else ""


def is_absent(node: Node) -> bool:
    """Tell whether nothing stands after the colon: an empty scalar without quotes."""
    return type(node) is Scalar and not node.value and not node.style
