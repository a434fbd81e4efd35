"""The text of a file as people see it: lines, and places in them."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from sinoru.check.hidden import HIDDEN

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
"""Byte order marks that YAML knows, and what they announce."""
_ONLY_YAML_BREAKS = ("\x85", "\u2028", "\u2029")
"""What ends a line for YAML 1.1, but in no editor."""
_YAML_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EDITOR_BREAK = re.compile("\r\n|[\r\n]")
_BREAK_IN_BYTES = re.compile(b"\r\n|[\r\n]")
_SEEN_ASCII = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_LONGEST_TOKEN = 10_000
"""A token is marked so far: a line may have a hundred megabytes."""
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s,\[\]{}#:]+(?:(?::(?!\s|$)| (?!#))[^\s,\[\]{}#:]+)*"""
)


class SourceText:
    """A file that was read; lines are those of an editor, 1-based, columns code points, 1-based."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._line_starts: dict[re.Pattern[str], array[int]] = {}

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
        if self.data.isascii():  # many times as quick as the search
            return bool(self.data.translate(None, _SEEN_ASCII))
        return HIDDEN.search(self.text) is not None

    @property
    def may_hide(self) -> bool:
        """Tell whether a text in it may hold such a character, as it is or by an escape."""
        return self.has_hidden or b"\\" in self.data

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
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """Give a line; empty beyond the last one. Neither the text nor its other lines are held for it."""
        starts, data = self._line_bytes
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(data)
        return data[starts[number - 1] : end].rstrip(b"\r\n").decode("utf-8", "replace")

    @cached_property
    def _line_bytes(self) -> tuple["array[int]", bytes]:
        """Where lines begin, and in which bytes: those of the file, if they are UTF-8 without a mark."""
        data = self.text.encode() if self.has_mark else self.data
        starts = array("q", [0])
        starts.extend(found.end() for found in _BREAK_IN_BYTES.finditer(data))
        return starts, data

    @cached_property
    def has_odd_breaks(self) -> bool:
        """Tell whether YAML sees more lines than an editor."""
        return not self.data.isascii() and any(char in self.text for char in _ONLY_YAML_BREAKS)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Give the place in an editor of a place as YAML counts it."""
        if not self.has_odd_breaks:
            return line, column
        starts = self._starts(_YAML_BREAK)
        offset = starts[min(line, len(starts)) - 1] + column - 1
        number = bisect_right(self._starts(_EDITOR_BREAK), offset)
        return number, offset - self._starts(_EDITOR_BREAK)[number - 1] + 1

    def _starts(self, line_break: re.Pattern[str]) -> "array[int]":
        """Give where lines begin; found once, as there may be thousands of places."""
        if line_break not in self._line_starts:
            starts = array("q", [0])
            starts.extend(found.end() for found in line_break.finditer(self.text))
            self._line_starts[line_break] = starts
        return self._line_starts[line_break]

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Give each line with its number."""
        return enumerate(self.lines, 1)


def end_of_token(line: str, column: int) -> int:
    """Give the column after the word, number or quoted text that begins at a column; at least one further."""
    found = _TOKEN.match(line, column - 1, column - 1 + _LONGEST_TOKEN)
    return found.end() + 1 if found is not None else column + 1
