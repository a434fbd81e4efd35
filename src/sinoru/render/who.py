"""The view of `sinoru who`: a card, several candidates, nobody, or everyone."""

from sinoru.query.answers import Candidates, Card, Everyone, NobodyFound
from sinoru.render.document import Document
from sinoru.render.glyphs import UNICODE, Glyphs


def who_document(answer: Card | Candidates | NobodyFound | Everyone, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show whom a name means, or everyone."""
    # Each answer loads only what shows it.
    if isinstance(answer, Card):
        from sinoru.render.card import card

        return card(answer, glyphs)
    from sinoru.render.listed import candidates, everyone, nobody

    if isinstance(answer, Candidates):
        return candidates(answer, glyphs)
    return nobody(answer, glyphs) if isinstance(answer, NobodyFound) else everyone(answer)
