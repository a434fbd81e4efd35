"""An event, a person, an organisation or a place has no evidence.

Every record should name its source: add the source, the passage in it, and a word or figure from that passage. A
claim without evidence is an error (E207). A person or an organisation that a source names as its author or editor
needs none as long as the record has no more than names and ids: the source is the evidence.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim, ConflictRecord, Organisation, Person, Record, Source
from sinoru.query.credits import contributors

CODE = "W303"
SUMMARY = "A record has no evidence."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each record without any evidence, except claims (E207), conflicts and sources."""
    for placed in corpus.placed:
        record = placed.record
        if placed.place in corpus.damaged or isinstance(record, Claim | ConflictRecord | Source):
            continue
        if not any(corpus.fields.evidence(record)) and not _is_only_credited(corpus, record):
            message = f"the {record.KIND} '{record.id}' has no evidence"
            yield Finding(placed.place, ("id",), message, "add 'evidence:' with a source", record.id)


def _is_only_credited(corpus: CheckedCorpus, record: Record) -> bool:
    """Return whether nothing is said of a maker of sources that their title pages would not have."""
    if (
        not isinstance(record, Person | Organisation)
        or record.relations
        or record.summary
        or any(record.life.values())
    ):
        return False
    has_offices = isinstance(record, Person) and bool(record.offices)
    return not has_offices and record.id in corpus.once(_credited)


def _credited(corpus: CheckedCorpus) -> frozenset[str]:
    """Return the ids and names of all who made a source."""
    return frozenset(one for _, source in corpus.of(Source) for one in contributors(source))
