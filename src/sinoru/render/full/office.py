"""The view of `sinoru who OFFICE`: who held an office on a day, or at any time, the newest first."""

from collections.abc import Iterable, Iterator

from sinoru.query.answers import OfficeHeld, OfficeHolders
from sinoru.render.document import (
    BLANK,
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
    line,
    section_heading,
    shown_of,
    with_gutter,
)
from sinoru.render.office import heading, heading_of_day
from sinoru.render.parts import (
    began_and_ended,
    by_certainty,
    citations,
    held_for,
    of_party,
    office_time,
    office_words,
    unknown_bounds,
)
from sinoru.render.tenures import Tenure, newest_first, succession

_MOST_SOURCES = 2
"""Sources of an office in a list; JSON has all."""


def office_document(answer: OfficeHolders, *, glyphs: Glyphs = UNICODE, most: int | None = None) -> Document:
    """Show the holders of an office on a day, and apart from them who perhaps held it; without a day, all of them.

    `most` bounds each list.
    """
    if answer.on:
        yield from _of_day(answer, glyphs, most)
    elif answer.holders:
        holders = newest_first(answer.holders, answer.countries)
        shown = succession(holders, answer.deceased, most or len(holders))
        yield line(Span(heading(answer, shown, glyphs), "heading"))
        yield _grid(answer, (one.office for one in shown.listed), glyphs)
    else:
        yield line(Span(f"No holder of {glyphs.quoted(answer.query)} matches the filters", "heading"))
    if not answer.is_complete:
        yield BLANK
        yield line(Span("So many people match that not all were looked at. Add words to the title.", "warn"))


def _of_day(answer: OfficeHolders, glyphs: Glyphs, most: int | None) -> Document:
    held, perhaps = by_certainty(answer.holders[:most])
    near, undated = answer.near[:most], answer.undated[:most]
    certain = list(map(Tenure, by_certainty(answer.holders)[0]))
    counted = succession(certain, answer.deceased, len(certain))
    yield line(Span(heading_of_day(answer, counted, glyphs), "heading"))
    yield _grid(answer, held, glyphs)
    if perhaps:
        yield from section_heading("Perhaps in office")
        yield _grid(answer, perhaps, glyphs)
    yield from _left_out(len(held) + len(perhaps), answer.holders_total, "holder")
    nearest = [("last on record before that", answer.before), ("first on record after it", answer.after)]
    for words, office in (*nearest, *(("held it at an unknown time", one) for one in undated)):
        if office:
            yield _nearest_line(words, office, glyphs)
    yield from _left_out(len(undated), answer.undated_total, "undated holder")
    for words, deputies in zip(("in office", "perhaps in office"), by_certainty(near), strict=True):
        if deputies:
            yield from section_heading(f"Near it: deputies {words}")
            yield _grid(answer, deputies, glyphs)
    yield from _left_out(len(near), answer.near_total, "deputy")


def _left_out(shown: int, total: int, thing: str) -> Iterator[Line]:
    """Yield how many a limit left out; nothing if none."""
    if shown < total:
        yield with_gutter(line(Span(shown_of(shown, total, thing), "faint")))


def _grid(answer: OfficeHolders, offices: Iterable[OfficeHeld], glyphs: Glyphs) -> Grid:
    columns = (Column(wraps=False), Column(), Column())
    return Grid(columns, tuple(_row(answer, office, glyphs) for office in offices), INDENT)


def _row(answer: OfficeHolders, office: OfficeHeld, glyphs: Glyphs) -> Cells:
    return (
        (Span(answer.countries.get(office.person.id, "")),),
        (
            Span(office.person.name, "name"),
            Span(", "),
            *held_for(office),
            *of_party(office),
            *began_and_ended(office),
        ),
        (*office_time(office, glyphs, answer.on), Span(" "), *_sources(office)),
    )


def _sources(office: OfficeHeld) -> Spans:
    """Return the first sources of an office, and how many there are besides."""
    more = len(office.evidence) - _MOST_SOURCES
    others = (Span(f" +{more}", "faint"),) if more > 0 else ()
    return (*citations(office.evidence[:_MOST_SOURCES]), *others)


def _nearest_line(words: str, office: OfficeHeld, glyphs: Glyphs) -> Line:
    name = (Span(f"{words}: ", "label"), Span(office.person.name, "name"), Span(", "), *office_words(office))
    is_half = bool(office.start) != bool(office.end)
    unknown = (Span(f"; {unknown_bounds(office)}", "doubt"),) if is_half else ()
    time = (Span(" ("), *office_time(office, glyphs), *unknown, Span(") "), *citations(office.evidence))
    return with_gutter(Line((*name, *time)))
