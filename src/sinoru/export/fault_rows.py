"""The faults of a corpus as JSON and as rows."""

from collections.abc import Iterator
from typing import Any

from sinoru.check.finding import Checked

FAULTS = ("path", "line", "column", "severity", "code", "message", "hint")
"""The columns."""
_KEYS = ("code", "severity", "message", "path", "line", "column", "hint")


def checked_shape(answer: Checked) -> dict[str, Any]:
    """Give the diagnostics and how many there are of each severity."""
    return {
        "diagnostics": [{key: getattr(one, key) for key in _KEYS} for one in answer.diagnostics],
        "errors": answer.errors,
        "warnings": answer.warnings,
        "files": answer.files,
        "records": answer.records,
        "fixed": answer.fixed,
    }


def fault_rows(answer: Checked) -> Iterator[tuple[str, ...]]:
    """Give a row for each diagnostic."""
    return (tuple(f"{getattr(one, column)}" for column in FAULTS) for one in answer.diagnostics)
