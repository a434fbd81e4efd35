"""The view of `sinoru on DATE`."""

from sinoru.dates.wording import weekday
from sinoru.messages import series
from sinoru.query.answers import OnDay
from sinoru.render.document import (
    BLANK,
    UNICODE,
    Document,
    Glyphs,
    Span,
    line,
    section,
    section_heading,
    shown_of,
    with_total,
)
from sinoru.render.parts import by_certainty, claim_lines, event_lines, offices_grid, words_of

_NO_EVENT = "No event is recorded for this time."


def on_document(answer: OnDay, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show the events of a day or period, those under way, the claims about it, and the offices held."""
    day = f"{weekday(answer.earliest)}, " if answer.earliest == answer.latest else ""
    yield line(Span(f"{day}{words_of(answer.date, glyphs)}", "heading"))
    if answer.happened:
        heading = with_total("Events", len(answer.happened), answer.happened_total)
        yield from section(heading, (event_lines(event, glyphs) for event in answer.happened))
    elif "events" not in answer.left_out:
        yield BLANK
        why = "No event of this time matches the filters." if answer.filtered_by else _NO_EVENT
        yield line(why)
    if answer.under_way:
        heading = with_total("Under way", len(answer.under_way), answer.under_way_total)
        yield from section(heading, (event_lines(event, glyphs) for event in answer.under_way))
    if answer.claims:
        heading = with_total("Claims", len(answer.claims), answer.claims_total)
        yield from section(heading, (claim_lines(claim, glyphs) for claim in answer.claims))
    yield from _office_blocks(answer, glyphs)
    if answer.left_out:
        yield BLANK
        left_out = series(answer.left_out, "and").capitalize()
        yield line(Span(f"{left_out} are left out: a filter does not apply to them.", "faint"))


def _office_blocks(answer: OnDay, glyphs: Glyphs) -> Document:
    held, perhaps = by_certainty(answer.offices)
    for heading, offices in (("In office", held), ("Perhaps in office", perhaps)):
        if offices:
            yield from section_heading(heading)
            yield offices_grid(offices, glyphs, holders=True, day=answer.date)
    if len(answer.offices) < answer.offices_total:
        yield line(Span(shown_of(len(answer.offices), answer.offices_total, "office"), "faint"))
