"""A participant is nobody, or two at once.

Each item of `participants` is either a `person` or an `org`. With neither, nobody can be found by it; with
both, nobody knows who had the role: make two participants of it.

    participants:
      - {role: host}                                       # E211
      - {person: li-peng, org: government-prc, role: host}   # E211
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Event

CODE = "E211"
SUMMARY = "A participant is neither a person nor an organisation, or both."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each participant that is not exactly one of the two."""
    for place, event in corpus.of(Event):
        for number, part in enumerate(event.participants) if place not in corpus.damaged else ():
            if bool(part.person) == bool(part.org):
                message = "a participant is a person or an organisation"
                hint = "make two of it" if part.person else "add 'person:' or 'org:'"
                yield Finding(place, ("participants", number), message, hint)
