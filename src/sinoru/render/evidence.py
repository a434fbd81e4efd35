"""Where a fact is written, shown the same way everywhere: `[yu-1999q2, Chronology, May 10]`."""

from collections.abc import Iterable

from sinoru.model.records import Evidence
from sinoru.render.document import Line, Span, Spans, joined

NO_SOURCE = Span("[no source]", "warn")
"""Stands where a fact has no evidence, so that nobody quotes it unawares."""


def citations(evidence: Iterable[Evidence]) -> Spans:
    """Cite each source once, in brackets: `[yu-1999q2, Chronology, May 10; Implications, 2] [imf]`."""
    places: dict[str, list[str]] = {}
    for passage in evidence:
        places.setdefault(passage.source, []).append(passage.at)
    brackets = (
        f"[{', '.join(filter(None, (source, '; '.join(filter(None, at)))))}]" for source, at in places.items()
    )
    return joined(((Span(bracket, "source"),) for bracket in brackets), Span(" ")) or (NO_SOURCE,)


def cited(spans: Iterable[Span], evidence: Iterable[Evidence]) -> Spans:
    """Put the citation of a statement behind it."""
    return (*spans, Span(" "), *citations(evidence))


def traced(record_id: str, evidence: Iterable[Evidence]) -> Line:
    """Give the last line of an entry: the id to ask for, and what the entry rests on."""
    return Line(cited((Span(record_id, "id"),), evidence))
