"""What becomes of the statements of a conflict, in words that name their object."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinoru.model.records import Conflict, ConflictRecord, Record

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import ConflictAnswer, StatementBy

Standings = tuple[bool | None, ...]
"""For each statement of a conflict: whether it stands; None while the conflict is open."""
VERDICT_WORDS = {"partly": "partly supported"}
"""Verdicts in words, where they differ."""


def unreconciled(record: Record) -> list[Conflict]:
    """Return the conflicts of a record in which sources disagree: the statements of a reconciled one all stand."""
    return [conflict for conflict in record.conflicts if conflict.state != "reconciled"]


def is_disputed(record: Record) -> bool:
    """Return whether sources disagree about a record."""
    return bool(unreconciled(record))


def label_of(conflict: Conflict | ConflictRecord) -> str:
    """Return what a conflict is on, for where it is shown at its record: its question, or else the field."""
    return conflict.question or conflict.field or "conflict"


def standings(conflict: Conflict | ConflictRecord) -> Standings:
    """Return which statements stand."""
    is_open = conflict.state == "open"
    return tuple(None if is_open else statement.stands for statement in conflict.statements)


def verdict_on_statement(stands: bool | None) -> str:  # noqa: FBT001  one of three states
    """Return the verdict on one statement of a conflict."""
    if stands is None:
        return "open"
    return "supported" if stands else "contradicted"


def verdict_phrase(state: str, standing: Sequence[bool | None], true: str = "") -> str:
    """Return what becomes of "these" statements as a clause; `true` is the text of what stands."""
    if state == "reconciled":
        return "all of these can be true"
    if state == "open":
        return "open which of these is true"
    others = "the others do not" if standing.count(False) > 1 else "the other does not"
    if true:
        return f"{true} {'stands' if standing.count(True) == 1 else 'stand'}"
    return f"{'one stands' if standing.count(True) == 1 else 'some stand'}, {others}"


def verdict_summary(state: str, standing: Sequence[bool | None]) -> str:
    """Return the same for where the statements are not shown."""
    return verdict_phrase(state, standing) if state == "settled" else state


def conflict_summary(conflict: "ConflictAnswer") -> str:
    """Return the summary of an answer."""
    return verdict_summary(conflict.state, [one.stands for one in conflict.statements])


def statement_verdict(statement: "StatementBy") -> str:
    """Return the verdict on one statement of an answer."""
    return verdict_on_statement(statement.stands)


def conflict_phrase(conflict: "ConflictAnswer", true: str = "") -> str:
    """Return what becomes of the statements of an answer; `true` is the text of what stands."""
    return verdict_phrase(conflict.state, [one.stands for one in conflict.statements], true)
