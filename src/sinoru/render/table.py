"""Events as a table: a row each, contradictions below it."""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer
from sinoru.render.conflict import disagreements
from sinoru.render.document import Cells, Column, Grid, Line, Span, hang_all, joined
from sinoru.render.event import people, places
from sinoru.render.evidence import citations
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import when

_COLUMNS = (Column("Date", wraps=False), Column("Event"), Column("Who and where"), Column("Source"))


def table(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int) -> Iterator[Grid]:  # noqa: ARG001  all styles take the same
    """Give one grid of all events."""
    yield Grid(_COLUMNS, tuple(row for answer in events for row in _rows(answer, glyphs)))


def _rows(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Cells | Line]:
    event = answer.event
    kind = (Span(f" ({event.kind})", "faint"),) if event.kind else ()
    around = joined((people(answer), places(answer)), Span(f" {glyphs.bullet} ", "faint"))
    yield (when(event.date, glyphs),), (Span(event.title, "title"), *kind), around, citations(event.evidence)
    yield from hang_all(disagreements(answer, glyphs))
