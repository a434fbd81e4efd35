"""The view of `sinoru stats`: counts as bars, a sparkline over time, and the longest gaps."""

from collections.abc import Iterator, Sequence

from sinoru.dates.periods import period_in_words
from sinoru.query.analysis_answers import Facet, Stats, Tally
from sinoru.render.document import (
    DRAWN_WIDTH,
    PIPE,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    line,
    plural,
    section_heading,
)
from sinoru.render.parts import words_of

_COLUMNS = (Column(), Column(wraps=False, right=True), Column(wraps=False))
_MIN_BAR, _MAX_BAR, _LABELS_WIDTH = 8, 40, 46
"""Limits in cells of the longest bar; columns kept for labels and counts."""
_BUSIEST = 10
"""Periods that are shown as bars."""
_TITLES = {"org": "organisation"}


def stats_document(answer: Stats, look: Look = PIPE) -> Document:
    """Show the number of events by period and by each facet."""
    glyphs = look.glyphs
    width = look.width or DRAWN_WIDTH
    heading = [Span(plural(answer.total, "event"), "title")]
    if answer.first:
        days = plural(answer.days_with_events, "day")
        heading.append(Span(f", {words_of(f'{answer.first}/{answer.last}', glyphs)}", "date"))
        heading.append(Span(f" {glyphs.bullet} beginning on {days}", "faint"))
    yield line(*heading)
    if answer.periods:
        cells = min(max(width - _LABELS_WIDTH, _MIN_BAR), _MAX_BAR)
        yield from _period_blocks(answer, glyphs, cells, width)
        for facet in answer.facets:
            if facet.tallies:
                yield from _facet_blocks(facet, glyphs, cells)
        yield from _gap_blocks(answer, glyphs)


def _period_blocks(answer: Stats, glyphs: Glyphs, cells: int, width: int) -> Document:
    yield from section_heading(f"By {answer.unit}")
    counts = [one.events for one in answer.periods]
    if len(counts) <= width - 2 and answer.are_all_periods:
        yield Line((Span("  "), Span(_sparkline(counts, glyphs), "figure")), fit="wide")
        ends = (period_in_words(answer.periods[0].name), period_in_words(answer.periods[-1].name))
        mean = Span(f", {sum(counts) / len(counts):.1f} per {answer.unit} on average", "faint")
        yield line(f"  {f' {glyphs.dash} '.join(dict.fromkeys(ends))}", mean)
    busiest = sorted(answer.periods, key=lambda one: -one.events)[:_BUSIEST]
    shown = [one for one in answer.periods if one in busiest and one.events]
    yield _bar_grid(
        [Tally(name=period_in_words(one.name), events=one.events) for one in shown], glyphs, cells
    )
    if (filled := sum(1 for one in answer.periods if one.events)) > len(shown):
        what = f"the {len(shown)} busiest of {plural(filled, answer.unit)} with events"
        yield line(Span(f"  {what}", "faint"))
    if answer.unplaced:
        yield line(Span(f"  {plural(answer.unplaced, 'event')} dated only to a longer period", "faint"))


def _facet_blocks(facet: Facet, glyphs: Glyphs, cells: int) -> Document:
    yield from section_heading(f"By {_TITLES.get(facet.by, facet.by)}")
    yield _bar_grid(facet.tallies, glyphs, cells)
    if more := facet.values - len(facet.tallies):
        yield line(Span(f"  and {more:,} more", "faint"))


def _bar_grid(tallies: Sequence[Tally], glyphs: Glyphs, cells: int) -> Grid:
    most = max((one.events for one in tallies), default=1)
    rows = [
        (
            (Span(f"  {one.name}"),),
            (Span(f"{one.events:,}", "figure"),),
            (Span(_draw_bar(one.events, most, cells, glyphs), "date"),),
        )
        for one in tallies
    ]
    return Grid(_COLUMNS, tuple(rows))


def _draw_bar(number: int, most: int, cells: int, glyphs: Glyphs) -> str:
    """Draw a bar, in eighths of a cell if the glyphs have them; it is never empty."""
    parts = len(glyphs.parts) + 1
    eighths = max(1, round(number * cells * parts / most))
    whole, rest = divmod(eighths, parts)
    return glyphs.bar * whole + (glyphs.parts[rest - 1] if rest else "")


def _sparkline(counts: Sequence[int], glyphs: Glyphs) -> str:
    """Draw a mark for each count: a space for 0, the highest mark for the highest count."""
    most = max(counts) or 1
    levels = len(glyphs.sparks)
    return "".join(glyphs.sparks[-(-count * levels // most) - 1] if count else " " for count in counts)


def _gap_blocks(answer: Stats, glyphs: Glyphs) -> Iterator[Grid | Line]:
    if not answer.gaps:
        return
    yield from section_heading("Longest periods in which no event begins")
    rows = tuple(
        (
            (Span(f"  {words_of(gap.start, glyphs)} {glyphs.dash} {words_of(gap.end, glyphs)}"),),
            (Span(plural(gap.days, "day"), "figure"),),
        )
        for gap in answer.gaps
    )
    yield Grid(_COLUMNS[:2], rows)
