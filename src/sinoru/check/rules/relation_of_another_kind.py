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
from sinoru.model.relation_kinds import OF, RelationKind

CODE = "E231"
SUMMARY = "A relation is of a kind that such records cannot have."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation of which one side cannot be what the kind says."""
    for said in placed_relations(corpus):
        kind, other = said.kind, corpus.kind_of(said.relation.to)
        if kind is None or not issubclass(other, Person | Organisation):
            continue
        inverse = said.kinds.inverse(kind)
        if wrong := _wrong(kind, inverse, said.holder.KIND, other.KIND):
            hint = "use another kind, or name another record"
            if not _wrong(inverse, kind, said.holder.KIND, other.KIND):
                hint = f"the kind says what the other one is to this record: write {quoted(inverse.key)}"
            yield Finding(said.place, said.at("kind"), wrong, hint, said.relation.kind)


def _wrong(kind: RelationKind, inverse: RelationKind, holder: str, other: str) -> str:
    """Return what is wrong with a relation of a kind; empty if nothing is."""
    if other not in kind.may_be:
        return _cannot_be(other, kind)
    return _cannot_be(holder, inverse) if holder not in inverse.may_be else ""


def _cannot_be(record: str, kind: RelationKind) -> str:
    if kind.key.endswith(OF):
        return f"{_one(record)} cannot have {_one(kind.key.removesuffix(OF))}"
    return f"{_one(record)} cannot be {_one(kind.key)}"


def _one(thing: str) -> str:
    return f"an {thing}" if thing[0] in "aeiou" else f"a {thing}"
