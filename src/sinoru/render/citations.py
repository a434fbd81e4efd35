"""The view of `sinoru cite`: each source as a style has it, ready to be copied."""

from collections.abc import Iterable

from sinoru.cite.cited_text import Bibliography, Run
from sinoru.render.document import BLANK, INDENT, UNICODE, Document, Glyphs, Line, Span, Spans

_LABELS = {"chicago": "note: ", "apa": "in text: ", "mla": "in text: "}


def citations_document(answer: Bibliography, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  as all views
    """Show the entry of each source in a bibliography, and below it the citation in the text."""
    for number, one in enumerate(answer.citations):
        if number:
            yield BLANK
        yield Line(_spans(one.entry), (), INDENT)
        label = Span(_LABELS[answer.style], "label")
        yield Line((label, *_spans(one.in_text)), INDENT, INDENT * 2)


def _spans(runs: Iterable[Run]) -> Spans:
    return tuple(Span(run.text, "work" if run.italic else "text") for run in runs)
