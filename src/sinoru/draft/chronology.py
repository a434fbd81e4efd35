"""A chronology in prose, as people publish them, to dated entries."""

import re
from collections.abc import Iterator

from sinoru.draft.consensus import Heads, keep_entries
from sinoru.draft.entries import Assembly
from sinoru.draft.entry import Entry, Passed
from sinoru.draft.heads import Head, HeadReader
from sinoru.draft.lines import Line, read_lines
from sinoru.draft.tokens import Lexer, languages_of
from sinoru.draft.trailing import find_trailing
from sinoru.draft.years import resolve_years
from sinoru.index.index import Progress

_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
_LAST_MONTH = 12
_OFTEN = 5000


def read_chronology(text: str, year: int | None, progress: Progress) -> tuple[list[Entry], list[Passed]]:
    """Give the dated entries of a text, and the lines that stand in none. `year` is that of the first entries."""
    lines = list(read_lines(text))
    reader = HeadReader(Lexer(languages_of(text)), month_first=is_month_first(text))
    found: Heads = list(_read_heads(reader, lines, progress))
    kept = keep_entries(lines, found)
    dropped: Heads = [None if keep else head for head, keep in zip(found, kept, strict=True)]
    assembly = Assembly(lines, kept, dropped, reader)
    assembly.run()
    entries = find_trailing(reader, assembly)
    resolve_years(entries, year)
    return [entry for entry in entries if not entry.is_heading], assembly.passed


def _read_heads(reader: HeadReader, lines: list[Line], progress: Progress) -> Iterator[Head | None]:
    for place, line in enumerate(lines):
        if place % _OFTEN == 0:
            progress(place, len(lines))
        yield reader.read(line.text) if line.text else None
    progress(len(lines), len(lines))


def is_month_first(text: str) -> bool:
    """Tell how a text writes days in figures: month first, unless some number in front can be no month."""
    pairs = [(int(first), int(second)) for first, second in _SLASHED.findall(text[:1_000_000])]
    day_first = sum(first > _LAST_MONTH >= second for first, second in pairs)
    month_first = sum(second > _LAST_MONTH >= first for first, second in pairs)
    return month_first >= day_first
