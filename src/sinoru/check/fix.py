"""Fix what can be fixed without loss: byte order marks, hidden characters, former ids, unneeded suppressions.

A file is changed only if everything else in it reads the same afterwards and it has not changed since the check.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.file_text import REMOVABLE, FileText, hidden_in
from sinoru.check.read import add_file
from sinoru.check.rules.reference_to_former_id import CODE as FORMER_ID
from sinoru.check.rules.reference_to_former_id import former_and_present
from sinoru.check.suppressions import CODE, COMMENT, UNNEEDED
from sinoru.files import write_file
from sinoru.loading.yaml import Fault
from sinoru.model.records import Diagnostic

FIXABLE = frozenset(("W306", "W307", FORMER_ID, UNNEEDED))
_MARK = "\ufeff"


def fix_file(source: FileText, faults: Sequence[Diagnostic], declared: bytes = b"") -> int:
    """Fix what is safe to fix in a file, and return the number of faults that are gone. Raises NotWritten.

    `declared` has the fields of its corpus's own (JSON).
    """
    fixed = _fixed_content(source, faults)
    ids = dict(former_and_present(fault) for fault in faults if fault.code == FORMER_ID)
    after = FileText(source.path, fixed)
    if fixed == source.data or _contents(source, ids, declared) != _contents(after, ids, declared):
        return 0
    write_file(source.path, fixed, replaces=source.data)
    return sum(_is_fixed(source, fault) for fault in faults)


def _fixed_content(source: FileText, faults: Sequence[Diagnostic]) -> bytes:
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
    lines = re.split("(\r\n|[\r\n])", text)  # every second item is a line break
    for fault in sorted(faults, key=lambda fault: -fault.column):  # what is before a place does not move
        if fault.code == UNNEEDED:
            unneeded[fault.line].add(fault.column)
        elif fault.code == FORMER_ID:
            lines[2 * fault.line - 2] = _with_present_id(lines[2 * fault.line - 2], fault)
    lines[::2] = (_fixed_line(line, unneeded.get(number, ())) for number, line in enumerate(lines[::2], 1))
    return (mark + "".join(lines)).encode()


def _fixed_line(line: str, columns: Collection[int]) -> str:
    """Return a line without the unneeded codes at these columns, and without removable characters."""
    for comment in reversed(list(COMMENT.finditer(line)) if columns else []):
        codes = re.split(r"[\s,]+", (comment["codes"] or "").strip())
        starts = [comment.start("codes") + code.start() + 1 for code in CODE.finditer(comment["codes"] or "")]
        kept = [code for code, start in zip(codes, starts, strict=False) if start not in columns]
        head, rest = line[: comment.start()], line[comment.end() :]
        line = f"{head}# sinoru: ignore[{', '.join(kept)}]{rest}" if kept else (head.rstrip() + rest).rstrip()
    removable = {offset for offset, char in hidden_in(line.replace("\t", " ")) if char in REMOVABLE}
    return "".join(char for offset, char in enumerate(line) if offset not in removable) if removable else line


def _with_present_id(line: str, fault: Diagnostic) -> str:
    """Return a line with the present id in the place of a former one, in the same quotes."""
    former, present = former_and_present(fault)
    written = re.compile(rf"""(["']?){re.escape(former)}\1(?![\w-])""").match(line, fault.column - 1)
    if not written:
        return line
    return f"{line[: written.start()]}{written[1]}{present}{written[1]}{line[written.end() :]}"


def _is_fixed(source: FileText, fault: Diagnostic) -> bool:
    line = source.line(fault.line)
    char = line[fault.column - 1 : fault.column]
    if fault.code == FORMER_ID:
        return _with_present_id(line, fault) != line
    return fault.code in ("W307", UNNEEDED) or (fault.code == "W306" and char in REMOVABLE)


def _contents(source: FileText, ids: Mapping[str, str], declared: bytes) -> list[object]:
    """Return the faults, records and titles in a file as text, without removable characters and former ids."""
    corpus = CheckedCorpus()
    corpus.declare({source.path: declared})
    faults = [one.code for one in add_file(source, corpus) if isinstance(one, Fault)]
    present = (corpus.fields.with_ids(placed.record, ids) for placed in corpus.placed)
    records = (msgspec.json.encode(record).decode() for record in present)
    titles = (msgspec.json.encode(title).decode() for _, title in corpus.titles)
    return [*faults, *map(_without_removable, records), *map(_without_removable, titles)]


def _without_removable(text: str) -> str:
    return "".join(char for char in text if char not in REMOVABLE)
