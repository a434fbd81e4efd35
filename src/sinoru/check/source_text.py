"""The text of a file as people see it: lines, and places in them."""

import re
from collections.abc import Iterator
from functools import cached_property

from sinoru.check.hidden import HIDDEN

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
"""Byte order marks that YAML knows, and what they announce."""
_ONLY_YAML_BREAKS = ("\x85", "\u2028", "\u2029")
"""What ends a line for YAML 1.1, but in no editor."""
_YAML_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EDITOR_BREAK = re.compile("\r\n|[\r\n]")
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s,\[\]{}#:]+(?:(?::(?!\s|$)| (?!#))[^\s,\[\]{}#:]+)*"""
)


class SourceText:
    """A file that was read; lines are those of an editor, 1-based, columns code points, 1-based."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @cached_property
    def has_mark(self) -> bool:
        """Tell whether the file begins with a byte order mark."""
        return self.data.startswith(tuple(_MARKS))

    @property
    def encoding(self) -> str:
        """Name the encoding: `UTF-8`, `UTF-16-LE`."""
        return next((name for mark, name in _MARKS.items() if self.data.startswith(mark)), "utf-8").upper()

    @cached_property
    def has_hidden(self) -> bool:
        """Tell whether any character in the file cannot be seen, or turns text around."""
        return HIDDEN.search(self.text) is not None

    @cached_property
    def text(self) -> str:
        """The text without a byte order mark; what is no text is replaced."""
        for mark, encoding in _MARKS.items():
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding, "replace")
        return self.data.decode("utf-8", "replace")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return _EDITOR_BREAK.split(self.text)

    def line(self, number: int) -> str:
        """Give a line; empty beyond the last one."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def has_odd_breaks(self) -> bool:
        """Tell whether YAML sees more lines than an editor."""
        return any(char in self.text for char in _ONLY_YAML_BREAKS)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Give the place in an editor of a place as YAML counts it."""
        if not self.has_odd_breaks:
            return line, column
        starts = [0, *(found.end() for found in _YAML_BREAK.finditer(self.text))]
        offset = starts[min(line, len(starts)) - 1] + column - 1
        before = [0, *(found.end() for found in _EDITOR_BREAK.finditer(self.text, 0, offset))]
        return len(before), offset - before[-1] + 1

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Give each line with its number."""
        return enumerate(self.lines, 1)


def end_of_token(line: str, column: int) -> int:
    """Give the column after the word, number or quoted text that begins at a column; at least one further."""
    found = _TOKEN.match(line, column - 1)
    return found.end() + 1 if found is not None else column + 1
