"""The view of `sinoru timeline`, in three styles."""

from collections.abc import Iterable, Sequence

from sinoru.query.answers import EventAnswer, Timeline
from sinoru.render.counted import shown_of
from sinoru.render.document import BLANK, Block, Document, Span, line
from sinoru.render.gantt import gantt
from sinoru.render.glyphs import UNICODE, Glyphs
from sinoru.render.groups import grouped
from sinoru.render.table import table
from sinoru.render.vertical import vertical

STYLES: Sequence[str] = ("vertical", "table", "gantt")


def timeline_document(
    answer: Timeline,
    *,
    style: str = "vertical",
    group: str = "",
    width: int | None = None,
    glyphs: Glyphs = UNICODE,
) -> Document:
    """Show events in order. `style` is one of `STYLES`, `group` one of `GROUPS`; no `width` means a pipe."""
    if not answer.events:
        yield line(Span("No events.", "faint"))
        return
    for heading, events in grouped(answer.events, group):
        if heading:
            yield line(Span(heading, "heading"))
            yield BLANK
        yield from _styled(style, events, answer, glyphs, width)
        yield BLANK
    yield line(Span(shown_of(len(answer.events), answer.total, "event"), "faint"))


def _styled(
    style: str, events: tuple[EventAnswer, ...], answer: Timeline, glyphs: Glyphs, width: int | None
) -> Iterable[Block]:
    if style == "gantt":
        return gantt(events, glyphs, width, asked=(answer.first, answer.last))
    return (table if style == "table" else vertical)(events, glyphs, width)
