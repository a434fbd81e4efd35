"""Locators of a source: its dated entries (`Chronology, May 22-29`), and the records that cite its passages."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf
from sinoru.dates.written import parse_typed
from sinoru.index.fields import CONFLICTS, FLAG
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Evidence, Section, Source
from sinoru.query.fetch import in_batches
from sinoru.query.select import first_numbers, links_to

_MOST_CITING = 20_000
"""Records read that cite one source."""


class Entry(msgspec.Struct, frozen=True):
    """A dated entry of a source; `at` is its locator."""

    at: str
    date: EdtfDate

    def evidence(self, source: Source) -> tuple[Evidence, ...]:
        """Return evidence that cites the entry."""
        return (Evidence(source=source.id, at=self.at),)


def entries_of(source: Source, section: Section) -> Iterator[Entry]:
    """Yield the entries of a section in the order of the source; one whose date cannot be parsed is left out."""
    years = list(_possible_years(source, section))
    period = covered_days(section)
    for printed in filter(None, map(str.strip, section.entries)):
        date = _entry_date(printed, years, period)
        if date is not None:
            yield Entry(f"{section.title}, {printed}" if section.title else printed, date)


def in_order_of_source(source: Source, locators: Iterable[str]) -> list[str]:
    """Return each locator once, by section of the source, then by paragraph or by the date of the entry.

    A section as a whole precedes its passages; what is in no section comes last.
    """
    passages: dict[str, list[str]] = {}
    titles = sorted((section.title for section in source.sections), key=len, reverse=True)
    for at in dict.fromkeys(locators):
        passages.setdefault(next((one for one in titles if _is_in(one, at)), ""), []).append(at)
    ordered: list[str] = []
    for section in source.sections:
        ordered += _in_order_of_section(source, section, passages.pop(section.title, []))
    return ordered + _in_order_of_section(source, Section(title=""), passages.get("", []))


def _is_in(title: str, at: str) -> bool:
    return at == title or at.startswith(f"{title}, ")


def _in_order_of_section(source: Source, section: Section, locators: list[str]) -> list[str]:
    cited = {at: at.removeprefix(section.title).removeprefix(", ") for at in locators}
    entries = tuple(passage for passage in cited.values() if not passage.isdecimal())
    dated = entries_of(source, msgspec.structs.replace(section, entries=entries))
    days = {entry.at: entry.date.earliest for entry in dated}

    def position(at: str) -> tuple[int, float, str]:
        passage = cited[at]
        if not passage:
            return 0, 0, ""
        if passage.isdecimal():
            digits = passage.lstrip("0")
            return 1, len(digits), digits
        day = days.get(at)
        return 2, float("inf") if day is None else day, ""

    return sorted(locators, key=position)


def covered_days(section: Section) -> EdtfDate | None:
    """Return the period that a section's heading covers; None where it names none.

    One that ends before it begins counts as no period: `check` reports it.
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
        yield from range(civil_of_day(min(days))[0], civil_of_day(max(days))[0] + 1)


def _entry_date(printed: str, years: list[int], period: EdtfDate | None) -> EdtfDate | None:
    """Parse a date with each of the years, then without one; return the first in the period, else the first."""
    parsed = (_parse_printed(text) for text in (*(f"{printed} {year}" for year in years), printed))
    dates = [date for date in parsed if date is not None]
    inside = (date for date in dates if period is not None and period.overlaps(date.earliest, date.latest))
    return next(inside, dates[0] if dates else None)


@cache
def _parse_printed(text: str) -> EdtfDate | None:
    """Parse a printed date; None without a first and a last day. Cached, as several rules parse the same dates."""
    try:
        date = parse_typed(text)
    except DateError:
        return None
    return None if date.earliest is None or date.latest is None else date


def recorded_at(index: Index, source: Source, at: str) -> tuple[str, ...]:
    """Return the ids of the records with recorded conflicts that cite a passage."""
    links = (links_to(index, CONFLICTS, FLAG), links_to(index, source.id, "source"))
    return tuple(
        record.id
        for records in in_batches(index, first_numbers(index, Scope(links=links), _MOST_CITING))
        for record in records
        if any(one.source == source.id and one.at == at for one in index.fields.evidence(record))
    )


def events_on(index: Index, source: Source) -> dict[str, list[Event]]:
    """Return, by locator, the events that cite a source, in chronological order."""
    citing = Scope(kinds=("event",), links=(links_to(index, source.id, "source"),))
    by_locator: dict[str, list[Event]] = {}
    for records in in_batches(index, first_numbers(index, citing, _MOST_CITING)):
        for event in cast("list[Event]", records):
            for at in dict.fromkeys(one.at for one in event.evidence if one.source == source.id):
                by_locator.setdefault(at, []).append(event)
    return by_locator
