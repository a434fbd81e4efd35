"""Diagnostics by their code: an E is an error, a W a warning.

What a check found.

What a rule finds, before anybody knows at which line it stands.
"""

from collections.abc import Mapping

import msgspec

from sinoru.model.records import Diagnostic, Record, Severity


def make_diagnostic(code: str, path: str, place: tuple[int, int], message: str, hint: str = "") -> Diagnostic:
    """Make the diagnostic of a code at a line and column."""
    severity: Severity = "warning" if code.startswith("W") else "error"
    return Diagnostic(code, message, path, *place, hint, severity)


class Checked(msgspec.Struct, frozen=True):
    """The faults of the files that were checked, in order of file, line and column."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    """Files that were checked."""
    records: int
    """Records that could be read in them."""
    lines: Mapping[tuple[str, int], str] = {}
    """The line that a fault stands in, by path and number."""
    without: tuple[str, ...] = ()
    """What is wrong with the plugins that could not be used."""
    fixed: int = 0
    """Faults that were mended in the files."""

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(one.severity == "error" for one in self.diagnostics)

    @property
    def warnings(self) -> int:
        """Count the warnings."""
        return len(self.diagnostics) - self.errors

    @property
    def is_unreadable(self) -> bool:
        """Return whether a file could not be read at all."""
        return any(one.code == "E100" for one in self.diagnostics)


FieldStep = str | int
FieldPath = tuple[FieldStep, ...]
"""The way to a value in a record: keys of mappings, and places in lists from 0."""


class Location(msgspec.Struct, frozen=True):
    """Where an entry of a file begins; line and column as YAML counts them, 1-based."""

    path: str
    entry: int
    """Which of the file's entries it is, from 0."""
    line: int
    column: int


class Located(msgspec.Struct, frozen=True):
    """A record and where it begins."""

    record: Record
    place: Location


class DeclaredId(msgspec.Struct, frozen=True):
    """An id as it stands in a file, whether or not its record could be read."""

    id: str
    place: Location
    """That of the record."""
    line: int


class Finding(msgspec.Struct, frozen=True):
    """A fault in a record, or in what a file says of the corpus."""

    place: Location
    at: FieldPath
    """The value at fault; none: the entry."""
    message: str
    hint: str = ""
    text: str = ""
    """The text at fault: finds it where items of a list before it could not be read."""


class TextFinding(msgspec.Struct, frozen=True):
    """A fault in the text of a file."""

    line: int
    column: int
    message: str
    hint: str = ""
