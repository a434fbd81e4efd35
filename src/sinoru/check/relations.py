"""The relations of a corpus with their places, for the rules about them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Location
from sinoru.model.records import Organisation, Person, Relation
from sinoru.model.relation_kinds import RelationKind

Party = Person | Organisation


class PlacedRelation(NamedTuple):
    """A relation, the record that has it and where it is."""

    place: Location
    holder: Party
    position: int
    relation: Relation
    kind: RelationKind | None
    """None for an unknown one."""

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
    kinds = corpus.fields.relation_kinds
    for place, holder in corpus.related:
        for position, relation in enumerate(holder.relations):
            yield PlacedRelation(place, holder, position, relation, kinds.known(relation.kind))


def parenthoods(corpus: CheckedCorpus) -> Sequence[Parenthood]:
    """Return who is a parent of whom, whichever record says so."""
    found: list[Parenthood] = []
    for said in placed_relations(corpus):
        one, other = said.holder.id, said.relation.to
        if said.kind and said.kind.key == "parent":
            found.append(Parenthood(other, one, said))
        elif said.kind and said.kind.key == "child":
            found.append(Parenthood(one, other, said))
    return found
