"""One event as lines: the same wherever an event is shown."""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer, Took
from sinoru.render.conflict import conflict_summaries, marks
from sinoru.render.document import Line, Span, Spans, hang, joined
from sinoru.render.evidence import traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.office import office_cited
from sinoru.render.when import when

COMMA = Span(", ")


def event_lines(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Give an event whole: when and what, who and where, summary, contradictions, sources."""
    event = answer.event
    yield headline(event.date, (Span(event.title, "title"),), event.kind, glyphs)
    yield from circumstances(answer, people(answer), glyphs)
    yield from disagreements(answer, glyphs)
    yield traced(event.id, event.evidence)


def disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Give all that does not agree about an event, a line each."""
    yield from conflict_summaries(answer.event.conflicts, glyphs, names_in(answer))
    yield from _other_titles(answer, glyphs)


def headline(date: str, title: Spans, kind: str, glyphs: Glyphs) -> Line:
    """Give the first line of an entry; each part may be missing."""
    spans = (when(date, glyphs), Span("  "), *title) if date else title
    return Line((*spans, Span(f" {glyphs.bullet} ", "faint"), Span(kind, "kind")) if kind else spans)


def circumstances(answer: EventAnswer, company: Spans, glyphs: Glyphs) -> Iterator[Line]:
    """Say who (`company`), where, as a part of what, and how it went."""
    part_of = (Span("part of ", "faint"), Span(answer.part_of.name)) if answer.part_of else ()
    if around := joined((company, places(answer), part_of), Span(f" {glyphs.bullet} ", "faint")):
        yield Line(around)
    if answer.event.summary:
        yield Line((Span(answer.event.summary),))


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


def names_in(answer: EventAnswer) -> dict[str, str]:
    """Give the names of those who took part or disagree, by id."""
    return {took.id: took.name for took in (*answer.people, *answer.organisations)} | answer.speakers


def _other_titles(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    for took in answer.people:
        if took.printed:
            yield hang(other_title(took, took.name, glyphs), *marks(glyphs))


def other_title(took: Took, name: str, glyphs: Glyphs) -> Line:
    """Hold the title that a source prints against the offices of that day."""
    said = Span(f"the source calls {name} {glyphs.quoted(took.printed)}; ")
    if not took.held:
        return Line((said, Span("no office on record for that day", "doubt")))
    offices = joined((office_cited(office, glyphs) for office in took.held), Span("; "))
    return Line((said, Span("that day: "), *offices))
