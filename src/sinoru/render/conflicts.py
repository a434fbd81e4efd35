"""The view of `sinoru conflicts`."""

from sinoru.query.analysis_answers import Conflicts
from sinoru.render.document import PIPE, Document, Look


def conflicts_document(answer: Conflicts, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.conflicts import conflicts_document as complete

    return complete(answer, glyphs=look.glyphs)
