"""What a check finds: the findings of rules, which name a value, and diagnostics, which name a line."""

from collections.abc import Mapping

import msgspec

from sinoru.model.records import Conflict, ConflictRecord, Diagnostic, Record, Severity


def make_diagnostic(code: str, path: str, place: tuple[int, int], message: str, hint: str = "") -> Diagnostic:
    """Return the diagnostic of a code at a line and column: a warning if the code begins with W, else an error."""
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
    """The lines with a fault, by path and number."""
    without: tuple[str, ...] = ()
    """Why plugins could not be used, one message each."""
    fixed: int = 0
    """Faults that were fixed in the files."""

    @property
    def reported(self) -> tuple[Diagnostic, ...]:
        """Return all that is listed."""
        return self.diagnostics

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
"""The path to a value in a record: keys of mappings, and 0-based indexes of lists."""


class Location(msgspec.Struct, frozen=True):
    """Where an entry of a file begins; line and column as YAML counts them, 1-based."""

    path: str
    entry: int
    """The 0-based number of the entry in the file."""
    line: int
    column: int


class Located(msgspec.Struct, frozen=True):
    """A record and where it begins."""

    record: Record
    place: Location


class Dispute(msgspec.Struct, frozen=True):
    """A conflict, the record that it is recorded on (itself if it has a record of its own), and where it is."""

    record: Record
    conflict: Conflict | ConflictRecord
    place: Location
    at: FieldPath
    """The path to the conflict in the record."""


class DeclaredId(msgspec.Struct, frozen=True):
    """An id in a file, whether or not its record could be read."""

    id: str
    place: Location
    """The location of the record."""
    line: int
    """The line of the id."""


class Finding(msgspec.Struct, frozen=True):
    """A fault in a record, or in what a file says about the corpus."""

    place: Location
    at: FieldPath
    """The value at fault; empty: the complete entry."""
    message: str
    hint: str = ""
    text: str = ""
    """The text at fault: by it the value is found even if earlier items of its list could not be read."""


class TextFinding(msgspec.Struct, frozen=True):
    """A fault in the text of a file."""

    line: int
    column: int
    message: str
    hint: str = ""
