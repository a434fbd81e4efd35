"""The relations of a corpus with their places, for the rules about them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Location
from sinoru.model.records import Organisation, Person, Relation
from sinoru.model.relation_kinds import RelationKind, RelationKinds

Party = Person | Organisation


class PlacedRelation(NamedTuple):
    """A relation, the record that has it and where it is."""

    place: Location
    holder: Party
    position: int
    relation: Relation
    kinds: RelationKinds
    """Those of its corpus."""

    @property
    def kind(self) -> RelationKind | None:
        """Return its kind; None for an unknown one."""
        return self.kinds.known(self.relation.kind)

    def at(self, key: str) -> FieldPath:
        """Return the path to a value of it."""
        return "relations", self.position, key


class Parenthood(NamedTuple):
    """That one is a parent of another, by their ids, and the relation that says so."""

    parent: str
    child: str
    said: PlacedRelation


def placed_relations(corpus: CheckedCorpus) -> Iterator[PlacedRelation]:
    """Yield the relations of all records."""
    for place, holder in corpus.related:
        kinds = corpus.fields_at(place.path).relation_kinds
        for position, relation in enumerate(holder.relations):
            yield PlacedRelation(place, holder, position, relation, kinds)


def parenthoods(corpus: CheckedCorpus) -> Sequence[Parenthood]:
    """Return who is a parent of whom, whichever record says so."""
    found: list[Parenthood] = []
    for said in placed_relations(corpus):
        one, other = said.holder.id, said.relation.to
        key = said.kind.key if said.kind else ""
        if key == "parent":
            found.append(Parenthood(other, one, said))
        elif key == "child":
            found.append(Parenthood(one, other, said))
    return found
