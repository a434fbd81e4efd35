"""Evidence of the corpus looked up in the user's copy of its source.

`verify_source` answers `sinoru verify` for all records that cite a source, `cited_passages` answers
`sinoru show ID --source FILE` for one record.
"""

import os
import re
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import Named
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.errors import UnknownValue
from sinoru.model.fields import Fields, names_record
from sinoru.model.records import RECORD_OF_KIND, Claim, Evidence, Record, Source
from sinoru.query.answers import Shown
from sinoru.query.credits import credited
from sinoru.query.fetch import by_ids, living_id, present_id
from sinoru.query.select import links_to
from sinoru.query.show import nearest_ids
from sinoru.verify.copies import read_source_text
from sinoru.verify.passages import Copy, Finder, Finding, Passage, read_passages
from sinoru.verify.results import (
    CitedCopy,
    CitedPassage,
    CitedPassages,
    Coverage,
    EvidenceCount,
    MissingEvidence,
    PrintedOtherwise,
    SharedRun,
    Uncovered,
    Verification,
)
from sinoru.verify.shared_words import Copied, NamesOnRecord, names_in, own_texts
from sinoru.verify.terms import plain


class Citing(msgspec.Struct, frozen=True):
    """A record that cites a source, and where it begins."""

    record: Record
    path: str
    line: int


class _Checked(msgspec.Struct, frozen=True):
    """A piece of evidence with its record and the result of the search."""

    citing: Citing
    evidence: Evidence
    finding: Finding
    covers: bool = True
    """False for a spelling or a quotation, which must be found but does not make a passage covered."""


def verify_source(index: Index, source_id: str, path: str) -> Verification:
    """Look up all evidence that cites a source in the copy at `path`. Raises UnknownValue, UnreadableCopy."""
    source = find_source(index, source_id)
    copy = read_passages(read_source_text(path), source)
    citing = citing_records(index, source.id)
    misspellings = collect_misspellings((each.record for each in citing), source.id)
    finder = Finder(source, copy.passages, misspellings)
    checked = [result for each in citing for result in _check(each, source.id, finder, index.fields)]
    return Verification(
        source=source.id,
        evidence=_count(checked, finder),
        coverage=_cover(checked, copy),
        printed_otherwise=tuple(_printed_otherwise(checked)),
        shared=tuple(sorted(_shared(index, citing, copy), key=lambda run: -run.words)),
        front_matter=copy.front_matter,
        remarks=copy.remarks,
    )


def collect_misspellings(records: Iterable[Record], source: str) -> dict[str, list[str]]:
    """Return for each word the spellings in the source, as names of the kind `as-printed` declare them."""
    misspellings: dict[str, list[str]] = {}
    for record in records:
        for word, printed in misspelt_words(record, source):
            misspellings.setdefault(word, []).append(printed)
    return misspellings


def _check(citing: Citing, source: str, finder: Finder, fields: Fields) -> Iterator[_Checked]:
    for evidence in evidence_in(citing.record, source, fields):
        yield _Checked(citing, evidence, finder.find(evidence))
    for spelling in spellings_in(citing.record, source):
        yield _Checked(citing, spelling, finder.find(spelling), covers=False)
    quoted = [(quotation, finder.find(quotation)) for quotation in quotation_in(citing.record, source)]
    if quoted:
        quotation, finding = next((pair for pair in quoted if pair[1].is_found), quoted[0])
        yield _Checked(citing, quotation, finding, covers=False)


def _count(checked: list[_Checked], finder: Finder) -> EvidenceCount:
    missing = tuple(_describe_missing(each, finder) for each in checked if not each.finding.is_found)
    return EvidenceCount(total=len(checked), found=len(checked) - len(missing), missing=missing)


def _describe_missing(checked: _Checked, finder: Finder) -> MissingEvidence:
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
    cited: set[Passage] = set()
    for each in checked:
        if each.finding.is_found and each.covers:
            cited.update(each.finding.passages)
    uncovered = tuple(
        Uncovered(at=passage.at, text=passage.shown) for passage in copy.passages if passage not in cited
    )
    number = len(copy.passages)
    return Coverage(passages=number, covered=number - len(uncovered), uncovered=uncovered)


def _shared(index: Index, citing: list[Citing], copy: Copy) -> Iterator[SharedRun]:
    """Yield the runs of words that records share with a copy; names are those of the records and of all they name."""
    records = [each.record for each in citing]
    named = {id_ for record in records for _, _, id_ in index.fields.walk(record, names_record)}
    known = (one for kind in RECORD_OF_KIND for one in by_ids(index, kind, named))
    names = NamesOnRecord(name for record in (*records, *known) for name in names_in(record))
    copied = Copied(passage.shown for passage in copy.passages)
    for each in citing:
        for field, text in own_texts(each.record, index.fields):
            for run in copied.runs(text, names):
                yield SharedRun(
                    record=each.record.id,
                    kind=each.record.KIND,
                    field=field,
                    words=run.words,
                    text=text[run.start : run.end],
                    at=copy.passages[run.passage].at,
                    path=each.path,
                    line=each.line,
                )


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


def cited_passages(index: Index, shown: Shown, copies: Iterable[str]) -> CitedPassages:
    """Return a record with the passages that it cites in each copy.

    A copy is given as `ID=FILE`, or as `FILE` alone, which is taken as the copy of the cited source of which most is
    found in it. Raises UnreadableCopy, or UnknownValue for an ID that no source has.
    """
    cited = tuple(_cited_copy(index, shown.record, given) for given in copies)
    fields = {name: getattr(shown, name) for name in Shown.__struct_fields__}
    return CitedPassages(**fields, copies=cited)


def _cited_copy(index: Index, record: Record, given: str) -> CitedCopy:
    named, _, path = given.partition("=")
    candidates = known_sources(index, [present_id(index, named)]) if path else []
    if path and not candidates and not os.path.exists(given) and os.path.exists(path):
        raise UnknownValue("source", named, known_sources(index, nearest_ids(index, named)))
    if not candidates:
        path = given
        candidates = known_sources(
            index, dict.fromkeys(evidence.source for evidence in index.fields.evidence(record))
        )
    text = read_source_text(path)
    copies = [
        CitedCopy(
            source=source,
            path=path,
            passages=passages_for(record, find_source(index, source), text, index.fields),
        )
        for source in candidates
    ]
    return max(copies, key=_count_found, default=CitedCopy(source="", path=path, passages=()))


def _count_found(copy: CitedCopy) -> int:
    """Return the number of passages that are in a copy with all their terms."""
    return sum(bool(passage.text and not passage.terms_missing) for passage in copy.passages)


def passages_for(record: Record, source: Source, text: str, fields: Fields) -> tuple[CitedPassage, ...]:
    """Return the passages of a copy of the source that the record cites, each once, in order of the evidence.

    The text is empty for a locator that names no passage. A piece of evidence without a locator yields every passage
    with all its terms.
    """
    finder = Finder(source, read_passages(text, source).passages, collect_misspellings((record,), source.id))
    cited: dict[str, CitedPassage] = {}
    for evidence in evidence_in(record, source.id, fields):
        finding = finder.find(evidence)
        found = {passage.at: passage.shown for passage in finding.passages} or {evidence.at: ""}
        for at, passage_text in found.items():
            missing = (*(cited[at].terms_missing if at in cited else ()), *finding.missing)
            cited[at] = CitedPassage(at=at, text=passage_text, terms_missing=tuple(dict.fromkeys(missing)))
    return tuple(cited.values())


def find_source(index: Index, id_: str) -> Source:
    """Return the source with this id. Raises UnknownValue with the nearest ids of sources."""
    found = by_ids(index, "source", [id_]) or by_ids(index, "source", [living_id(index, id_)])
    if not found:
        raise UnknownValue("source", id_, known_sources(index, nearest_ids(index, id_)))
    return credited(index, cast("list[Source]", found[:1]))[0]


def known_sources(index: Index, ids: Iterable[str]) -> list[str]:
    """Return those ids that are sources in the corpus."""
    query = "SELECT 1 FROM record WHERE kind = 'source' AND id = ?"
    return [id_ for id_ in ids if index.value(query, (id_,))]


def citing_records(index: Index, source: str) -> list[Citing]:
    """Return the records that cite a source, in order of file and line."""
    citing, values = index.matching(Scope(links=(links_to(index, source, "source", "prints the name"),)))
    query = (
        "SELECT r.kind, r.body, f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        f" WHERE r.number IN ({citing}) ORDER BY f.number, r.line"
    )
    return [
        Citing(read_body(kind, body), os.fsdecode(path), line)
        for kind, body, path, line in index.rows(query, values)
    ]


def evidence_in(record: Record, source: str, fields: Fields) -> Iterator[Evidence]:
    """Yield each piece of evidence in a record that cites the source."""
    return (evidence for evidence in fields.evidence(record) if evidence.source == source)


def spellings_in(record: Record, source: str) -> Iterator[Evidence]:
    """Yield each spelling that a record ascribes to the source, as evidence for anywhere in it."""
    return (Evidence(source=source, terms=(text,)) for text in _printed_names(record, source))


def quotation_in(record: Record, source: str) -> list[Evidence]:
    """Return the evidence of a claim with its quotation as terms; empty if another source may have the quotation."""
    if not isinstance(record, Claim) or not record.quote:
        return []
    if any(evidence.source != source for evidence in record.evidence):
        return []
    omission = r"\s*(?:\.\.\.|\u2026|\[[^\]]*\])\s*"
    parts = tuple(filter(None, re.split(omission, record.quote)))
    return [replace(evidence, terms=parts) for evidence in record.evidence]


def misspelt_words(record: Record, source: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of a word in the record's name and the word that the source prints for it."""
    words = record.name.split() if isinstance(record, Named) else []
    for name in _printed_names(record, source):
        printed = name.split()
        if len(printed) == len(words):
            yield from (pair for pair in zip(words, printed, strict=True) if pair[0] != pair[1])


def _printed_names(record: Record, source: str) -> list[str]:
    names = record.names if isinstance(record, Named) else ()
    return [name.text for name in names if name.source == source and name.kind == "as-printed"]
