"""A relation begins or ends outside the life of one of the two.

A date of the relation, of the birth or the death is wrong, or it belongs to another person. If sources disagree,
record the disagreement as a conflict about the person (`field: relations`, `born` or `died`). The error is then no
longer reported.

    people:
      - id: ben
        name: Ben
        born: 1990
        relations:
          - {to: carl, kind: teacher, from: 1985}     # E234
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import bound_outside, life_of, life_words
from sinoru.check.finding import Finding
from sinoru.check.relations import placed_relations
from sinoru.model.records import Person

CODE = "E234"
SUMMARY = "A relation begins or ends outside the life of one of the two."
_DISPUTED = frozenset(("relations", "born", "died"))


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation outside the life of a person."""
    for said in placed_relations(corpus):
        relation = said.relation
        if not (relation.start or relation.end):
            continue
        for party in (said.holder, corpus.find(Person, relation.to)):
            if not isinstance(party, Person) or not corpus.disputed(party).isdisjoint(_DISPUTED):
                continue
            if bound := bound_outside(life_of(party), relation):
                key, date = ("from", relation.start) if bound == "from" else ("until", relation.end)
                when = "/".join((relation.start or "..", relation.end or ".."))
                message = f"the relation ({when}) is outside the lifetime of '{party.id}'"
                yield Finding(
                    said.place, said.at(key), message, f"check the dates: {life_words(party)}", date
                )
                break
