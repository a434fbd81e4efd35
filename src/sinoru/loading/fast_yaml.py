"""Records in the layout that nearly all files have, read line by line at a fifth of the cost of libyaml's events.

Only unambiguous text is read here: a key and its text in one line, lists and mappings by indent, or in brackets
with nothing deeper than a list in a mapping. Anything else raises NeedsFullParser, and libyaml reads that piece or
the complete file; so no fault is reported here, and both readers take a file to mean the same. The reason for having
two is in docs/decisions/0006-the-usual-layout-is-read-without-libyaml.md.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

import msgspec

from sinoru.dates.edtf import OPEN_END, DateError, parse_edtf
from sinoru.loading.field_readers import is_decimal, is_host, is_kebab_case
from sinoru.model.fields import Field, Fields, in_files
from sinoru.model.own_types import CHECKED
from sinoru.model.records import HAVE_OWN, RECORDS, Office, Part, Participant, Record
from sinoru.model.registers import REGISTERS, WIKIDATA, as_texts

MAX_LINES = 500
"""Lines of a record, at most: a longer one is left to libyaml."""
_MAX_DEPTH = 8
_MAX_FLOW = 1000
"""Characters of a list or mapping in brackets: together with MAX_LINES far below the limits in yaml.py."""
LONGEST_LINE = 100_000
"""Characters of a line, at most."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_NO_KEY_STARTS = " #"
_is_plain = re.compile(r"[^\-?:,\[\]{}#&*!|>'\"%@` \t](?:[^:#\t]*[^:#\t ])?").fullmatch
_QUOTED = re.compile(r"\"[^\"\\\t]+\"|'[^'\t]+'")
_FLOW_TEXT = r"(?:\"([^\"\\\t]+)\"|([^\-?:,\[\]{}#&*!|>'\"%@` \t](?:[^:#\t,\[\]{}]*[^:#\t,\[\]{} ])?))"
_FLOW_ITEM = re.compile(rf"{_FLOW_TEXT}(?:, |$)")
_FLOW_PAIR = re.compile(rf"([a-z_]+): (?:{_FLOW_TEXT}|(\[[^\[\]{{}}#]*\]))(?:, |$)")

_BLOCK = 1 << 20
"""Bytes read at once."""
_MAX_BUFFERED = 1 << 23
"""Bytes read to get enough lines for one item, at most."""
_AHEAD = 2 * MAX_LINES
"""Lines in memory before an item is read, so that it is complete."""

_LIST = re.compile(r"[a-z]+:")
_SECTION = re.compile(r"[a-z]+:.*")
_SPECIAL = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, or takes for a line break or a byte order mark."""
_PRINTABLE = b"\t\n" + bytes(range(32, 127))
"""ASCII without any of these: checked first, as that takes a tenth of the time."""
_NEEDS_CONTEXT = re.compile(r"(?:^|[\s\[{,:\-])[&*]|^(?:---|\.\.\.|%)", re.MULTILINE)
"""Anchors and aliases, which connect parts of the file, and the limits of documents."""

Check = Callable[[Any], bool]


class NeedsFullParser(Exception):
    """The text at this point must be read by libyaml."""


class Piece(NamedTuple):
    """A part of a file that can be read as a file of its own."""

    text: str
    lines_before: int
    """To be added to the number of a line in the piece, to get its number in the file."""
    is_item: bool
    """One item of a list; the list's name is put before it."""
    is_cut: bool
    """The next line begins neither an item nor a list: the cut may have caused a fault in the piece."""


class FastFileReader:
    """A reader of the records of one file. NeedsFullParser is raised for text that may affect other parts of it."""

    def __init__(self, stream: BinaryIO, fields: Fields) -> None:
        """Begin to read a file of a corpus with this table of fields."""
        self.stream = stream
        self.layout = FastRecordReader(fields)
        self.is_at_end = False
        """Whether the rest of the file is in the lines of `layout`."""
        self.rest = b""
        """The incomplete last line of the previous block."""
        self.lines_before = 0
        """Lines of the file before the first line of `layout`."""
        self.indent = 0
        """The indent of the items of the current list."""

    @property
    def lines_read(self) -> int:
        """Return the number of lines read so far."""
        return self.lines_before + self.layout.at

    def items(self) -> Iterator[tuple[Record, int] | Piece]:
        """Yield each record with its line (1-based), and the pieces that libyaml must read, in order."""
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
        """Read the items of the list whose name is in the current line."""
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
        """Take the current line and all others before the next one that begins an item or a list."""
        lines, begin = self.layout.lines, self.layout.at
        end = begin + 1
        ends_at = (dash,) if dash else ()
        while (
            (line := lines[end]) is not None
            and (not line or line[0] in " #-")
            and not line.startswith(ends_at)
        ):
            end += 1
        if not self.is_at_end and lines[end] is None:
            raise NeedsFullParser
        self.layout.at = end
        text = head + "\n".join(line or "" for line in lines[begin:end])
        if _NEEDS_CONTEXT.search(text):
            raise NeedsFullParser
        is_cut = line is not None and not line.startswith(ends_at) and not _SECTION.fullmatch(line)
        return Piece(text + "\n", self.lines_before + begin - head.count("\n"), bool(head), is_cut)

    def fill(self) -> None:
        """Read more lines if few are left."""
        layout = self.layout
        if self.is_at_end or len(layout.lines) - layout.at > _AHEAD:
            return
        self.lines_before += layout.at
        lines, buffered, is_at_end = layout.lines[layout.at : -1], 0, False
        while not is_at_end and len(lines) <= _AHEAD:
            if buffered > _MAX_BUFFERED:
                raise NeedsFullParser
            buffered += _BLOCK
            new, is_at_end = self.read_lines()
            lines += new
        layout.lines, layout.at, self.is_at_end = lines, 0, is_at_end
        layout.lines.append(None)

    def read_lines(self) -> tuple[list[str | None], bool]:
        """Return the complete lines of the next block, and whether the file has ended; keep the rest for the next."""
        block = self.stream.read(_BLOCK)
        data = self.rest + block
        end = len(data) if not block else data.rfind(b"\n") + 1
        data, self.rest = data[:end], data[end:]
        try:
            text = data.decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise NeedsFullParser from None
        if data.translate(None, _PRINTABLE) and _SPECIAL.search(text):
            raise NeedsFullParser
        lines = text.removesuffix("\n").split("\n") if text else []
        if max(map(len, lines), default=0) > LONGEST_LINE:
            raise NeedsFullParser
        return [*lines], not block


class FastRecordReader:
    """A reader of records from lines. `at` is the index of the line to read next; None follows the last line."""

    def __init__(self, fields: Fields) -> None:
        self.lines: list[str | None] = [None]
        self.at = 0
        self.own: dict[type[msgspec.Struct], tuple[Field, ...]] = {
            struct: own for struct in HAVE_OWN.values() if (own := fields.own_of(struct))
        }
        of_own = (in_files(field.key) for of_one in self.own.values() for field in of_one)
        self.keys = _KEYS.union(REGISTERS, fields.declared.ids, of_own)
        self.fields = fields

    def record(self, list_name: str, indent: int) -> Record:
        """Read the item whose `- ` is at `indent` in the current line, and move to the line after it."""
        begin = self.at
        value = self.mapping(indent + 2, 1)
        if self.at - begin > MAX_LINES:
            raise NeedsFullParser
        if self.own:
            value = self.with_own(value, RECORDS[list_name])
        if ids := value.get("ids"):
            value["ids"] = self.ids(ids, RECORDS[list_name])
        try:
            record: Record = msgspec.convert(value, RECORDS[list_name])
        except msgspec.ValidationError:
            raise NeedsFullParser from None
        if not has_valid_scalars(record):
            raise NeedsFullParser
        return record

    def ids(self, value: Any, struct: type[Record]) -> tuple[str, ...]:
        """Return the ids of a record in other registers; a Wikidata item with a key of its own is left to libyaml."""
        if not isinstance(value, dict) or not value.keys() <= self.fields.registers.keys():
            raise NeedsFullParser
        if WIKIDATA in value and WIKIDATA in struct.__struct_fields__:
            raise NeedsFullParser
        texts = as_texts(value) if all(isinstance(one, str | list) for one in value.values()) else ()
        if not texts or not all(type(one) is str for ids in value.values() for one in ids):
            raise NeedsFullParser
        return texts

    def with_own(self, value: dict[str, Any], struct: type[msgspec.Struct]) -> dict[str, Any]:
        """Return the fields of a record or part with the corpus's own ones, which must be valid, in a mapping."""
        own: dict[str, Any] = {}
        read: set[str] = set()
        for field in self.own.get(struct, ()):
            if (key := in_files(field.key)) in value:
                read.add(key)
                own[field.key] = given = value[key]
                items = given if field.is_list else [given]
                is_valid = _own_check(field)
                if not (isinstance(items, list) and all(type(one) is str and is_valid(one) for one in items)):
                    raise NeedsFullParser
        changed = {key: one for key, one in value.items() if key not in read} | ({_OWN: own} if own else {})
        for key, part in _PARTS_WITH_OWN.items():
            if part in self.own and isinstance(items := value.get(key), list):
                changed[key] = [self.with_own(one, part) if isinstance(one, dict) else one for one in items]
        return changed

    def mapping(self, indent: int, depth: int) -> dict[str, Any]:
        """Read a mapping whose keys are at `indent`; what is before the first key was read already."""
        found: dict[str, Any] = {}
        lines, pad = self.lines, " " * indent
        line = lines[self.at]
        while line is not None:
            key, colon, text = line[indent:].partition(": ")
            if not text:
                if colon or key[-1:] != ":":
                    raise NeedsFullParser
                key = key[:-1]
            if key not in self.keys or key in found:
                raise NeedsFullParser
            self.at += 1
            value = text if _is_plain(text) else self.value(text, indent, depth)
            if value is not None:
                found[key] = value
            line = lines[self.at]
            if line is None or line[:indent] != pad or line[indent : indent + 1] in _NO_KEY_STARTS:
                line = self.next_line()
                if line is not None and line[:indent] != pad:
                    break
        return found

    def value(self, text: str, indent: int, depth: int) -> Any:
        """Read the value of a key at `indent` that is followed by this text; None without a value."""
        if not text:
            return self.block(indent, depth + 1)
        return self.folded(indent) if text == ">-" else _read_value(text)

    def folded(self, indent: int) -> str:
        """Read the lines below `>-` as one paragraph."""
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
        """Read the list or mapping below a key at `indent`; None without one."""
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
        """Read a list whose `- ` are at `indent`."""
        items: list[Any] = []
        dash = " " * indent + "- "
        line = self.next_line()
        while line is not None and line.startswith(dash):
            text = line[indent + 2 :]
            key, colon, _ = text.partition(": ")
            if (colon and key in self.keys) or (text[-1:] == ":" and text[:-1] in self.keys):
                items.append(self.mapping(indent + 2, depth + 1))
            else:
                self.at += 1
                items.append(_read_value(text))
            line = self.next_line()
        return items

    def next_line(self) -> str | None:
        """Move to the next line that is neither blank nor a comment, and return it; None at the end."""
        while (line := self.lines[self.at]) is not None:
            text = line.lstrip(" ")
            if text and text[0] != "#":
                return line
            self.at += 1
        return None


def _read_value(text: str) -> Any:
    """Read the text after a colon or a dash."""
    if _is_plain(text):
        return text
    first = text[:1]
    if first in "{[" and first and len(text) <= _MAX_FLOW:
        return _read_flow(text)
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
    """Return whether every line break folds into a space: no line is empty or begins or ends with white space."""
    return bool(lines) and not any(line[0] in " \t" or line[-1] in " \t" for line in lines)


@lru_cache(1 << 12)
def _read_flow(text: str) -> Any:
    """Read a list or mapping in brackets."""
    inner = text[1:-1]
    if text[0] + text[-1] == "[]":
        return [quoted or plain for quoted, plain in _split_flow(_FLOW_ITEM, inner)]
    pairs = _split_flow(_FLOW_PAIR, inner)
    found = {key: quoted or plain or _read_flow(items) for key, quoted, plain, items in pairs}
    if text[0] + text[-1] != "{}" or len(found) < len(pairs):
        raise NeedsFullParser
    return found


def _split_flow(pattern: re.Pattern[str], text: str) -> list[Any]:
    """Return the groups of successive matches, which must cover the complete text."""
    found, end = [], 0
    for match in iter(pattern.scanner(text).match, None):  # type: ignore[attr-defined] # not in typeshed
        found.append(match.groups())
        end = match.end()
    if end < len(text) or not found or text[-1] in ", ":
        raise NeedsFullParser
    return found


_FIELDS = Fields()
_KEYS = frozenset(
    field.key for struct in _FIELDS.structs(RECORDS.values()).values() for field in _FIELDS.of(struct)
)
"""All keys of all records and their parts; msgspec refuses those in the wrong one."""


_OWN = "fields"
"""The key of the corpus's own fields in what becomes a record."""
_PARTS_WITH_OWN: dict[str, type[Part]] = {"offices": Office, "participants": Participant}


def has_valid_scalars(record: Record) -> bool:
    """Return whether the dates, ids and decimal numbers in a record and its parts are valid; empty counts as absent.

    msgspec checks everything else.
    """
    return all(check(record) for check in _checks_of(type(record)))


@lru_cache(1 << 16)
def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def _is_end(text: str) -> bool:
    return text == OPEN_END or _is_date(text)


_VALIDATORS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "end": _is_end,
    "id": is_kebab_case,
    "key": is_kebab_case,
    "former id": is_kebab_case,
    "decimal": is_decimal,
    "host": is_host,
    **{name: one.is_valid for name, one in CHECKED.items()},
}


def _own_check(field: Field) -> Callable[[str], bool]:
    """Return the check of a value of an own field; an empty one is left to libyaml, which knows what was written."""
    if field.choices:
        return lambda text: text in field.choices
    return _VALIDATORS.get(field.holds, bool)


@lru_cache
def _checks_of(struct: type[msgspec.Struct]) -> list[Check]:
    """Return a check for each field of a struct that holds a date, an id, a decimal number, or a part with one."""
    checks: list[Check] = []
    for field in _FIELDS.of(struct):
        if field.holds in _VALIDATORS:
            checks.append(_scalar_check(field.name, _VALIDATORS[field.holds]))
        elif field.part and (inner := _checks_of(field.part)):
            checks.append(_part_check(field.name, inner))
    return checks


def _scalar_check(name: str, is_valid: Callable[[str], bool]) -> Check:
    def check(value: Any) -> bool:
        text = getattr(value, name)
        return not text or (all(map(is_valid, text)) if isinstance(text, tuple) else is_valid(text))

    return check


def _part_check(name: str, checks: list[Check]) -> Check:
    def check_part(value: Any) -> bool:
        content = getattr(value, name)
        parts = content if isinstance(content, tuple) else (content,) if content is not None else ()
        return all(check(part) for part in parts for check in checks)

    return check_part
