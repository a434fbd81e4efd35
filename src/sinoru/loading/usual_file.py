"""A file in the usual layout: which lines are which list's records, and which pieces libyaml is to read."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from sinoru.loading.usual_layout import LONGEST_LINE, MAX_LINES, Unusual, UsualLayout
from sinoru.model.records import RECORDS, Record

_BLOCK = 1 << 20
"""Bytes read at once."""
_MAX_HELD = 1 << 23
"""Bytes of lines that are held, at most."""
_AHEAD = 2 * MAX_LINES
"""Lines that are to be there before an item is read, so that it is not cut."""

_LIST = re.compile(r"[a-z]+:")
_SECTION = re.compile(r"[a-z]+:.*")
_ODD = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, takes for the end of a line, or for a mark of the byte order."""
_PRINTABLE = b"\t\n" + bytes(range(32, 127))
"""ASCII of which nothing is odd: asked first, as it takes a tenth of the time."""
_NO_PLACE_OF_ITS_OWN = re.compile(r"(?:^|[\s\[{,:\-])[&*]|^(?:---|\.\.\.|%)", re.MULTILINE)
"""Anchors, which other places of the file refer to, and the borders of documents."""


class Piece(NamedTuple):
    """A part of a file that is a file of its own."""

    text: str
    lines_before: int
    """How many lines of the file stand before its first one, which may be negative."""
    is_item: bool
    """One item of a list, whose name is put before it."""
    is_cut: bool
    """What follows begins neither an item nor a list: a fault in the piece may come of that."""


class UsualFile:
    """Reads the records of one file. Where a place may concern what is read before or after, `Unusual` is raised."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.layout = UsualLayout()
        self.is_whole = False
        """All of the file is in the lines of `layout`."""
        self.rest = b""
        self.lines_before = 0
        self.indent = 0
        """Of the items of the list that is being read."""

    @property
    def lines_read(self) -> int:
        """Count the lines of all that was given."""
        return self.lines_before + self.layout.at

    def items(self) -> Iterator[tuple[Record, int] | Piece]:
        """Give each record with its line, and pieces for libyaml to read."""
        self.fill()
        layout, has_begun = self.layout, False
        while (line := layout.next_line()) is not None:
            if _LIST.fullmatch(line) and line[:-1] in RECORDS:
                has_begun = True
                yield from self.section(line[:-1])
            elif _SECTION.fullmatch(line):
                has_begun = True
                yield self.piece("")
            elif line == "---" and not has_begun:
                has_begun = True
                layout.at += 1
            else:
                raise Unusual
            self.fill()

    def section(self, list_name: str) -> Iterator[tuple[Record, int] | Piece]:
        """Read the items of a list, whose name stands in this line."""
        layout = self.layout
        head = layout.at
        layout.at += 1
        line = layout.next_line() or ""
        self.indent = indent = len(line) - len(line.lstrip(" "))
        dash = " " * indent + "- "
        if not line.startswith(dash):
            layout.at = head
            yield self.piece("")
            return
        while line.startswith(dash):
            begin = layout.at
            number = self.lines_before + begin + 1
            try:
                yield layout.record(list_name, indent), number
            except Unusual:
                layout.at = begin
                yield self.piece(f"{list_name}:\n", dash)
            if len(layout.lines) - layout.at < _AHEAD:
                self.fill()
            line = layout.next_line() or ""

    def piece(self, head: str, dash: str = "") -> Piece:
        """Take this line and all to the next one that begins an item or a list."""
        lines, begin = self.layout.lines, self.layout.at
        end = begin + 1
        ends_at = (dash,) if dash else ()
        while (
            (line := lines[end]) is not None
            and (not line or line[0] in " #-")
            and not line.startswith(ends_at)
        ):
            end += 1
        if not self.is_whole and lines[end] is None:
            raise Unusual
        self.layout.at = end
        text = head + "\n".join(line or "" for line in lines[begin:end])
        if _NO_PLACE_OF_ITS_OWN.search(text):
            raise Unusual
        is_cut = line is not None and not line.startswith(ends_at) and not _SECTION.fullmatch(line)
        return Piece(text + "\n", self.lines_before + begin - head.count("\n"), bool(head), is_cut)

    def fill(self) -> None:
        """Read more lines, if there are few ahead."""
        layout = self.layout
        if self.is_whole or len(layout.lines) - layout.at > _AHEAD:
            return
        self.lines_before += layout.at
        lines, held, is_whole = layout.lines[layout.at : -1], 0, False
        while not is_whole and len(lines) <= _AHEAD:
            if held > _MAX_HELD:
                raise Unusual
            held += _BLOCK
            new, is_whole = self.read_lines()
            lines += new
        layout.lines, layout.at, self.is_whole = lines, 0, is_whole
        layout.lines.append(None)

    def read_lines(self) -> tuple[list[str | None], bool]:
        """Read the lines of one block, and whether it is the last; what is begun of a line is kept for the next."""
        block = self.stream.read(_BLOCK)
        data = self.rest + block
        end = len(data) if not block else data.rfind(b"\n") + 1
        data, self.rest = data[:end], data[end:]
        try:
            text = data.decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise Unusual from None
        if data.translate(None, _PRINTABLE) and _ODD.search(text):
            raise Unusual
        lines = text.removesuffix("\n").split("\n") if text else []
        if max(map(len, lines), default=0) > LONGEST_LINE:
            raise Unusual
        return [*lines], not block
