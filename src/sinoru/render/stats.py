"""The view of `sinoru stats`: counts as bars, time as a line of marks, and the gaps in it."""

from collections.abc import Iterator, Sequence

from sinoru.dates.periods import period_in_words
from sinoru.query.analyses import Facet, Stats, Tally
from sinoru.render.document import BLANK, UNICODE, Column, Document, Glyphs, Grid, Line, Span, line, plural
from sinoru.render.parts import words_of

_COLUMNS = (Column(), Column(wraps=False, right=True), Column(wraps=False))
_LEAST, _MOST, _LABELS = 8, 40, 46
"""Cells of the longest bar, at least and at most; columns kept for labels and counts."""
_BUSIEST = 10
_TITLES = {"org": "organisation"}


def stats_document(answer: Stats, *, glyphs: Glyphs = UNICODE, width: int = 100) -> Document:
    """Show how many events there are when, and of what."""
    yield line(Span(plural(answer.total, "event"), "title"), *_span_of_time(answer, glyphs))
    if answer.periods:
        cells = min(max(width - _LABELS, _LEAST), _MOST)
        yield from _time(answer, glyphs, cells, width)
        for facet in answer.facets:
            if facet.tallies:
                yield from _facet(facet, glyphs, cells)
        yield from _gaps(answer, glyphs)


def _span_of_time(answer: Stats, glyphs: Glyphs) -> Iterator[Span]:
    if answer.first:
        yield Span(f", {words_of(f'{answer.first}/{answer.last}', glyphs)}", "date")
        yield Span(f" {glyphs.bullet} beginning on {plural(answer.days_with_events, 'day')}", "faint")


def _time(answer: Stats, glyphs: Glyphs, cells: int, width: int) -> Document:
    yield BLANK
    yield line(Span(f"By {answer.unit}", "heading"))
    counts = [one.events for one in answer.periods]
    if len(counts) <= width - 2:
        yield line("  ", Span(_sparks(counts, glyphs), "figure"))
        ends = (period_in_words(answer.periods[0].name), period_in_words(answer.periods[-1].name))
        yield line(f"  {f' {glyphs.dash} '.join(dict.fromkeys(ends))}", *_mean(answer))
    busiest = sorted(answer.periods, key=lambda one: -one.events)[:_BUSIEST]
    shown = [one for one in answer.periods if one in busiest and one.events]
    yield _bars([Tally(name=period_in_words(one.name), events=one.events) for one in shown], glyphs, cells)
    if answer.unplaced:
        yield line(Span(f"  {plural(answer.unplaced, 'event')} dated to a longer time only", "faint"))


def _mean(answer: Stats) -> Iterator[Span]:
    mean = sum(one.events for one in answer.periods) / len(answer.periods)
    yield Span(f", {mean:.1f} a {answer.unit} on average", "faint")


def _facet(facet: Facet, glyphs: Glyphs, cells: int) -> Document:
    yield BLANK
    yield line(Span(f"By {_TITLES.get(facet.by, facet.by)}", "heading"))
    yield _bars(facet.tallies, glyphs, cells)
    if more := facet.values - len(facet.tallies):
        yield line(Span(f"  and {more:,} more", "faint"))


def _bars(tallies: Sequence[Tally], glyphs: Glyphs, cells: int) -> Grid:
    most = max((one.events for one in tallies), default=1)
    rows = [
        (
            (Span(f"  {one.name}"),),
            (Span(f"{one.events:,}", "figure"),),
            (Span(_bar(one.events, most, cells, glyphs), "date"),),
        )
        for one in tallies
    ]
    return Grid(_COLUMNS, tuple(rows))


def _bar(number: int, most: int, cells: int, glyphs: Glyphs) -> str:
    """Draw a bar in eighths of a cell where there are such characters; what is counted is never invisible."""
    parts = len(glyphs.parts) + 1
    eighths = max(1, round(number * cells * parts / most))
    whole, rest = divmod(eighths, parts)
    return glyphs.bar * whole + (glyphs.parts[rest - 1] if rest else "")


def _sparks(counts: Sequence[int], glyphs: Glyphs) -> str:
    """Draw a mark for each count: a space for none, the highest for the most."""
    most = max(counts) or 1
    levels = len(glyphs.sparks)
    return "".join(glyphs.sparks[-(-count * levels // most) - 1] if count else " " for count in counts)


def _gaps(answer: Stats, glyphs: Glyphs) -> Iterator[Grid | Line]:
    if not answer.gaps:
        return
    yield BLANK
    yield line(Span("Longest without an event beginning", "heading"))
    rows = tuple(
        (
            (Span(f"  {words_of(gap.start, glyphs)} {glyphs.dash} {words_of(gap.end, glyphs)}"),),
            (Span(plural(gap.days, "day"), "figure"),),
        )
        for gap in answer.gaps
    )
    yield Grid(_COLUMNS[:2], rows)
