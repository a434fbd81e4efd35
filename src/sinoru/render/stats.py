"""The view of `sinoru stats`: a sparkline over time, the busiest periods, counts by field, and the longest gaps.

On one screen, the values of each field are words; in the complete view, or of one field alone, they are bars.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import period_in_words
from sinoru.dates.wording import EN_DASH, days_in_words
from sinoru.model.amounts import OPEN
from sinoru.query.analysis_answers import Facet, Gap, Stats, Sum, Tally
from sinoru.query.filters import EVENTS, thing_counted
from sinoru.render.document import (
    BLANK,
    DRAWN_WIDTH,
    PIPE,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
    section_heading,
)
from sinoru.render.layout import GAP, PROSE_WIDTH, spans_width, wrap
from sinoru.render.listing import counted, next_steps
from sinoru.render.parts import words_of

_COLUMNS = (Column(), Column(wraps=False, right=True), Column(wraps=False))
_MIN_BAR, _MAX_BAR, _LABELS_WIDTH = 8, 40, 46
"""Limits in cells of the longest bar; columns kept for labels and counts."""
_BUSIEST = 10
"""Periods that are shown as bars."""
_MOST_BUSY, _MOST_GAPS = 5, 3
"""Periods and gaps that are shown on one screen."""
_FEW = 3
"""Values of a field that take a second line if they do not fit on one."""
_WITHOUT_DECIMALS = 100
"""Averages from this on are whole numbers."""
_MOST_FIELDS = 8
"""Fields that are shown on one screen."""
_TITLES = {
    "org": "organisation",
    "by": "speaker",
    "via": "reporter",
    "born": "date of birth",
    "died": "date of death",
    "founded": "date of foundation",
    "dissolved": "date of dissolution",
}
_CLAUSES = {"for": "held for", "began": "how they began", "ended": "how they ended"}
"""Fields whose keys are not nouns, as a heading says them."""


def stats_document(answer: Stats, look: Look = PIPE) -> Document:
    """Show the number of events by period and by each facet."""
    glyphs = look.glyphs
    width = look.width or DRAWN_WIDTH
    heading = [Span(counted(look, answer.total, answer.total, thing_counted(answer.of)), "title")]
    if answer.first and answer.of == EVENTS:
        heading.append(Span(f", {words_of(f'{answer.first}/{answer.last}', glyphs)}", "date"))
        heading.append(Span(f" {glyphs.bullet} beginning on {plural(answer.days, 'day')}", "faint"))
    elif answer.first:
        years = words_of("/".join(_year(day) for day in (answer.first, answer.last)), glyphs)
        heading.append(Span(f", {_dated(answer)}{years}", "date"))
    yield line(*heading)
    yield from (Line(_sum_spans(one, answer, glyphs)) for one in answer.sums)
    if look.full or not (answer.periods or answer.facets):
        yield from _complete(answer, glyphs, width)
    else:
        yield from _on_one_screen(answer, look, width)


def _complete(answer: Stats, glyphs: Glyphs, width: int) -> Document:
    """Show all counts; the fields first, where these were asked for without a unit of time."""
    fields = [_facet_blocks(one, answer, glyphs, width) for one in answer.facets if _is_shown(one, answer)]
    times = _period_blocks(answer, glyphs, width) if answer.periods else ()
    are_first = _are_fields_asked(answer) and not _is_unit_asked(answer)
    for blocks in (*fields, times) if are_first else (times, *fields):
        yield from blocks
    yield from _gap_blocks(answer.gaps, glyphs)


def _is_unit_asked(answer: Stats) -> bool:
    return answer.asked[:1] == (answer.unit,)


def _are_fields_asked(answer: Stats) -> bool:
    return len(answer.asked) > _is_unit_asked(answer)


def _is_shown(facet: Facet, answer: Stats) -> bool:
    """Return whether a field has values, or was asked for."""
    return bool(facet.tallies) or _are_fields_asked(answer)


def _says_something(facet: Facet, answer: Stats) -> bool:
    """Return whether a field was asked for, or has values of which, among several fields, one is more frequent."""
    if _are_fields_asked(answer):
        return True
    is_alone = len(answer.facets) == 1 or facet.values <= _MOST_BUSY
    return bool(facet.tallies) and (is_alone or facet.tallies[0].count > 1)


def _dated(answer: Stats) -> str:
    """Return the field that the dates are in, unless that is `date`: `born `."""
    return "" if answer.dated_by == "date" else f"{answer.dated_by} "


def _year(day: str) -> str:
    """Return the year of a day (EDTF); no more is known about many births and sources."""
    return day.rsplit("-", 2)[0]


def _label(by: str) -> str:
    """Return what people call that which is counted by."""
    return _TITLES.get(by, by).replace("_", " ")


def _label_of(facet: Facet) -> str:
    return facet.label or _label(facet.by)


def _heading(facet: Facet) -> str:
    return _CLAUSES.get(facet.by) or f"by {_label_of(facet)}"


def _on_one_screen(answer: Stats, look: Look, width: int) -> Document:
    """Show the course of time and the most frequent values; of these two, only what was asked for, if any was."""
    glyphs = look.glyphs
    facets = [facet for facet in answer.facets if _says_something(facet, answer)][:_MOST_FIELDS]
    are_asked = _are_fields_asked(answer)
    has_times = bool(answer.periods) and (_is_unit_asked(answer) or not are_asked)
    if has_times:
        yield BLANK
        yield from _course(answer, glyphs, width)
        yield from _busiest_blocks(answer, glyphs, width, _MOST_BUSY if facets else _BUSIEST)
    if len(facets) == 1:
        yield from islice(_facet_blocks(facets[0], answer, glyphs, width), int(has_times), None)
    elif facets:
        if not has_times:
            yield BLANK
        yield _facets_in_words(facets, answer, look)
    if not are_asked:
        yield from islice(_gap_blocks(answer.gaps[:_MOST_GAPS], glyphs), 1, None)
    is_in_words = len(facets) > 1 and not are_asked
    has_more = bool(answer.periods) or len(facets) > 1 or not are_asked
    yield from next_steps(
        look, f"--group {facets[-1].by}" if is_in_words else "", "--full" if has_more else ""
    )


def _facets_in_words(facets: Sequence[Facet], answer: Stats, look: Look) -> Grid:
    """Show a line for each field."""
    labels = [_heading(facet) for facet in facets]
    room = look.width and min(look.width - max(map(len, labels)) - GAP, PROSE_WIDTH)
    rows = (
        (
            (Span(label, "label"),),
            _facet_words(facet, look.glyphs, room) if facet.tallies else (_no_value(answer),),
        )
        for label, facet in zip(labels, facets, strict=True)
    )
    return Grid((Column(wraps=False), Column()), tuple(rows))


def _busiest_blocks(answer: Stats, glyphs: Glyphs, width: int, most: int) -> Document:
    """Show the periods with the most events in this order; where there are few periods, all in order of time."""
    filled = [one for one in answer.periods if one.count]
    if len(filled) <= most:
        heading, shown = f"By {answer.unit}", filled
    else:
        heading = f"The {_most(answer, most, len(filled))}"
        shown = sorted(filled, key=lambda one: -one.count)[:most]
    yield line(Span(heading, "heading"))
    yield _period_bars(shown, glyphs, width)
    yield from _unplaced(answer)


def _most(answer: Stats, shown: int, filled: int) -> str:
    """Say of how many periods some are shown: `5 busiest of 31 years with events`."""
    periods = plural(filled, answer.unit)
    if _dated(answer):
        return f"{shown} most frequent of {periods} ({_label(answer.dated_by)})"
    return f"{shown} busiest of {periods} with {answer.of}"


def _facet_words(facet: Facet, glyphs: Glyphs, room: int | None) -> Spans:
    """Return the most frequent values with their numbers, as many as one line takes: `visit 39 · 15 more`.

    Where that would be very few, they take two lines. Without `room`, all values of the answer are named.
    """
    number = len(facet.tallies)
    if room:
        fitting = [number for number in range(number, 0, -1) if _lines(facet, number, glyphs, room) == 1]
        if (not fitting or fitting[0] < _FEW) and (not fitting or fitting[0] < number):
            fitting = [number for number in range(number, 0, -1) if _lines(facet, number, glyphs, room) <= 2]  # noqa: PLR2004
        number = fitting[0] if fitting else 1
    return _first_values(facet, number, glyphs)


def _lines(facet: Facet, number: int, glyphs: Glyphs, room: int) -> int:
    return len(list(wrap(_first_values(facet, number, glyphs), room)))


def _first_values(facet: Facet, number: int, glyphs: Glyphs) -> Spans:
    values: list[Spans] = [
        (Span(f"{name} "), Span(f"{one.count:,}", "figure"))
        for name, one in zip(_names(facet), facet.tallies[:number], strict=False)
    ]
    if more := facet.values - number:
        values.append((Span(f"{more:,} more", "faint"),))
    return joined(values, Span(f" {glyphs.bullet} ", "faint"))


def _names(facet: Facet) -> list[str]:
    """Return the values of a field as people read them."""
    return [period_in_words(one.name) if facet.is_of_dates else one.name for one in facet.tallies]


def _course(answer: Stats, glyphs: Glyphs, width: int) -> Document:
    """Show the events over time, where all periods fit on one line."""
    counts = [one.count for one in answer.periods]
    if len(counts) <= width - 2 and answer.are_all_periods:
        yield Line((Span("  "), Span(_sparkline(counts, glyphs), "figure")), fit="wide")
        ends = (period_in_words(answer.periods[0].name), period_in_words(answer.periods[-1].name))
        number = sum(counts) / len(counts)
        mean = Span(f", {number:,.{int(number < _WITHOUT_DECIMALS)}f} per {answer.unit} on average", "faint")
        yield line(f"  {f' {glyphs.dash} '.join(dict.fromkeys(ends))}", mean)


def _period_bars(periods: Iterable[Tally], glyphs: Glyphs, width: int) -> Grid:
    named = [msgspec.structs.replace(one, name=period_in_words(one.name)) for one in periods]
    return _bar_grid(named, glyphs, width)


def _unplaced(answer: Stats) -> Iterator[Line]:
    if answer.unplaced:
        things = plural(answer.unplaced, thing_counted(answer.of))
        yield line(Span(f"  {things} dated only to a longer period", "faint"))
    if answer.undated:
        label = _with_article(_label(answer.dated_by)) if _dated(answer) else "a date"
        things = plural(answer.undated, thing_counted(answer.of))
        yield line(Span(f"  {things} without {label}", "faint"))


def _period_blocks(answer: Stats, glyphs: Glyphs, width: int) -> Document:
    yield from section_heading(f"By {answer.unit}")
    yield from _course(answer, glyphs, width)
    busiest = sorted(answer.periods, key=lambda one: -one.count)[:_BUSIEST]
    shown = [one for one in answer.periods if one in busiest and one.count]
    yield _period_bars(shown, glyphs, width)
    if (filled := sum(1 for one in answer.periods if one.count)) > len(shown):
        what = f"the {_most(answer, len(shown), filled)}"
        yield line(Span(f"  {what}", "faint"))
    yield from _unplaced(answer)


def _facet_blocks(facet: Facet, answer: Stats, glyphs: Glyphs, width: int) -> Document:
    heading, thing = _heading(facet), thing_counted(answer.of)
    more = facet.values - len(facet.tallies)
    number = f"{len(facet.tallies)} " if len(facet.tallies) > 1 else ""
    which = f", the {number}most frequent" if more and facet.is_of_dates else ""
    yield from section_heading(f"{heading[0].upper()}{heading[1:]}{which}{_of_whom(facet.by, answer)}")
    named = zip(_names(facet), facet.tallies, strict=True)
    yield _bar_grid([msgspec.structs.replace(one, name=name) for name, one in named], glyphs, width)
    if more:
        yield line(Span(f"  and {more:,} more", "faint"))
    if facet.unplaced:
        yield line(Span(f"  {plural(facet.unplaced, thing)} whose date is longer or open", "faint"))
    if not facet.tallies and not facet.unplaced:
        yield line("  ", _no_value(answer))
    elif facet.without:
        yield line(Span(f"  {plural(facet.without, thing)} {_lacking(facet)}", "faint"))


def _no_value(answer: Stats) -> Span:
    return Span(f"no {thing_counted(answer.of)} has one on record", "faint")


def _lacking(facet: Facet) -> str:
    """Return what records without a value lack: `without a date of birth`."""
    if facet.by in _CLAUSES:
        return "with nothing on record"
    return f"without {_with_article(_label_of(facet))}"


def _with_article(label: str) -> str:
    """Return `a date of birth`; other labels stay as they are, as some have no article."""
    return f"a {label}" if label.startswith("date of ") else label


def _sum_spans(one: Sum, answer: Stats, glyphs: Glyphs) -> Spans:
    """Return a sum in words, and how many of what is counted have a value."""
    have = "has a value" if one.records == 1 else "have a value"
    counted_ones = plural(answer.total, thing_counted(answer.of))
    return (
        Span(f"Sum of {one.label}{_of_whom(one.field, answer)}: ", "label"),
        Span(_amount(one, glyphs) or "unknown", "figure"),
        Span(f" ({one.records:,} of {counted_ones} {have})", "faint"),
    )


def _of_whom(name: str, answer: Stats) -> str:
    return ", only of those asked for" if name in answer.narrowed else ""


def _amount(one: Sum, glyphs: Glyphs) -> str:
    """Return the lowest and the highest sum, with the unit; nothing where no one has a value."""
    if not one.records:
        return ""
    low, high = (f"{bound:,.15g}" for bound in (one.low, one.high))
    if one.low == one.high:
        text = low
    elif one.high == OPEN:
        text = f"at least {low}"
    else:
        text = f"at most {high}" if one.low == -OPEN else f"{low}{glyphs.dash}{high}"
    return f"{text} {one.unit}".rstrip()


def _bar_grid(tallies: Sequence[Tally], glyphs: Glyphs, width: int) -> Grid:
    """Show counts as bars, with the sums of those counted."""
    most = max((one.count for one in tallies), default=1)
    cells = _longest_bar(tallies, width)
    rows = [
        (
            (Span(f"  {one.name}"),),
            (Span(f"{one.count:,}", "figure"),),
            *((Span(_amount(each, glyphs) if each.records else "", "figure"),) for each in one.sums),
            (Span(_draw_bar(one.count, most, cells, glyphs), "date"),),
        )
        for one in tallies
    ]
    sums = (Column(one.label, wraps=False, right=True) for one in (tallies[0].sums if tallies else ()))
    return Grid((*_COLUMNS[:2], *sums, _COLUMNS[2]), tuple(rows))


def _longest_bar(tallies: Sequence[Tally], width: int) -> int:
    """Return the cells of the longest bar: those that labels and numbers leave, within limits."""
    labels = max((spans_width((Span(f"  {one.name}"),)) for one in tallies), default=0)
    figures = max((len(f"{one.count:,}") for one in tallies), default=0)
    room = width - max(_LABELS_WIDTH, labels + figures + 2 * GAP)
    return min(max(room, _MIN_BAR), _MAX_BAR)


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


def _gap_blocks(gaps: Sequence[Gap], glyphs: Glyphs) -> Iterator[Grid | Line]:
    if not gaps:
        return
    yield from section_heading("Longest periods in which no event begins")
    rows = tuple(
        ((Span(f"  {_empty_days(gap, glyphs)}"),), (Span(plural(gap.days, "day"), "figure"),)) for gap in gaps
    )
    yield Grid(_COLUMNS[:2], rows)


def _empty_days(gap: Gap, glyphs: Glyphs) -> str:
    """Return the days on which no event begins: from the day after one event to the day before the next."""
    first = cast("int", parse_edtf(gap.start).earliest) + 1
    return days_in_words(first, first + gap.days - 1).replace(EN_DASH, glyphs.dash)
