"""The view of `sinoru on DATE`."""

from collections.abc import Iterable

from sinoru.dates.wording import weekday
from sinoru.query.answers import ClaimAnswer, EventAnswer, OnDay
from sinoru.render.document import BLANK, UNICODE, Document, Glyphs, Line, Span, line, with_gutters
from sinoru.render.parts import claim_lines, event_lines, offices_grid, words_of


def on_document(answer: OnDay, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show what happened in a time, what was under way, what was said of it, and who held which office."""
    day = f"{weekday(answer.earliest)}, " if answer.earliest == answer.latest else ""
    yield line(Span(f"{day}{words_of(answer.date, glyphs)}", "heading"))
    if answer.happened:
        yield from _events("Happened", answer.happened, glyphs)
    else:
        yield BLANK
        yield line("No event is recorded for this time.")
    if answer.under_way:
        yield from _events("Under way", answer.under_way, glyphs)
    if answer.claims:
        yield from _claims(answer.claims, glyphs)
    if answer.offices:
        yield from _heading("In office")
        yield offices_grid(answer.offices, glyphs, holders=True)


def _heading(text: str) -> tuple[Line, Line]:
    return BLANK, line(Span(text, "heading"))


def _events(heading: str, events: Iterable[EventAnswer], glyphs: Glyphs) -> Document:
    yield from _heading(heading)
    for number, event in enumerate(events):
        if number:
            yield BLANK
        yield from with_gutters(event_lines(event, glyphs))


def _claims(claims: Iterable[ClaimAnswer], glyphs: Glyphs) -> Document:
    yield from _heading("Said")
    for number, claim in enumerate(claims):
        if number:
            yield BLANK
        yield from with_gutters(claim_lines(claim, glyphs))
