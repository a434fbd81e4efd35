"""Where a fact is written, shown the same way everywhere: `[yu-1999q2, Chronology, May 10]`."""

from collections.abc import Iterable

from sinoru.model.records import Evidence
from sinoru.render.document import Line, Span, Spans

NO_SOURCE = Span("[no source]", "warn")
"""Stands where a fact has no evidence, so that nobody quotes it unawares."""


def citations(evidence: Iterable[Evidence]) -> Spans:
    """Cite each passage in brackets, with a space between."""
    spans: list[Span] = []
    for passage in evidence:
        place = f"{passage.source}, {passage.at}" if passage.at else passage.source
        spans += (Span(" "), Span(f"[{place}]", "source"))
    return tuple(spans[1:]) or (NO_SOURCE,)


def cited(spans: Iterable[Span], evidence: Iterable[Evidence]) -> Spans:
    """Put the citation of a statement behind it."""
    return (*spans, Span(" "), *citations(evidence))


def traced(record_id: str, evidence: Iterable[Evidence]) -> Line:
    """Give the last line of an entry: the id to ask for, and what the entry rests on."""
    return Line(cited((Span(record_id, "id"),), evidence))
