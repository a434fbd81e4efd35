"""A unified diff of two texts, as `diff -u` writes it."""

from collections.abc import Iterator
from difflib import unified_diff


def diff_lines(before: str, after: str, path: str) -> Iterator[str]:
    """Give the lines of the difference, without their ends; nothing where there is none."""
    name = path.lstrip("/")
    lines = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="")
    return (line.removesuffix("\r") for line in lines)


def _lines(text: str) -> list[str]:
    """Give the lines of a text; a last one without an end is told so, as `diff` does."""
    lines = text.split("\n")
    return [*lines, "\\ No newline at end of file"] if lines[-1] else lines[:-1]
