"""What verifying found as rows: one for each missing term, then one for each passage that no record rests on."""

from collections.abc import Iterator

from sinoru.export.cells import listed
from sinoru.verify.verification import MissingEvidence, Verification

Row = tuple[str, ...]

VERIFICATION: Row = ("fault", "at", "record", "kind", "path", "line", "term", "found_at", "text")


def verification_rows(answer: Verification) -> Iterator[Row]:
    """Give all faults; each says in its first column what it is."""
    for missing in answer.evidence.missing:
        record = (missing.record, missing.kind, missing.path, f"{missing.line}")
        for term, found_at in _terms(missing):
            yield (missing.fault, missing.at, *record, term, found_at, "")
    for passage in answer.coverage.uncovered:
        yield ("not covered", passage.at, "", "", "", "", "", "", passage.text)


def _terms(missing: MissingEvidence) -> Iterator[tuple[str, str]]:
    for term in missing.terms_missing:
        yield term, listed(missing.found_at.get(term, ()))
    if not missing.terms_missing:  # a locator that names no passage, without terms
        yield "", ""
