"""The view of `sinoru conflicts`: a question, a line for each statement with its mark and source, and the reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, StatementBy
from sinoru.query.answers import CitedSource
from sinoru.query.verdicts import reason_of, statement_verdict, verdict_phrase
from sinoru.render.brief import by_section
from sinoru.render.document import (
    AT_LEAST,
    BLANK,
    DEEP_INDENT,
    INDENT,
    MORE_THAN,
    PIPE,
    Block,
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
)
from sinoru.render.layout import GAP, cut, spans_width
from sinoru.render.listing import counted, limit_step, next_steps, opening, show_step
from sinoru.render.parts import (
    passages_by_source,
    statement_words,
    unread_note,
    verdict_mark,
    verdict_words,
    when,
)

MEANINGS = {
    "supported": "stands",
    "contradicted": "does not",
    "open": "open",
}
"""What the mark before a statement means, in the order of the first line."""


def conflicts_document(answer: Conflicts, look: Look = PIPE) -> Document:
    """Show each conflict as its question, its statements and the reason of the verdict."""
    if look.full:
        from sinoru.render.full.conflicts import conflicts_document as complete

        return complete(answer, glyphs=look.glyphs)
    return _brief(answer, look)


def _brief(answer: Conflicts, look: Look) -> Document:
    if not answer.conflicts:
        yield line(Span("No conflicts match.", "faint"))
        return
    yield from opening(look, _counted(answer, look), joined(_legend(answer, look.glyphs), Span("  ")))
    yield BLANK
    for conflict in answer.conflicts:
        yield from _conflict(conflict, answer.cited, look)
    for rule in answer.unread:
        yield line(Span(unread_note(rule), "warn"))
    is_exact = answer.total_is_exact or bool(answer.unread)
    limit = limit_step(len(answer.conflicts), answer.total, is_exact=is_exact)
    yield from next_steps(look, show_step(look), limit, "--full")


def _counted(answer: Conflicts, look: Look) -> str:
    """Count the conflicts by state: `5 of 15 conflicts shown: 11 settled, 4 open`."""
    about = f" on {look.glyphs.quoted(answer.query)}" if answer.query else ""
    bound = AT_LEAST if answer.unread else "" if answer.total_is_exact else MORE_THAN
    conflicts = counted(look, len(answer.conflicts), answer.total, "conflict", about, bound=bound)
    states = answer.states or Counter(one.state for one in answer.conflicts)
    counts = ", ".join(
        f"{states[one]:,} {one}" for one in ("settled", "open", "reconciled") if states.get(one)
    )
    of = f", of the first {answer.total:,}" if bound == MORE_THAN else ""
    return f"{conflicts}{of}: {counts}"


def _legend(answer: Conflicts, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield what each mark means that is before a statement."""
    used = {statement_verdict(said) for one in answer.conflicts for said in one.statements}
    for verdict, meaning in MEANINGS.items():
        if verdict in used:
            mark = verdict_mark(verdict, glyphs)
            yield (Span(f"{mark.text} {meaning}", mark.role),)


def _conflict(conflict: ConflictAnswer, cited: Mapping[str, CitedSource], look: Look) -> Iterator[Block]:
    """Yield the question, the statements, and the reason."""
    yield _question(conflict, look.glyphs)
    yield statements_grid(conflict.field, conflict.statements, cited, look)
    if why := why_spans(conflict.state, reason_of(conflict)):
        yield Line(why, DEEP_INDENT + INDENT, DEEP_INDENT + INDENT, fit="cut")


def statements_grid(
    field: str, statements: Sequence[StatementBy], cited: Mapping[str, CitedSource], look: Look
) -> Grid:
    """Return statements on a field one below the other, each after its mark, with its speaker or sources."""
    says = [_says(field, one, look.glyphs) for one in statements]
    sources = [_source(one, cited) for one in statements]
    if look.width is not None:
        room = _room_for_sources(says, look.width)
        sources = [cut(source, room, look.glyphs.ellipsis) for source in sources]
    rows = tuple(zip(says, sources, strict=True))
    return Grid((Column(cuts=True), Column(cuts=True)), rows, DEEP_INDENT)


def _question(conflict: ConflictAnswer, glyphs: Glyphs) -> Grid:
    cells: Cells = ((Span(conflict.question, "title"),),)
    columns: tuple[Column, ...] = (Column(cuts=True),)
    if conflict.date:
        cells, columns = ((when(conflict.date, glyphs),), *cells), (Column(wraps=False), *columns)
    return Grid(columns, (Entry(conflict.id, cells),))


def _says(field: str, statement: StatementBy, glyphs: Glyphs) -> Spans:
    mark = verdict_mark(statement_verdict(statement), glyphs)
    says = statement_words(field, statement.value, glyphs)
    certainty = f" ({statement.certainty})" if statement.certainty != "stated" else ""
    return mark, Span(f" {says}"), Span(certainty, "doubt")


def _room_for_sources(says: Sequence[Spans], width: int) -> int:
    """Return the cells for the sources: what the statements leave, and at least two fifths of the width."""
    return max(
        width * 2 // 5, width - spans_width(DEEP_INDENT) - GAP - max(map(spans_width, says), default=0)
    )


def _source(statement: StatementBy, cited: Mapping[str, CitedSource]) -> Spans:
    """Return who makes a statement, or its sources with their passages."""
    if statement.by:
        return (Span(statement.by.name, "name"),)
    passages = passages_by_source(statement.evidence)
    sources = (_in_few_words(cited.get(id_), id_, at) for id_, at in passages.items())
    return joined(dict.fromkeys(sources), Span("; "))


def _in_few_words(source: CitedSource | None, id_: str, at: Iterable[str]) -> Spans:
    name = (source.by or source.title) if source else id_
    places = tuple(by_section(source, at))
    return (Span(name, "name"), Span(f", {'; '.join(places)}" if places else "", "source"))


def why_spans(state: str, why: str) -> Spans:
    """Return the reason of a conflict, after its state where the marks do not show that."""
    if state == "settled":
        return (Span(why),) if why else ()
    phrase = verdict_words(verdict_phrase(state), state)
    return (phrase, Span(f": {why}")) if why else (phrase,)
