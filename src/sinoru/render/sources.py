"""The view of `sinoru sources`."""

from sinoru.query.answers import SourceDetail, Sources
from sinoru.render.document import PIPE, Document, Look


def sources_document(answer: Sources | SourceDetail, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.sources import sources_document as complete

    return complete(answer, glyphs=look.glyphs)
