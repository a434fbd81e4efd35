"""The view of `sinoru claims`: each claim with its verdict before it, who makes it, and why it was judged so."""

from sinoru.messages import command
from sinoru.query.answers import ClaimAnswer, Claims
from sinoru.query.verdicts import VERDICT_WORDS
from sinoru.render.brief import NOT_ASSESSED, verdict_lines, verdicts_of
from sinoru.render.document import (
    BLANK,
    INDENT,
    PIPE,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Look,
    Span,
    Spans,
    joined,
    line,
)
from sinoru.render.listing import counted, limit_step, next_steps, show_step
from sinoru.render.parts import attribution, speaker, verdict_mark, verdict_words


def claims_document(answer: Claims, look: Look = PIPE) -> Document:
    """Show claims, three lines each."""
    if look.full:
        from sinoru.render.full.claims import claims_document as complete

        return complete(answer, glyphs=look.glyphs)
    return _brief(answer, look)


def _brief(answer: Claims, look: Look) -> Document:
    if not answer.claims:
        yield line(Span("No claims match.", "faint"))
        return
    about = f" on {look.glyphs.quoted(answer.query)}" if answer.query else ""
    claims = counted(look, len(answer.claims), answer.total, "claim", about)
    verdicts = answer.verdicts or verdicts_of(answer.claims)
    yield from verdict_lines(look, (Span(f"{claims}: ", "heading"),), verdicts)
    yield BLANK
    yield Grid((Column(cuts=True),), tuple(_entry(one, look.glyphs) for one in answer.claims))
    conflicts = command("conflicts", answer.query, *look.options) if answer.query else ""
    yield from next_steps(
        look, show_step(look), conflicts, limit_step(len(answer.claims), answer.total), "--full"
    )


def _entry(answer: ClaimAnswer, glyphs: Glyphs) -> Entry:
    verdict = answer.verdict
    is_judged = verdict not in ("", "unverified")
    mark = verdict_mark(verdict, glyphs) if is_judged else Span("")
    width = max(len(mark.text) for mark in (verdict_mark("supported", glyphs), mark))
    text: Spans = (mark, Span(" " * (width - len(mark.text) + 1)), Span(answer.claim.text, "title"))
    return Entry(
        answer.claim.id,
        (text,),
        tuple((*INDENT, *below) for below in (_saying(answer, glyphs), _verdict(answer))),
    )


def _saying(answer: ClaimAnswer, glyphs: Glyphs) -> Spans:
    """Return who says it, how certainly and when, and the time that it is about."""
    return joined(
        attribution(answer.claim, speaker(answer), glyphs, time="for "), Span(f" {glyphs.bullet} ", "faint")
    )


def _verdict(answer: ClaimAnswer) -> Spans:
    assessment = answer.assessment
    if assessment is None:
        return (Span(NOT_ASSESSED, "faint"),)
    word = VERDICT_WORDS.get(assessment.verdict, assessment.verdict)
    told = assessment.why or assessment.question
    why = (Span(f": {told}"),) if told else ()
    return (verdict_words(word, assessment.verdict), *why)
