"""Comments that let a fault stand: `# sinoru: ignore[W304]`, or several codes with commas, on its line."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from sinoru.check.severity import make_diagnostic
from sinoru.check.source_text import SourceText
from sinoru.model.errors import Diagnostic

UNNEEDED = "W310"
NEVER = frozenset(("E100", "E101", "E102", "E103", UNNEEDED))
"""Codes that no comment lets stand: what is behind most of them was not read at all."""

COMMENT = re.compile(r"(?:(?<=\s)|^)#\s*sinoru:\s*ignore\b(?:\[(?P<codes>[^\]]*)\])?")
_CODE = re.compile(r"[^\s,]+")


class Suppression(msgspec.Struct, frozen=True):
    """A code that a comment lets stand in its line; without a code, a comment that names none."""

    path: str
    line: int
    column: int
    code: str
    text: str
    """The line."""


def find_suppressions(source: SourceText) -> Iterator[Suppression]:
    """Give the codes that comments in a file name."""
    if b"sinoru:" not in source.data and not source.has_mark:  # UTF-16 has other bytes
        return
    for number, line in source.numbered():
        for comment in COMMENT.finditer(line) if "sinoru:" in line else ():
            start, end = comment.span("codes")
            codes = list(_CODE.finditer(line, start, end)) if start >= 0 else []
            for code in codes:
                yield Suppression(source.path, number, code.start() + 1, code[0].upper(), line)
            if not codes:
                yield Suppression(source.path, number, comment.start() + 1, "", line)


def settle(diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]) -> Iterator[Diagnostic]:
    """Give the diagnostics that no comment lets stand."""
    allowed = {(one.path, one.line, one.code) for one in suppressions if one.code not in NEVER}
    return (one for one in diagnostics if (one.path, one.line, one.code) not in allowed)


def unneeded(diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]) -> Iterator[Diagnostic]:
    """Give one diagnostic for each comment that lets nothing stand."""
    found = {(one.path, one.line, one.code) for one in diagnostics if one.code not in NEVER}
    used: set[tuple[str, int, str]] = set()
    for one in reversed(suppressions):
        what = (one.path, one.line, one.code)
        if what not in found or what in used:
            yield make_diagnostic(UNNEEDED, one.path, (one.line, one.column), *_why(one.code))
        used.add(what)


def _why(code: str) -> tuple[str, str]:
    """Say what is wrong with a suppression, and what to do."""
    if not code:
        return "this comment names no code", "write 'ignore[W304]', with the code that it lets stand"
    if code in NEVER:
        return f"{code} cannot be ignored", "mend the file instead"
    return f"there is no {code} in this line", "take the comment away"
