"""A reference names a record of the wrong kind.

`person` takes the id of a person, `places` the ids of places, `source` the id of a source, and so on. The id
exists, but its record is of a kind that this field cannot name: a place cannot be a participant, and an event
cannot be evidence.

    participants:
      - {person: russian-government, role: host}     # E203: that is an organisation; write `org:`
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.references import Reference, kinds_in_words
from sinoru.model.records import Organisation, Person, Record

CODE = "E203"
SUMMARY = "A reference names a record of the wrong kind."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each reference to a record of a kind that is not allowed there."""
    for placed, reference in corpus.doubtful:
        found = corpus.find(Record, reference.id)
        if found and not reference.or_text and not isinstance(found, reference.kinds):
            message = (
                f"'{reference.id}' is {_with_article(found.KIND)},"
                f" not {_with_article(kinds_in_words(reference.kinds))}"
            )
            hint = _hint(corpus, reference, found)
            yield Finding(placed.place, reference.at, message, hint, reference.id)


def _hint(corpus: CheckedCorpus, reference: Reference, found: Record) -> str:
    key = reference.at[-1]
    if key == "person" and isinstance(found, Organisation):
        return f"write 'org: {found.id}'"
    if key == "org" and isinstance(found, Person) and reference.at[0] == "participants":
        return f"write 'person: {found.id}'"
    near = corpus.nearest(reference.id, reference.kinds)
    return f"did you mean '{near[0]}'?" if near else ""


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "eo" else f"a {kind}"
