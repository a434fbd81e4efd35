"""The config file: read with the place of each fault, and changed a line at a time, so that comments stay."""

import os
import re
import tomllib
from typing import Any

from sinoru.model.errors import WrongConfig

LARGEST = 16_384
"""Bytes of a config file. What reads TOML takes time by the square of a key's dots: four seconds for so many."""
_MEND = "Mend it there, or remove the file."
_FAULT_AT = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_BARE = re.compile("[A-Za-z0-9_-]+")
"""A key without quotation marks."""


class Config:
    """A config file that was read."""

    def __init__(self, path: str, text: str, values: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.values = values

    def place_of(self, key: str) -> str:
        """Return `path:line:column` of a key; lines and columns are 1-based."""
        line, column = _find(self.text, key)
        return f"{self.path}:{line}:{column}"


def read_unchecked(path: str) -> Config:
    """Read the file whatever its settings are, to mend one of them. Raises WrongConfig."""
    text = _read_text(path)
    return Config(path, text, _parse(path, text))


def _read_text(path: str) -> str:
    """Return the text of the file; empty for /dev/null. A pipe or another device is refused: it may never end."""
    try:
        if os.path.samefile(path, os.devnull):
            return ""
        if not os.path.isfile(path):
            raise WrongConfig(path, "is no regular file", _MEND)
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise WrongConfig(path, f"cannot be read: {error.strerror}") from None
    if len(content) > LARGEST:
        raise WrongConfig(path, f"is larger than {LARGEST:,} bytes", _MEND)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise WrongConfig(_place(path, content, error.start), "is not UTF-8 text", _MEND) from None


def _place(path: str, content: bytes, offset: int) -> str:
    """Return `path:line:column` of a byte, all before which is text."""
    lines = content[:offset].decode().split("\n")
    return f"{path}:{len(lines)}:{len(lines[-1]) + 1}"


def _parse(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _FAULT_AT.match(str(error))
        lines = text.split("\n")
        why = found[1] if found else str(error)
        line, column = (found[2], found[3]) if found and found[2] else (len(lines), len(lines[-1]) + 1)
        raise WrongConfig(f"{path}:{line}:{column}", f"is no TOML: {why}", _MEND) from None
    except RecursionError:
        raise WrongConfig(path, "is nested too deeply", _MEND) from None
    except ValueError:  # as Python calls it
        raise WrongConfig(path, "has a number of too many digits", _MEND) from None


def hint_for(key: str, value: Any) -> str:
    """Say how to be rid of a setting; not of a table, of which only the first line would be found."""
    if isinstance(value, dict) or not _BARE.fullmatch(key):
        return _MEND
    return f"Mend it there, or with 'sinoru config unset {key}'."


def _find(text: str, key: str) -> tuple[int, int]:
    """Find where a key of the top level, or a table of that name, stands."""
    pattern = re.compile(rf"^\s*(\[*\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number, line in enumerate(text.split("\n"), 1):
        if pattern.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return 1, 1


def with_value(config: Config, key: str, value: Any) -> str:
    """Return the text of the file with a setting changed, or added at its end."""
    start, end = _lines_of(config, key)
    lines = config.text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:start], f"{key} = {_as_toml(value)}\n", *lines[end:]])


def without_value(config: Config, key: str) -> str:
    """Return the text of the file without a setting."""
    start, end = _lines_of(config, key)
    lines = config.text.splitlines(keepends=True)
    return "".join([*lines[:start], *lines[end:]])


def _lines_of(config: Config, key: str) -> tuple[int, int]:
    """Return the lines of a setting, which a list may spread over; at the end, where there is none."""
    lines = config.text.splitlines(keepends=True)
    if key not in config.values:
        return len(lines), len(lines)
    start = _find(config.text, key)[0] - 1
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return start, end
    return start, start + 1


def _as_toml(value: Any) -> str:
    """Write text, a number or a list of texts; the escapes of JSON are TOML's too."""
    import msgspec  # completion reads this file as well, and does without

    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")


def write_config(path: str, text: str) -> None:
    """Put the file in place at once, if what it says can be read. Raises WrongConfig, OSError."""
    from sinoru.export.file import write_file

    _parse(path, text)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_file(path, lambda aside: _write(aside, text), force=True)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
