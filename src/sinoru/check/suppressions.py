"""Comments that suppress faults: `# sinoru: ignore[W304]`, or several codes with commas, for those on its line."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sinoru.check.file_text import FileText
from sinoru.check.finding import Location, make_diagnostic
from sinoru.messages import quoted
from sinoru.model.records import CorpusTitle, Diagnostic

UNNEEDED = "W310"
NEVER = frozenset(("E100", "E101", "E102", "E103", UNNEEDED))
"""Codes that no comment suppresses: what follows most of these faults was not read at all."""
COMMENT = re.compile(r"(?:(?<=\s)|^)#\s*sinoru:\s*ignore\b(?:\[(?P<codes>[^\]]*)\])?")
CODE = re.compile(r"[^\s,]+")


class Suppression(msgspec.Struct, frozen=True):
    """A code that a comment suppresses on its line; an empty code: a comment that names none."""

    path: str
    line: int
    column: int
    code: str
    text: str
    """The complete line."""


def find_suppressions(source: FileText) -> Iterator[Suppression]:
    """Yield the codes that the comments in a file name."""
    if b"sinoru:" not in source.data and not source.has_mark:  # UTF-16 has other bytes
        return
    for number, line in source.numbered():
        for comment in COMMENT.finditer(line) if "sinoru:" in line else ():
            start, end = comment.span("codes")
            codes = list(CODE.finditer(line, start, end)) if start >= 0 else []
            for code in codes:
                yield Suppression(source.path, number, code.start() + 1, code[0].upper(), line)
            if not codes:
                yield Suppression(source.path, number, comment.start() + 1, "", line)


def apply_suppressions(
    diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics that no comment suppresses."""
    allowed = {(one.path, one.line, one.code) for one in suppressions if one.code not in NEVER}
    return (one for one in diagnostics if (one.path, one.line, one.code) not in allowed)


class SwitchedOff:
    """The warnings that corpora switch off (`rules: {off: [...]}` under `corpus:`), by file.

    A declaration is for its folder and those below, or for its file alone where several files of a folder have one.
    """

    def __init__(self, titles: Iterable[tuple[Location, CorpusTitle]]) -> None:
        self._by_folder: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for place, title in titles:
            codes = map(str.upper, title.rules.off if title.rules else ())
            off = frozenset(code for code in codes if code.startswith("W"))
            self._by_folder[os.path.dirname(place.path)][place.path] = off
        self.has_any = any(off for files in self._by_folder.values() for off in files.values())

    def __call__(self, diagnostic: Diagnostic) -> bool:
        """Return whether the corpus that the file of a diagnostic belongs to switches it off."""
        return self.has_any and diagnostic.code in self._codes(diagnostic.path)

    def _codes(self, path: str) -> frozenset[str]:
        folder = os.path.dirname(path)
        while folder not in self._by_folder:
            if os.path.dirname(folder) == folder:
                return frozenset()
            folder = os.path.dirname(folder)
        files = self._by_folder[folder]
        return next(iter(files.values())) if len(files) == 1 else files.get(path, frozenset())


def unneeded_suppressions(
    diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each suppression without effect."""
    found = {(one.path, one.line, one.code) for one in diagnostics if one.code not in NEVER}
    used: set[tuple[str, int, str]] = set()
    for one in reversed(suppressions):
        key = (one.path, one.line, one.code)
        if key not in found or key in used:
            yield make_diagnostic(UNNEEDED, one.path, (one.line, one.column), *_why_unneeded(one.code))
        used.add(key)


def _why_unneeded(code: str) -> tuple[str, str]:
    """Return the message and the hint for a suppression of a code that has no effect."""
    if not code:
        return "the comment names no code", "name the code to suppress, as in 'ignore[W304]'"
    if code in NEVER:
        return f"{quoted(code)} cannot be suppressed", "remove the comment, and correct the file"
    return f"{quoted(code)} does not occur on this line", "remove the comment"
