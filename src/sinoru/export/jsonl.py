"""JSON lines: each event, claim, hit or record of an answer on a line of its own."""

from collections.abc import Iterator
from typing import Any

from sinoru.export.json import encode
from sinoru.export.shapes import items


def export(answer: Any) -> Iterator[str]:
    """Give a line for each item; nothing where there is none."""
    for item in items(answer):
        yield f"{encode(item)}\n"
