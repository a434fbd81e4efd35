"""Events as a table: a row each, contradictions below it."""

from collections.abc import Iterator

from sinoru.query.answers import EventAnswer
from sinoru.render.document import Cells, Column, Grid, Line, Span, hang, hang_all, joined
from sinoru.render.event import disagreements, people, places
from sinoru.render.evidence import citations, traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import when

WIDE = 120
"""From this width on, sources have a column of their own; below it, they stand under their row."""
_COLUMNS = (Column("Date"), Column("Event"), Column("Who and where"), Column("Source"))


def table(events: tuple[EventAnswer, ...], glyphs: Glyphs, width: int | None) -> Iterator[Grid]:
    """Give one grid of all events."""
    is_wide = width is None or width >= WIDE
    rows = (row for answer in events for row in _rows(answer, glyphs, is_wide=is_wide))
    yield Grid(_COLUMNS if is_wide else _COLUMNS[:-1], tuple(rows))


def _rows(answer: EventAnswer, glyphs: Glyphs, *, is_wide: bool) -> Iterator[Cells | Line]:
    event = answer.event
    kind = (Span(f" ({event.kind})", "faint"),) if event.kind else ()
    around = joined((people(answer), places(answer)), Span(f" {glyphs.bullet} ", "faint"))
    row = ((when(event.date, glyphs),), (Span(event.title, "title"), *kind), around)
    if is_wide:
        yield (*row, citations(event.evidence))
    else:
        yield row
        yield hang(traced(event.id, event.evidence))
    yield from hang_all(disagreements(answer, glyphs))
