"""The view of `sinoru links`: the people whom a person met, or the chain between two people."""

from collections.abc import Iterator

from sinoru.query.analysis_answers import Chain, Links, Meeting, MetPerson
from sinoru.query.answers import NobodyFound
from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
    INDENT,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    Spans,
    line,
    plural,
    with_gutter,
)
from sinoru.render.parts import cited, when
from sinoru.render.who import nobody


def links_document(answer: Links | Chain | NobodyFound, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show the people met, the chain between two people, or names similar to an unknown one."""
    match answer:
        case Links():
            yield from _acquaintance_blocks(answer, glyphs)
        case Chain():
            yield from _chain_blocks(answer, glyphs)
        case NobodyFound():
            yield from nobody(answer, glyphs, "person")


def _acquaintance_blocks(answer: Links, glyphs: Glyphs) -> Document:
    yield line(Span(answer.person.name, "title"), Span(f"  {answer.person.id}", "id"))
    for met in answer.met:
        yield BLANK
        yield from _met_lines(met, glyphs)
    yield BLANK
    shown, total = len(answer.met), plural(answer.total, "person")
    yield line(Span(f"met {total}" if shown == answer.total else f"{shown} of {total} met", "faint"))
    if not answer.is_complete:
        yield line(Span("Only the earliest events were read. Select others with --from and --to.", "warn"))


def _met_lines(met: MetPerson, glyphs: Glyphs) -> Iterator[Line]:
    times = Span(f" {glyphs.times}{met.times}", "figure")
    between = Span(f" {glyphs.bullet} ", "faint")
    period: Spans = (when(met.first, glyphs),)
    if met.first != met.last:
        period = (*period, Span(f" {glyphs.arrow} "), when(met.last, glyphs))
    yield line(Span(met.person.name, "name"), times, between, *period, between, Span(met.person.id, "id"))
    for event in met.events:
        yield with_gutter(Line(_meeting_spans(event, glyphs)), INDENT, DEEP_INDENT)


def _meeting_spans(event: Meeting, glyphs: Glyphs) -> Spans:
    return (
        when(event.date, glyphs),
        Span(f"  {event.title} "),
        *cited((Span(event.id, "id"),), event.evidence),
    )


def _chain_blocks(answer: Chain, glyphs: Glyphs) -> Document:
    if not answer.chain:
        yield line(
            f"No chain of at most {plural(answer.deepest, 'step')} connects {answer.start.name}"
            f" and {answer.end.name}."
        )
    for step in answer.chain:
        if step.event:
            spine = (Span(f"  {glyphs.spine} ", "rule"),)
            yield with_gutter(Line(_meeting_spans(step.event, glyphs)), spine, DEEP_INDENT)
        yield line(Span(step.person.name, "name"), Span(f"  {step.person.id}", "id"))
    if answer.chain:
        yield BLANK
        yield line(Span(plural(len(answer.chain) - 1, "step"), "faint"))
    if not answer.is_complete:
        yield line(
            Span(
                "Not all events were read, so a shorter or earlier chain may exist."
                " Narrow the time with --from and --to.",
                "warn",
            )
        )
