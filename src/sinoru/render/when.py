"""Dates as a reader sees them: in words, with their doubts; text that is no date as it stands."""

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.render.document import Span
from sinoru.render.glyphs import Glyphs

Day = tuple[int, int, int]
"""Year, month, day."""


def words_of(edtf: str, glyphs: Glyphs) -> str:
    """Put an EDTF date in words."""
    try:
        words = in_words(parse_edtf(edtf))
    except DateError:
        return edtf
    return words.replace("\u2013", glyphs.dash)


def when(edtf: str, glyphs: Glyphs) -> Span:
    """Give a date as a span."""
    return Span(words_of(edtf, glyphs), "date")


def time_in_office(start: str, end: str, glyphs: Glyphs) -> Span:
    """Word the days of taking and leaving an office, where either may not be known."""
    if start and end:
        return when(f"{start}/{end}", glyphs)
    if start:
        return Span(f"from {words_of(start, glyphs)}", "date")
    if end:
        return Span(f"until {words_of(end, glyphs)}", "date")
    return Span("dates not known", "doubt")


def day_bounds(edtf: str) -> tuple[int | None, int | None]:
    """Give the first and last possible day (days since 1970-01-01); None where open, unknown or no date."""
    try:
        date = parse_edtf(edtf)
    except DateError:
        return None, None
    return date.earliest, date.latest


def calendar_bounds(edtf: str) -> tuple[Day, Day] | None:
    """Give the first and last possible day in the calendar, where both are known."""
    first, last = day_bounds(edtf)
    return None if first is None or last is None else (civil_of_day(first), civil_of_day(last))
