"""The view of `sinoru links`: with whom one was in touch, what two share, or the chain between them."""

from collections.abc import Iterator, Sequence

from sinoru.query.analysis_answers import Chain, Links, Meeting, MetPerson, Step
from sinoru.query.answers import NobodyFound, Ref
from sinoru.query.presence import CONTACTS, Contact
from sinoru.render.contacts import CHAIN_LIMITS, HEADINGS, SHARED_LIMITS, contact_heading, limits_of
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
    joined,
    line,
    plural,
    section_heading,
    shown_of,
    with_gutter,
)
from sinoru.render.full.who import nobody
from sinoru.render.parts import cited, references_grid, when
from sinoru.render.relations import chain_of_relations, relation_lines, relations_in_full

STEPS: dict[Contact, str] = {
    "met": "{} met {}",
    "spoke": "{} spoke by telephone with {}",
    "together": "{} is named together with {}",
}
"""How two are linked, as a clause."""


def links_document(answer: Links | Chain | NobodyFound, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show with whom one was in touch, what two share, the chain between them, or names similar to an unknown one."""
    match answer:
        case Links():
            yield from _acquaintance_blocks(answer, glyphs)
        case Chain():
            yield from _between_blocks(answer, glyphs)
        case NobodyFound():
            yield from nobody(answer, glyphs)


def _acquaintance_blocks(answer: Links, glyphs: Glyphs) -> Document:
    name = answer.person.name
    yield line(Span(name, "title"), Span(f"  {answer.person.id}", "id"))
    if answer.relations:
        yield BLANK
        yield from relations_in_full(answer.relations, answer.relations_total, glyphs)
    lists: dict[Contact, Sequence[MetPerson]] = {how: getattr(answer, how) for how in CONTACTS}
    for how, others in lists.items():
        if not others:
            continue
        total = getattr(answer.totals, how)
        yield from section_heading(
            contact_heading(how, len(others), total, is_complete=answer.is_complete, is_closest=True)
        )
        for number, other in enumerate(others):
            if number:
                yield BLANK
            yield from _other_lines(answer.person, other, how, glyphs)
    if not any(lists.values()):
        where = "that passes the filters" if answer.is_filtered else "on record"
        yield line(f"No event {where} has another participant besides {name}.")
    if not answer.is_complete:
        yield BLANK
        yield line(Span(limits_of(name, answer.events_total), "warn"))


def _other_lines(subject: Ref, other: MetPerson, closest: Contact, glyphs: Glyphs) -> Iterator[Line]:
    between = Span(f" {glyphs.bullet} ", "faint")
    period: Spans = (when(other.first, glyphs),)
    if other.first != other.last:
        period = (*period, Span(f" {glyphs.arrow} "), when(other.last, glyphs))
    counts = {how: getattr(other, how) for how in CONTACTS}
    words = [
        (Span(f"{HEADINGS[how].lower()} in {plural(n, 'event')}", "figure"),)
        for how, n in counts.items()
        if n
    ]
    kind = (Span("organisation", "kind"),) if other.person.kind == "organisation" else ()
    yield Line(
        joined(
            (
                (Span(other.person.name, "name"),),
                kind,
                words[0],
                period,
                *words[1:],
                (Span(other.person.id, "id"),),
            ),
            between,
        )
    )
    for event in other.events:
        how = () if event.how == closest else (Span(f"{HEADINGS[event.how].lower()}: ", "doubt"),)
        yield with_gutter(
            Line(_event_spans(event, (subject, other.person), glyphs, how)), INDENT, DEEP_INDENT
        )


def _event_spans(
    event: Meeting, parties: Sequence[Ref], glyphs: Glyphs, how: Spans = (), *, with_roles: bool = False
) -> Spans:
    """Return the date, the title, the id and the sources of an event, and if wanted the roles of the two in it."""
    roles = [(Span(f"{one.name}: {role}"),) for one in parties if (role := event.roles.get(one.id, ""))]
    shown = (Span("("), *joined(roles, Span("; ")), Span(") ")) if with_roles and roles else ()
    return (
        when(event.date, glyphs),
        Span("  "),
        *how,
        Span(f"{event.title} "),
        *shown,
        *cited((Span(event.id, "id"),), event.evidence),
    )


def _between_blocks(answer: Chain, glyphs: Glyphs) -> Document:
    if answer.shared:
        yield from _shared_blocks(answer, glyphs)
        return
    one, other = answer.start.name, answer.end.name
    where = "that passes the filters" if answer.is_filtered else "on record"
    if answer.start.id == answer.end.id:
        yield line(f"Both names are those of {one}. Example: sinoru links {answer.start.id}")
        return
    yield from _known_of_both(answer, glyphs)
    yield line(f"{one} and {other} share no event {where}.")
    if any(step.relations for step in answer.chain):
        yield from chain_of_relations(answer.chain, glyphs, is_full=True)
    elif answer.chain:
        yield from _event_chain(answer, glyphs)
    elif not (answer.relations or answer.works):
        yield line(f"No chain of shared events connects them in at most {plural(answer.deepest, 'step')}.")
    if not answer.is_complete:
        yield line(Span(CHAIN_LIMITS, "warn"))


def _known_of_both(answer: Chain, glyphs: Glyphs) -> Document:
    """Show what two are to each other, and the sources that both made."""
    yield from relation_lines(answer.relations, answer.start, answer.end, glyphs, is_full=True)
    if answer.works:
        counted = shown_of(len(answer.works), answer.works_total, "source")
        yield line(Span(f"Both made {counted}", "heading"))
        yield references_grid(answer.works, glyphs)


def _event_chain(answer: Chain, glyphs: Glyphs) -> Document:
    yield line("Shortest chain:")
    for before, step in zip((None, *answer.chain), answer.chain, strict=False):
        if step.event and before:
            yield _step_line(before, step, step.event, glyphs)
        yield line(Span(step.person.name, "name"), Span(f"  {step.person.id}", "id"))
    yield BLANK
    yield line(Span(plural(len(answer.chain) - 1, "step"), "faint"))


def _step_line(before: Step, step: Step, event: Meeting, glyphs: Glyphs) -> Line:
    words = STEPS[event.how].format(before.person.name, step.person.name)
    how = (Span(f"{words} "), Span(f"{glyphs.bullet} ", "faint"))
    spans = _event_spans(event, (before.person, step.person), glyphs)
    return with_gutter(Line((*how, *spans)), (Span(f"  {glyphs.spine} ", "rule"),), DEEP_INDENT)


def _shared_blocks(answer: Chain, glyphs: Glyphs) -> Document:
    parties = (answer.start, answer.end)
    for one in parties:
        yield line(Span(one.name, "title"), Span(f"  {one.id}", "id"))
    yield from _known_of_both(answer, glyphs)
    for how in CONTACTS:
        events = [event for event in answer.shared if event.how == how]
        if not events:
            continue
        total = getattr(answer.totals, how)
        yield from section_heading(contact_heading(how, len(events), total, is_complete=answer.is_complete))
        for event in events:
            spans = _event_spans(event, parties, glyphs, with_roles=True)
            yield with_gutter(Line(spans), INDENT, DEEP_INDENT)
    yield BLANK
    where = " that pass the filters" if answer.is_filtered else ""
    yield line(Span(f"{plural(answer.events_total, 'shared event')}{where}", "faint"))
    if not answer.is_complete:
        yield line(Span(SHARED_LIMITS, "warn"))
