"""The view of `sinoru cite`: each source formatted in a citation style, ready to be copied."""

from collections.abc import Iterable

import msgspec

from sinoru.cite.cited_text import Bibliography, CitedText, FullBibliography, Run
from sinoru.render.document import BLANK, DEEP_INDENT, INDENT, PIPE, Document, Line, Look, Span, Spans, line

_LABELS = {"chicago": "note: ", "apa": "in text: ", "mla": "in text: "}


def citations_document(answer: Bibliography, look: Look = PIPE) -> Document:
    """Show sources in order of use, the one with the most passages first; with everything, as a bibliography."""
    if look.full:
        return bibliography_document(answer, look)
    by_use = sorted(answer.citations, key=lambda one: -len(one.at))
    return bibliography_document(msgspec.structs.replace(answer, citations=tuple(by_use)), look)


def bibliography_document(answer: Bibliography, look: Look = PIPE) -> Document:  # noqa: ARG001  every view takes it
    """Show the bibliography entry of each source, and below it the citation for notes or running text.

    What speaks against the records comes last, under a heading; each source says against what.
    """
    yield from _blocks(answer.citations, answer.style)
    if isinstance(answer, FullBibliography):
        if answer.citations:
            yield BLANK
        yield from _against(answer)
    if answer.records:
        yield BLANK
        yield line(
            Span(
                "To quote the record itself" if len(answer.records) == 1 else "To quote the records",
                "heading",
            )
        )
        yield BLANK
        yield from _blocks(answer.records, answer.style)


def _against(answer: FullBibliography) -> Document:
    if not answer.against:
        yield line(Span("No conflict or assessment of these records has evidence against them.", "faint"))
        return
    yield line(Span("Against, or in dispute", "heading"))
    yield BLANK
    yield from _blocks(answer.against, answer.style)


def _blocks(citations: Iterable[CitedText], style: str) -> Document:
    for number, one in enumerate(citations):
        if number:
            yield BLANK
        yield Line(_run_spans(one.entry), (), INDENT)
        label = Span(_LABELS[style], "label")
        yield Line((label, *_run_spans(one.in_text)), INDENT, DEEP_INDENT)
        if one.licence:
            yield Line((Span("licence: ", "label"), Span(one.licence)), INDENT, DEEP_INDENT)
        for reason in one.against:
            yield Line((Span(reason, "label"),), INDENT, DEEP_INDENT)


def _run_spans(runs: Iterable[Run]) -> Spans:
    return tuple(Span(run.text, "work" if run.italic else "text") for run in runs)
