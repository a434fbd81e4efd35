"""An office names its party, or what it is held for, in words, though a record has that name.

Offices with the name and offices with the id would be counted apart, and the card of the record would not count this
one. Write the id of the record.

    organisations:
      - {id: whig, name: Whig Party}
    people:
      - {id: ann, name: Ann, offices: [{title: Deputy, party: Whig Party}]}     # W342: write whig
"""

from collections.abc import Iterable, Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import quoted
from sinoru.model.fields import may_be_id
from sinoru.model.records import Organisation, Person, Place

CODE = "W342"
SUMMARY = "An office names its party, or what it is held for, in words, though a record has that name."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each such name."""
    parties = {"party": dict(_names(one for _, one in corpus.of(Organisation)))}
    places = dict(_names(one for _, one in corpus.of(Place)))
    by_key = parties | {"for": places | parties["party"]}
    for place, person in corpus.of(Person):
        for number, office in enumerate(person.offices):
            for key, name in (("party", office.party), ("for", office.held_for)):
                id_ = by_key[key].get(name.casefold()) if name and not may_be_id(name) else None
                if id_:
                    message = f"{quoted(name)} is the name of {quoted(id_)}"
                    yield Finding(place, ("offices", number, key), message, f"write {id_}", name)


def _names(records: Iterable[Organisation | Place]) -> Iterator[tuple[str, str]]:
    """Yield each name of these records with the id, the standard name of one last: it prevails."""
    for one in records:
        yield from ((name.text.casefold(), one.id) for name in one.names)
        yield one.name.casefold(), one.id
