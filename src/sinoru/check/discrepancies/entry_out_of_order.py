"""A dated entry that follows a later one.

A chronology runs one way. An entry against that order is misplaced or misdated; only another source can show
which. Entries are in order by their first day: one day within a longer entry, or two that overlap, are in order. A
list that runs from the latest to the earliest is in order too.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sinoru.check.discrepancy import Discrepancy
from sinoru.index.fields import ENTRIES
from sinoru.index.index import Index
from sinoru.locators.entries import Entry, entries_of
from sinoru.model.records import Source, Statement
from sinoru.query.citing import Recorded

CODE = "entry-out-of-order"
SUMMARY = "A dated entry follows a later one."
MARK = ENTRIES

Pair = tuple[Entry, Entry]


def find(index: Index, records: Sequence[Source]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each two neighbouring entries that are in the wrong order."""
    for source in records:
        recorded = Recorded(index, source)
        for section in source.sections:
            for before, after in _out_of_order(list(entries_of(source, section))):
                yield _discrepancy(recorded, source, before, after)


def _out_of_order(entries: Sequence[Entry]) -> list[Pair]:
    """Return the neighbours whose order is the reverse of that of most neighbours."""
    rising = [pair for pair in pairwise(entries) if _first_day(pair[0]) < _first_day(pair[1])]
    falling = [pair for pair in pairwise(entries) if _first_day(pair[0]) > _first_day(pair[1])]
    return falling if len(rising) >= len(falling) else rising


def _first_day(entry: Entry) -> int:
    return entry.date.earliest or 0


def _discrepancy(recorded: Recorded, source: Source, before: Entry, after: Entry) -> Discrepancy:
    return Discrepancy(
        key=f"{CODE}-{after.date.text}",
        record=source,
        question=f"Which date is right: that of the entry “{before.at}”, or of “{after.at}”?",
        field="order",
        statements=(
            Statement(value=before.date.text, evidence=before.evidence(source)),
            Statement(value=after.date.text, evidence=after.evidence(source)),
        ),
        why="the entries appear in this order, but the other entries of the section run the other way",
        rule=CODE,
        recorded_on=(*recorded.at(before.at), *recorded.at(after.at)),
    )
