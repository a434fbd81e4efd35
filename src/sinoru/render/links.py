"""The view of `sinoru links`: whom a person met, or the chain between two."""

from collections.abc import Iterator

from sinoru.query.analyses import Chain, Links, Meeting, MetPerson
from sinoru.query.answers import NobodyFound
from sinoru.render.document import (
    BLANK,
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
from sinoru.render.who import who_document


def links_document(answer: Links | Chain | NobodyFound, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show whom a person met, the chain between two people, or the names nearest to an unknown one."""
    match answer:
        case Links():
            yield from _links(answer, glyphs)
        case Chain():
            yield from _chain(answer, glyphs)
        case NobodyFound():
            yield from who_document(answer, glyphs=glyphs)


def _links(answer: Links, glyphs: Glyphs) -> Document:
    yield line(Span(answer.person.name, "title"), Span(f"  {answer.person.id}", "id"))
    for met in answer.met:
        yield BLANK
        yield from _met(met, glyphs)
    yield BLANK
    shown, total = len(answer.met), plural(answer.total, "person")
    yield line(Span(f"met {total}" if shown == answer.total else f"{shown} of {total} met", "faint"))
    if not answer.is_complete:
        yield line(Span("Only the earliest events were read; narrow them with --from and --to.", "warn"))


def _met(met: MetPerson, glyphs: Glyphs) -> Iterator[Line]:
    times = Span(f" {glyphs.times}{met.times}", "figure")
    between = Span(f" {glyphs.bullet} ", "faint")
    yield line(
        Span(met.person.name, "name"),
        times,
        between,
        *_period(met, glyphs),
        between,
        Span(met.person.id, "id"),
    )
    for event in met.events:
        yield with_gutter(Line(_event(event, glyphs)), INDENT, (Span("    "),))


def _period(met: MetPerson, glyphs: Glyphs) -> Spans:
    first = when(met.first, glyphs)
    return (first,) if met.first == met.last else (first, Span(f" {glyphs.arrow} "), when(met.last, glyphs))


def _event(event: Meeting, glyphs: Glyphs) -> Spans:
    return (
        when(event.date, glyphs),
        Span(f"  {event.title} "),
        *cited((Span(event.id, "id"),), event.evidence),
    )


def _chain(answer: Chain, glyphs: Glyphs) -> Document:
    if not answer.chain:
        yield line(
            f"No chain of at most {plural(answer.deepest, 'step')} from {answer.start.name} to {answer.end.name}."
        )
    for step in answer.chain:
        if step.event:
            below = (Span("    "),)
            yield with_gutter(Line(_event(step.event, glyphs)), (Span(f"  {glyphs.spine} ", "rule"),), below)
        yield line(Span(step.person.name, "name"), Span(f"  {step.person.id}", "id"))
    if answer.chain:
        yield BLANK
        yield line(Span(plural(len(answer.chain) - 1, "step"), "faint"))
    if not answer.is_complete:
        yield line(
            Span(
                "Not all events were read: a shorter or earlier chain may exist; --from and --to narrow them.",
                "warn",
            )
        )
