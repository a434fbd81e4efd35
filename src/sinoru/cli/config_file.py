"""The config file: errors are reported with their position, and changes keep all other lines and comments."""

import os
import re
import sys
import tomllib
from collections.abc import Callable
from typing import Any

from sinoru.messages import clause, reason
from sinoru.model.errors import WrongConfig
from sinoru.text.lines import lines_with_ends

LARGEST = 16_384
"""Bytes of a config file. `tomllib` takes quadratic time in the dots of a key: four seconds for this many."""
_FIX_HINT = "Fix it there, or remove the file."
_TOML_ERROR = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_BARE_KEY = re.compile("[A-Za-z0-9_-]+")
"""A key that TOML allows without quotation marks."""


class Config:
    """The text and the values of a config file."""

    def __init__(self, path: str, text: str, values: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.values = values

    def place_of(self, key: str) -> str:
        """Return `path:line:column` of a key; lines and columns are 1-based."""
        line, column = _find_key(self.text, key)
        return f"{self.path}:{line}:{column}"


def read_unchecked(path: str) -> Config:
    """Read the file without checking its settings, so that one of them can be fixed. Raises WrongConfig."""
    text = _read_text(path)
    return Config(path, text, _parse(path, text))


def _read_text(path: str) -> str:
    """Return the text of the file, empty if it is absent or /dev/null.

    Any other device and a pipe are refused, because they may never end. Raises WrongConfig.
    """
    try:
        if _is_null(path):
            return ""
        if not os.path.isfile(path):
            raise WrongConfig(path, "not a regular file", "Remove it, or set SINORU_CONFIG to another path.")
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise WrongConfig(f"Cannot read {path}", reason(error)) from None
    if len(content) > LARGEST:
        raise WrongConfig(path, f"the config file is larger than {LARGEST:,} bytes", _FIX_HINT)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        lines = content[: error.start].decode().split("\n")
        location = f"{path}:{len(lines)}:{len(lines[-1]) + 1}"
        raise WrongConfig(location, "the text is not UTF-8", _FIX_HINT) from None


def _is_null(path: str) -> bool:
    """Return whether a path leads to the null device: /dev/null, or NUL on Windows. Raises FileNotFoundError."""
    if sys.platform != "win32":
        return os.path.samefile(path, os.devnull)
    is_null = os.path.basename(path).lower() == "nul"  # in any folder
    if not is_null:
        os.stat(path)
    return is_null


def _parse(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_ERROR.match(str(error))
        lines = text.split("\n")
        why = found[1] if found else str(error)
        line, column = (found[2], found[3]) if found and found[2] else (len(lines), len(lines[-1]) + 1)
        raise WrongConfig(f"{path}:{line}:{column}", f"not valid TOML: {clause(why)}", _FIX_HINT) from None
    except RecursionError:
        raise WrongConfig(path, "a value is nested too deeply", _FIX_HINT) from None
    except ValueError:  # Python's limit on the digits of an int
        raise WrongConfig(path, "a number has too many digits", _FIX_HINT) from None


def hint_for(key: str, value: Any) -> str:
    """Return the advice for an invalid setting; `config unset` would find only the first line of a table."""
    if isinstance(value, dict) or not _BARE_KEY.fullmatch(key):
        return _FIX_HINT
    return f"Fix it there, or with 'sinoru config unset {key}'."


def _find_key(text: str, key: str) -> tuple[int, int]:
    """Return the 1-based line and column of a top-level key, or of the table of that name; 1, 1 if it is absent."""
    pattern = re.compile(rf"^[\s\[]*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number, line in enumerate(text.split("\n"), 1):
        if pattern.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return 1, 1


def with_value(config: Config, key: str, value: Any) -> str:
    """Return the text of the file with a setting changed, or added at its end."""
    start, end = _line_range(config, key)
    lines = [*lines_with_ends(config.text)]
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    written = key.partition(".")[2] if _table_of(config.text, key) else key
    return "".join([*lines[:start], f"{written} = {_as_toml(value)}\n", *lines[end:]])


def without_value(config: Config, key: str) -> str:
    """Return the text of the file without a setting."""
    start, end = _line_range(config, key)
    lines = [*lines_with_ends(config.text)]
    return "".join([*lines[:start], *lines[end:]])


def _line_range(config: Config, key: str) -> tuple[int, int]:
    """Return the half-open range of lines that a setting takes up, several for a list; empty at the end if absent."""
    lines = [*lines_with_ends(config.text)]
    table = _table_of(config.text, key)
    if not has_setting(config, key) and table:
        return table, table
    if not has_setting(config, key):
        tables = (number for number, line in enumerate(lines) if line.lstrip().startswith("["))
        end = next(tables, len(lines))  # below the head of a table, a key would be one of that table
        return end, end
    if table:
        below = "".join(lines[table:])
        start = table + _find_key(below, key.partition(".")[2])[0] - 1
    else:
        start = _find_key(config.text, key)[0] - 1
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return start, end
    return start, start + 1


def _table_of(text: str, key: str) -> int:
    """Return the number of the line below the head of a table that a dotted key belongs to; 0 without a table."""
    table, dot, _ = key.partition(".")
    head = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]")
    lines = lines_with_ends(text) if dot else ()
    return next((number for number, line in enumerate(lines, 1) if head.match(line)), 0)


def has_setting(config: Config, key: str) -> bool:
    """Return whether a setting is in the file: `theme`, or `query.NAME` in the table `query`."""
    table, dot, name = key.partition(".")
    value = config.values.get(table)
    return name in value if dot and isinstance(value, dict) else key in config.values


def _as_toml(value: Any) -> str:
    """Format a string, a number or a list of strings; TOML knows the escapes of JSON, and escapes DEL as well."""
    import msgspec  # lazy, because completion reads the config file too and does without

    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")


def change_config(path: str, change: Callable[[Config], str]) -> None:
    """Replace the text of the file by what `change` makes of it, provided that this is valid TOML.

    Others that change it wait meanwhile. Links are followed, as dotfiles often are links. With the address of a
    store, which may contain a password, only the user can read the file. Raises WrongConfig, NotWritten.
    """
    from sinoru.files import folder_lock, make_folder_of, write_file  # lazy, as completion reads the file too

    target = os.path.realpath(path)
    make_folder_of(target)
    with folder_lock(target):
        before = read_unchecked(path)
        text = change(before)
        mode = 0o600 if "store" in _parse(path, text) else None
        replaces = before.text.encode() if os.path.lexists(target) else False
        write_file(target, text.encode(), replaces=replaces, mode=mode)
