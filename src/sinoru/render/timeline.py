"""The view of `sinoru timeline`."""

from collections.abc import Sequence

from sinoru.dates.periods import UNITS
from sinoru.query.answers import Timeline
from sinoru.render.document import DRAWN_WIDTH, PIPE, Document, Look

STYLES: Sequence[str] = ("vertical", "table", "gantt")
GROUPS = (*UNITS, "kind", "country", "place", "person", "org", "topic")
"""What events can be grouped by."""


def timeline_document(
    answer: Timeline, look: Look = PIPE, *, style: str = "vertical", group: str = ""
) -> Document:
    """Show the answer. `style` is one of `STYLES`, `group` one of `GROUPS` or empty."""
    from sinoru.render.full.timeline import timeline_document as complete

    return complete(answer, style=style, group=group, width=look.width or DRAWN_WIDTH, glyphs=look.glyphs)
