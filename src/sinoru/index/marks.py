"""Marks of the records that a look for conflicts begins with, so that it never has to read the others.

A mark is a term like `topic:kosovo`, and links a record in the way `conflict`.
"""

from collections.abc import Iterator

from sinoru.model.records import Claim, Event, Person, Record, Source

HOW = "conflict"
"""How a record is linked to its marks."""
CONFLICTS = "has:conflicts"
"""With `:` and a verdict behind it, a record with such a conflict."""
DISPUTE = "has:dispute"
"""A claim that names one it contradicts, or that other sources do not bear out; likewise."""
PRINTED_TITLE = "has:printed-title"
"""An event that gives someone a title as a source prints it."""
WHOLE = "has:whole"
"""An event that is part of another."""
HOLDS = "has:holds"
"""A fact or figure about something, with the time at which it is true."""
LIFE = "has:life"
"""A person whose birth or death is dated."""
ENTRIES = "has:entries"
"""A source with a list of dated entries."""


def marks_of(record: Record) -> Iterator[str]:
    """Give the marks of a record."""
    if record.conflicts:
        yield CONFLICTS
        yield from {f"{CONFLICTS}:{conflict.verdict}": None for conflict in record.conflicts}
    match record:
        case Event():
            yield from _event_marks(record)
        case Claim():
            yield from _claim_marks(record)
        case Person() if record.born or record.died:
            yield LIFE
        case Source() if any(section.entries for section in record.sections):
            yield ENTRIES


def _event_marks(event: Event) -> Iterator[str]:
    if any(one.printed for one in event.participants):
        yield PRINTED_TITLE
    if event.part_of:
        yield WHOLE


def _claim_marks(claim: Claim) -> Iterator[str]:
    if claim.contradicts or is_rebutted(claim):
        yield DISPUTE
        yield f"{DISPUTE}:{verdict_on(claim)}"
    if claim.holds and claim.about and claim.kind in ("fact", "figure"):
        yield HOLDS


def is_rebutted(claim: Claim) -> bool:
    """Tell whether other sources do not bear the claim out, or not wholly."""
    assessment = claim.assessment
    return bool(assessment and assessment.evidence and assessment.verdict in REBUTTALS)


REBUTTALS = ("contradicted", "superseded", "partly")


def verdict_on(claim: Claim) -> str:
    """Put the assessment of a claim as a verdict on the conflicts it is in."""
    return claim.assessment.verdict if claim.assessment and claim.assessment.verdict in REBUTTALS else "open"
