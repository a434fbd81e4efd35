"""Parts of an answer as the text of one table cell."""

from collections.abc import Iterable

import msgspec

from sinoru.model.records import Evidence, Figure
from sinoru.query.answers import ClaimAnswer, Participation, Ref
from sinoru.query.further import with_role
from sinoru.query.verdicts import verdict_on_statement

_MARKS = {
    "supported": "✓",
    "partly": "~",
    "superseded": "↷",
    "contradicted": "✗",
    "disputed": "?",
    "open": "?",
}
Row = tuple[str, ...]
"""The cells of one line of a table."""


class Table(msgspec.Struct, frozen=True):
    """Rows under columns. All tables of one answer have the same columns."""

    title: str
    """Empty where an answer is one table."""
    columns: Row
    rows: Iterable[Row]


def listed(parts: Iterable[str]) -> str:
    """Join texts with semicolons, leaving out the empty ones."""
    return "; ".join(filter(None, parts))


def cite(evidence: Iterable[Evidence]) -> str:
    """Name the sources and the passages in them: `yu-1999q2: Chronology, May 10; ...`."""
    return listed(map(evidence_words, evidence))


def evidence_words(evidence: Evidence) -> str:
    """Name a source and the passage in it: `yu-1999q2: Chronology, May 10`."""
    return f"{evidence.source}: {evidence.at}" if evidence.at else evidence.source


def name_all(refs: Iterable[Ref]) -> str:
    """Join the names of records."""
    return listed(ref.called for ref in refs)


def who_took_part(took: Iterable[Participation]) -> str:
    """Join the names of those who took part, each with its role and the corpus's own fields."""
    return listed(map(_took_part, took))


def _took_part(one: Participation) -> str:
    name, details = one.called_with(with_role(one.role, one.own))
    return f"{name} ({details})" if details else name


def speaker_of(answer: ClaimAnswer) -> str:
    """Name who makes the claim: the authors of the source, unless the claim names someone else."""
    return answer.by.name if answer.by else listed(answer.authors)


def mark_before(stands: bool | None) -> str:  # noqa: FBT001  one of three states
    """Return the mark before a statement of a conflict, and a space."""
    return mark_of(verdict_on_statement(stands))


def mark_of(verdict: str) -> str:
    """Return the mark that goes before what a verdict judges, and a space; empty without one."""
    mark = _MARKS.get(verdict, "")
    return f"{mark} " if mark else ""


def figure_words(figure: Figure | None) -> str:
    """Return the number as read aloud: `about 1 hour`; empty without one."""
    return " ".join(filter(None, (figure.comparison, figure.value, figure.unit))) if figure else ""
