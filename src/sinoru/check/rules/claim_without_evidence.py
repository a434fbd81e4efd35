"""A claim has no evidence.

A claim is only as good as its source. Without `evidence`, no one can look it up, judge it or cite it. Name the
source, the passage in it, and a word or figure from that passage.

    claims:
      - id: hotline-call-lasted-an-hour
        text: The hotline talk lasted about an hour.
        evidence:
          - {source: yu-1999q2, at: "The Role of an Accident, 4", terms: [hour-long]}
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim

CODE = "E207"
SUMMARY = "A claim has no evidence."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each claim without evidence; that of its conflicting statements counts too."""
    for place, claim in corpus.of(Claim):
        if place in corpus.damaged:
            continue
        statements = (statement for conflict in claim.conflicts for statement in conflict.statements)
        if not claim.evidence and not any(statement.evidence for statement in statements):
            hint = "add 'evidence:' with the source, the passage in it, and a word from that passage"
            yield Finding(place, ("evidence",), f"the claim '{claim.id}' has no evidence", hint)
