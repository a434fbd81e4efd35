"""A relation is recorded twice.

Write a relation in one of the two records: it is shown at both. Two relations of a kind between the same two are one,
unless their times certainly differ, as those of two marriages.

    people:
      - {id: anna, name: Anna, relations: [{to: ben, kind: child}]}
      - {id: ben, name: Ben, relations: [{to: anna, kind: parent}]}     # W330
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import PlacedRelation, placed_relations
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import Interval, interval_of, is_apart
from sinoru.messages import quoted
from sinoru.model.records import Relation

CODE = "W330"
SUMMARY = "A relation is recorded twice."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation that another one before it says."""
    known: dict[tuple[str, str, str], list[tuple[Interval, str]]] = {}
    for said in placed_relations(corpus):
        if said.kind is None:
            continue
        time = _time_of(said.relation)
        found = known.setdefault(_who_is_what(said), [])
        before = next((id_ for other, id_ in found if not is_apart(time, other)), "")
        if before:
            message = f"{quoted(before)} has this relation already" if before != said.holder.id else _AGAIN
            hint = "remove one of the two, or write when each began and ended"
            yield Finding(said.place, said.at("to"), message, hint, said.relation.to)
        found.append((time, said.holder.id))


_AGAIN = "this record has the same relation already"


def _who_is_what(said: PlacedRelation) -> tuple[str, str, str]:
    """Return the kind and the two, in the same order whichever record has the relation."""
    assert said.kind  # noqa: S101  unknown kinds are passed over
    one, other = said.relation.to, said.holder.id
    key, inverse = said.kind.key, said.kind.inverse
    if key == inverse:
        return key, *sorted((one, other))  # type: ignore[return-value]  # two ids
    return (key, one, other) if key < inverse else (inverse, other, one)


def _time_of(relation: Relation) -> Interval:
    """Return the time of a relation; what is not known of it, or doubtful, bounds nothing."""
    start = interval_of(relation.start)
    end = interval_of(relation.end) if relation.end != OPEN_END else None
    first = start.first if start else None
    return Interval(first, first, None, end.last if end else None, is_exact=False)
