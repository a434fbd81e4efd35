"""The complete view of `sinoru compare`: with the passages of both sources, and each new conflict ready to paste."""

from collections.abc import Iterator

from sinoru.query.analysis_answers import Comparison, Difference, Parallel, Telling
from sinoru.query.verdicts import reason_of
from sinoru.render.comparison import counted, headings, limits_of, state_of, value_spans
from sinoru.render.document import (
    DEEP_INDENT,
    INDENT,
    Document,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    section_heading,
    with_gutter,
)
from sinoru.render.listing import narrowed
from sinoru.render.parts import cited, when
from sinoru.render.paste import conflicts_to_paste


def compare_document(answer: Comparison, look: Look) -> Document:
    """Show all of each list, with the passages that say so."""
    yield line(Span(f"{counted(answer)}{narrowed(look)}", "heading"))
    if not answer.is_complete:
        yield line(Span(limits_of(answer), "warn"))
    for name, heading in headings(answer):
        if items := getattr(answer, name):
            yield from section_heading(heading)
            for item in items:
                yield from _lines(item, look)
    new = [one for one in answer.differ if not one.is_recorded]
    if new:
        yield from section_heading("To record what is not recorded yet, add this to a file of the corpus")
        yield from (Line((Span(text),), fit="whole") for text in conflicts_to_paste(new))


def _lines(item: Difference | Parallel | Telling, look: Look) -> Iterator[Line]:
    match item:
        case Difference():
            yield from _difference(item, look)
        case Parallel():
            yield from _parallel(item, look)
        case Telling():
            yield _telling(item, look)


def _difference(one: Difference, look: Look) -> Iterator[Line]:
    between = Span(f" {look.glyphs.bullet} ", "faint")
    date: Spans = (when(one.date, look.glyphs),) if one.date else ()
    head = joined(((Span(one.question, "title"),), date, (state_of(one),), (Span(one.id, "id"),)), between)
    yield with_gutter(Line(head), INDENT, DEEP_INDENT)
    for said in one.statements:
        spans: Spans = value_spans(one, said, look)
        if said.by:
            spans = (*spans, Span(", according to "), Span(said.by.name, "name"))
        if said.claim:
            spans = (*spans, Span("  "), Span(said.claim, "id"))
        yield with_gutter(Line(cited(spans, said.evidence)), DEEP_INDENT, DEEP_INDENT + INDENT)
    if why := reason_of(one):
        yield with_gutter(Line((Span(why),)), DEEP_INDENT + INDENT, DEEP_INDENT + INDENT)


def _parallel(one: Parallel, look: Look) -> Iterator[Line]:
    if one.a.id == one.b.id and one.a.date == one.b.date:
        yield _telling(one.a, look, evidence_of=one.b)
        return
    yield _telling(one.a, look)
    yield with_gutter(_telling(one.b, look, before="= "))
    if one.shared:
        shared = joined(((Span(ref.name, "name"),) for ref in one.shared), Span(", "))
        yield with_gutter(Line((Span("both name ", "label"), *shared)), DEEP_INDENT, DEEP_INDENT)


def _telling(one: Telling, look: Look, before: str = "", evidence_of: Telling | None = None) -> Line:
    date: Spans = (when(one.date, look.glyphs), Span("  ")) if one.date else ()
    title = (Span(before, "faint"), *date, Span(f"{one.kind} ", "kind"), Span(one.title, "title"), Span("  "))
    evidence = (*one.evidence, *(evidence_of.evidence if evidence_of else ()))
    return with_gutter(Line(cited((*title, Span(one.id, "id")), evidence)), INDENT, DEEP_INDENT)
