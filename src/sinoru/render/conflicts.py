"""The view of `sinoru conflicts`: statements that cannot all be true, one below the other."""

from collections import Counter
from collections.abc import Iterator

from sinoru.query.analyses import VERDICTS, ConflictAnswer, Conflicts, StatementBy
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
    with_gutter,
)
from sinoru.render.parts import citations, cited, verdict_mark, verdict_word, when, words_of

_DATED = ("date", "born", "died", "range", "order")
"""Fields whose statements are dates."""


def conflicts_document(answer: Conflicts, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each conflict as a block, then how many there are."""
    for conflict in answer.conflicts:
        yield from conflict_block(conflict, glyphs)
        yield BLANK
    yield line(Span(_count(answer), "faint"))
    for rule in answer.unread:
        note = f"rule {rule.rule}: the first {rule.read:,} of {rule.total:,} records looked at; filters narrow it"
        yield line(Span(note, "warn"))


def conflict_block(conflict: ConflictAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Show what each says, one below the other, and the verdict."""
    yield line(*conflict_heading(conflict, glyphs))
    mark = f"{glyphs.differs} "
    gutter: Spans = (Span(" " * (len(mark) + 2)),)
    for number, said in enumerate(conflict.statements):
        first = (Span("  "), Span(mark, "warn")) if number else gutter
        yield with_gutter(Line(_said(conflict.on, said, glyphs)), first, gutter)
        if said.assessment and number:
            yield with_gutter(Line(_fared(said)), gutter, gutter)
    yield with_gutter(Line(_verdict(conflict, glyphs)), INDENT, gutter)


def conflict_heading(conflict: ConflictAnswer, glyphs: Glyphs) -> Iterator[Span]:
    """Name the thing, when it was, the field they disagree on, and the id to ask for."""
    between = Span(f" {glyphs.bullet} ", "faint")
    title = "; ".join(ref.name for ref in conflict.about) or conflict.title
    yield Span(title, "title")
    if conflict.date:
        yield from (between, when(conflict.date, glyphs))
    yield from (between, Span(conflict.on, "kind"), between, Span(conflict.record, "id"))
    if conflict.found_by != "data":
        yield from (between, Span(f"found by rule {conflict.found_by}", "faint"))


def _said(field: str, said: StatementBy, glyphs: Glyphs) -> Spans:
    says = words_of(said.says, glyphs) if field in _DATED else said.says
    spans = [Span(says, "figure")]
    if speaker := said.by.name if said.by else "; ".join(said.authors):
        spans += (Span(f" {glyphs.long_dash} "), Span(speaker, "name"))
    if said.certainty != "stated":
        spans.append(Span(f" ({said.certainty})", "doubt"))
    if said.claim:
        spans.append(Span(f" {said.claim}", "id"))
    return cited(spans, said.evidence)


def _fared(said: StatementBy) -> Spans:
    """Say what became of the claim that is set against the first one."""
    if not said.assessment:
        return ()
    why = Span(f": {said.assessment.why}" if said.assessment.why else "")
    sources: Spans = (Span(" "), *citations(said.assessment.evidence)) if said.assessment.evidence else ()
    return (verdict_word(said.assessment.verdict), why, *sources)


def _verdict(conflict: ConflictAnswer, glyphs: Glyphs) -> Spans:
    mark = verdict_mark("supported" if conflict.verdict == "reconciled" else conflict.verdict, glyphs)
    spans: Spans = (mark, Span(" "), verdict_word(conflict.verdict))
    is_new = conflict.why and all(said.says != conflict.why for said in conflict.statements)
    why = (Span(f": {conflict.why}"),) if is_new else ()
    evidence: Spans = (Span(" "), *citations(conflict.evidence)) if is_new and conflict.evidence else ()
    return (*spans, *why, *evidence)


def _count(answer: Conflicts) -> str:
    if not answer.conflicts:
        return "No conflicts."
    verdicts = Counter(conflict.verdict for conflict in answer.conflicts)
    parts = joined(((Span(f"{verdicts[one]} {one}"),) for one in VERDICTS if verdicts[one]), Span(", "))
    more = "" if answer.total_is_exact else "; there are more"
    return f"{plural(answer.total, 'conflict')}: {''.join(span.text for span in parts)}{more}"
