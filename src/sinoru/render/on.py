"""The view of `sinoru on DATE`."""

from sinoru.dates.wording import weekday
from sinoru.query.answers import OnDay
from sinoru.render.document import BLANK, UNICODE, Document, Glyphs, Span, line, section, section_heading
from sinoru.render.parts import claim_lines, event_lines, offices_grid, words_of


def on_document(answer: OnDay, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show the events of a day or period, those under way, the claims about it, and the offices held."""
    day = f"{weekday(answer.earliest)}, " if answer.earliest == answer.latest else ""
    yield line(Span(f"{day}{words_of(answer.date, glyphs)}", "heading"))
    if answer.happened:
        yield from section("Events", (event_lines(event, glyphs) for event in answer.happened))
    else:
        yield BLANK
        yield line("No event is recorded for this time.")
    if answer.under_way:
        yield from section("Under way", (event_lines(event, glyphs) for event in answer.under_way))
    if answer.claims:
        yield from section("Claims", (claim_lines(claim, glyphs) for claim in answer.claims))
    if answer.offices:
        yield from section_heading("In office")
        yield offices_grid(answer.offices, glyphs, holders=True)
