"""A parent is younger than the child, or died more than a year before the birth of the child.

One of the dates is wrong, or the relation has the wrong direction: the kind says what the other one is to the
record. Only certain errors are reported. If sources disagree, record the disagreement as a conflict about the person
(`field: born`, `died` or `relations`). The error is then no longer reported.

    people:
      - {id: anna, name: Anna, born: 1960}
      - {id: ben, name: Ben, born: 1990, relations: [{to: anna, kind: child}]}     # E233: write 'parent'
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import life_of
from sinoru.check.finding import Finding
from sinoru.check.relations import parenthoods
from sinoru.dates.intervals import interval_of
from sinoru.model.records import Person

CODE = "E233"
SUMMARY = "A parent is younger than the child, or died long before its birth."
_DISPUTED = frozenset(("born", "died", "relations"))
_YEAR = 366
"""Days after a parent's death in which a child may be born."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each parent who cannot be one by the dates."""
    for one in corpus.once(parenthoods):
        parent, child = corpus.find(Person, one.parent), corpus.find(Person, one.child)
        if parent is None or child is None or parent is child:
            continue
        wrong = _wrong(parent, child)
        if wrong and (corpus.disputed(parent) | corpus.disputed(child)).isdisjoint(_DISPUTED):
            is_younger = parent.born and bool(_wrong_births(parent, child))
            inverse = one.said.kinds.of(one.said.relation.kind).inverse
            hint = "check the dates" + (f", or write '{inverse}'" if is_younger else "")
            kind = one.said.relation.kind
            yield Finding(one.said.place, one.said.at("kind"), wrong, hint, kind)


def _wrong(parent: Person, child: Person) -> str:
    if wrong := _wrong_births(parent, child):
        return wrong
    death, birth = life_of(parent).last, life_of(child).first
    if death is not None and birth is not None and birth - death > _YEAR:
        return f"'{parent.id}' (died {parent.died}) is a parent of '{child.id}' (born {child.born})"
    return ""


def _wrong_births(parent: Person, child: Person) -> str:
    """Return what is wrong if the parent was certainly born after the child, or on the same day."""
    one, other = interval_of(parent.born), interval_of(child.born)
    if one is None or other is None or one.first is None or other.last is None:
        return ""
    is_one_day = one.is_exact and other.is_exact and one.first == other.last
    if one.first > other.last or is_one_day:
        return f"'{parent.id}' (born {parent.born}) is a parent of '{child.id}' (born {child.born})"
    return ""
