"""Suppress faults by comments, and fix what can be fixed without loss.

A comment `# sinoru: ignore[W304]`, or several codes with commas, suppresses the faults on its line. Byte order marks,
hidden characters and comments that suppress nothing can be removed. A file is changed only if everything else in it
reads the same afterwards, and only if it still holds what was checked.
"""

import os
import re
import stat
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

import msgspec

from sinoru.check.corpus import Corpus
from sinoru.check.finding import make_diagnostic
from sinoru.check.read import add_file, read_text
from sinoru.check.source_text import REMOVABLE, SourceText, hidden_in
from sinoru.loading.files import is_part_of
from sinoru.loading.yaml import Fault
from sinoru.model.errors import SinoruError
from sinoru.model.records import Diagnostic

UNNEEDED = "W310"
NEVER = frozenset(("E100", "E101", "E102", "E103", UNNEEDED))
"""Codes that no comment suppresses: what follows most of these faults was not read at all."""

COMMENT = re.compile(r"(?:(?<=\s)|^)#\s*sinoru:\s*ignore\b(?:\[(?P<codes>[^\]]*)\])?")
_CODE = re.compile(r"[^\s,]+")
FIXABLE = frozenset(("W306", "W307", UNNEEDED))
_MARK = "\ufeff"


class CannotFix(SinoruError):
    """A file cannot be fixed in place."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; nothing in it was changed")


class Suppression(msgspec.Struct, frozen=True):
    """A code that a comment suppresses on its line; an empty code: a comment that names none."""

    path: str
    line: int
    column: int
    code: str
    text: str
    """The complete line."""


def find_suppressions(source: SourceText) -> Iterator[Suppression]:
    """Yield the codes that the comments in a file name."""
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


def apply_suppressions(
    diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics that no comment suppresses."""
    allowed = {(one.path, one.line, one.code) for one in suppressions if one.code not in NEVER}
    return (one for one in diagnostics if (one.path, one.line, one.code) not in allowed)


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
        return "this comment names no code", "write 'ignore[W304]', with the code that it lets stand"
    if code in NEVER:
        return f"{code} cannot be ignored", "mend the file instead"
    return f"there is no {code} in this line", "take the comment away"


def require_within(path: str, tops: Sequence[str]) -> None:
    """Raise CannotFix if a link leads from these paths to a file outside of them."""
    target = os.path.realpath(path)
    if not any(is_part_of(target, os.path.realpath(top)) for top in tops):
        raise CannotFix(path, f"it is behind a link out of the corpus, to {target}")


def fix_file(source: SourceText, faults: Sequence[Diagnostic]) -> int:
    """Fix what is safe to fix in a file, and return the number of faults that are gone. Raises CannotFix, OSError."""
    fixed = _fixed_content(source, faults)
    if fixed == source.data or _contents(source) != _contents(SourceText(source.path, fixed)):
        return 0
    _replace(source, fixed)
    return sum(_is_fixed(source, fault) for fault in faults)


def _fixed_content(source: SourceText, faults: Sequence[Diagnostic]) -> bytes:
    if source.encoding != "UTF-8":
        return source.data
    try:
        text = source.data.decode()
    except UnicodeDecodeError:
        return source.data
    # A byte order mark stays if a comment suppresses W307.
    mark = text[:1] if source.has_mark and not any(fault.code == "W307" for fault in faults) else ""
    text = text.removeprefix(_MARK)
    unneeded: dict[int, set[int]] = defaultdict(set)
    for fault in faults:
        if fault.code == UNNEEDED:
            unneeded[fault.line].add(fault.column)
    lines = re.split("(\r\n|[\r\n])", text)  # every second item is a line break
    lines[::2] = (_fixed_line(line, unneeded.get(number, ())) for number, line in enumerate(lines[::2], 1))
    return (mark + "".join(lines)).encode()


def _fixed_line(line: str, columns: Collection[int]) -> str:
    """Return a line without the unneeded codes at these columns, and without removable characters."""
    for comment in reversed(list(COMMENT.finditer(line)) if columns else []):
        codes = re.split(r"[\s,]+", (comment["codes"] or "").strip())
        starts = [
            comment.start("codes") + code.start() + 1 for code in _CODE.finditer(comment["codes"] or "")
        ]
        kept = [code for code, start in zip(codes, starts, strict=False) if start not in columns]
        head, rest = line[: comment.start()], line[comment.end() :]
        line = f"{head}# sinoru: ignore[{', '.join(kept)}]{rest}" if kept else (head.rstrip() + rest).rstrip()
    removable = {offset for offset, char in hidden_in(line.replace("\t", " ")) if char in REMOVABLE}
    return "".join(char for offset, char in enumerate(line) if offset not in removable) if removable else line


def _is_fixed(source: SourceText, fault: Diagnostic) -> bool:
    line = source.line(fault.line)
    char = line[fault.column - 1 : fault.column]
    return fault.code in ("W307", UNNEEDED) or (fault.code == "W306" and char in REMOVABLE)


def _contents(source: SourceText) -> list[object]:
    """Return the faults, records and titles in a file as text, without removable characters."""
    corpus = Corpus()
    faults = [one.code for one in add_file(source, corpus) if isinstance(one, Fault)]
    records = (msgspec.json.encode(placed.record).decode() for placed in corpus.placed)
    titles = (msgspec.json.encode(title).decode() for _, title in corpus.titles)
    return [*faults, *map(_without_removable, records), *map(_without_removable, titles)]


def _without_removable(text: str) -> str:
    return "".join(char for char in text if char not in REMOVABLE)


def _replace(source: SourceText, data: bytes) -> None:
    """Replace the content of a file atomically, if it still holds what was read."""
    path = source.path
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise CannotFix(path, "it is a link")
    if not os.access(path, os.W_OK):  # renaming would succeed nevertheless
        raise CannotFix(path, "it is read-only")
    temporary = os.path.join(os.path.dirname(path), f".sinoru-{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        if read_text(path).data != source.data:
            raise CannotFix(path, "it was changed meanwhile")
        os.replace(temporary, path)
    except OSError as error:
        raise CannotFix(path, f"cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            os.unlink(temporary)
