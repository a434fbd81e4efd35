"""A relation is of a kind that such records cannot have.

Only people have parents, only organisations have members. The kind says what the other one is to this record: in the
record of a person who is a member of a club, it is `member-of`.

    people:
      - id: ben
        name: Ben
        relations:
          - {to: rowing-club, kind: member}     # E231: write 'member-of'
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import placed_relations
from sinoru.messages import quoted
from sinoru.model.records import Organisation, Person
from sinoru.model.relation_kinds import OF, RelationKind, RelationKinds

CODE = "E231"
SUMMARY = "A relation is of a kind that such records cannot have."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation of which one side cannot be what the kind says."""
    kinds = corpus.fields.relation_kinds
    for said in placed_relations(corpus):
        other = corpus.kind_of(said.relation.to)
        if said.kind is None or not issubclass(other, Person | Organisation):
            continue
        wrong = _wrong(kinds, said.kind, said.holder.KIND, other.KIND)
        if not wrong:
            continue
        inverse = kinds.inverse(said.kind)
        hint = "use another kind, or name another record"
        if not _wrong(kinds, inverse, said.holder.KIND, other.KIND):
            hint = f"the kind says what the other one is to this record: write {quoted(inverse.key)}"
        yield Finding(said.place, said.at("kind"), wrong, hint, said.relation.kind)


def _wrong(kinds: RelationKinds, kind: RelationKind, holder: str, other: str) -> str:
    """Return what is wrong with a relation of a kind; empty if nothing is."""
    inverse = kinds.inverse(kind)
    if other not in kind.may_be:
        return _cannot_be(other, kind)
    return _cannot_be(holder, inverse) if holder not in inverse.may_be else ""


def _cannot_be(record: str, kind: RelationKind) -> str:
    if kind.key.endswith(OF):
        return f"{_one(record)} cannot have {_one(kind.key.removesuffix(OF))}"
    return f"{_one(record)} cannot be {_one(kind.key)}"


def _one(thing: str) -> str:
    return f"an {thing}" if thing[0] in "aeiou" else f"a {thing}"
