"""A person who is named as author of a source by id has no `cited_as`.

Bibliographies put the family name first, `Yeltsin, Boris`, and are in that order. Nothing in a name tells which part
of it is the family name: it is the first in `Yu Bin`, and Björk Guðmundsdóttir has none. Without `cited_as`, the name
is printed, and sorted, as it is. Write there how the person is cited, or the name itself if that is right.

    people:
      - {id: boris-yeltsin, name: Boris Yeltsin}     # W336: add cited_as: "Yeltsin, Boris"
    sources:
      - {id: yeltsin-2000, title: Midnight Diaries, authors: [boris-yeltsin]}
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import quoted
from sinoru.model.records import Person, Source
from sinoru.query.credits import contributors

CODE = "W336"
SUMMARY = "A person who is named as author of a source by id has no 'cited_as'."
_HINT = "add cited_as: 'Family, Given', or the name itself if it is cited like that"


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each such person with a name of several words."""
    credited = {name for _, source in corpus.of(Source) for name in contributors(source)}
    for place, person in corpus.of(Person) if credited else ():
        if person.id in credited and not person.cited_as and len(person.name.split()) > 1:
            message = f"bibliographies have {quoted(person.name)} in this order"
            yield Finding(place, ("name",), message, _HINT, person.name)
