"""Conflicts as rows, one for each statement, and links as rows, one for each event."""

from collections.abc import Iterator

from sinoru.export.cells import cite, listed
from sinoru.query.analyses import Chain, Conflicts, Links, Meeting

Row = tuple[str, ...]

CONFLICTS: Row = (
    "id", "record", "kind", "title", "on", "says", "by", "certainty", "evidence", "claim", "verdict", "why",
    "verdict_evidence", "found_by",
)  # fmt: skip
LINKS: Row = ("person", "name", "event", "date", "title", "evidence")


def conflict_rows(answer: Conflicts) -> Iterator[Row]:
    """Give a row for each statement; what belongs to the conflict stands in all of its rows."""
    for one in answer.conflicts:
        for said in one.statements:
            yield (
                one.id, one.record, one.kind, one.title, one.on, said.says,
                said.by.name if said.by else listed(said.authors), said.certainty, cite(said.evidence),
                said.claim, one.verdict, one.why, cite(one.evidence), one.found_by,
            )  # fmt: skip


def link_rows(answer: Links) -> Iterator[Row]:
    """Give a row for each event with each person met."""
    for met in answer.met:
        for event in met.events:
            yield (met.person.id, met.person.name, *_meeting(event))


def chain_rows(answer: Chain) -> Iterator[Row]:
    """Give a row for each person of a chain, with the event shared with the one before."""
    for step in answer.chain:
        yield (step.person.id, step.person.name, *(_meeting(step.event) if step.event else _NO_MEETING))


def _meeting(event: Meeting) -> Row:
    return event.id, event.date, event.title, cite(event.evidence)


_NO_MEETING: Row = ("", "", "", "")
