"""A conflict has fewer than two statements.

A conflict is a question to which sources give different answers. With one answer there is nothing to compare, and
with none nothing is known. Add what the other source says, or remove the conflict.

    conflicts:
      - field: date                     # E216: who says otherwise?
        statements:
          - {value: 1999-03, evidence: [{source: yu-1999q2}]}
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding

CODE = "E216"
SUMMARY = "A conflict has fewer than two statements."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each conflict with one statement or none."""
    for dispute in corpus.disputes():
        found = len(dispute.conflict.statements)
        if found < 2:  # noqa: PLR2004
            message = f"a conflict needs two statements, and this one has {'one' if found else 'none'}"
            hint = "add what the other source says under 'statements:', or remove the conflict"
            yield Finding(dispute.place, (*dispute.at, "statements"), message, hint)
