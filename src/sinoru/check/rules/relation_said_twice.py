"""A relation is recorded twice.

Write a relation in one of the two records: it is shown at both. Two relations of a kind between the same two are one,
unless their times certainly differ, as those of two marriages.

    people:
      - {id: anna, name: Anna, relations: [{to: ben, kind: child}]}
      - {id: ben, name: Ben, relations: [{to: anna, kind: parent}]}     # W330
"""

from collections.abc import Iterator

import msgspec

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import placed_relations
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import interval_of
from sinoru.messages import quoted
from sinoru.model.records import Relation
from sinoru.model.relation_kinds import RelationKind

CODE = "W330"
SUMMARY = "A relation is recorded twice."


class Said(msgspec.Struct, frozen=True):
    """When a relation began and ended at the most (None: not known), and the id of the record that has it."""

    begun: int | None
    """The last day on which it may have begun."""
    ending: int | None
    """The first day on which it may have ended."""
    holder: str


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation that another one before it says."""
    known: dict[tuple[str, str, str], list[Said]] = {}
    for one in placed_relations(corpus):
        if one.kind is None:
            continue
        said = _said(one.relation, one.holder.id)
        others = known.setdefault(_who_is_what(one.kind, one.relation.to, one.holder.id), [])
        before = next((other.holder for other in others if not _may_be_apart(said, other)), "")
        if before:
            who = "this record" if before == one.holder.id else quoted(before)
            hint = "remove one of the two, or write when each began and ended"
            message = f"{who} has this relation already"
            yield Finding(one.place, one.at("to"), message, hint, one.relation.to)
        others.append(said)


def _said(relation: Relation, holder: str) -> Said:
    start = interval_of(relation.start)
    end = interval_of(relation.end) if relation.end != OPEN_END else None
    return Said(start.begun if start else None, end.ending if end else None, holder)


def _may_be_apart(one: Said, other: Said) -> bool:
    """Return whether one may have ended when the other began, as a second term in the year of the first one's end."""
    return any(
        first.ending is not None and second.begun is not None and first.ending <= second.begun
        for first, second in ((one, other), (other, one))
    )


def _who_is_what(kind: RelationKind, one: str, other: str) -> tuple[str, str, str]:
    """Return the kind and the two, in the same order whichever record has the relation."""
    if kind.key == kind.inverse:
        return kind.key, min(one, other), max(one, other)
    return (kind.key, one, other) if kind.key < kind.inverse else (kind.inverse, other, one)
