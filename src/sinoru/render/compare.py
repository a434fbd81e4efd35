"""The view of `sinoru compare`: where two sources differ, then a line for each record of both, and of only one."""

from collections.abc import Iterator

from sinoru.messages import command
from sinoru.query.analysis_answers import Comparison, Difference, Parallel, Telling, Version
from sinoru.render.comparison import SECTIONS, counted, headings, limits_of, state_of, value_spans
from sinoru.render.document import (
    BLANK,
    PIPE,
    Cells,
    Column,
    Document,
    Entry,
    Grid,
    Look,
    Span,
    Spans,
    joined,
    line,
)
from sinoru.render.listing import limit_step_of_lists, narrowed, next_steps, opening, show_step
from sinoru.render.parts import when

_DIFFERENCES = (Column(wraps=False), Column(cuts=True), Column(wraps=False))
"""Date, question, state."""
_RECORDS = (Column(wraps=False), Column(wraps=False), Column(cuts=True))
"""Date, kind, title."""


def compare_document(answer: Comparison, look: Look = PIPE) -> Document:
    """Show where two sources differ, what both say, and what only one says."""
    if look.full:
        from sinoru.render.full.compare import compare_document as complete

        return complete(answer, look)
    return _brief(answer, look)


def _brief(answer: Comparison, look: Look) -> Document:
    yield from opening(look, f"{counted(answer)}{narrowed(look)}")
    if not answer.is_complete:
        yield line(Span(limits_of(answer), "warn"))
    for heading, rows, columns in _sections(answer, look):
        if rows:
            yield BLANK
            yield line(Span(heading, "heading"))
            yield Grid(columns, tuple(rows))
    lists = ((len(getattr(answer, name)), getattr(answer.totals, name)) for name in SECTIONS)
    is_new = any(not one.is_recorded for one in answer.differ)
    paste = command("compare", answer.a.id, answer.b.id, "--paste", *look.options) if is_new else ""
    steps = (show_step(look) if any(getattr(answer, name) for name in SECTIONS) else "", paste)
    yield from next_steps(look, *steps, limit_step_of_lists(lists), "--full")


def _sections(answer: Comparison, look: Look) -> Iterator[tuple[str, list[Entry], tuple[Column, ...]]]:
    names = {answer.a.id: answer.a.name, answer.b.id: answer.b.name}
    rows = {
        "differ": [_difference(one, names, look) for one in answer.differ],
        "both": [entry for one in answer.both for entry in _parallel(one, look)],
        "only_a": [_telling(one, look) for one in answer.only_a],
        "only_b": [_telling(one, look) for one in answer.only_b],
    }
    for name, heading in headings(answer):
        yield heading, rows[name], _DIFFERENCES if name == "differ" else _RECORDS


def _difference(one: Difference, names: dict[str, str], look: Look) -> Entry:
    date = (when(one.date, look.glyphs),) if one.date else ()
    said = [version for version in one.statements if version.sources]
    below = tuple(_version(one, version, names, look) for version in said)
    cells = (date, (Span(one.question, "title"),), (state_of(one),))
    return Entry(one.id if one.is_recorded else one.record, cells, below)


def _version(one: Difference, version: Version, names: dict[str, str], look: Look) -> Spans:
    """Return who says a value, which a long one would push out of sight, and the value."""
    mark, value = value_spans(one, version, look)
    sources = joined(((Span(names[id_], "name"),) for id_ in version.sources), Span(", "))
    return mark, *sources, Span(": "), value


def _parallel(one: Parallel, look: Look) -> Iterator[Entry]:
    yield _telling(one.a, look)
    if one.a.id != one.b.id or one.a.date != one.b.date:
        yield _telling(one.b, look, before="= ")


def _telling(one: Telling, look: Look, before: str = "") -> Entry:
    date = (when(one.date, look.glyphs),) if one.date else ()
    cells: Cells = (date, (Span(one.kind, "kind"),), (Span(before, "faint"), Span(one.title, "title")))
    return Entry(one.id, cells)
