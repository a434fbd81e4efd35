"""The view of `sinoru links`."""

from sinoru.query.analysis_answers import Chain, Links
from sinoru.query.answers import NobodyFound
from sinoru.render.document import PIPE, Document, Look


def links_document(answer: Links | Chain | NobodyFound, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.links import links_document as complete

    return complete(answer, glyphs=look.glyphs)
