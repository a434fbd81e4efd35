"""What the corpus says is in a source: every piece of evidence that cites it, with its record."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec
from msgspec.structs import replace

from sinoru.index.fields import Named, all_evidence
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.errors import UnknownValue
from sinoru.model.records import Claim, Evidence, Record, Source
from sinoru.query.records import records_of
from sinoru.query.select import links_to
from sinoru.query.show import nearest_ids


class Citing(msgspec.Struct, frozen=True):
    """A record that rests on a source, and where it begins."""

    record: Record
    path: str
    line: int


def find_source(index: Index, wanted: str) -> Source:
    """Give the source with this id. Raises UnknownValue with the nearest ids."""
    found = records_of(index, "source", [wanted])
    if not found:
        raise UnknownValue("source", wanted, nearest_ids(index, wanted))
    return cast("Source", found[0])


def known_sources(index: Index, ids: Iterable[str]) -> list[str]:
    """Give those ids that are sources in the corpus."""
    query = "SELECT 1 FROM record WHERE kind = 'source' AND id = ?"
    return [wanted for wanted in ids if index.value(query, (wanted,))]


def citing_records(index: Index, source: str) -> list[Citing]:
    """Give the records that rest on a source, in order of file and line."""
    citing, values = index.chosen(Scope(links=(links_to(index, source, "source", "prints the name"),)))
    query = (
        "SELECT r.kind, r.body, f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        f" WHERE r.number IN ({citing}) ORDER BY f.number, r.line"
    )
    return [
        Citing(read_body(kind, body), os.fsdecode(path), line)
        for kind, body, path, line in index.rows(query, values)
    ]


def evidence_in(record: Record, source: str) -> Iterator[Evidence]:
    """Give each piece of evidence in a record that cites the source."""
    return (evidence for evidence in all_evidence(record) if evidence.source == source)


def spellings_in(record: Record, source: str) -> Iterator[Evidence]:
    """Give each spelling that a record says the source prints, as evidence that may stand anywhere in it."""
    return (Evidence(source=source, terms=(text,)) for text in _printed_names(record, source))


def quotation_in(record: Record, source: str) -> list[Evidence]:
    """Give the passages in one of which a claim's quotation must stand; none if another source may have it."""
    if not isinstance(record, Claim) or not record.quote:
        return []
    if any(evidence.source != source for evidence in record.evidence):
        return []
    left_out = r"\s*(?:\.\.\.|\u2026|\[[^\]]*\])\s*"
    spoken = tuple(filter(None, re.split(left_out, record.quote)))
    return [replace(evidence, terms=spoken) for evidence in record.evidence]


def misspelt_words(record: Record, source: str) -> Iterator[tuple[str, str]]:
    """Give pairs of a word in the record's name and the word that the source prints for it."""
    words = record.name.split() if isinstance(record, Named) else []
    for name in _printed_names(record, source):
        printed = name.split()
        if len(printed) == len(words):
            yield from (pair for pair in zip(words, printed, strict=True) if pair[0] != pair[1])


def _printed_names(record: Record, source: str) -> list[str]:
    names = record.names if isinstance(record, Named) else ()
    return [name.text for name in names if name.source == source and name.kind == "as-printed"]
