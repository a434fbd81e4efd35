"""One JSON value (RFC 8259) for a whole answer; docs/json.md describes the shapes."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.export.escape import escape_hidden
from sinoru.export.shapes import shape


def export(answer: Any) -> Iterator[str]:
    """Give the answer as indented JSON."""
    yield msgspec.json.format(encode(shape(answer)), indent=2)
    yield "\n"


def encode(value: Any) -> str:
    """Give a value as compact JSON on one line."""
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, as from bytes on the command line that are no text
        text = msgspec.json.encode(_encodable(value))
    return escape_hidden(text.decode())


def _encodable(value: Any) -> Any:
    """Give the value with each lone surrogate spelled as an escape, which is all that JSON can hold of it."""
    if isinstance(value, str):
        return msgspec.Raw(f'"{"".join(map(_in_string, value))}"'.encode())
    if isinstance(value, dict):
        return {key: _encodable(one) for key, one in value.items()}
    return [_encodable(one) for one in value] if isinstance(value, list) else value


def _in_string(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return f"\\u{ord(char):04x}"
    return msgspec.json.encode(char)[1:-1].decode()
