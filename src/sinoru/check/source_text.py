"""Characters that nobody sees: invisible ones, and those that turn the text around them.

The text of a file as people see it: lines, and places in them.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from sinoru.text.hidden import FIRST_JOINED, JOINERS, PRINTABLE_RANGES

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Explicit directions (Unicode Annex 9): with them text can be shown in another order than it is read."""
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
    f"\ufff9-\ufffb\U000e0000-\U000e00ff{PRINTABLE_RANGES}"
)
HIDDEN = re.compile(f"[{TURNING}{_INVISIBLE}]")
IS_TURNING = re.compile(f"[{TURNING}]")

REMOVABLE = frozenset("\xad\u200b\u2060\ufeff")
"""What can be taken away without any loss: places to break a line at, and stray byte order marks."""

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def hidden_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the hidden characters of a text that have no business there, each with its place from 0."""
    if text.isascii() and text.isprintable():
        return
    for found in HIDDEN.finditer(text):
        if not _is_due(text, found.start(), found[0]):
            yield found.start(), found[0]


def _is_due(text: str, place: int, char: str) -> bool:
    """Return whether a script needs the character after the one before it."""
    before = text[place - 1] if place else ""
    if char in JOINERS:
        return before >= FIRST_JOINED
    return bool(_SELECTORS.match(char)) and not before.isascii()


def name_of(char: str) -> str:
    """Name a character as Unicode does: `U+200B ZERO WIDTH SPACE`."""
    from unicodedata import name

    names = name(char, "")
    return f"U+{ord(char):04X}{f' {names}' if names else ''}"


_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
"""Byte order marks that YAML knows, and what they announce."""
_ONLY_YAML_BREAK = re.compile("[\x85\u2028\u2029]")
"""What ends a line for YAML 1.1, but in no editor."""
_YAML_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EDITOR_BREAK = re.compile("\r\n|[\r\n]")
_PIECE = 1 << 20
"""Bytes that are made text at once."""
_BLOCK = 2_048
"""Bytes between two places of which it is known how many lines are before: a file may have millions."""
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
        self.is_text = True
        """False once something was found in it that is none: there is no telling what its characters mean."""
        self._line_starts: dict[re.Pattern[str], array[int]] = {}

    @cached_property
    def has_mark(self) -> bool:
        """Return whether the file begins with a byte order mark."""
        return self.data.startswith(tuple(_MARKS))

    @property
    def encoding(self) -> str:
        """Name the encoding: `UTF-8`, `UTF-16-LE`."""
        return next((name for mark, name in _MARKS.items() if self.data.startswith(mark)), "utf-8").upper()

    @cached_property
    def has_hidden(self) -> bool:
        """Return whether any character in the file cannot be seen, or turns text around."""
        if self.data.isascii():  # many times as quick as the search
            return bool(self.data.translate(None, _SEEN_ASCII))
        return any(map(HIDDEN.search, self.pieces()))

    @property
    def may_hide(self) -> bool:
        """Return whether a text in it may hold such a character, as it is or by an escape."""
        return self.has_hidden or b"\\" in self.data

    @cached_property
    def text(self) -> str:
        """The text without a byte order mark; what is no text is replaced."""
        for mark, encoding in _MARKS.items():
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding, "replace")
        return self.data.decode("utf-8", "replace")

    def pieces(self) -> Iterator[str]:
        """Yield the text some whole lines at a time: beyond Latin all of it takes up to four times its bytes."""
        if self.has_mark:
            yield self.text
            return
        data, begin = self.data, 0
        while begin < len(data):
            last = data.rfind(b"\n", begin, begin + _PIECE) + 1
            end = last or data.find(b"\n", begin + _PIECE) + 1 or len(data)
            yield str(memoryview(data)[begin:end], "utf-8", "replace")  # a line may be as long as the memory
            begin = end

    def line(self, number: int) -> str:
        """Return a line; empty beyond the last one. Neither the text nor its other lines are held for it."""
        before, data = self._lines_before
        block = max(bisect_left(before, number - 1) - 1, 0)
        start = block * _BLOCK
        for _ in range(number - 1 - before[block]):
            start = data.find(b"\n", start) + 1
            if not start:
                return ""
        end = data.find(b"\n", start)
        return str(memoryview(data)[start : end if end >= 0 else len(data)], "utf-8", "replace")

    @cached_property
    def _lines_before(self) -> tuple["array[int]", bytes]:
        """How many lines end before each block, and in which bytes: those of the file, if they are plain UTF-8."""
        data = self.text.encode() if self.has_mark else self.data
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        counts = (data.count(b"\n", start, start + _BLOCK) for start in range(0, len(data), _BLOCK))
        return array("q", accumulate(counts, initial=0)), data

    @cached_property
    def has_odd_breaks(self) -> bool:
        """Return whether YAML sees more lines than an editor."""
        return not self.data.isascii() and any(map(_ONLY_YAML_BREAK.search, self.pieces()))

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return the place in an editor of a place as YAML counts it."""
        if not self.has_odd_breaks:
            return line, column
        starts = self._starts(_YAML_BREAK)
        offset = starts[min(line, len(starts)) - 1] + column - 1
        number = bisect_right(self._starts(_EDITOR_BREAK), offset)
        return number, offset - self._starts(_EDITOR_BREAK)[number - 1] + 1

    def _starts(self, line_break: re.Pattern[str]) -> "array[int]":
        """Return where lines begin; found once, as there may be thousands of places."""
        if line_break not in self._line_starts:
            starts = array("q", [0])
            starts.extend(found.end() for found in line_break.finditer(self.text))
            self._line_starts[line_break] = starts
        return self._line_starts[line_break]

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number."""
        pieces = (piece.replace("\r\n", "\n").replace("\r", "\n") for piece in self.pieces())
        return enumerate((line for piece in pieces for line in piece.removesuffix("\n").split("\n")), 1)


def end_of_token(line: str, column: int) -> int:
    """Return the column after the word, number or quoted text that begins at a column; at least one further."""
    found = _TOKEN.match(line, column - 1, column - 1 + _LONGEST_TOKEN)
    return found.end() + 1 if found is not None else column + 1
