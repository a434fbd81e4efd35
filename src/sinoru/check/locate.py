"""Where a value of a record stands in its file.

Rules see records, which know nothing of places. Findings are few, so their files are read once more.
"""

from collections.abc import Iterator
from typing import Any

from sinoru.check.finding import Steps
from sinoru.loading.yaml import MappingNode, Node, SequenceNode, text_of


def locate(node: Node, steps: Steps, text: str = "") -> tuple[int, int]:
    """Give line and column where a value begins, as YAML counts them; of what is not there, those of its parent."""
    found = _follow(node, steps)
    if text and text_of(found) != text:  # an item before it could not be read, so places have moved
        found = next((other for other in _alike(node, steps) if text_of(other) == text), found)
    mark: Any = found.start_mark
    return mark.line + 1, mark.column + 1


def _follow(node: Node, steps: Steps) -> Node:
    for step in steps:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return node


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next((value for key, value in node.pairs if text_of(key) == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return None


def _alike(node: Node, steps: Steps) -> Iterator[Node]:
    """Give the values at the same way, in any place of the lists on it."""
    if not steps:
        yield node
    elif isinstance(node, SequenceNode) and isinstance(steps[0], int):
        for item in node.items:
            yield from _alike(item, steps[1:])
    elif (below := _below(node, steps[0])) is not None:
        yield from _alike(below, steps[1:])
