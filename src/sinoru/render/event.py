"""One event as lines: the same wherever an event is shown."""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer, Took
from sinoru.render.conflict import disagreements
from sinoru.render.document import Line, Span, Spans, joined
from sinoru.render.evidence import traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import when

COMMA = Span(", ")


def event_lines(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Give an event whole: when and what, who and where, summary, contradictions, sources."""
    event = answer.event
    between = Span(f" {glyphs.bullet} ", "faint")
    yield headline(event.date, (Span(event.title, "title"),), event.kind, glyphs)
    if around := joined((people(answer), places(answer), part_of(answer)), between):
        yield Line(around)
    if event.summary:
        yield Line((Span(event.summary),))
    yield from disagreements(answer, glyphs)
    yield traced(event.id, event.evidence)


def headline(date: str, title: Spans, kind: str, glyphs: Glyphs) -> Line:
    """Give the first line of an entry; each part may be missing."""
    spans = (when(date, glyphs), Span("  "), *title) if date else title
    return Line((*spans, Span(f" {glyphs.bullet} ", "faint"), Span(kind, "kind")) if kind else spans)


def people(answer: EventAnswer, *, without: str = "") -> Spans:
    """Name who took part, with the part taken; `without` is an id to leave out."""
    took = (*answer.people, *answer.organisations)
    return joined((_taking_part(one) for one in took if one.id != without), COMMA)


def _taking_part(took: Took) -> Spans:
    name = Span(took.name, "name")
    return (name, Span(f" ({took.role})", "faint")) if took.role else (name,)


def places(answer: EventAnswer) -> Spans:
    """Name where it happened."""
    return joined(((Span(place.name, "place"),) for place in answer.places), COMMA)


def part_of(answer: EventAnswer) -> Spans:
    """Name the larger event that this one belongs to."""
    return (Span("part of ", "faint"), Span(answer.part_of.name)) if answer.part_of else ()
