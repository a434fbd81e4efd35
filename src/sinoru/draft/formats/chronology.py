"""`import chronology`: a text in prose."""

from collections.abc import Iterator

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.date_prefix import read_lines
from sinoru.draft.entries import Entry
from sinoru.draft.prose import doubts_of, read_chronology
from sinoru.index.index import Progress

_LONGEST_TITLE = 120


def read_prose(text: str, year: int | None, progress: Progress) -> Rows:
    """Return the dated entries of a text as rows, and the lines that were skipped."""
    entries, passed = read_chronology(text, year, progress)
    undated = (LeftOut(line.line, line.text, "no date at the start") for line in passed)
    read = Rows.of([*undated, *map(_make_row, entries)])
    left_out = tuple(sorted(read.left_out, key=lambda line: line.line))
    first = min((entry.line for entry in entries), default=0)
    return Rows(read.rows, left_out, next(_titles_above(text, first), ""))


def _make_row(entry: Entry) -> Row | LeftOut:
    summary = " ".join(" ".join(entry.texts).split())
    if not summary:
        return LeftOut(entry.line, entry.source, "no text after the date")
    try:
        date = entry.when.edtf()
        if not date:
            return LeftOut(entry.line, entry.source, "neither a year nor a month is known")
        parse_edtf(date)
    except DateError as error:
        return LeftOut(entry.line, entry.source, str(error))
    return Row(
        date=date,
        summary=summary,
        line=entry.line,
        text=entry.source,
        printed=entry.printed,
        doubts=tuple(doubts_of(entry)),
    )


def _titles_above(text: str, first: int) -> Iterator[str]:
    for line in read_lines(text[:20_000]):
        if line.number >= first:
            return
        if line.text and len(line.text) <= _LONGEST_TITLE:
            yield line.text
