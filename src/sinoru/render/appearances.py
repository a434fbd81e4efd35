"""The events of one person or organisation, a row each, with the part they took."""

from collections.abc import Iterator

from sinoru.query.answers import Card, EventAnswer, OfficeHeld, Took
from sinoru.render.conflict import conflict_lines, marks
from sinoru.render.document import INDENT, Cells, Column, Grid, Line, Span, hang, joined
from sinoru.render.event import part_of, people, places
from sinoru.render.evidence import cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.office import office_cited
from sinoru.render.when import day_bounds, when


def appearances(card: Card, glyphs: Glyphs) -> Grid:
    """Lay the events of a card out as a table; what disagrees stands in rows of its own."""
    rows = (row for answer in card.events for row in _rows(card, answer, glyphs))
    return Grid((Column(wraps=False), Column()), tuple(rows), INDENT)


def _rows(card: Card, answer: EventAnswer, glyphs: Glyphs) -> Iterator[Cells | Line]:
    event = answer.event
    took = _part_taken(card.record.id, answer)
    role = (Span(f" ({took.role})", "faint"),) if took and took.role else ()
    between = Span(f" {glyphs.bullet} ", "faint")
    title = (Span(event.title, "title"), *role, between, Span(event.id, "id"))
    yield (when(event.date, glyphs),), cited(title, event.evidence)
    others = people(answer, without=card.record.id)
    with_others = (Span("with ", "faint"), *others) if others else ()
    if around := joined((with_others, places(answer), part_of(answer)), between):
        yield hang(Line(around))
    if event.summary:
        yield hang(Line((Span(event.summary),)))
    for line in conflict_lines(event.conflicts, glyphs):
        yield hang(line)
    if took and took.printed:
        yield hang(hang(_other_title(card, answer, took, glyphs), *marks(glyphs)))


def _part_taken(record_id: str, answer: EventAnswer) -> Took | None:
    return next((took for took in (*answer.people, *answer.organisations) if took.id == record_id), None)


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
    if answer.earliest is None or answer.latest is None:
        return False
    start, end = day_bounds(office.start)[0], day_bounds(office.end)[1]
    return (start is None or start <= answer.latest) and (end is None or answer.earliest <= end)
