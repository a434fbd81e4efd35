"""What msgspec does not check of a record: texts that are dates, ids or decimal numbers.

Records in the layout that nearly all files have, read line by line: a fifth of what libyaml's events cost.

Only what can mean one thing is read here: a key and its text in one line, lists and mappings by their indent or in
braces without any in them. At everything else `Unusual` is raised, and libyaml reads that place; so nothing here
tells of faults, and a file means the same whoever reads it. docs/decisions says why there are two readers.

A file in the usual layout: which lines are which list's records, and which pieces libyaml is to read.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple, get_args, get_type_hints

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.loading.field_readers import is_decimal, is_kebab_case
from sinoru.model.records import RECORDS, Record

Check = Callable[[Any], bool]


def has_valid_scalars(record: Record) -> bool:
    """Return whether the texts in a record, its parts included, are what its fields hold; empty is absent."""
    return all(check(record) for check in _checks_of(type(record)))


@lru_cache(1 << 16)
def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


_SOUND: dict[str, Callable[[str], bool]] = {"date": _is_date, "id": is_kebab_case, "decimal": is_decimal}


@lru_cache
def _checks_of(struct: type[msgspec.Struct]) -> list[Check]:
    """Return what msgspec does not check of a struct: the texts that are dates, ids or numbers, in its parts too."""
    checks: list[Check] = []
    for name, hint in get_type_hints(struct, include_extras=True).items():
        meta = getattr(hint, "__metadata__", None)
        if meta and meta[0].extra["holds"] in _SOUND:
            checks.append(_text_check(name, _SOUND[meta[0].extra["holds"]]))
        checks += [_part_check(name, inner) for part in parts_of(hint) if (inner := _checks_of(part))]
    return checks


def _text_check(name: str, is_right: Callable[[str], bool]) -> Check:
    def check(value: Any) -> bool:
        text = getattr(value, name)
        return not text or is_right(text)

    return check


def _part_check(name: str, checks: list[Check]) -> Check:
    def check_part(value: Any) -> bool:
        part = getattr(value, name)
        parts = part if isinstance(part, tuple) else (part,) if part is not None else ()
        return all(check(one) for one in parts for check in checks)

    return check_part


def parts_of(hint: Any) -> list[type[msgspec.Struct]]:
    """Return the structs that a field holds."""
    return [part for part in get_args(hint) if isinstance(part, type) and issubclass(part, msgspec.Struct)]


MAX_LINES = 500
"""Lines of a record that is read here."""
_MAX_DEPTH = 8
_MAX_FLOW = 1000
"""Characters of a list or mapping in braces: with MAX_LINES far below what yaml_stream allows."""
LONGEST_LINE = 100_000
"""Characters of a line that is read here."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_NO_KEY = " #"
_is_plain = re.compile(r"[^\-?:,\[\]{}#&*!|>'\"%@` \t](?:[^:#\t]*[^:#\t ])?").fullmatch
_QUOTED = re.compile(r"\"[^\"\\\t]+\"|'[^'\t]+'")
_FLOW_TEXT = r"(?:\"([^\"\\\t]+)\"|([^\-?:,\[\]{}#&*!|>'\"%@` \t](?:[^:#\t,\[\]{}]*[^:#\t,\[\]{} ])?))"
_FLOW_ITEM = re.compile(rf"{_FLOW_TEXT}(?:, |$)")
_FLOW_PAIR = re.compile(rf"([a-z_]+): (?:{_FLOW_TEXT}|(\[[^\[\]{{}}#]*\]))(?:, |$)")


class NeedsFullParser(Exception):
    """Something that is to be read by libyaml."""


class FastRecordReader:
    """Reads records off lines. `at` is the line to be read next; the last line is followed by None."""

    def __init__(self) -> None:
        self.lines: list[str | None] = [None]
        self.at = 0

    def record(self, list_name: str, indent: int) -> Record:
        """Read the item whose `- ` stands at `indent` in this line, and go on to the line after it."""
        begin = self.at
        value = self.mapping(indent + 2, 1)
        if self.at - begin > MAX_LINES:
            raise NeedsFullParser
        try:
            record: Record = msgspec.convert(value, RECORDS[list_name])
        except msgspec.ValidationError:
            raise NeedsFullParser from None
        if not has_valid_scalars(record):
            raise NeedsFullParser
        return record

    def mapping(self, indent: int, depth: int) -> dict[str, Any]:
        """Read a mapping whose keys stand at `indent`; what is before the first of them is read already."""
        found: dict[str, Any] = {}
        lines, pad = self.lines, " " * indent
        line = lines[self.at]
        while line is not None:
            key, colon, text = line[indent:].partition(": ")
            if not text:
                if colon or key[-1:] != ":":
                    raise NeedsFullParser
                key = key[:-1]
            if key not in _KEYS or key in found:
                raise NeedsFullParser
            self.at += 1
            value = text if _is_plain(text) else self.value(text, indent, depth)
            if value is not None:
                found[key] = value
            line = lines[self.at]
            if line is None or line[:indent] != pad or line[indent : indent + 1] in _NO_KEY:
                line = self.next_line()
                if line is not None and line[:indent] != pad:
                    break
        return found

    def value(self, text: str, indent: int, depth: int) -> Any:
        """Read the value of a key at `indent` that has this text behind it; None if there is none."""
        if not text:
            return self.block(indent, depth + 1)
        return self.folded(indent) if text == ">-" else _value(text)

    def folded(self, indent: int) -> str:
        """Read the lines of a text that begins with `>-`, in one paragraph."""
        first = self.lines[self.at] or ""
        pad = " " * (len(first) - len(first.lstrip(" ")))
        parts: list[str] = []
        while (line := self.lines[self.at]) is not None and line.startswith(pad) and len(line) > len(pad):
            parts.append(line[len(pad) :])
            self.at += 1
        text = " ".join(parts)
        after = self.next_line() or ""
        if (
            len(pad) <= indent
            or after.startswith(pad)
            or not _is_one_paragraph(parts)
            or len(text) > LONGEST_LINE
        ):
            raise NeedsFullParser
        return text

    def block(self, indent: int, depth: int) -> Any:
        """Read what stands below a key at `indent`; None if nothing does."""
        line = self.next_line()
        if line is None:
            return None
        inner = len(line) - len(line.lstrip(" "))
        is_list = line.startswith("- ", inner)
        if inner < indent or (inner == indent and not is_list):
            return None
        if depth > _MAX_DEPTH:
            raise NeedsFullParser
        return self.sequence(inner, depth) if is_list else self.mapping(inner, depth)

    def sequence(self, indent: int, depth: int) -> list[Any]:
        """Read a list whose `- ` stand at `indent`."""
        items: list[Any] = []
        dash = " " * indent + "- "
        line = self.next_line()
        while line is not None and line.startswith(dash):
            text = line[indent + 2 :]
            key, colon, _ = text.partition(": ")
            if (colon and key in _KEYS) or (text[-1:] == ":" and text[:-1] in _KEYS):
                items.append(self.mapping(indent + 2, depth + 1))
            else:
                self.at += 1
                items.append(_value(text))
            line = self.next_line()
        return items

    def next_line(self) -> str | None:
        """Go on to the next line that is no comment and not blank."""
        while (line := self.lines[self.at]) is not None:
            text = line.lstrip(" ")
            if text and text[0] != "#":
                return line
            self.at += 1
        return None


def _value(text: str) -> Any:
    """Read what stands after a colon or a dash."""
    if _is_plain(text):
        return text
    first = text[:1]
    if first in "{[" and first and len(text) <= _MAX_FLOW:
        return _flow(text)
    if _QUOTED.fullmatch(text):
        return text[1:-1]
    if (
        not first
        or first in _INDICATORS
        or text[-1] in ": "
        or any(map(text.__contains__, (": ", " #", "\t")))
    ):
        raise NeedsFullParser
    return text


def _is_one_paragraph(lines: list[str]) -> bool:
    """Return whether nothing but spaces stands for the ends of these lines: none is empty or set off."""
    return bool(lines) and not any(line[0] in " \t" or line[-1] in " \t" for line in lines)


@lru_cache(1 << 12)
def _flow(text: str) -> Any:
    """Read a list or mapping in braces."""
    inner = text[1:-1]
    if text[0] + text[-1] == "[]":
        return [quoted or plain for quoted, plain in _all_of(_FLOW_ITEM, inner)]
    pairs = _all_of(_FLOW_PAIR, inner)
    found = {key: quoted or plain or _flow(items) for key, quoted, plain, items in pairs}
    if text[0] + text[-1] != "{}" or len(found) < len(pairs):
        raise NeedsFullParser
    return found


def _all_of(pattern: re.Pattern[str], text: str) -> list[Any]:
    """Split a text in what the pattern matches; there is nothing else in it."""
    found, end = [], 0
    for match in iter(pattern.scanner(text).match, None):  # type: ignore[attr-defined] # not in typeshed
        found.append(match.groups())
        end = match.end()
    if end < len(text) or not found or text[-1] in ", ":
        raise NeedsFullParser
    return found


def _keys_of(struct: type[msgspec.Struct]) -> set[str]:
    keys = {field.encode_name for field in msgspec.structs.fields(struct)}
    for hint in get_type_hints(struct).values():
        for part in parts_of(hint):
            keys |= _keys_of(part)
    return keys


_KEYS = frozenset().union(*map(_keys_of, RECORDS.values()))


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


class FastFileReader:
    """Reads the records of one file. Where a place may concern what is read before or after, `Unusual` is raised."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.layout = FastRecordReader()
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
        """Yield each record with its line, and pieces for libyaml to read."""
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
                raise NeedsFullParser
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
            except NeedsFullParser:
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
            raise NeedsFullParser
        self.layout.at = end
        text = head + "\n".join(line or "" for line in lines[begin:end])
        if _NO_PLACE_OF_ITS_OWN.search(text):
            raise NeedsFullParser
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
                raise NeedsFullParser
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
            raise NeedsFullParser from None
        if data.translate(None, _PRINTABLE) and _ODD.search(text):
            raise NeedsFullParser
        lines = text.removesuffix("\n").split("\n") if text else []
        if max(map(len, lines), default=0) > LONGEST_LINE:
            raise NeedsFullParser
        return [*lines], not block
