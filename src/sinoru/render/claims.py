"""The view of `sinoru claims`."""

from sinoru.query.answers import Claims
from sinoru.render.document import PIPE, Document, Look


def claims_document(answer: Claims, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.claims import claims_document as complete

    return complete(answer, glyphs=look.glyphs)
