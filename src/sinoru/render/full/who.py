"""The view of `sinoru who`: the card of a person or an organisation, or names to choose from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sinoru.model.records import Name, Organisation, Person
from sinoru.model.registers import entries_of
from sinoru.query.answers import (
    Acquaintance,
    Candidates,
    Card,
    EventAnswer,
    Everyone,
    Listed,
    NobodyFound,
    OfficeHeld,
    OfficeHolders,
)
from sinoru.query.contacts import MOST_EVENTS
from sinoru.render.card import holders_counted, others_line, party_of
from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
    INDENT,
    UNICODE,
    Cells,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Span,
    Spans,
    joined,
    line,
    plural,
    section,
    section_heading,
    shown_of,
    with_gutter,
    with_gutters,
    with_total,
)
from sinoru.render.life import life_dates, name_and_life, years_held
from sinoru.render.parts import (
    at_time,
    by_certainty,
    circumstances,
    citations,
    cited,
    claim_lines,
    conflict_lines,
    conflict_summaries,
    elsewhere_spans,
    headline,
    marks,
    match_words,
    names_in,
    offices_grid,
    other_title,
    own_spans,
    people,
    references_grid,
)
from sinoru.render.relations import relations_in_full
from sinoru.render.tenures import newest_first, succession
from sinoru.render.works import sources_made

_EVERYONE_COLUMNS = (
    Column("Name"),
    Column("Country", wraps=False),
    Column("Office"),
    Column("Events", wraps=False, right=True),
    Column("Claims", wraps=False, right=True),
    Column("Id", wraps=False),
)
_MOST_IDS = 20
"""Events listed beside a person met."""


def who_document(
    answer: Card | Candidates | OfficeHolders | NobodyFound | Everyone,
    *,
    glyphs: Glyphs = UNICODE,
    most: int | None = None,
) -> Document:
    """Show the card of a person or organisation, several candidates, the holders of an office, or everyone.

    `most` bounds the offices and their holders.
    """
    if isinstance(answer, Card):
        return card(answer, glyphs, most)
    if isinstance(answer, Candidates):
        return candidates(answer, glyphs)
    if isinstance(answer, OfficeHolders):
        from sinoru.render.full.office import office_document

        return office_document(answer, glyphs=glyphs, most=most)
    return nobody(answer, glyphs) if isinstance(answer, NobodyFound) else everyone(answer)


def biography(card: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Yield other names, dates, age and country, then the summary. The age is that on a day, or at death."""
    record = card.record
    between = Span(f" {glyphs.bullet} ", "faint")
    for kinds in (("native",), ("romanisation", "variant")):
        names = (name for name in getattr(record, "names", ()) if name.kind in kinds)
        if spans := joined((_name_spans(name, glyphs) for name in names), between):
            yield Line(spans)
    elsewhere = elsewhere_spans(entries_of(record, card.addresses))
    if facts := joined(chain(_facts(card, glyphs), own_spans(card.own), elsewhere), between):
        yield Line(facts)
    if summary := getattr(record, "summary", ""):
        yield Line((Span(summary),))


def _name_spans(name: Name, glyphs: Glyphs) -> Spans:
    details = ", ".join(filter(None, (name.lang, years_held(name, glyphs))))
    return (Span(name.text, "name"), *((Span(f" ({details})", "faint"),) if details else ()))


def _facts(card: Card, glyphs: Glyphs) -> Iterator[Spans]:
    match record := card.record:
        case Person():
            yield from life_dates(record, glyphs, card.on)
            yield (Span(record.country),) if record.country else ()
        case Organisation():
            yield (Span(record.kind, "kind"),) if record.kind else ()
            yield (Span(record.country),) if record.country else ()
            yield from life_dates(record, glyphs)
            yield (Span("seat "), Span(card.seat, "place")) if card.seat else ()
            yield (Span("part of ", "faint"), Span(card.part_of)) if card.part_of else ()


def card_events(card: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Yield each event on a line, and below it the other participants, the summary and the disagreements."""
    for answer in card.events:
        yield from with_gutters(_event_lines(card, answer, glyphs), INDENT, DEEP_INDENT)


def _event_lines(card: Card, answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    event = answer.event
    took = next((one for one in (*answer.people, *answer.organisations) if one.id == card.record.id), None)
    role = (Span(f" ({took.role})", "faint"),) if took and took.role else ()
    title = headline(event.date, (Span(event.title, "title"), *role), "", glyphs).spans
    yield Line(cited((*title, Span(f" {glyphs.bullet} ", "faint"), Span(event.id, "id")), event.evidence))
    others = people(answer, without=card.record.id)
    yield from circumstances(answer, (Span("with ", "faint"), *others) if others else (), glyphs)
    yield from conflict_summaries(event, glyphs, names_in(answer))
    if took and took.printed:
        yield with_gutter(other_title(took, "them", glyphs), *marks(glyphs))


def card(answer: Card, glyphs: Glyphs, most: int | None = None) -> Document:
    """Show a card: name, biography, offices, events, claims, people met, spellings."""
    yield from _card_head(answer, glyphs)
    yield from _office_blocks(answer, glyphs, most)
    if answer.relations:
        yield BLANK
        yield from relations_in_full(answer.relations, answer.relations_total, glyphs)
    if answer.events:
        yield from section_heading(f"Events ({_tally(len(answer.events), answer.events_total)})")
        yield from card_events(answer, glyphs)
    name = str(getattr(answer.record, "name", answer.record.id))
    for relation, claims, total in (
        ("by", answer.claims_by, answer.claims_by_total),
        ("passed on by", answer.claims_via, answer.claims_via_total),
        ("about", answer.claims_about, answer.claims_about_total),
    ):
        if claims:
            heading = f"Claims {relation} {name} ({_tally(len(claims), total)})"
            yield from section(heading, (claim_lines(claim, glyphs) for claim in claims))
    yield from _reference_blocks(answer, glyphs)
    yield from _acquaintance_blocks(answer)
    if answer.spellings:
        heading = with_total("As printed in sources", len(answer.spellings), answer.spellings_total)
        yield from section_heading(heading)
        for spelling in answer.spellings:
            yield Line(
                (Span(glyphs.quoted(spelling.text), "name"), Span(f" [{spelling.source}]", "source")),
                INDENT,
                INDENT,
            )


def _reference_blocks(answer: Card, glyphs: Glyphs) -> Document:
    """List the sources that the subject made, then the records with disputes in which it speaks."""
    yield from sources_made(answer)
    if answer.works:
        yield references_grid(answer.works, glyphs)
    if answer.disputes:
        yield from section_heading(
            f"Speaks in disputes ({_tally(len(answer.disputes), answer.disputes_total)})"
        )
        yield references_grid(answer.disputes, glyphs)


def _tally(shown: int, total: int) -> str:
    """Format how many of all are listed: `12`, or `first 5 of 12`."""
    return f"first {shown:,} of {total:,}" if shown < total else f"{shown:,}"


def _card_head(answer: Card, glyphs: Glyphs) -> Iterator[Line]:
    record = answer.record
    name = str(getattr(record, "name", record.id))
    yield line(Span(name, "title"))
    yield from biography(answer, glyphs)
    yield line(Span(record.id, "id"), " ", *citations(record.evidence))
    yield from conflict_lines(record, glyphs, {record.id: name} | answer.speakers)
    if answer.matched.query:
        from sinoru.names.spelling import rule_in_words

        match = answer.matched
        yield line(
            Span("matched: ", "label"),
            Span(glyphs.quoted(match.query), "match"),
            f" {glyphs.arrow} {glyphs.quoted(match.name)} ({rule_in_words(match.rule)})",
        )
    yield from others_line(answer, glyphs)


def _office_blocks(answer: Card, glyphs: Glyphs, most: int | None) -> Document:
    is_person = answer.record.KIND == "person"
    then = f"n office {at_time(answer.on, glyphs)}" if answer.on else ""
    held, perhaps = by_certainty(answer.offices)
    if held or answer.on:
        heading = f"I{then}" if then else "Offices"
        yield from _offices_block(answer, heading, held, glyphs, most)
    if answer.on and not held:
        none = "no office on record for certain then" if answer.offices_recorded else "no office on record"
        yield Line((Span(none, "doubt"),), INDENT, INDENT)
    if perhaps:
        yield from _offices_block(answer, f"Perhaps i{then}", perhaps, glyphs, most)
    if answer.party_of_total:
        yield line(party_of(answer))
    shown = sum(len(each[:most]) for each in (held, perhaps))
    if is_person and shown < answer.offices_total:
        yield Line((Span(shown_of(shown, answer.offices_total, "office"), "faint"),), INDENT, INDENT)


def _offices_block(
    answer: Card, heading: str, offices: list[OfficeHeld], glyphs: Glyphs, most: int | None
) -> Document:
    """Show offices under a heading: in order of time, or in an organisation the newest first, with their number."""
    is_person = answer.record.KIND == "person"
    if is_person or not offices:
        yield from section_heading(heading)
    else:
        found = newest_first(offices, {})
        holders = succession(found, answer.deceased, most or len(found))
        yield from section_heading(f"{heading}: {holders_counted(answer, holders)}")
        offices = [one.office for one in holders.listed]
    if offices:
        yield offices_grid(offices[:most], glyphs, holders=not is_person, day=answer.on)


def _acquaintance_blocks(answer: Card) -> Document:
    """List whom someone met and, apart, with whom they spoke by telephone, both counted over all their events."""
    for heading, people_, total in (
        ("Met", answer.met, answer.met_total),
        ("Spoke by telephone", answer.spoke, answer.spoke_total),
    ):
        if people_:
            counted = _tally(len(people_), total)
            at_least = "" if answer.met_is_complete else f", in the first {MOST_EVENTS:,} events"
            yield from section_heading(f"{heading} ({counted}{at_least})")
            yield _acquaintances_grid(people_)


def _acquaintances_grid(met: Iterable[Acquaintance]) -> Grid:
    rows = (
        (
            (Span(one.name, "name"),),
            (Span(plural(one.times, "event"), "figure"),),
            (Span(_first_ids(one.events), "id"),),
        )
        for one in met
    )
    return Grid((Column(), Column(wraps=False), Column()), tuple(rows), INDENT)


def _first_ids(ids: Sequence[str]) -> str:
    left = len(ids) - _MOST_IDS
    return ", ".join((*ids[:_MOST_IDS], *((f"and {left:,} more",) if left > 0 else ())))


def candidates(answer: Candidates, glyphs: Glyphs) -> Document:
    """List the records that match a name, each with how it matched."""
    total = max(answer.total, len(answer.candidates))
    yield line(Span(f"{glyphs.quoted(answer.query)} matches {plural(total, 'record')}:", "heading"))
    rows = tuple(
        (
            name_and_life(one, glyphs),
            (Span(one.summary or one.country or one.kind),),
            (Span(match_words(one, glyphs), "faint"),),
            (Span(one.id, "id"),),
        )
        for one in answer.candidates
    )
    yield Grid((Column(), Column(), Column(), Column(wraps=False)), rows)
    if len(rows) < total:
        yield line(Span(shown_of(len(rows), total, "record"), "faint"))


def nobody(answer: NobodyFound, glyphs: Glyphs) -> Document:
    """Report that no one has a name, and list similar names."""
    yield line(f"No person or organisation is named {glyphs.quoted(answer.query)}.")
    if answer.suggestions:
        yield line(Span("Did you mean:" if answer.is_near else "Nearest names:", "label"))
        rows: tuple[Cells, ...] = tuple(
            ((Span(ref.name, "name"),), (Span(ref.kind, "faint"),), (Span(ref.id, "id"),))
            for ref in answer.suggestions
        )
        yield Grid((Column(), Column(wraps=False), Column(wraps=False)), rows, INDENT)


def everyone(answer: Everyone) -> Document:
    """List all people and organisations."""
    yield Grid(_EVERYONE_COLUMNS, tuple(map(_listed_row, answer.listed)))
    yield BLANK
    yield line(Span(shown_of(len(answer.listed), answer.total, "name"), "faint"))


def _listed_row(one: Listed) -> Cells:
    counts = ((Span(f"{number:,}" if number else "", "figure"),) for number in (one.events, one.claims))
    office = one.office or ("" if one.kind == "person" else one.kind)
    texts = (Span(one.name, "name"), Span(one.country), Span(office))
    return (*((text,) for text in texts), *counts, (Span(one.id, "id"),))
