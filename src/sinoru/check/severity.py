"""Diagnostics by their code: an E is an error, a W a warning."""

from sinoru.model.errors import Diagnostic, Severity


def make_diagnostic(code: str, path: str, place: tuple[int, int], message: str, hint: str = "") -> Diagnostic:
    """Make the diagnostic of a code at a line and column."""
    severity: Severity = "warning" if code.startswith("W") else "error"
    return Diagnostic(code, message, path, *place, hint, severity)
