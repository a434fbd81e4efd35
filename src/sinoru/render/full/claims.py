"""The view of `sinoru claims`."""

from sinoru.query.answers import Claims
from sinoru.render.document import BLANK, UNICODE, Document, Glyphs, Span, line, shown_of
from sinoru.render.parts import claim_lines


def claims_document(answer: Claims, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each claim in full, then their number."""
    for claim in answer.claims:
        yield from claim_lines(claim, glyphs)
        yield BLANK
    yield line(
        Span(
            shown_of(len(answer.claims), answer.total, "claim") if answer.total else "No claims match.",
            "faint",
        )
    )
