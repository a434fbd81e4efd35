"""The view of `sinoru links`: a line for each person one was in touch with, or for each event that two share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.messages import command
from sinoru.query.analysis_answers import Chain, Links, Meeting, MetPerson
from sinoru.query.answers import NobodyFound
from sinoru.query.presence import CONTACTS, Contact
from sinoru.render.brief import EVENT_COLUMNS, MARK, MOST_WORKS, entry_of, mark_cell
from sinoru.render.contacts import CHAIN_LIMITS, SHARED_LIMITS, contact_heading, limits_of
from sinoru.render.document import (
    BLANK,
    PIPE,
    Cells,
    Column,
    Document,
    Entry,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    line,
    plural,
    shown_of,
)
from sinoru.render.listing import differs_mark, limit_step_of_lists, narrowed, next_steps, opening, show_step
from sinoru.render.parts import when, words_of

_STEPS: dict[Contact, str] = {
    "met": "{} met {}",
    "spoke": "{} spoke by phone with {}",
    "together": "{} is named with {}",
}
"""How two are linked, as a short clause."""
_STEP_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(cuts=True), MARK)
"""Who was in touch with whom, date, event, mark."""


def links_document(answer: Links | Chain | NobodyFound, look: Look = PIPE) -> Document:
    """Show with whom one was in touch, the events that two share, or the chain between them."""
    if look.full or isinstance(answer, NobodyFound):
        from sinoru.render.full.links import links_document as complete

        yield from complete(answer, glyphs=look.glyphs)
    elif isinstance(answer, Links):
        yield from _of_one(answer, look)
    elif answer.shared:
        yield from _shared(answer, look)
    else:
        yield from _chain(answer, look)


def _of_one(answer: Links, look: Look) -> Document:
    name, filters = answer.person.name, narrowed(look, is_filtered=answer.is_filtered)
    lists: dict[Contact, Sequence[MetPerson]] = {how: getattr(answer, how) for how in CONTACTS}
    if not any(lists.values()):
        yield from _relations(answer, look)
        yield line(f"No event{filters or ' on record'} has another participant besides {name}.")
        return
    yield from opening(look, (Span(name, "title"), Span(f"{filters}: {_extent(answer)}")))
    if not answer.is_complete:
        yield line(Span(limits_of(name, answer.events_total), "warn"))
    yield BLANK
    yield from _relations(answer, look)
    rows: list[Cells | Line | Entry] = []
    for how, others in lists.items():
        if others:
            total = getattr(answer.totals, how)
            heading = contact_heading(
                how, len(others), total, is_complete=answer.is_complete, is_closest=True
            )
            rows += (line(Span(heading, "heading")), *_person_rows(others, look))
    # Names are short enough to be aligned in a pipe.
    name_column = Column(wraps=False, cuts=look.width is not None)
    yield Grid((name_column, Column(wraps=False, right=True), Column(wraps=False)), tuple(rows))
    shown = {how: len(others) for how, others in lists.items()}
    yield from next_steps(look, show_step(look), _limit_step(shown, _totals(answer)), "--full")


def _relations(answer: Links, look: Look) -> Document:
    if answer.relations:
        from sinoru.render.relations import relations_by_kind

        yield from relations_by_kind(answer.relations, answer.relations_total, look.glyphs)


def _between(answer: Chain, look: Look) -> Document:
    """Show what two are to each other, and the sources that both made."""
    if answer.relations:
        from sinoru.render.relations import relation_lines

        yield from relation_lines(answer.relations, answer.start, answer.end, look.glyphs)
    if answer.works:
        from sinoru.render.works import works_grid

        listed = answer.works[:MOST_WORKS]
        yield line(Span(f"Both made {shown_of(len(listed), answer.works_total, 'source')}", "heading"))
        yield works_grid(listed, look, with_roles=True)


def _extent(answer: Links) -> str:
    """Say in how many events one took part, and with how many others."""
    others = sum(_totals(answer).values())
    least = "" if answer.is_complete else "at least "
    return f"{plural(answer.events_total, 'event')}, with {least}{plural(others, 'other')}"


def _totals(answer: Links | Chain) -> dict[Contact, int]:
    return {how: getattr(answer.totals, how) for how in CONTACTS}


def _limit_step(shown: Mapping[Contact, int], totals: Mapping[Contact, int]) -> str:
    """Return the option that shows more of the lists."""
    return limit_step_of_lists((number, totals[how]) for how, number in shown.items())


def _person_rows(others: Sequence[MetPerson], look: Look) -> Iterator[Entry | Line]:
    """Yield people, then organisations, which are said to be these."""
    is_first = True
    for other in others:
        if other.person.kind == "organisation" and is_first:
            yield line(Span("organisations", "label"))
            is_first = False
        name = Span(other.person.name, "name")
        yield Entry(
            other.person.id, ((name,), (Span(plural(other.times, "event"), "figure"),), _period(other, look))
        )


def _period(other: MetPerson, look: Look) -> Spans:
    """Return the time from the first event to the last: `17 December 1992 – 10 December 1999`."""
    first, last = other.first, other.last
    if first == last:
        return (when(first, look.glyphs),)
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    both = start if start == end else f"{start}/{end}"
    try:
        parse_edtf(both)
    except DateError:
        return when(first, look.glyphs), Span(f" {look.glyphs.arrow} "), when(last, look.glyphs)
    return (Span(words_of(both, look.glyphs), "date"),)


def _shared(answer: Chain, look: Look) -> Document:
    yield from _between(answer, look)
    marks = _marks(answer.shared, look)
    where = narrowed(look, is_filtered=answer.is_filtered)
    counted = f" share {plural(answer.events_total, 'event')}{where}"
    names = (Span(answer.start.name, "title"), Span(" and "), Span(answer.end.name, "title"))
    yield from opening(look, (*names, Span(counted)), marks)
    if not answer.is_complete:
        yield line(Span(SHARED_LIMITS, "warn"))
    yield BLANK
    rows: list[Cells | Line | Entry] = []
    shown: dict[Contact, int] = {}
    for how in CONTACTS:
        events = [event for event in answer.shared if event.how == how]
        shown[how] = len(events)
        if events:
            total = getattr(answer.totals, how)
            heading = contact_heading(how, len(events), total, is_complete=answer.is_complete)
            rows.append(line(Span(heading, "heading")))
            rows += (entry_of(event, look, is_disputed=event.is_disputed) for event in events)
    yield Grid(EVENT_COLUMNS, tuple(rows))
    yield from next_steps(look, show_step(look), _limit_step(shown, _totals(answer)), "--full")


def _marks(events: Iterable[Meeting], look: Look) -> Spans:
    return differs_mark(look) if any(event.is_disputed for event in events) else ()


def _chain(answer: Chain, look: Look) -> Document:
    one, other = answer.start.name, answer.end.name
    if answer.start.id == answer.end.id:
        yield line(f"Both names are those of {one}.")
        yield from next_steps(look, command("links", answer.start.id, *look.options))
        return
    yield from _between(answer, look)
    where = narrowed(look, is_filtered=answer.is_filtered)
    yield line(f"{one} and {other} share no event{where or ' on record'}.")
    if not (answer.chain or answer.relations or answer.works):
        yield line(f"No chain of shared events connects them in at most {plural(answer.deepest, 'step')}.")
    events = [step.event for step in answer.chain if step.event]
    if events:
        yield from opening(
            look, f"Shortest chain{where}: {plural(len(events), 'step')}", _marks(events, look)
        )
    elif answer.chain:
        from sinoru.render.relations import chain_of_relations

        yield from chain_of_relations(answer.chain, look.glyphs)
    if not answer.is_complete:
        yield line(Span(CHAIN_LIMITS, "warn"))
    if events:
        yield BLANK
        yield Grid(_STEP_COLUMNS, tuple(_step_rows(answer, look)))
    if events or answer.works:
        yield from next_steps(look, show_step(look), "--full")


def _step_rows(answer: Chain, look: Look) -> Iterator[Entry]:
    for before, step in zip(answer.chain, answer.chain[1:], strict=False):
        if event := step.event:
            words = _STEPS[event.how].format(before.person.name, step.person.name)
            date, title = (when(event.date, look.glyphs),), (Span(event.title, "title"),)
            yield Entry(
                event.id, ((Span(words),), date, title, mark_cell(look, is_disputed=event.is_disputed))
            )
