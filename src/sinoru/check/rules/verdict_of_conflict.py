"""A claim has a verdict of its own, though a conflict gives it one.

A claim that is a statement of a conflict takes its verdict from there: supported if it stands, contradicted if
another statement does, disputed while none does. A verdict of its own repeats that, or says otherwise. Remove it; its
`why` and `evidence` belong to the conflict. Only what a conflict cannot say is written on the claim as well: `partly`
and `superseded`.

    claims:
      - id: call-lasted-an-hour
        text: The call lasted an hour.
        assessment: {verdict: supported}        # E218: the conflict says so
    conflicts:
      - id: length-of-the-call
        question: How long did the call last?
        statements:
          - {claim: call-lasted-an-hour, stands: true}
          - {claim: call-lasted-ten-minutes}
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.index.fields import conflict_id
from sinoru.model.records import Claim

CODE = "E218"
SUMMARY = "A claim has a verdict of its own, though a conflict gives it one."
_BESIDE = frozenset(("partly", "superseded"))
"""The verdicts that a claim in a conflict may have."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each verdict on a claim in an open or settled conflict."""
    judging: dict[str, str] = {}
    for dispute in corpus.disputes():
        if dispute.conflict.state != "reconciled":
            for said in dispute.conflict.statements:
                judging.setdefault(said.claim, conflict_id(dispute.record, dispute.conflict))
    for place, claim in corpus.of(Claim) if judging else ():
        verdict = claim.assessment.verdict if claim.assessment else ""
        if verdict and verdict not in _BESIDE and claim.id in judging and place.path not in corpus.first_form:
            message = f"the verdict of this claim comes from the conflict '{judging[claim.id]}'"
            hint = "remove 'assessment:'; in the conflict, write 'stands: true' at what is right, and 'why'"
            yield Finding(place, ("assessment", "verdict"), message, hint, verdict)
