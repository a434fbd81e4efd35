"""Words that a search matched, marked in the text they stand in."""

from collections.abc import Iterable

from sinoru.render.document import Role, Span, Spans
from sinoru.words import mark_matches


def marked(text: str, words: Iterable[str], role: Role = "text") -> Spans:
    """Split text into spans; those that match have the role `match`."""
    spans: list[Span] = []
    end = 0
    for first, last in mark_matches(text, words):
        spans += (Span(text[end:first], role), Span(text[first:last], "match"))
        end = last
    spans.append(Span(text[end:], role))
    return tuple(span for span in spans if span.text)
