"""A dated entry whose event has another date.

An entry may mention what happened on other days, so one event that falls within the entry's days is enough. Only
where no event that cites the entry does, and one cites it before all else, the two dates are compared. Events dated
to a month or a year agree with any of its days.
"""

from collections.abc import Iterator, Sequence

from sinoru.check.discrepancy import Discrepancy
from sinoru.dates.intervals import interval_of, is_apart, reaches_beyond
from sinoru.index.fields import ENTRIES
from sinoru.index.index import Index
from sinoru.locators.contents import Contents
from sinoru.locators.entries import Entry, entries_of
from sinoru.model.records import Event, Source, Statement
from sinoru.query.citing import events_on

CODE = "entry-date"
SUMMARY = "An event has another date than the dated entry that it cites first."
MARK = ENTRIES


def find(index: Index, records: Sequence[Source]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each event whose date differs from that of the entry it is based on."""
    for source in records:
        contents = Contents(source)
        events = events_on(index, contents)
        for section in source.sections:
            for entry in entries_of(source, section):
                citing = events.get(entry.at, [])
                if not any(_agrees(event, entry) for event in citing):
                    based = (
                        event for event in citing if next(contents.cited_in(event.evidence), "") == entry.at
                    )
                    yield from (_discrepancy(source, entry, event) for event in based)


def _agrees(event: Event, entry: Entry) -> bool:
    span, day = interval_of(event.date), interval_of(entry.date.text)
    if span is None or day is None:
        return True
    return not (reaches_beyond(span, day) if span.is_exact else is_apart(span, day))


def _discrepancy(source: Source, entry: Entry, event: Event) -> Discrepancy:
    return Discrepancy(
        key=CODE,
        record=event,
        question=f"When was “{event.title}”?",
        field="date",
        statements=(
            Statement(value=event.date, evidence=event.evidence),
            Statement(value=entry.date.text, evidence=entry.evidence(source)),
        ),
        why="the first is the date of the event, the second that of the entry that it cites",
        rule=CODE,
        about=(source.id,),
    )
