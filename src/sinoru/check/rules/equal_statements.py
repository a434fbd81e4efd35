"""The statements of a conflict say the same.

Where all statements have the same value, the sources agree, and nothing is in conflict. One claim can make only one
statement of a conflict. Capitals and spaces make no difference: a spelling is a name as printed (`names`).

    statements:                         # E220
      - {value: 72 aircraft, evidence: [{source: yu-1999q2}]}
      - {value: 72 Aircraft, evidence: [{source: tass-1999}]}
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim, Statement

CODE = "E220"
SUMMARY = "The statements of a conflict say the same."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each claim that makes a second statement, and each conflict with one value only."""
    for dispute in corpus.disputes():
        statements, at = dispute.conflict.statements, (*dispute.at, "statements")
        values = {_value(corpus, said) for said in statements}
        if len(values) == 1 < len(statements) and "" not in values:
            hint = "remove the conflict, and cite all these sources on the record"
            yield Finding(dispute.place, at, "all statements of this conflict say the same", hint)
            continue
        seen: set[str] = set()
        for number, said in enumerate(statements):
            if said.claim in seen:
                message = f"the claim '{said.claim}' makes two statements of this conflict"
                yield Finding(
                    dispute.place, (*at, number, "claim"), message, "remove one of them", said.claim
                )
            seen |= {said.claim} - {""}


def _value(corpus: CheckedCorpus, said: Statement) -> str:
    """Return what a statement says, itself or in the words of its claim."""
    claim = corpus.find(Claim, said.claim) if said.claim and not said.value else None
    return " ".join((claim.text if claim else said.value).casefold().split())
