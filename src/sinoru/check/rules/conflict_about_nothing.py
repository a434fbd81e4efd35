"""A conflict is about no record.

A conflict with a record of its own is shown at the records that it is `about` and at the claims that make its
statements. Without either, no look-up of a record would show it.

    conflicts:
      - id: length-of-the-call
        question: How long did the call last?
        about: [hotline-call-1999-05-10]
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import ConflictRecord

CODE = "E221"
SUMMARY = "A conflict is about no record."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each conflict that names neither a record nor a claim."""
    for place, conflict in corpus.of(ConflictRecord):
        if (
            place not in corpus.damaged
            and not conflict.about
            and not any(s.claim for s in conflict.statements)
        ):
            hint = "add 'about:' with the ids of the records that the question is about"
            yield Finding(
                place, ("id",), f"the conflict '{conflict.id}' is about no record", hint, conflict.id
            )
