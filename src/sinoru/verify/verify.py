"""The question behind `sinoru verify`: a corpus held against the user's copy of a source."""

from collections.abc import Iterable, Iterator

import msgspec

from sinoru.index.index import Index
from sinoru.model.records import Evidence, Record
from sinoru.verify.answers import (
    Coverage,
    EvidenceCount,
    MissingEvidence,
    PrintedOtherwise,
    Uncovered,
    Verification,
)
from sinoru.verify.cited import (
    Citing,
    citing_records,
    evidence_in,
    find_source,
    misspelt_words,
    quotation_in,
    spellings_in,
)
from sinoru.verify.copies import read_source_text
from sinoru.verify.find import Finder, Finding
from sinoru.verify.passages import Copy, Passage, read_passages
from sinoru.verify.wording import plain


class _Checked(msgspec.Struct, frozen=True):
    """A piece of evidence, the record that rests on it, and what became of it."""

    citing: Citing
    evidence: Evidence
    finding: Finding
    covers: bool = True
    """False: a spelling or a quotation has to stand in the source, but is no reason to call a passage covered."""


def verify_source(index: Index, source_id: str, path: str) -> Verification:
    """Find all evidence that cites a source in the copy at `path`. Raises UnknownValue, UnreadableCopy."""
    source = find_source(index, source_id)
    copy = read_passages(read_source_text(path), source)
    citing = citing_records(index, source_id)
    finder = Finder(copy.passages, collect_misspellings((one.record for one in citing), source_id))
    checked = [each for one in citing for each in _check(one, source_id, finder)]
    return Verification(
        source=source_id,
        evidence=_count(checked, finder),
        coverage=_cover(checked, copy),
        printed_otherwise=tuple(_printed_otherwise(checked)),
        front_matter=copy.front_matter,
        remarks=copy.remarks,
    )


def collect_misspellings(records: Iterable[Record], source: str) -> dict[str, list[str]]:
    """Give for each word the ways in which the source prints it, as names of the kind `as-printed` declare."""
    misspellings: dict[str, list[str]] = {}
    for record in records:
        for word, printed in misspelt_words(record, source):
            misspellings.setdefault(word, []).append(printed)
    return misspellings


def _check(citing: Citing, source: str, finder: Finder) -> Iterator[_Checked]:
    for evidence in evidence_in(citing.record, source):
        yield _Checked(citing, evidence, finder.find(evidence))
    for spelling in spellings_in(citing.record, source):
        yield _Checked(citing, spelling, finder.find(spelling), covers=False)
    quoted = [(place, finder.find(place)) for place in quotation_in(citing.record, source)]
    if quoted:
        place, finding = next((pair for pair in quoted if pair[1].is_found), quoted[0])
        yield _Checked(citing, place, finding, covers=False)


def _count(checked: list[_Checked], finder: Finder) -> EvidenceCount:
    missing = tuple(_missing(each, finder) for each in checked if not each.finding.is_found)
    return EvidenceCount(total=len(checked), found=len(checked) - len(missing), missing=missing)


def _missing(checked: _Checked, finder: Finder) -> MissingEvidence:
    citing, at, finding = checked.citing, checked.evidence.at, checked.finding
    return MissingEvidence(
        record=citing.record.id,
        kind=citing.record.KIND,
        at=at,
        terms_missing=finding.missing,
        found_at={term: finder.locators_of(term) for term in finding.missing},
        path=citing.path,
        line=citing.line,
        fault="terms missing" if finding.has_place else "no such passage",
        nearest=() if finding.has_place else finder.nearest(at),
    )


def _cover(checked: list[_Checked], copy: Copy) -> Coverage:
    resting: set[Passage] = set()
    for each in checked:
        if each.finding.is_found and each.covers:
            resting.update(each.finding.passages)
    uncovered = tuple(
        Uncovered(at=passage.at, text=passage.shown) for passage in copy.passages if passage not in resting
    )
    number = len(copy.passages)
    return Coverage(passages=number, covered=number - len(uncovered), uncovered=uncovered)


def _printed_otherwise(checked: list[_Checked]) -> Iterator[PrintedOtherwise]:
    for each in checked:
        for term, printed in each.finding.printed.items():
            if printed != plain(term):
                yield PrintedOtherwise(
                    record=each.citing.record.id,
                    at=each.evidence.at,
                    term=term,
                    printed=printed,
                    path=each.citing.path,
                    line=each.citing.line,
                )
