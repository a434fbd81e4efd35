"""A participant is neither a person nor an organisation, or both.

Each item of `participants` has either a `person` or an `org`. Without one, it names no participant. With both, it
is unclear which of them had the role: split it into two participants.

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
_BOTH = "the participant has both 'person' and 'org'", "split it into two participants"
_NEITHER = "the participant has neither 'person' nor 'org'", "add 'person:' or 'org:'"
"""Message and hint of each case."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each participant that is not exactly one of the two."""
    for place, event in corpus.of(Event):
        for number, part in enumerate(event.participants) if place not in corpus.damaged else ():
            if bool(part.person) == bool(part.org):
                message, hint = _BOTH if part.person else _NEITHER
                yield Finding(place, ("participants", number), message, hint)
