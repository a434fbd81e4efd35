"""The view of `sinoru who`."""

from sinoru.query.answers import Candidates, Card, Everyone, NobodyFound, OfficeHolders
from sinoru.render.document import PIPE, Document, Look


def who_document(
    answer: Card | Candidates | OfficeHolders | NobodyFound | Everyone, look: Look = PIPE
) -> Document:
    """Show the answer."""
    from sinoru.render.full.who import who_document as complete

    return complete(answer, glyphs=look.glyphs)
