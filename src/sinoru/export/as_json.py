"""One JSON value (RFC 8259) for a whole answer; docs/json.md describes the shapes.

JSON lines: each event, claim, hit or record of an answer on a line of its own.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.export.cells import escape_hidden
from sinoru.export.shapes import items, shape

_STAND_IN = "\ufdd0"
"""A code point that is no character (Unicode, section 23.7): followed by the code of what it stands for."""


def export_json(answer: Any) -> Iterator[str]:
    """Give the answer as indented JSON."""
    yield encode(shape(answer), indent=2)
    yield "\n"


def encode(value: Any, indent: int = -1) -> str:
    """Give a value as JSON; with no indent on one line, without a space."""
    try:
        return escape_hidden(_encode(value, indent))
    except UnicodeEncodeError:  # half a surrogate pair: bytes on the command line that are no text
        text = escape_hidden(_encode(_spelled(value), indent), keep=_STAND_IN)
        return re.sub(f"{_STAND_IN}(....)", r"\\u\1", text)


def _encode(value: Any, indent: int) -> str:
    text = msgspec.json.encode(value)
    return (text if indent < 0 else msgspec.json.format(text, indent=indent)).decode()


def _spelled(value: Any) -> Any:
    """Give the value with a stand-in for what can only be written as an escape."""
    if isinstance(value, str):
        return "".join(map(_stand_in, value))
    if isinstance(value, dict):
        return {key: _spelled(one) for key, one in value.items()}
    return [_spelled(one) for one in value] if isinstance(value, list) else value


def _stand_in(char: str) -> str:
    needs_one = "\ud800" <= char <= "\udfff" or char == _STAND_IN
    return f"{_STAND_IN}{ord(char):04x}" if needs_one else char


def export_jsonl(answer: Any) -> Iterator[str]:
    """Give a line for each item; nothing where there is none."""
    for item in items(answer):
        yield f"{encode(item)}\n"
