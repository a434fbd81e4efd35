"""A fault in a corpus, as a value. Rendering is elsewhere."""

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Diagnostic(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do. Lines and columns are 1-based, columns in code points."""

    code: str
    message: str
    path: str
    line: int
    column: int
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Give the form that editors jump to: `file:line:column: code message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{hint}"
