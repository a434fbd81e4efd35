"""An id is not one that its register can have.

Each register has a form of ids, and some compute the last digit from the others, so that a typing error shows: ISNI,
ORCID, GND, ROR, LEI and the French national library. The table of registers is in docs/format.md.

    people:
      - {id: goethe, name: Goethe, ids: {gnd: 118540238, viaf: 24602065}}
      - {id: schiller, name: Schiller, ids: {gnd: 118607623}}     # W332
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.registers import located_ids, parts_of

CODE = "W332"
SUMMARY = "An id is not one that its register can have."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each id of a form that its register does not have, or with a wrong last digit."""
    for place, record in corpus.elsewhere:
        registers = corpus.fields_at(place.path).registers
        for at, one in located_ids(record):
            name, id_ = parts_of(one)
            register = registers.get(name)
            why = register.what_is_wrong(id_) if register else ""
            if register and why:
                found = register.id_at(id_)
                hint = f"write '{found}'" if found else f"compare it with {register.label}"
                yield Finding(place, at, f"'{id_}' is not an id in '{name}': {why}", hint, id_)
