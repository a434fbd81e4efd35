"""The view of `sinoru cite`: each source formatted in a citation style, ready to be copied."""

from collections.abc import Iterable

from sinoru.cite.cited_text import Bibliography, Run
from sinoru.render.document import BLANK, DEEP_INDENT, INDENT, UNICODE, Document, Glyphs, Line, Span, Spans

_LABELS = {"chicago": "note: ", "apa": "in text: ", "mla": "in text: "}


def citations_document(answer: Bibliography, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  as all views
    """Show the bibliography entry of each source, and below it the citation for notes or running text."""
    for number, one in enumerate(answer.citations):
        if number:
            yield BLANK
        yield Line(_run_spans(one.entry), (), INDENT)
        label = Span(_LABELS[answer.style], "label")
        yield Line((label, *_run_spans(one.in_text)), INDENT, DEEP_INDENT)


def _run_spans(runs: Iterable[Run]) -> Spans:
    return tuple(Span(run.text, "work" if run.italic else "text") for run in runs)
