"""The card of a person or an organisation."""

from collections.abc import Iterable, Iterator

from sinoru.query.answers import Card, ClaimAnswer, Match, Met
from sinoru.render.appearances import appearances
from sinoru.render.claim import claim_lines
from sinoru.render.conflict import conflict_lines
from sinoru.render.document import BLANK, INDENT, Column, Document, Grid, Line, Span, hang_all, line
from sinoru.render.evidence import citations
from sinoru.render.glyphs import Glyphs
from sinoru.render.life import life
from sinoru.render.office import offices_grid
from sinoru.render.when import when


def card(answer: Card, glyphs: Glyphs) -> Document:
    """Show all that is known: name, life, offices, events, claims, company, spellings."""
    yield from _head(answer, glyphs)
    yield from _offices(answer, glyphs)
    if answer.events:
        yield from _heading(f"Events ({_tally(len(answer.events), answer.events_total)})")
        yield from appearances(answer, glyphs)
    name = str(getattr(answer.record, "name", answer.record.id))
    yield from _claims(f"Claims by {name}", answer.claims_by, glyphs)
    yield from _claims(f"Claims about {name}", answer.claims_about, glyphs)
    if answer.met:
        yield from _heading("Met")
        yield _company(answer.met, glyphs)
    if answer.spellings:
        yield from _heading("As printed in sources")
        for spelling in answer.spellings:
            yield Line(
                (Span(glyphs.quoted(spelling.text), "name"), Span(f" [{spelling.source}]", "source")),
                INDENT,
                INDENT,
            )


def _heading(text: str) -> tuple[Line, Line]:
    return BLANK, line(Span(text, "heading"))


def _tally(shown: int, total: int) -> str:
    """Count what stands under a heading: `12`, or `5 of 12`."""
    return f"{shown:,} of {total:,}" if shown < total else f"{shown:,}"


def _head(answer: Card, glyphs: Glyphs) -> Iterator[Line]:
    record = answer.record
    name = str(getattr(record, "name", record.id))
    yield line(Span(name, "title"))
    yield from life(record, glyphs, on=answer.on)
    yield line(Span(record.id, "id"), " ", *citations(record.evidence))
    yield from conflict_lines(record.conflicts, glyphs, {record.id: name} | answer.speakers)
    if answer.matched.query:
        yield line(*_matched(answer.matched, glyphs))


def _matched(match: Match, glyphs: Glyphs) -> Iterator[Span]:
    """Say which name was met, and by which rule."""
    yield Span("matched: ", "label")
    yield Span(glyphs.quoted(match.query), "match")
    yield Span(f" {glyphs.arrow} {glyphs.quoted(match.name)} ({match.rule})")


def _offices(answer: Card, glyphs: Glyphs) -> Document:
    is_person = answer.record.KIND == "person"
    if answer.on:
        yield from _heading(f"In office on {when(answer.on, glyphs).text}")
        if not answer.offices:
            yield Line((Span("no office on record for that day", "doubt"),), INDENT, INDENT)
    elif answer.offices:
        yield from _heading("Offices" if is_person else "In office")
    if answer.offices:
        yield offices_grid(answer.offices, glyphs, holders=not is_person)


def _claims(heading: str, claims: tuple[ClaimAnswer, ...], glyphs: Glyphs) -> Document:
    if claims:
        yield from _heading(f"{heading} ({len(claims)})")
    for number, claim in enumerate(claims):
        if number:
            yield BLANK
        yield from hang_all(claim_lines(claim, glyphs))


def _company(met: Iterable[Met], glyphs: Glyphs) -> Grid:
    rows = (
        (
            (Span(one.name, "name"),),
            (Span(f"{glyphs.times}{one.times}", "figure"),),
            (Span(", ".join(one.events), "id"),),
        )
        for one in met
    )
    return Grid((Column(), Column(wraps=False), Column()), tuple(rows), INDENT)
