"""The events of one person or organisation, with the part they took."""

from collections.abc import Iterator

from sinoru.query.answers import Card, EventAnswer, OfficeHeld, Took
from sinoru.render.conflict import conflict_summaries, marks
from sinoru.render.document import INDENT, Line, Span, hang, hang_all
from sinoru.render.event import circumstances, headline, names_in, people
from sinoru.render.evidence import cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.office import office_cited
from sinoru.render.when import day_bounds

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
        yield hang(_other_title(card, answer, took, glyphs), *marks(glyphs))


def _other_title(card: Card, answer: EventAnswer, took: Took, glyphs: Glyphs) -> Line:
    """Hold the printed title against the offices of that day."""
    held = [office for office in card.offices if _held(office, answer)]
    said = Span(f"the source calls them {glyphs.quoted(took.printed)}; ")
    if not held:
        return Line((said, Span("no office on record for that day", "doubt")))
    offices = (span for office in held for span in (Span("; "), *office_cited(office, glyphs)))
    return Line((said, Span("that day: "), *tuple(offices)[1:]))


def _held(office: OfficeHeld, answer: EventAnswer) -> bool:
    """Tell whether an office was, as far as is known, held at some time of an event."""
    start, end = day_bounds(office.start)[0], day_bounds(office.end)[1]
    if answer.earliest is None or answer.latest is None or start is end is None:
        return False
    return (start is None or start <= answer.latest) and (end is None or answer.earliest <= end)
