"""The dated entries of a source: `Chronology, May 22-29` as a date.

What rests on the passages of a source.
"""

from collections.abc import Iterator
from functools import cache
from typing import cast

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf
from sinoru.dates.written import parse_typed
from sinoru.index.fields import CONFLICTS, FLAG, all_evidence
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Evidence, Section, Source
from sinoru.query.assemble import in_batches
from sinoru.query.select import first_numbers, links_to


class Entry(msgspec.Struct, frozen=True):
    """An entry: its locator and its date."""

    at: str
    date: EdtfDate

    def evidence(self, source: Source) -> tuple[Evidence, ...]:
        """Return the entry as evidence."""
        return (Evidence(source=source.id, at=self.at),)


def entries_of(source: Source, section: Section) -> Iterator[Entry]:
    """Yield the entries of a section in the order of the source; one whose date cannot be read is left out."""
    years = list(_years(source, section))
    for printed in filter(None, map(str.strip, section.entries)):
        date = _read(printed, years, covered_days(section))
        if date is not None:
            yield Entry(f"{section.title}, {printed}", date)


def covered_days(section: Section) -> EdtfDate | None:
    """Return the time that a section's heading covers; None where it gives none."""
    if not section.start and not section.end:
        return None
    return parse_edtf(f"{section.start or '..'}/{section.end or '..'}")


def _years(source: Source, section: Section) -> Iterator[int]:
    """Yield the years that an entry printed without one may be of: those of the heading, else of publication."""
    days = [
        day
        for text in (section.start, section.end) if text
        for date in (parse_edtf(text),)
        for day in (date.earliest, date.latest) if day is not None
    ]  # fmt: skip
    if not days and source.published:
        days = [day for day in (parse_edtf(source.published).earliest,) if day is not None]
    if days:
        yield from range(civil_of_day(min(days))[0], civil_of_day(max(days))[0] + 1)


def _read(printed: str, years: list[int], period: EdtfDate | None) -> EdtfDate | None:
    """Read a date with a year that puts it into the period, else the first one; or as it stands, with its own."""
    read = (_typed(text) for text in (*(f"{printed} {year}" for year in years), printed))
    dates = [date for date in read if date is not None]
    inside = (date for date in dates if period is not None and period.overlaps(date.earliest, date.latest))
    return next(inside, dates[0] if dates else None)


@cache
def _typed(text: str) -> EdtfDate | None:
    """Read a date as printed; several rules ask for the same ones."""
    try:
        date = parse_typed(text)
    except DateError:
        return None
    return None if date.earliest is None or date.latest is None else date


_MOST = 20_000
"""Records looked through for one source."""


def recorded_at(index: Index, source: Source, at: str) -> tuple[str, ...]:
    """Return the ids of the records with conflicts that rest on a passage."""
    links = (links_to(index, CONFLICTS, FLAG), links_to(index, source.id, "source"))
    return tuple(
        record.id
        for records in in_batches(index, first_numbers(index, Scope(links=links), _MOST))
        for record in records
        if any(one.source == source.id and one.at == at for one in all_evidence(record))
    )


def events_on(index: Index, source: Source) -> dict[str, list[Event]]:
    """Give, by place in a source, the events that name it in their evidence, in order of time."""
    resting: dict[str, list[Event]] = {}
    for event in _events(index, source):
        for at in dict.fromkeys(one.at for one in event.evidence if one.source == source.id):
            resting.setdefault(at, []).append(event)
    return resting


def _events(index: Index, source: Source) -> Iterator[Event]:
    resting = Scope(kinds=("event",), links=(links_to(index, source.id, "source"),))
    for records in in_batches(index, first_numbers(index, resting, _MOST)):
        yield from cast("list[Event]", records)
