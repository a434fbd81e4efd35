"""One claim as lines: what is said, by whom, how sure, and what became of it."""

from collections.abc import Iterator

from sinoru.model.records import Figure
from sinoru.query.answers import ClaimAnswer, Ref
from sinoru.render.conflict import conflict_lines, marks
from sinoru.render.document import Line, Span, Spans, hang, hang_all, joined
from sinoru.render.evidence import traced
from sinoru.render.glyphs import Glyphs
from sinoru.render.verdict import assessment_line, verdict_mark
from sinoru.render.when import when


def claim_lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Give a claim whole, hanging from the mark of its verdict."""
    verdict = answer.claim.assessment.verdict if answer.claim.assessment else ""
    mark = verdict_mark(verdict, glyphs)
    below = (Span(" " * (len(mark.text) + 1)),)
    return hang_all(_lines(answer, glyphs), (mark, Span(" ")), below)


def _lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    claim = answer.claim
    yield Line((Span(claim.text, "title"),))
    if claim.quote:
        yield Line((Span(glyphs.quoted(claim.quote)),))
    yield Line(joined(_circumstances(answer, glyphs), Span(f" {glyphs.bullet} ", "faint")))
    if claim.figure:
        yield Line((Span("figure: ", "label"), Span(figure_words(claim.figure), "figure")))
    if answer.about:
        yield Line((Span("about: ", "label"), *_names(answer.about)))
    if claim.assessment:
        yield assessment_line(claim.assessment)
    for other in answer.contradicts:
        text = Span(f"contradicts: {other.name} "), Span(other.id, "id")
        yield hang(Line(text), *marks(glyphs))
    yield from conflict_lines(claim.conflicts, glyphs, _names_in(answer))
    yield traced(claim.id, claim.evidence)


def _circumstances(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Spans]:
    claim = answer.claim
    yield speaker(answer)
    if claim.certainty != "stated":
        yield (Span(claim.certainty, "doubt"),)
    if claim.said:
        yield Span("said "), when(claim.said, glyphs)
    if claim.holds:
        yield Span("holds for "), when(claim.holds, glyphs)
    yield (Span(claim.kind, "kind"),)


def speaker(answer: ClaimAnswer) -> Spans:
    """Name who says so, or the author of the source; and who passes it on."""
    if answer.by:
        spans: Spans = (Span(answer.by.name, "name"),)
    elif answer.authors:
        spans = (Span("; ".join(answer.authors), "name"), Span(" (author)", "faint"))
    else:
        spans = (Span("speaker not named", "doubt"),)
    if answer.reported_by:
        spans = (*spans, Span(", as reported by "), Span(answer.reported_by.name, "name"))
    return spans


def figure_words(figure: Figure) -> str:
    """Word a figure: `US exports: about 5.48 billion dollars`."""
    number = " ".join(filter(None, (figure.comparison, figure.value, figure.unit)))
    return f"{figure.of}: {number}" if figure.of else number


def _names_in(answer: ClaimAnswer) -> dict[str, str]:
    return {ref.id: ref.name for ref in (answer.by, answer.reported_by, *answer.about) if ref}


def _names(refs: tuple[Ref, ...]) -> Spans:
    return joined(((Span(ref.name),) for ref in refs), Span("; "))
