"""What a check found."""

from collections.abc import Mapping

import msgspec

from sinoru.model.errors import Diagnostic


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
        """Tell whether a file could not be read at all."""
        return any(one.code == "E100" for one in self.diagnostics)
