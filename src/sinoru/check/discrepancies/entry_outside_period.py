"""A dated entry outside the period in the heading of its section.

A chronology headed “April-June 1999” promises no entry of February. The entry may be right and the heading too
narrow; a reader who relies on the heading is misled all the same. An entry that begins or ends within the time is
in it.
"""

from collections.abc import Iterator, Sequence

from sinoru.check.discrepancy import Discrepancy
from sinoru.index.fields import ENTRIES
from sinoru.index.index import Index
from sinoru.locators.entries import Entry, covered_days, entries_of
from sinoru.model.records import Evidence, Section, Source, Statement
from sinoru.query.citing import Recorded

CODE = "entry-outside-period"
SUMMARY = "A dated entry lies outside the period in the heading of its section."
MARK = ENTRIES


def find(index: Index, records: Sequence[Source]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each entry outside the period of its section's heading."""
    for source in records:
        recorded = Recorded(index, source)
        for section in source.sections:
            period = covered_days(section)
            for entry in entries_of(source, section) if period else ():
                if period and not period.overlaps(entry.date.earliest, entry.date.latest):
                    yield _discrepancy(recorded, source, section, entry)


def _discrepancy(recorded: Recorded, source: Source, section: Section, entry: Entry) -> Discrepancy:
    heading = Evidence(source=source.id, at=section.title)
    covered = "/".join((section.start or "..", section.end or ".."))
    return Discrepancy(
        key=f"{CODE}-{entry.date.text}",
        record=source,
        question=f"Which is right: the period in “{section.title}”, or the date of its entry “{entry.at}”?",
        field="range",
        statements=(
            Statement(value=covered, evidence=(heading,)),
            Statement(value=entry.date.text, evidence=entry.evidence(source)),
        ),
        why="the first is the period in the heading of the section, the second the date of an entry below it",
        rule=CODE,
        recorded_on=recorded.at(entry.at),
    )
