"""An event that is part of another, and yet begins before that one or ends after it.

Two dates for one event: if a meeting belongs to a visit, one of their dates is wrong, or the meeting does not
belong to it. Only what is sure counts. A part dated to a month may fall into a visit of four days; a date marked as
doubtful may be any; a whole without an end goes on.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from sinoru.check.discrepancy import Discrepancy
from sinoru.dates.intervals import interval_of, reaches_beyond
from sinoru.index.fields import WHOLE
from sinoru.index.index import Index
from sinoru.model.records import Event, Statement
from sinoru.query.fetch import by_ids

CODE = "outside-whole"
SUMMARY = "An event lies outside the time of the event that it is part of."
MARK = WHOLE


def find(index: Index, records: Sequence[Event]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each event that does not lie within the one it is part of."""
    found = by_ids(index, Event.KIND, [event.part_of for event in records])
    wholes = {event.id: event for event in cast("list[Event]", found)}
    for event in records:
        whole = wholes.get(event.part_of)
        if whole and _is_outside(event, whole):
            yield Discrepancy(
                key=CODE,
                record=event,
                question=f"When was “{event.title}”?",
                field="date",
                statements=(
                    Statement(value=event.date, evidence=event.evidence),
                    Statement(value=whole.date, evidence=whole.evidence),
                ),
                why=f"the second date is that of “{whole.title}” ({whole.id}),"
                " which this event is recorded as part of",
                rule=CODE,
                about=(whole.id,),
            )


def _is_outside(event: Event, whole: Event) -> bool:
    part_span, whole_span = interval_of(event.date), interval_of(whole.date)
    return part_span is not None and whole_span is not None and reaches_beyond(part_span, whole_span)
