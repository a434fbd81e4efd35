"""The views of `sinoru verify` and `sinoru show --source`: evidence compared with the user's copy of a source.

The first shows evidence missing from the copy and passages that no record cites; the second shows records, each with
the passages that it cites.
"""

from collections.abc import Iterator, Sequence

from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
    INDENT,
    PIPE,
    Document,
    Glyphs,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
)
from sinoru.render.show import record_document
from sinoru.verify.results import (
    CitedCopy,
    CitedPassage,
    CitedPassages,
    Coverage,
    EvidenceCount,
    MissingEvidence,
    PrintedOtherwise,
    SharedRun,
    Verification,
)
from sinoru.verify.shared_words import LEAST

_ANYWHERE = "anywhere in the source"


def verify_document(answer: Verification, look: Look = PIPE) -> Document:
    """Show each missing piece of evidence with its location in the corpus, the uncovered passages, then remarks."""
    glyphs = look.glyphs
    yield _evidence_line(answer.source, answer.evidence)
    for missing in answer.evidence.missing:
        yield BLANK
        yield from _missing_lines(missing, glyphs)
    yield BLANK
    yield from _coverage_lines(answer.coverage)
    yield from _shared_lines(answer.shared, look)
    yield from _under_heading(
        "Printed differently", (_printed_line(one, glyphs) for one in answer.printed_otherwise)
    )
    yield from _under_heading("Differences from the corpus", map(_text_line, answer.remarks))
    yield from _under_heading("Before the first passage", map(_text_line, answer.front_matter))


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
        yield _fault_line((Span("no such passage", "bad"), Span(nearest)), glyphs)
    for term in missing.terms_missing:
        found_at = missing.found_at.get(term, ())
        where = (
            Span(f" appears at {'; '.join(found_at)}")
            if found_at
            else Span(" does not appear in this copy", "bad")
        )
        yield _fault_line((Span(glyphs.quoted(term), "match"), where), glyphs)


def _fault_line(spans: Spans, glyphs: Glyphs) -> Line:
    mark = f"{glyphs.contradicted} "
    return Line(spans, (*INDENT, Span(mark, "bad")), (*INDENT, Span(" " * len(mark))))


def _coverage_lines(coverage: Coverage) -> Iterator[Line]:
    passages = plural(coverage.passages, "passage")
    if not coverage.uncovered:
        yield line(Span(f"all {passages} covered" if coverage.passages else "no passages", "good"))
        return
    yield line(Span(f"{len(coverage.uncovered):,} of {passages} not covered by any record", "warn"))
    for passage in coverage.uncovered:
        yield Line((Span(passage.at, "source"), Span("  "), Span(passage.text)), INDENT, DEEP_INDENT)


def _shared_lines(shared: Sequence[SharedRun], look: Look) -> Iterator[Line]:
    """Yield how many runs of words records share with the copy, and the longest of them; all if asked for."""
    if not shared:
        return
    yield BLANK
    runs = f"{plural(len(shared), 'run')} of {LEAST} words or more shared with the copy"
    yield line(Span(runs, "warn"), ", the longest:" if shared[1:] and not look.full else ":")
    for run in shared if look.full else shared[:1]:
        words = (
            Span(plural(run.words, "word"), "figure"),
            Span(" "),
            Span(look.glyphs.quoted(run.text), "match"),
        )
        location = (
            Span(f"{run.path}:{run.line}", "faint"),
            Span(run.record, "id"),
            Span(run.field, "label"),
            Span(run.at, "source"),
        )
        yield Line(joined((words, *((span,) for span in location)), Span("  ")), INDENT, DEEP_INDENT)


def _printed_line(one: PrintedOtherwise, glyphs: Glyphs) -> Line:
    words = (
        Span(glyphs.quoted(one.term), "match"),
        Span(" is printed "),
        Span(glyphs.quoted(one.printed), "match"),
    )
    location = (Span(f"{one.path}:{one.line}", "faint"), Span(one.record, "id"), Span(one.at, "source"))
    return Line(
        joined((words, *((span,) for span in location if span.text)), Span("  ")), INDENT, DEEP_INDENT
    )


def _text_line(text: str) -> Line:
    return Line((Span(text),), INDENT, DEEP_INDENT)


def _under_heading(heading: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Yield a heading before the lines; nothing without lines."""
    for number, content in enumerate(lines):
        if not number:
            yield BLANK
            yield line(Span(heading, "heading"))
        yield content


def passages_document(answers: Sequence[CitedPassages], look: Look = PIPE) -> Document:
    """Show each record, then the passages that it cites."""
    glyphs = look.glyphs
    for number, answer in enumerate(answers):
        if number:
            yield BLANK
        yield from record_document(answer, look)
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
    if passage.text:
        yield Line((Span(passage.text),), DEEP_INDENT, DEEP_INDENT)
    elif passage.at:
        yield Line((Span(f"{glyphs.contradicted} no such passage", "bad"),), DEEP_INDENT, DEEP_INDENT)
    for term in passage.terms_missing:
        missing = Span(f"{glyphs.contradicted} {glyphs.quoted(term)} does not appear there", "bad")
        yield Line((missing,), DEEP_INDENT, DEEP_INDENT)
