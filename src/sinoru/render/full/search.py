"""The view of `sinoru search`: hits with the matched words marked."""

from collections.abc import Iterator
from itertools import count

import msgspec

from sinoru.query.answers import Hit, Search
from sinoru.render.document import (
    BLANK,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    Spans,
    joined,
    line,
    plural,
    section_heading,
    with_gutters,
)
from sinoru.render.matches import (
    changes_of_query,
    count_matches,
    grouped,
    highlight,
    no_matches,
    searched_query,
)
from sinoru.render.parts import headline, mark_before, traced, verdict_word


def search_document(answer: Search, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show how the query was interpreted, then each hit, the best first, with the fields that matched."""
    yield line(Span(_summary(answer, glyphs), "heading"))
    for note in changes_of_query(answer, glyphs):
        yield line(Span(note, "warn"))
    width = len(str(len(answer.hits))) + 2
    numbers = count(1)
    for heading, hits in grouped(answer.hits):
        yield from section_heading(heading) if heading else ()
        for hit in hits:
            yield BLANK
            first = (Span(f"{next(numbers)}.".ljust(width), "faint"),)
            headed, *rest = with_gutters(_hit_lines(hit, glyphs), first, (Span(" " * width),))
            yield msgspec.structs.replace(headed, record=hit.id)
            yield from rest


def _summary(answer: Search, glyphs: Glyphs) -> str:
    if not answer.hits and not answer.total:
        return no_matches(answer, glyphs)
    matches = count_matches(answer)
    shown = "" if matches == answer.total else f"{matches:,} of "
    more = "" if answer.total_is_exact else "more than "
    query = f" for {glyphs.quoted(searched_query(answer))}" if answer.query else ""
    return f"{shown}{more}{plural(answer.total, 'match')}{query}"


def _hit_lines(hit: Hit, glyphs: Glyphs) -> Iterator[Line]:
    title = (*mark_before(hit.verdict, glyphs), *highlight(hit.title, hit.matched, "title"))
    first = headline(hit.date, title, hit.kind, glyphs).spans
    word = (Span(f" {glyphs.bullet} ", "faint"), verdict_word(hit.verdict)) if hit.verdict else ()
    missing = (Span(f" {glyphs.bullet} without {hit.missing}", "faint"),) if hit.missing else ()
    yield Line((*first, *word, *missing))
    if hit.snippet and hit.snippet != hit.title:
        yield Line(highlight(hit.snippet, hit.matched))
    if hit.where:
        yield Line(_match_spans(hit))
    yield traced(hit.id, hit.evidence)


def _match_spans(hit: Hit) -> Spans:
    words = joined(((Span(word, "match"),) for word in hit.matched), Span(", "))
    where = Span(f"matches: {', '.join(hit.where)}", "label")
    return (where, Span(" ("), *words, Span(")")) if words else (where,)
