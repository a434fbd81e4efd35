"""Statements that disagree, side by side: each with its source, then the verdict."""

from collections.abc import Iterable, Iterator, Mapping

from sinoru.model.records import Conflict, Statement
from sinoru.render.document import Line, Span, Spans, hang, joined
from sinoru.render.evidence import citations, cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.verdict import verdict_word
from sinoru.render.when import words_of

Names = Mapping[str, str]
"""Names of those who may say so, by id."""


def conflict_lines(conflicts: Iterable[Conflict], glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Give a line for each statement and one for the verdict."""
    mark, below = marks(glyphs)
    for conflict in conflicts:
        label = Span(f"{conflict.on}: ", "label")
        for statement in conflict.statements:
            says = _said(conflict.on, statement, glyphs, names)
            yield hang(Line((label, *says)), mark, below)
        yield hang(Line(_verdict(conflict)), below, below)


def conflict_summaries(conflicts: Iterable[Conflict], glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Give a line for each conflict, `≠ date: 8 May 1999 [a] ≠ 7 May 1999 [b] — reconciled`; `show` says why."""
    mark, below = marks(glyphs)
    for conflict in conflicts:
        label = Span(f"{conflict.on}: ", "label")
        statements = (_said(conflict.on, statement, glyphs, names) for statement in conflict.statements)
        said = joined(statements, Span(f" {glyphs.differs} ", "warn"))
        verdict = (Span(f" {glyphs.long_dash} "), verdict_word(conflict.verdict))
        yield hang(Line((label, *said, *verdict)), mark, below)


def marks(glyphs: Glyphs) -> tuple[Spans, Spans]:
    """Give the gutter of a line that disagrees with another, and the one below it."""
    mark = f"{glyphs.differs} "
    return (Span(mark, "warn"),), (Span(" " * len(mark)),)


def _said(field: str, statement: Statement, glyphs: Glyphs, names: Names) -> Spans:
    says = words_of(statement.says, glyphs) if field in ("date", "born", "died") else statement.says
    spans = [Span(says, "figure")]
    if statement.by:
        spans += (Span(", says "), Span(names.get(statement.by, statement.by), "name"))
    if statement.certainty != "stated":
        spans.append(Span(f" ({statement.certainty})", "doubt"))
    return cited(spans, statement.evidence)


def _verdict(conflict: Conflict) -> Spans:
    spans: Spans = (verdict_word(conflict.verdict), Span(f": {conflict.why}" if conflict.why else ""))
    return (*spans, Span(" "), *citations(conflict.evidence)) if conflict.evidence else spans
