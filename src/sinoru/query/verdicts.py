"""Which statement of a conflict is true, as far as the data says, and its verdict in words that name their object."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinoru.index.fields import REBUTTALS, is_own
from sinoru.model.records import Conflict, Event, Record

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import ConflictAnswer, StatementBy

Standings = tuple[bool | None, ...]
"""For each statement of a conflict: whether it is true; None where the data does not say."""
VERDICT_WORDS = {"partly": "partly supported"}
"""Verdicts in words, where they differ."""


def unreconciled(record: Record) -> list[Conflict]:
    """Return the conflicts of a record in which sources disagree: the statements of a reconciled one are all true."""
    return [conflict for conflict in record.conflicts if conflict.verdict != "reconciled"]


def is_disputed(event: Event) -> bool:
    """Return whether sources disagree about an event, or print the title of someone otherwise."""
    return bool(unreconciled(event)) or any(part.person and part.printed for part in event.participants)


def standings(record: Record, conflict: Conflict) -> Standings:
    """Return which statements are true: all of a reconciled conflict; of others, that with the record's value."""
    own = [is_own(record, conflict, said) for said in conflict.statements]
    if conflict.verdict == "reconciled":
        return (True,) * len(own)
    return (None,) * len(own) if conflict.verdict == "open" or not any(own) else tuple(own)


def verdict_on_statement(verdict: str, stands: bool | None) -> str:  # noqa: FBT001  one of three states
    """Return the verdict on one statement of a conflict with a verdict; empty where it is not known."""
    if stands is None:
        return "open" if verdict == "open" else ""
    return "supported" if stands else verdict


def verdict_phrase(verdict: str, standing: Sequence[bool | None], true: str = "") -> str:
    """Return the verdict on a conflict as a clause about "these" statements; `true` is the text of the true one."""
    word = VERDICT_WORDS.get(verdict, verdict)
    if verdict == "reconciled":
        return "all of these are reconciled"
    if verdict == "open":
        return "open which of these is true"
    if any(standing):
        others = f"the others are {word}" if standing.count(False) > 1 else f"the other is {word}"
        return f"{true} stands; {others}" if true else others
    return f"one of these is {word}" if len(standing) == 2 else f"not all of these stand: {word}"  # noqa: PLR2004


def verdict_summary(verdict: str, standing: Sequence[bool | None]) -> str:
    """Return the verdict on a conflict as a clause for where the statements are not shown."""
    if verdict in ("open", "reconciled"):
        return verdict
    return f"{'another' if any(standing) else 'one'} value is {VERDICT_WORDS.get(verdict, verdict)}"


def conflict_summary(conflict: "ConflictAnswer") -> str:
    """Return the same for an answer: in a conflict between claims, the claim that the verdict is on."""
    if any(is_judged(conflict, statement) for statement in conflict.statements):
        return conflict_phrase(conflict)
    return verdict_summary(conflict.verdict, [one.stands for one in conflict.statements])


def statement_verdict(conflict: "ConflictAnswer", statement: "StatementBy") -> str:
    """Return the verdict on one statement of a conflict; empty where it is not known."""
    if statement.assessment and statement.assessment.verdict != "unverified":
        return statement.assessment.verdict
    if is_judged(conflict, statement):
        return conflict.verdict
    return verdict_on_statement(conflict.verdict, statement.stands)


def is_judged(conflict: "ConflictAnswer", statement: "StatementBy") -> bool:
    """Return whether the verdict of the conflict is one on this statement: on the claim that it is recorded on."""
    return bool(statement.claim) and statement.claim == conflict.record and conflict.verdict in REBUTTALS


def conflict_phrase(conflict: "ConflictAnswer", true: str = "") -> str:
    """Return the verdict on a conflict as a clause that names its object; `true` is the text of what is true."""
    for statement in conflict.statements:
        if is_judged(conflict, statement):
            return f"{statement.claim} is {VERDICT_WORDS.get(conflict.verdict, conflict.verdict)}"
    return verdict_phrase(conflict.verdict, [one.stands for one in conflict.statements], true)
