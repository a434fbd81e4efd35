"""A unified diff of two texts, as `diff -u` writes it."""

from collections.abc import Iterator
from difflib import unified_diff


def diff_lines(before: str, after: str, path: str) -> Iterator[str]:
    """Give the lines of the difference, without their ends; nothing where there is none."""
    name = path.lstrip("/")
    lines = unified_diff(before.split("\n"), after.split("\n"), f"a/{name}", f"b/{name}", lineterm="")
    return (line.removesuffix("\r") for line in lines)
