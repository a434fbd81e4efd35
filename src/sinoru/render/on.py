"""The view of `sinoru on DATE`."""

from sinoru.query.answers import OnDay
from sinoru.render.document import PIPE, Document, Look


def on_document(answer: OnDay, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.on import on_document as complete

    return complete(answer, glyphs=look.glyphs)
