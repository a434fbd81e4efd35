"""Records in the layout that nearly all files have, read line by line: a fifth of what libyaml's events cost.

Only what can mean one thing is read here: a key and its text in one line, lists and mappings by their indent or in
braces without any in them. At everything else `Unusual` is raised, and libyaml reads that place; so nothing here
tells of faults, and a file means the same whoever reads it. docs/decisions says why there are two readers.
"""

import re
from functools import lru_cache
from typing import Any, get_type_hints

import msgspec

from sinoru.loading.sound_texts import is_sound, parts_of
from sinoru.model.records import RECORDS, Record

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


class Unusual(Exception):
    """Something that is to be read by libyaml."""


class UsualLayout:
    """Reads records off lines. `at` is the line to be read next; the last line is followed by None."""

    def __init__(self) -> None:
        self.lines: list[str | None] = [None]
        self.at = 0

    def record(self, list_name: str, indent: int) -> Record:
        """Read the item whose `- ` stands at `indent` in this line, and go on to the line after it."""
        begin = self.at
        value = self.mapping(indent + 2, 1)
        if self.at - begin > MAX_LINES:
            raise Unusual
        try:
            record: Record = msgspec.convert(value, RECORDS[list_name])
        except msgspec.ValidationError:
            raise Unusual from None
        if not is_sound(record):
            raise Unusual
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
                    raise Unusual
                key = key[:-1]
            if key not in _KEYS or key in found:
                raise Unusual
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
            raise Unusual
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
            raise Unusual
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
        raise Unusual
    return text


def _is_one_paragraph(lines: list[str]) -> bool:
    """Tell whether nothing but spaces stands for the ends of these lines: none is empty or set off."""
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
        raise Unusual
    return found


def _all_of(pattern: re.Pattern[str], text: str) -> list[Any]:
    """Split a text in what the pattern matches; there is nothing else in it."""
    found, end = [], 0
    for match in iter(pattern.scanner(text).match, None):  # type: ignore[attr-defined] # not in typeshed
        found.append(match.groups())
        end = match.end()
    if end < len(text) or not found or text[-1] in ", ":
        raise Unusual
    return found


def _keys_of(struct: type[msgspec.Struct]) -> set[str]:
    keys = {field.encode_name for field in msgspec.structs.fields(struct)}
    for hint in get_type_hints(struct).values():
        for part in parts_of(hint):
            keys |= _keys_of(part)
    return keys


_KEYS = frozenset().union(*map(_keys_of, RECORDS.values()))
