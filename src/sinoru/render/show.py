"""The view of `sinoru show`."""

from sinoru.query.answers import Shown
from sinoru.render.document import PIPE, Document, Look


def show_document(answer: Shown, look: Look = PIPE) -> Document:
    """Show the answer."""
    from sinoru.render.full.show import show_document as complete

    return complete(answer, glyphs=look.glyphs)
