"""A statement of a conflict has neither a value nor a claim.

A statement is an answer to the question of its conflict: a `value`, or the id of a `claim` that gives the answer.

    statements:
      - {value: 1999-03, evidence: [{source: yu-1999q2}]}
      - {claim: visit-was-in-april, stands: true}
      - {by: zhu-rongji}                # E217: says what?
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding

CODE = "E217"
SUMMARY = "A statement of a conflict has neither a value nor a claim."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each statement that says nothing."""
    for dispute in corpus.disputes():
        for number, said in enumerate(dispute.conflict.statements):
            if not (said.value.strip() or said.claim):
                hint = "add 'value:' with what the source says, or 'claim:' with the id of a claim"
                at = (*dispute.at, "statements", number)
                yield Finding(dispute.place, at, "the statement has neither a value nor a claim", hint)
