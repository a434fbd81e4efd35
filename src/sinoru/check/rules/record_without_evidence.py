"""An event, a person, an organisation or a place has no evidence.

Every record should name its source: add the source, the passage in it, and a word or figure from that passage. A
claim without evidence is an error (E207).
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim, ConflictRecord, Source

CODE = "W303"
SUMMARY = "A record has no evidence."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each record without any evidence, except claims (E207), conflicts and sources."""
    for placed in corpus.placed:
        record = placed.record
        if placed.place in corpus.damaged:
            continue
        if not isinstance(record, Claim | ConflictRecord | Source) and not any(
            corpus.fields.evidence(record)
        ):
            message = f"the {record.KIND} '{record.id}' has no evidence"
            yield Finding(placed.place, ("id",), message, "add 'evidence:' with a source", record.id)
