"""The answer to a question, above the records that a search for its words finds."""

from itertools import islice

import msgspec

from sinoru.query.answers import Answered
from sinoru.render.document import BLANK, Document, Look, Span, line
from sinoru.render.read_as import readings_first
from sinoru.render.views import document_of

_MOST_LINES = 12
"""The lines of an answer; the command shows the rest."""


def answer_first(answered: Answered, hits: Document, look: Look) -> Document:
    """Show the look-up that a question was read as and its answer, then the hits of the search."""
    yield line(Span("Read as: ", "label"), Span(f"sinoru {answered.command}", "label"))
    plain = msgspec.structs.replace(look, suggests=False)
    lines = readings_first(answered.answer, document_of(answered.answer, plain))
    yield from islice(lines, _MOST_LINES)
    if next(lines, None) is not None:
        yield line(Span(f"{look.glyphs.ellipsis} the command shows the rest", "faint"))
    yield BLANK
    yield from hits
