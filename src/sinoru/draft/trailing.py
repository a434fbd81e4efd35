"""Entries whose date stands in brackets behind their text."""

import re

from sinoru.draft.entries import Assembly
from sinoru.draft.entry import Entry
from sinoru.draft.heads import HeadReader

_FEW = 2
_TRAILING = re.compile(r"[(\[（]([^()\[\]（）]{4,60})[)\]）][ .]*$")


def find_trailing(reader: HeadReader, assembly: Assembly) -> list[Entry]:
    """Give all entries, those with the date behind as well where the text has several of them."""
    found: list[Entry] = []
    dated = sum(not entry.is_heading for entry in assembly.entries)
    for line in assembly.passed:
        match = _TRAILING.search(line.text[-80:])
        when = reader.whole(match.group(1).strip()) if match else None
        if match and when and not when.start.is_bare_day:
            text = line.text[: len(line.text) - len(match.group())].rstrip()
            found.append(Entry(when, line.line, match.group(1), [text], line.text))
    if len(found) < _FEW or len(found) * _FEW < dated:
        return assembly.entries
    taken = {entry.line for entry in found}
    assembly.passed = [line for line in assembly.passed if line.line not in taken]
    kept = [entry for entry in assembly.entries if not (entry.hint and entry.line in taken)]
    return sorted(kept + found, key=lambda entry: entry.line)
