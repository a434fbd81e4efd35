"""The view of `sinoru verify`: what evidence is missing from a copy, and what in it no record rests on.

The view of `sinoru show --source`: records whole, each with the passages that it cites from the user's copy.
"""

from collections.abc import Iterator, Sequence

from sinoru.render.document import (
    BLANK,
    INDENT,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    Spans,
    joined,
    line,
    plural,
)
from sinoru.render.show import show_document
from sinoru.verify.verification import (
    CitedCopy,
    CitedPassage,
    CitedPassages,
    Coverage,
    EvidenceCount,
    MissingEvidence,
    PrintedOtherwise,
    Verification,
)

_ANYWHERE = "anywhere in the source"
_DEEPER = (*INDENT, *INDENT)


def verify_document(answer: Verification, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each missing piece with its place in the corpus, then the uncovered passages, then what else differs."""
    yield _evidence_line(answer.source, answer.evidence)
    for missing in answer.evidence.missing:
        yield BLANK
        yield from _missing_lines(missing, glyphs)
    yield BLANK
    yield from _coverage_lines(answer.coverage)
    yield from _listed("Printed otherwise", (_printed_line(one, glyphs) for one in answer.printed_otherwise))
    yield from _listed("Not as the corpus describes it", map(_text_line, answer.remarks))
    yield from _listed("Before the first passage", map(_text_line, answer.front_matter))


def _evidence_line(source: str, evidence: EvidenceCount) -> Line:
    number = plural(evidence.total, "piece") + " of evidence"
    if evidence.found < evidence.total:
        result = Span(f"{evidence.total - evidence.found:,} of {number} not found", "bad")
    else:
        result = Span(f"all {number} found" if evidence.total else "no evidence cites it", "good")
    return line(Span(source, "title"), ": ", result)


def _missing_lines(missing: MissingEvidence, glyphs: Glyphs) -> Iterator[Line]:
    yield line(
        Span(f"{missing.path}:{missing.line}", "faint"),
        "  ",
        Span(f"{missing.kind} ", "kind"),
        Span(missing.record, "id"),
        "  ",
        Span(missing.at or _ANYWHERE, "source"),
    )
    if missing.fault == "no such passage":
        nearest = f"; nearest: {'; '.join(missing.nearest)}" if missing.nearest else ""
        yield _fault((Span("no passage is called so", "bad"), Span(nearest)), glyphs)
    for term in missing.terms_missing:
        places = missing.found_at.get(term, ())
        where = (
            Span(f" stands at {'; '.join(places)}") if places else Span(" stands nowhere in this copy", "bad")
        )
        yield _fault((Span(glyphs.quoted(term), "match"), where), glyphs)


def _fault(spans: Spans, glyphs: Glyphs) -> Line:
    mark = f"{glyphs.contradicted} "
    return Line(spans, (*INDENT, Span(mark, "bad")), (*INDENT, Span(" " * len(mark))))


def _coverage_lines(coverage: Coverage) -> Iterator[Line]:
    passages = plural(coverage.passages, "passage")
    if not coverage.uncovered:
        yield line(Span(f"all {passages} covered" if coverage.passages else "no passages", "good"))
        return
    yield line(Span(f"{len(coverage.uncovered):,} of {passages} not covered by any record", "warn"))
    for passage in coverage.uncovered:
        yield Line((Span(passage.at, "source"), Span("  "), Span(passage.text)), INDENT, _DEEPER)


def _printed_line(one: PrintedOtherwise, glyphs: Glyphs) -> Line:
    words = (
        Span(glyphs.quoted(one.term), "match"),
        Span(" is printed "),
        Span(glyphs.quoted(one.printed), "match"),
    )
    place = (Span(f"{one.path}:{one.line}", "faint"), Span(one.record, "id"), Span(one.at, "source"))
    return Line(joined((words, *((span,) for span in place if span.text)), Span("  ")), INDENT, _DEEPER)


def _text_line(text: str) -> Line:
    return Line((Span(text),), INDENT, _DEEPER)


def _listed(heading: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Put a heading before the lines, if there are any."""
    for place, content in enumerate(lines):
        if not place:
            yield BLANK
            yield line(Span(heading, "heading"))
        yield content


def passages_document(answers: Sequence[CitedPassages], *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each record, then what it cites, passage by passage."""
    for number, answer in enumerate(answers):
        if number:
            yield BLANK
        yield from show_document(answer, glyphs=glyphs)
        for copy in answer.copies:
            yield BLANK
            yield from _copy_lines(copy, glyphs)


def _copy_lines(copy: CitedCopy, glyphs: Glyphs) -> Iterator[Line]:
    if not copy.passages:
        yield line(Span(f"The record cites nothing in {copy.path}", "warn"))
        return
    yield line(Span(f"In {copy.path}", "heading"), "  ", Span(copy.source, "source"))
    for passage in copy.passages:
        yield from _passage_lines(passage, glyphs)


def _passage_lines(passage: CitedPassage, glyphs: Glyphs) -> Iterator[Line]:
    if passage.at:
        yield Line((Span(passage.at, "source"),), INDENT, INDENT)
    deeper = (*INDENT, *INDENT)
    if passage.text:
        yield Line((Span(passage.text),), deeper, deeper)
    elif passage.at:
        yield Line((Span(f"{glyphs.contradicted} no passage is called so", "bad"),), deeper, deeper)
    for term in passage.terms_missing:
        missing = Span(f"{glyphs.contradicted} {glyphs.quoted(term)} does not stand there", "bad")
        yield Line((missing,), deeper, deeper)
