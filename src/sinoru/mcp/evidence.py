"""What a model needs to cite, where the shape of an answer has only ids."""

from collections.abc import Iterable
from typing import Any

from sinoru.corpus import Corpus
from sinoru.model.errors import UnknownId
from sinoru.model.records import Claim, Record

Shape = dict[str, Any]


def with_evidence(corpus: Corpus, name: str, shape: Shape) -> Shape:
    """Add the certainty of claims that a search found, and where the events are written at which someone was met."""
    if name == "search":
        return shape | {"hits": [_hit(corpus, hit) for hit in shape["hits"]]}
    if name == "who" and "met" in shape:
        return shape | {"evidence": _located(corpus, (id_ for one in shape["met"] for id_ in one["events"]))}
    return shape


def _hit(corpus: Corpus, hit: Shape) -> Shape:
    record = _record(corpus, hit["id"]) if hit["kind"] == "claim" else None
    return hit | {"certainty": record.certainty} if isinstance(record, Claim) else hit


def _located(corpus: Corpus, ids: Iterable[str]) -> dict[str, list[Shape]]:
    """Give source and locator of each piece of evidence, by record."""
    records = {id_: _record(corpus, id_) for id_ in dict.fromkeys(ids)}
    return {
        id_: [{"source": one.source, "at": one.at} for one in record.evidence]
        for id_, record in records.items()
        if record
    }


def _record(corpus: Corpus, id_: str) -> Record | None:
    try:
        return corpus.show(id_).record
    except UnknownId:
        return None
