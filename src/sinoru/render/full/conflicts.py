"""The view of `sinoru conflicts`: sets of statements that cannot all be true."""

from collections import Counter
from collections.abc import Iterator

from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, StatementBy
from sinoru.query.filters import CONFLICT_STATES
from sinoru.query.verdicts import reason_of, statement_verdict
from sinoru.render.document import (
    AT_LEAST,
    BLANK,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    Spans,
    joined,
    line,
    shown_of,
    with_gutter,
)
from sinoru.render.parts import (
    citations,
    cited,
    conflict_outcome,
    statement_words,
    unread_note,
    verdict_mark,
    when,
)


def conflicts_document(answer: Conflicts, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each conflict as a block, then their number."""
    for conflict in answer.conflicts:
        yield from conflict_block(conflict, glyphs)
        yield BLANK
    yield line(Span(_counts(answer), "faint"))
    for rule in answer.unread:
        yield line(Span(unread_note(rule), "warn"))


def conflict_block(conflict: ConflictAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield the statements one below the other, then the verdict."""
    yield line(*conflict_heading(conflict, glyphs))
    width = max(len(verdict_mark(word, glyphs).text) for word in ("open", "supported")) + 1
    gutter: Spans = (Span(" " * (max(width, len(glyphs.differs) + 1) + 2)),)
    for statement in conflict.statements:
        mark = verdict_mark(statement_verdict(statement), glyphs)
        first = (Span("  "), Span(mark.text.ljust(len(gutter[0].text) - 2), mark.role))
        yield with_gutter(Line(_statement_spans(conflict.field, statement, glyphs)), first, gutter)
    yield with_gutter(Line(_verdict_spans(conflict, glyphs)), gutter, gutter)


def conflict_heading(conflict: ConflictAnswer, glyphs: Glyphs) -> Iterator[Span]:
    """Yield the subject, its date, the field in dispute and the id of the record."""
    between = Span(f" {glyphs.bullet} ", "faint")
    yield Span(conflict.question, "title")
    if conflict.date:
        yield from (between, when(conflict.date, glyphs))
    yield from (between, Span(conflict.id, "id"))


def _statement_spans(field: str, statement: StatementBy, glyphs: Glyphs) -> Spans:
    spans = [Span(statement_words(field, statement.value, glyphs), "figure")]
    if speaker := statement.by.name if statement.by else "; ".join(statement.authors):
        spans += (Span(f" {glyphs.long_dash} "), Span(speaker, "name"))
    if statement.certainty != "stated":
        spans.append(Span(f" ({statement.certainty})", "doubt"))
    if statement.claim:
        spans.append(Span(f" {statement.claim}", "id"))
    return cited(spans, statement.evidence)


def _verdict_spans(conflict: ConflictAnswer, glyphs: Glyphs) -> Spans:
    outcome, reason = conflict_outcome(conflict, glyphs), reason_of(conflict)
    if not reason:
        return (outcome,)
    evidence: Spans = (Span(" "), *citations(conflict.evidence)) if conflict.evidence else ()
    return (outcome, Span(f": {reason}"), *evidence)


def _counts(answer: Conflicts) -> str:
    if not answer.conflicts:
        return "No conflicts match."
    verdicts = answer.states or Counter(conflict.state for conflict in answer.conflicts)
    parts = joined(
        ((Span(f"{verdicts[one]} {one}"),) for one in CONFLICT_STATES if verdicts.get(one)), Span(", ")
    )
    bound = AT_LEAST if answer.unread else ""
    conflicts = shown_of(len(answer.conflicts), answer.total, "conflict", bound=bound)
    more = "" if answer.total_is_exact or answer.unread else "; more are not shown"
    return f"{conflicts}: {''.join(span.text for span in parts)}{more}"
