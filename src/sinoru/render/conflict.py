"""Statements that disagree, side by side: each with its source, then the verdict."""

from collections.abc import Iterable, Iterator, Mapping

from sinoru.model.records import Conflict, Statement
from sinoru.query.answers import EventAnswer, Ref
from sinoru.render.document import Line, Span, Spans, hang
from sinoru.render.evidence import citations, cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.verdict import verdict_word
from sinoru.render.when import words_of


def conflict_lines(
    conflicts: Iterable[Conflict], glyphs: Glyphs, names: Mapping[str, Ref] | None = None
) -> Iterator[Line]:
    """Give a line for each statement and one for the verdict. `names` has the names of those who say so."""
    for conflict in conflicts:
        mark, below = marks(glyphs)
        for statement in conflict.statements:
            yield hang(_statement_line(conflict.on, statement, glyphs, names or {}), mark, below)
        yield hang(_verdict_line(conflict), below, below)


def marks(glyphs: Glyphs) -> tuple[Spans, Spans]:
    """Give the gutter of a line that disagrees with another, and the one below it."""
    mark = f"{glyphs.differs} "
    return (Span(mark, "warn"),), (Span(" " * len(mark)),)


def _statement_line(field: str, statement: Statement, glyphs: Glyphs, names: Mapping[str, Ref]) -> Line:
    says = words_of(statement.says, glyphs) if field in ("date", "born", "died") else statement.says
    spans = [Span(f"{field}: ", "label"), Span(says, "figure")]
    if statement.by:
        by = names[statement.by].name if statement.by in names else statement.by
        spans += (Span(", says "), Span(by, "name"))
    if statement.certainty != "stated":
        spans.append(Span(f" ({statement.certainty})", "doubt"))
    return Line(cited(spans, statement.evidence))


def _verdict_line(conflict: Conflict) -> Line:
    why = f": {conflict.why}" if conflict.why else ""
    spans: Spans = (verdict_word(conflict.verdict), Span(why))
    return Line((*spans, Span(" "), *citations(conflict.evidence)) if conflict.evidence else spans)


def disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Give all that does not agree about an event: between sources, and with the offices held that day."""
    yield from conflict_lines(answer.event.conflicts, glyphs)
    yield from _printed_titles(answer, glyphs)


def _printed_titles(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Say where a source gives someone a title that was not theirs that day."""
    for took in answer.people:
        if took.printed:
            said = Span(
                f"the source calls {took.name} {glyphs.quoted(took.printed)}, not the office held that day"
            )
            yield hang(Line((said,)), *marks(glyphs))
