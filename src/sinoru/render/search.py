"""The view of `sinoru search`."""

from sinoru.query.answers import Search
from sinoru.render.document import PIPE, Document, Look


def search_document(answer: Search, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.search import search_document as complete

    return complete(answer, glyphs=look.glyphs)
