"""The view of `sinoru claims`."""

from sinoru.query.answers import Claims
from sinoru.render.claim import claim_lines
from sinoru.render.counted import shown_of
from sinoru.render.document import BLANK, Document, Span, line
from sinoru.render.glyphs import UNICODE, Glyphs


def claims_document(answer: Claims, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each claim whole, then how many there are."""
    for claim in answer.claims:
        yield from claim_lines(claim, glyphs)
        yield BLANK
    yield line(
        Span(shown_of(len(answer.claims), answer.total, "claim") if answer.total else "No claims.", "faint")
    )
