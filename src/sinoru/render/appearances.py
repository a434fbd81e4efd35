"""The events of one person or organisation, with the part they took."""

from collections.abc import Iterator

from sinoru.query.answers import Card, EventAnswer
from sinoru.render.conflict import conflict_summaries, marks
from sinoru.render.document import INDENT, Line, Span, hang, hang_all
from sinoru.render.event import circumstances, headline, names_in, other_title, people
from sinoru.render.evidence import cited
from sinoru.render.glyphs import Glyphs

_DEEPER = (Span("    "),)


def appearances(card: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Give each event on a line, and below it the company, the summary and what disagrees."""
    for answer in card.events:
        yield from hang_all(_lines(card, answer, glyphs), INDENT, _DEEPER)


def _lines(card: Card, answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    event = answer.event
    took = next((one for one in (*answer.people, *answer.organisations) if one.id == card.record.id), None)
    role = (Span(f" ({took.role})", "faint"),) if took and took.role else ()
    title = headline(event.date, (Span(event.title, "title"), *role), "", glyphs).spans
    yield Line(cited((*title, Span(f" {glyphs.bullet} ", "faint"), Span(event.id, "id")), event.evidence))
    others = people(answer, without=card.record.id)
    yield from circumstances(answer, (Span("with ", "faint"), *others) if others else (), glyphs)
    yield from conflict_summaries(event.conflicts, glyphs, names_in(answer))
    if took and took.printed:
        yield hang(other_title(took, "them", glyphs), *marks(glyphs))
