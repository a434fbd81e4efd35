"""Comments that let a fault stand: `# sinoru: ignore[W304]`, or several codes with commas, on its line.

What can be mended without any loss: characters that nobody sees, and comments that let nothing stand.

A file is changed only where nothing else in it would read differently, and only if it is still what was checked.
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
    """Yield the codes that comments in a file name."""
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
    """Yield the diagnostics that no comment lets stand."""
    allowed = {(one.path, one.line, one.code) for one in suppressions if one.code not in NEVER}
    return (one for one in diagnostics if (one.path, one.line, one.code) not in allowed)


def unneeded_suppressions(
    diagnostics: Sequence[Diagnostic], suppressions: Sequence[Suppression]
) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each comment that lets nothing stand."""
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


FIXABLE = frozenset(("W306", "W307", UNNEEDED))
_MARK = "\ufeff"
"""It stays where a comment lets it stand."""


class CannotFix(SinoruError):
    """A file cannot be mended where it stands."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; nothing in it was changed")


def require_within(path: str, tops: Sequence[str]) -> None:
    """Refuse a file that really stands outside of these paths, behind a link. Raises CannotFix."""
    target = os.path.realpath(path)
    real = [os.path.realpath(top) for top in tops]
    if not any(is_part_of(target, top) for top in real):
        raise CannotFix(path, f"it is behind a link out of the corpus, to {target}")


def fix_file(source: SourceText, faults: Sequence[Diagnostic]) -> int:
    """Mend what is safe to mend in a file, and give the number of faults that are gone. Raises CannotFix, OSError."""
    mended = _mended(source, faults)
    if mended == source.data:
        return 0
    if _told(source) != _told(SourceText(source.path, mended)):
        return 0
    _replace(source, mended)
    return sum(_is_gone(source, fault) for fault in faults)


def _mended(source: SourceText, faults: Sequence[Diagnostic]) -> bytes:
    if source.encoding != "UTF-8":
        return source.data
    try:
        text = source.data.decode()
    except UnicodeDecodeError:
        return source.data
    mark = text[:1] if source.has_mark and not any(fault.code == "W307" for fault in faults) else ""
    text = text.removeprefix(_MARK)
    unneeded: dict[int, set[int]] = defaultdict(set)
    for fault in faults:
        if fault.code == UNNEEDED:
            unneeded[fault.line].add(fault.column)
    lines = re.split("(\r\n|[\r\n])", text)  # the ends stand between the lines
    lines[::2] = (_mend_line(line, unneeded.get(number, ())) for number, line in enumerate(lines[::2], 1))
    return (mark + "".join(lines)).encode()


def _mend_line(line: str, columns: Collection[int]) -> str:
    """Take the unneeded codes at these columns out of a line, and what can be removed."""
    for comment in reversed(list(COMMENT.finditer(line)) if columns else []):
        codes = re.split(r"[\s,]+", (comment["codes"] or "").strip())
        places = [
            comment.start("codes") + found.start() + 1
            for found in re.finditer(r"[^\s,]+", comment["codes"] or "")
        ]
        kept = [code for code, place in zip(codes, places, strict=False) if place not in columns]
        rest = line[comment.end() :]
        head = line[: comment.start()]
        line = f"{head}# sinoru: ignore[{', '.join(kept)}]{rest}" if kept else (head.rstrip() + rest).rstrip()
    removable = {place for place, char in hidden_in(line.replace("\t", " ")) if char in REMOVABLE}
    return "".join(char for place, char in enumerate(line) if place not in removable) if removable else line


def _is_gone(source: SourceText, fault: Diagnostic) -> bool:
    line = source.line(fault.line)
    char = line[fault.column - 1 : fault.column]
    return fault.code in ("W307", UNNEEDED) or (fault.code == "W306" and char in REMOVABLE)


def _told(source: SourceText) -> list[object]:
    """Return what is in a file, without the characters that may be taken away, and the faults of reading it."""
    corpus = Corpus()
    faults = [one.code for one in add_file(source, corpus) if isinstance(one, Fault)]
    records = (msgspec.json.encode(placed.record).decode() for placed in corpus.placed)
    titles = (msgspec.json.encode(title).decode() for _, title in corpus.titles)
    return [*faults, *map(_seen, records), *map(_seen, titles)]


def _seen(text: str) -> str:
    return "".join(char for char in text if char not in REMOVABLE)


def _replace(source: SourceText, data: bytes) -> None:
    """Put new content into the place of a file at once, if the file is still what was read."""
    path = source.path
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise CannotFix(path, "it is a link")
    if not os.access(path, os.W_OK):  # a renaming would not mind
        raise CannotFix(path, "it is read-only")
    aside = os.path.join(os.path.dirname(path), f".sinoru-{os.getpid()}.tmp")
    try:
        with open(aside, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(aside, stat.S_IMODE(status.st_mode))
        if read_text(path).data != source.data:
            raise CannotFix(path, "it was changed meanwhile")
        os.replace(aside, path)
    except OSError as error:
        raise CannotFix(path, f"cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            os.unlink(aside)
