"""What becomes of the statements of a conflict, in words that name their object."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinoru.messages import series
from sinoru.model.records import Conflict, ConflictRecord, Record

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import ConflictAnswer, Difference, StatementBy

Standings = tuple[bool | None, ...]
"""For each statement of a conflict: whether it stands; None while the conflict is open."""
DATE_FIELDS = ("date", "born", "died", "range", "order")
"""Fields in dispute whose statements are dates."""
VERDICT_WORDS = {"partly": "partly supported"}
"""Verdicts in words, where they differ."""


def unreconciled(record: Record) -> list[Conflict]:
    """Return the conflicts of a record in which sources disagree: the statements of a reconciled one all stand."""
    return [conflict for conflict in record.conflicts if is_differing(conflict)]


def is_differing(conflict: Conflict) -> bool:
    """Return whether the statements of a conflict cannot all be true."""
    return conflict.state != "reconciled"


def is_disputed(record: Record) -> bool:
    """Return whether sources disagree about a record."""
    return bool(unreconciled(record))


def label_of(conflict: Conflict | ConflictRecord) -> str:
    """Return what a conflict is on, for where it is shown at its record: its question, or else `date:`."""
    if conflict.question:
        return conflict.question if conflict.question[-1] in "?:" else f"{conflict.question}:"
    return f"{conflict.field or 'conflict'}:"


def standings(conflict: Conflict | ConflictRecord) -> Standings:
    """Return which statements stand."""
    is_open = conflict.state == "open"
    return tuple(None if is_open else statement.stands for statement in conflict.statements)


def heading_of(conflict: Conflict) -> str:
    """Return what is put before the statements of a conflict at its record: `Sources disagree on date:`."""
    sources = "Sources disagree" if is_differing(conflict) else "Sources differ"
    return f"{sources}{':' if conflict.question else ' on'} {label_of(conflict)}"


def verdict_on_statement(stands: bool | None) -> str:  # noqa: FBT001  one of three states
    """Return the verdict on one statement of a conflict."""
    if stands is None:
        return "open"
    return "supported" if stands else "contradicted"


def verdict_phrase(state: str, standing: Sequence[str] = ()) -> str:
    """Return what becomes of "these" statements as a clause; `standing` are the texts of those that stand."""
    if state == "reconciled":
        return "all can be true"
    if state == "open":
        return "open"
    texts = list(dict.fromkeys(standing))
    if not texts:
        return "settled"
    return f"{series(texts, 'and')} {'stands' if len(texts) == 1 else 'stand'}"


def reason_of(conflict: "ConflictAnswer | Difference") -> str:
    """Return the reason of a conflict; empty where one of its statements is that reason."""
    return "" if any(said.value == conflict.why for said in conflict.statements) else conflict.why


def statement_verdict(statement: "StatementBy") -> str:
    """Return the verdict on one statement of an answer."""
    return verdict_on_statement(statement.stands)


def conflict_phrase(conflict: "ConflictAnswer | Conflict | ConflictRecord") -> str:
    """Return what becomes of the statements of a conflict, with the words of those that stand."""
    return verdict_phrase(conflict.state, [f"“{one.value}”" for one in conflict.statements if one.stands])
