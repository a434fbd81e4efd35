"""Records that refer to another one, a row each."""

from collections.abc import Iterable

from sinoru.query.answers import Reference
from sinoru.render.document import INDENT, Column, Grid, Span, Spans
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import when

_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(), Column(), Column())


def references_grid(references: Iterable[Reference], glyphs: Glyphs) -> Grid:
    """Give kind, date, title, in which field it refers, and id."""
    return Grid(_COLUMNS, tuple(_row(one, glyphs) for one in references), INDENT)


def _row(one: Reference, glyphs: Glyphs) -> tuple[Spans, ...]:
    date = (when(one.date, glyphs),) if one.date else ()
    return (
        (Span(one.kind, "kind"),),
        date,
        (Span(one.title),),
        (Span(one.how, "faint"),),
        (Span(one.id, "id"),),
    )
