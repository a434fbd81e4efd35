"""What ends the reading of a file, as faults: broken syntax, and bytes that are no text."""

from typing import BinaryIO

from yaml import MarkedYAMLError
from yaml.reader import ReaderError

from sinoru.loading.nodes import Fault

BOTTOMLESS = 100
"""How deep may be passed over: libyaml's time for a level grows with the depth, to half a minute for 100,000."""
_BLOCK = 1 << 20
"""Bytes read at once."""
REST_UNREAD = "the rest of the file could not be read"


def not_yaml(error: MarkedYAMLError) -> Fault:
    """Tell what libyaml did not understand, and where."""
    mark = error.problem_mark or error.context_mark
    if mark and not mark.column and "quoted" in f"{error.context}" and "stream" in f"{error.problem}":
        mark = (
            error.context_mark
        )  # a quotation without its end: where it begins tells more than where the file ends
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in str(error.problem):  # newer libyaml has a bound of its own, and meets it before us
        return Fault("E103", f"nested deeper than {BOTTOMLESS} levels", line, column, REST_UNREAD)
    begun = error.context_mark
    since = f" {error.context} that begins in line {begun.line + 1}" if begun else ""
    return Fault("E101", f"not YAML: {error.problem}{since}", line, column, REST_UNREAD)


def not_text(stream: BinaryIO, error: ReaderError) -> Fault:
    """Tell which byte is no text, and find its line and column."""
    stream.seek(0)
    left, lines, line = error.position, 0, b""
    # Not at once: a file may be larger than the memory.
    while left and (block := stream.read(min(left, _BLOCK))):
        left -= len(block)
        lines += block.count(b"\n")
        line = block[block.rfind(b"\n") + 1 :] if b"\n" in block else line + block
    column = len(line.decode("utf-8", "replace")) + 1
    hint = "save the file as UTF-8; the rest of the file could not be read"
    code = int(error.character)
    message = f"not text: {error.reason}" + (f" (0x{code:02X})" if code >= 0 else "")
    return Fault("E102", message, lines + 1, column, hint)
