"""A fact or figure about an event, dated to other days than those of the event.

Only days set against days count, and a claim about several events has to lie outside all of them. What is agreed,
sold, decided or proclaimed has a sequel: a claim about an agreement may well hold after it, never before.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from sinoru.check.discrepancy import Discrepancy
from sinoru.dates.intervals import Interval, interval_of, is_apart
from sinoru.index.fields import HOLDS
from sinoru.index.index import Index
from sinoru.model.records import Claim, Event, Statement
from sinoru.query.fetch import by_ids

CODE = "claim-off-event"
SUMMARY = "A fact about an event is dated outside the days of the event."
MARK = HOLDS

_WITH_A_SEQUEL = frozenset(
    "agreement treaty sale decision statement milestone appointment election crisis".split()
)


def find(index: Index, records: Sequence[Claim]) -> Iterator[Discrepancy]:
    """Yield a discrepancy for each claim that holds at a time outside all events it is about."""
    ids = [id_ for claim in records for id_ in claim.about]
    events = {event.id: event for event in cast("list[Event]", by_ids(index, Event.KIND, ids))}
    for claim in records:
        about = [events[id_] for id_ in claim.about if id_ in events]
        holds = interval_of(claim.holds)
        if holds and holds.is_exact and about and all(_is_off(holds, event) for event in about):
            yield _discrepancy(claim, about[0])


def _is_off(holds: Interval, event: Event) -> bool:
    span = interval_of(event.date)
    if span is None or not span.is_exact or not is_apart(holds, span):
        return False
    is_after = span.last is not None and holds.first is not None and holds.first > span.last
    return not (is_after and event.kind in _WITH_A_SEQUEL)


def _discrepancy(claim: Claim, event: Event) -> Discrepancy:
    return Discrepancy(
        key=CODE,
        record=claim,
        question=f"Which date is right: that of the claim, or of “{event.title}”?",
        field="date",
        statements=(
            Statement(value=claim.holds, by=claim.by, certainty=claim.certainty, evidence=claim.evidence),
            Statement(value=event.date, evidence=event.evidence),
        ),
        why=f"the first is the date of the claim, the second that of “{event.title}” ({event.id}), which it is about",
        rule=CODE,
        about=(event.id,),
    )
