"""Annotations of GitHub Actions: a workflow command for each fault of a corpus.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator

from sinoru.check.finding import Checked
from sinoru.export.escape import escape_hidden
from sinoru.model.errors import Diagnostic

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def export(answer: Checked) -> Iterator[str]:
    """Give a line for each fault."""
    return map(_line, answer.diagnostics)


def _line(fault: Diagnostic) -> str:
    place = f"file={_escaped(fault.path, _IN_PROPERTY)},line={fault.line},col={fault.column}"
    text = f"{fault.message}. {fault.hint}" if fault.hint else fault.message
    return f"::{fault.severity} {place},title=sinoru {fault.code}::{_escaped(text, _IN_MESSAGE)}\n"


def _escaped(text: str, table: dict[int, str]) -> str:
    return escape_hidden(text).translate(table)
