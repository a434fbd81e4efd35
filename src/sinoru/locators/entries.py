"""Dated entries of a source: `May 22-29` in a section whose heading covers April to June 1999."""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf
from sinoru.model.records import Evidence, Section, Source

_MOST_YEARS = 12
"""Years that are tried, from the first of a heading on: any day, with its day of the week, is in one of them."""


class Entry(msgspec.Struct, frozen=True):
    """A dated entry of a source; `at` is its locator."""

    at: str
    date: EdtfDate

    def evidence(self, source: Source) -> tuple[Evidence, ...]:
        """Return evidence that cites the entry."""
        return (Evidence(source=source.id, at=self.at),)


def entries_of(source: Source, section: Section) -> Iterator[Entry]:
    """Yield the entries of a section in the order of the source; one whose date cannot be parsed is left out."""
    dates = entry_dates(source, section, section.entries)
    for printed in map(_on_one_line, section.entries):
        if printed in dates:
            yield Entry(f"{section.title}, {printed}" if section.title else printed, dates[printed])


def entry_dates(source: Source, section: Section, printed: Iterable[str]) -> dict[str, EdtfDate]:
    """Return the dates of entries by what is printed, in the years that the section's heading covers."""
    years = list(_possible_years(source, section))
    period = covered_days(section)
    texts = filter(None, dict.fromkeys(map(_on_one_line, printed)))
    dates = ((text, _entry_date(text, years, period)) for text in texts)
    return {text: date for text, date in dates if date is not None}


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def covered_days(section: Section) -> EdtfDate | None:
    """Return the period that a section's heading covers; None if it has no dates.

    A period that ends before it begins does not count: `check` reports it.
    """
    if not section.start and not section.end:
        return None
    try:
        return parse_edtf(f"{section.start or '..'}/{section.end or '..'}")
    except DateError:
        return None


def _possible_years(source: Source, section: Section) -> Iterator[int]:
    """Yield the possible years of an entry printed without one: those of the heading, else that of publication."""
    days = [
        day
        for text in (section.start, section.end) if text
        for date in (parse_edtf(text),)
        for day in (date.earliest, date.latest) if day is not None
    ]  # fmt: skip
    if not days and source.published:
        days = [day for day in (parse_edtf(source.published).earliest,) if day is not None]
    if days:
        first, last = civil_of_day(min(days))[0], civil_of_day(max(days))[0]
        yield from range(first, min(last + 1, first + _MOST_YEARS))


def _entry_date(printed: str, years: list[int], period: EdtfDate | None) -> EdtfDate | None:
    """Parse a date with each of the years, then without one; return the first in the period, else the first."""
    parsed = (_parse_printed(text) for text in (*(f"{printed} {year}" for year in years), printed))
    first = None
    for date in parsed:
        if date is not None and period is not None and period.overlaps(date.earliest, date.latest):
            return date
        first = first or date
    return first


@cache
def _parse_printed(text: str) -> EdtfDate | None:
    """Parse a printed date; None without a first and a last day. Cached, as several rules parse the same dates."""
    from sinoru.dates.written import parse_typed  # lazy, as most records cite no two entries of one section

    try:
        date = parse_typed(text)
    except DateError:
        return None
    return None if date.earliest is None or date.latest is None else date
