"""The text of a file as an editor shows it, with its lines and columns, and the hidden characters in it.

Hidden characters are invisible, or change the direction of the text around them (Unicode Annex 9).
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from sinoru.text.hidden import PRINTABLE_RANGES, is_honest

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Explicit directions (Unicode Annex 9): they can show a text in another order than it is read."""
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
    f"\ufff9-\ufffb\U000e0000-\U000e00ff{PRINTABLE_RANGES}"
)
HIDDEN = re.compile(f"[{TURNING}{_INVISIBLE}]")
IS_TURNING = re.compile(f"[{TURNING}]")

REMOVABLE = frozenset("\xad\u200b\u2060\ufeff")
"""Characters that can be removed without any loss: line-break hints, and stray byte order marks."""

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
"""The byte order marks that YAML allows, and the encodings they announce."""
_ONLY_YAML_BREAK = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML 1.1, but in no editor."""
_YAML_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EDITOR_BREAK = re.compile("\r\n|[\r\n]")
_PIECE = 1 << 20
"""Bytes to decode at once."""
_BLOCK = 2_048
"""Bytes between two offsets of which the line number is kept, instead of one for each line: there may be millions."""
_VISIBLE_ASCII = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_LONGEST_TOKEN = 10_000
"""Characters in which the end of a token is looked for: a line may have a hundred megabytes."""
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s,\[\]{}#:]+(?:(?::(?!\s|$)| (?!#))[^\s,\[\]{}#:]+)*"""
)


class FileText:
    """The content of a file. Lines, as an editor counts them, and columns, in code points, are 1-based."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.is_text = True
        """False once bytes were found that are not text: the meaning of its characters is then unknown."""
        self._line_starts: dict[re.Pattern[str], array[int]] = {}

    @cached_property
    def has_mark(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return self.data.startswith(tuple(_MARKS))

    @property
    def encoding(self) -> str:
        """The name of the encoding: `UTF-8`, `UTF-16-LE`."""
        return next((name for mark, name in _MARKS.items() if self.data.startswith(mark)), "utf-8").upper()

    @cached_property
    def has_hidden(self) -> bool:
        """Whether any character in the file is hidden."""
        if self.data.isascii():  # many times as fast as the search
            return bool(self.data.translate(None, _VISIBLE_ASCII))
        return any(map(HIDDEN.search, self.pieces()))

    @property
    def may_hide(self) -> bool:
        """Whether a text in the file may contain a hidden character, unescaped or escaped."""
        return self.has_hidden or b"\\" in self.data

    @cached_property
    def text(self) -> str:
        """The text without a byte order mark; invalid bytes are replaced by U+FFFD."""
        for mark, encoding in _MARKS.items():
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding, "replace")
        return self.data.decode("utf-8", "replace")

    def pieces(self) -> Iterator[str]:
        """Yield the text some complete lines at a time: as one string it may take four times its bytes."""
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
        """Return a line, decoded by itself; empty beyond the last one."""
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
        """How many lines end before each block, and the bytes this is counted in: UTF-8 with LF line ends."""
        data = self.text.encode() if self.has_mark else self.data
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        counts = (data.count(b"\n", start, start + _BLOCK) for start in range(0, len(data), _BLOCK))
        return array("q", accumulate(counts, initial=0)), data

    @cached_property
    def has_odd_breaks(self) -> bool:
        """Whether YAML counts more lines than an editor."""
        return not self.data.isascii() and any(map(_ONLY_YAML_BREAK.search, self.pieces()))

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return the line and column in an editor for those that YAML counts."""
        if not self.has_odd_breaks:
            return line, column
        starts = self._starts(_YAML_BREAK)
        offset = starts[min(line, len(starts)) - 1] + column - 1
        number = bisect_right(self._starts(_EDITOR_BREAK), offset)
        return number, offset - self._starts(_EDITOR_BREAK)[number - 1] + 1

    def _starts(self, line_break: re.Pattern[str]) -> "array[int]":
        """Return the offsets of all lines; found once, as thousands of locations may be converted."""
        if line_break not in self._line_starts:
            starts = array("q", [0])
            starts.extend(found.end() for found in line_break.finditer(self.text))
            self._line_starts[line_break] = starts
        return self._line_starts[line_break]

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Yield the 1-based number and the text of each line."""
        pieces = (piece.replace("\r\n", "\n").replace("\r", "\n") for piece in self.pieces())
        return enumerate((line for piece in pieces for line in piece.removesuffix("\n").split("\n")), 1)


def end_of_token(line: str, column: int) -> int:
    """Return the column after the word, number or quoted text that begins at a column; at least the next one."""
    found = _TOKEN.match(line, column - 1, column - 1 + _LONGEST_TOKEN)
    return found.end() + 1 if found is not None else column + 1


def hidden_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offsets and the hidden characters of a text, except those that belong to the text around them."""
    if text.isascii() and text.isprintable():
        return
    for found in HIDDEN.finditer(text):
        if not is_honest(text, found.start()):
            yield found.start(), found[0]


def name_of(char: str) -> str:
    """Return the name of a character as Unicode writes it: `U+200B ZERO WIDTH SPACE`."""
    from unicodedata import name

    names = name(char, "")
    return f"U+{ord(char):04X}{f' {names}' if names else ''}"
