"""A person holds an office before birth or after death.

A date of the office, the birth or the death is wrong, or the office belongs to another person. Often only the years
when a person lived are known: a person born in 1928 may take office at any time from then on. If sources disagree,
record the disagreement as a conflict about the person (`field: offices`, `born` or `died`). The error is then no
longer reported.

    born: 1952-03-02
    offices:
      - {title: Prime Minister, from: 1949-05-19}     # E206
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import bound_outside, life_of, life_words
from sinoru.check.finding import Finding
from sinoru.model.records import Person

CODE = "E206"
SUMMARY = "A person holds an office before birth or after death."
_DISPUTED = frozenset(("offices", "born", "died"))


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each office outside the life of the person who held it."""
    for place, person in corpus.of(Person):
        if not corpus.disputed(person).isdisjoint(_DISPUTED):
            continue
        life = life_of(person)
        for number, office in enumerate(person.offices):
            if bound := bound_outside(life, office):
                when = "/".join((office.start or "..", office.end or ".."))
                yield Finding(
                    place,
                    ("offices", number, bound),
                    f"the office ({when}) is outside the lifetime of '{person.id}'",
                    f"check the dates: {life_words(person)}",
                    office.start if bound == "from" else office.end,
                )
