"""What is wrong with a line that is not YAML, and what to write instead.

The parser says where it stopped and what it expected there. People want to know which character is to blame: nearly
always one that has a meaning in YAML and begins or divides a text without quotes.
"""

import re
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from sinoru.messages import character

_BLOCK = 1 << 16
_LONGEST_LINE = 10_000
"""Bytes of a line that are looked at."""
_LONGEST_SHOWN = 60
"""Characters of a text that a hint repeats."""
_BLOCK_KEY = re.compile(r"\s*(?:-\s+)*(?P<key>\w[\w-]*:|-)[ ]+(?P<value>[^\s-].*)")
_FLOW_KEY = re.compile(r"(?P<key>[\w-]+:)[ ]+(?P<value>[^\s,{}\[\]][^,{}]*)")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BEGINS = re.compile(r" *(?:- +)*\w[\w-]*:(?:\s|$)| *-(?:\s|$)")
_INDENT = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000-]*")
_ENDED_BY_APOSTROPHE = re.compile(r"'(?:[^']|'')*'(?=[^\s'])")
_BRACKETED = re.compile(r"\[[^\[\]]*\]\s*[^\s,#\]}]|\{[^{}]*\}\s*[^\s,#\]}]")
_CURLY_QUOTES = str.maketrans(dict.fromkeys("“”„«»‘’"))
_JOINED_KEY = re.compile(r"[ -]*([a-z_]+)(?::(?!//)|：[ ]*)([^\s:：][^:：]*)$")
_RESERVED = "@`%"
_ANCHORS = {"*": "an asterisk", "&": "an ampersand", "!": "an exclamation mark"}


Finding = tuple[str, str] | None
"""A reason and what to do about it; None if it is not the cause."""


class Cause(NamedTuple):
    """A reason in words, what to do about it, and the location, 1-based."""

    why: str
    hint: str
    line: int
    column: int


class _Value(NamedTuple):
    """A text without or with quotes, after its key."""

    key: str
    text: str
    column: int

    def quoted(self) -> str:
        """Return the key and the text in the quotes that it needs."""
        shown = self.text if len(self.text) <= _LONGEST_SHOWN else f"{self.text[:_LONGEST_SHOWN]}…"
        if '"' not in shown and "\\" not in shown:
            return f'{self.key} "{shown}"'
        return f"{self.key} '{shown.replace(chr(39), chr(39) * 2)}'"


def find_cause(stream: BinaryIO, problem: str, line: int, column: int) -> Cause | None:
    """Return the cause of a syntax error that is found here (from 0), if the line shows it; otherwise None.

    The stream is read again.
    """
    lines = _read_lines(stream, max(line - 1, 0), line)
    return (
        _find_odd_space(lines)
        or _find_tab(lines, line, problem)
        or _find_indent(lines.get(line, ""), line, column, problem)
        or _cause_in(lines.get(line, ""), line, column, problem)
        or _find_missing_colon(lines.get(line - 1, ""), line, column, problem)
        or _find_deeper_indent(lines, line, column, problem)
    )


def _read_lines(stream: BinaryIO, first: int, last: int) -> dict[int, str]:
    """Return the beginnings of some lines, by number from 0."""
    stream.seek(0)
    found: dict[int, bytes] = {}
    number = 0
    while number <= last and (block := stream.read(_BLOCK)):
        for index, part in enumerate(block.split(b"\n")):
            number += index > 0
            if first <= number <= last:
                found[number] = (found.get(number, b"") + part)[:_LONGEST_LINE]
    return {number: line.decode("utf-8", "replace").rstrip("\r") for number, line in found.items()}


def _find_odd_space(lines: dict[int, str]) -> Cause | None:
    """Find a no-break space where only a space separates: in the indent, after a hyphen or after a colon."""
    for number, line in lines.items():
        indent = _INDENT.match(line)
        after_key = re.compile(rf"[\w-]*:(?={_ODD_SPACE.pattern})").match(line, indent.end() if indent else 0)
        begins = after_key.end() if after_key else 0
        odd = _ODD_SPACE.search(line, begins, begins + 1 if begins else indent.end() if indent else 0)
        if odd:
            name = "a no-break space" if odd.group() == "\u00a0" else character(odd.group())
            return Cause(
                f"{name} is not a space in YAML", "write a space instead", number + 1, odd.start() + 1
            )
    return None


def _find_tab(lines: dict[int, str], number: int, problem: str) -> Cause | None:
    line = lines.get(number, "")
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent or not ("start any token" in problem or "tab" in problem):
        return None
    return Cause("a tab cannot indent", "replace the tab by spaces", number + 1, indent.index("\t") + 1)


def _find_indent(line: str, number: int, column: int, problem: str) -> Cause | None:
    """Find a key or a hyphen that begins in a column where none of those above it does."""
    is_outside = "expected key" in problem or "expected '-'" in problem
    if not is_outside or column != len(line) - len(line.lstrip(" ")) or not _BEGINS.match(line):
        return None
    what = "hyphen" if line[column] == "-" else "key"
    return Cause(
        f"the {what} does not begin where others above it do",
        "indent the line as those that it belongs to",
        number + 1,
        column + 1,
    )


def _find_deeper_indent(lines: dict[int, str], number: int, column: int, problem: str) -> Cause | None:
    """Find a key that is indented more than the text above it, which it therefore goes on with."""
    line, above = lines.get(number, ""), lines.get(number - 1, "")
    indent = len(line) - len(line.lstrip(" "))
    is_own_colon = _BEGINS.match(line) and ":" not in line[:column]
    is_deeper = above.strip() and indent > len(above) - len(above.lstrip(" -"))
    if "mapping values" not in problem or not is_own_colon or not is_deeper:
        return None
    return Cause(
        "the line is indented more than the one above, and goes on with its text",
        "indent both lines alike",
        number + 1,
        indent + 1,
    )


def _cause_in(line: str, number: int, column: int, problem: str) -> Cause | None:
    value = _value_at(line, column)
    if value is None:
        return None
    for find in _FINDERS:
        if (found := find(value, problem)) is not None:
            return Cause(*found, number + 1, column + 1)
    return None


def _find_missing_colon(before: str, number: int, column: int, problem: str) -> Cause | None:
    key, _, text = before.strip(" -").partition(" ")
    is_missing = "mapping values" in problem or "expected ':'" in problem
    if is_missing and (joined := _JOINED_KEY.match(before)):
        return Cause(
            "a space is missing after the colon in the line above",
            f"write '{joined[1]}: {joined[2].strip()}'",
            number + 1,
            column + 1,
        )
    if not is_missing or not text or ":" in before or not re.fullmatch(r"\w[\w-]*", key):
        return None
    text = text.removeprefix("=").strip()
    return Cause(
        "a colon is missing after the key in the line above", f"write '{key}: {text}'", number + 1, column + 1
    )


def _value_at(line: str, column: int) -> _Value | None:
    """Return the text that a column is in, with its key: the rest of the line, or up to a comma in brackets.

    None where the column is before the text.
    """
    if re.match(r"[\s-]*[{\[]", line):
        found = [match for match in _FLOW_KEY.finditer(line) if match.start() <= column]
        match = found[-1] if found else None
    else:
        match = _BLOCK_KEY.match(line)
    if match is None or match.start("value") > column:
        return None
    return _Value(match["key"], match["value"].rstrip(), match.start("value"))


def _find_curly_quotes(value: _Value, problem: str) -> Finding:  # noqa: ARG001  all finders have one signature
    if value.text[0] not in "“„«‘":
        return None
    straight = value._replace(text=value.text.translate(_CURLY_QUOTES))
    return f"{value.text[0]} is not a quotation mark in YAML", f"write straight quotes: {straight.quoted()}"


def _find_apostrophe(value: _Value, problem: str) -> Finding:  # noqa: ARG001  as above
    if not _ENDED_BY_APOSTROPHE.match(value.text):
        return None
    text = value.text[1:].removesuffix("'").replace("''", "'")
    return "an apostrophe ends the text", f"use double quotes: {value._replace(text=text).quoted()}"


def _find_backslash(value: _Value, problem: str) -> Finding:
    is_escape = any(part in problem for part in ("escape", "hexdecimal", "end of stream"))
    if not is_escape or not re.match(r'"[^"]*\\', value.text):
        return None
    text = value.text[1:].removesuffix('"').replace('\\"', '"')
    return (
        "a backslash has a meaning in double quotes",
        f"use single quotes, or two backslashes: {value._replace(text=text).quoted()}",
    )


def _find_end_of_quotes(value: _Value, problem: str) -> Finding:
    if value.text[0] not in "'\"":
        return None
    if "end of stream" in problem:
        return "a quotation mark is not closed", f"close the quotation mark, or {_put_in_quotes(value)}"
    if re.match(r"""(?:"[^"\\]*"|'[^']*')\s*[^\s#,}\]]""", value.text):
        is_wrapped = re.fullmatch(r'"(?:[^"]*"[^"]*")+[^"]*"', value.text)  # `"He said "no" to it"`
        inner = value._replace(text=value.text[1:-1]) if is_wrapped else value
        return "a text follows the closing quotation mark", _put_in_quotes(inner)
    return None


def _find_first_sign(value: _Value, problem: str) -> Finding:  # noqa: ARG001  as above
    sign = value.text[0]
    if sign in _RESERVED:
        return f"a text cannot begin with {sign}", _put_in_quotes(value)
    if sign in _ANCHORS:
        return f"{_ANCHORS[sign]} at the beginning has a meaning in YAML", _put_in_quotes(value)
    if _BRACKETED.match(value.text):
        return (
            f"a text cannot begin with {sign}, which begins a {'list' if sign == '[' else 'mapping'}",
            _put_in_quotes(value),
        )
    return None


def _find_colon(value: _Value, problem: str) -> Finding:  # noqa: ARG001  as above
    if value.text[0] in "'\"" or not re.search(r":(?:\s|$)", value.text):
        return None
    if value.text[0] in "[{":
        return _missing_comma(value.text)
    is_last = re.search(r":\s", value.text) is None
    return f"the text {'ends in a colon' if is_last else 'contains a colon and a space'}", _put_in_quotes(
        value
    )


def _missing_comma(text: str) -> Finding:
    """Find two fields in brackets without a comma between them."""
    found = re.search(r"([^\s:,{}\[\]]+)[ ]+([a-z_]+):\s", text)
    if not found:
        return None
    return f"a comma is missing before {found[2]}", f"write '{found[1]}, {found[2]}: ...'"


def _put_in_quotes(value: _Value) -> str:
    return f"put the text in quotes: {value.quoted()}"


_FINDERS: tuple[Callable[[_Value, str], Finding], ...] = (
    _find_curly_quotes, _find_apostrophe, _find_backslash, _find_end_of_quotes, _find_first_sign, _find_colon,
)  # fmt: skip
