"""The view of `sinoru who OFFICE`: who held an office on a day, or one after another."""

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
    plural,
    section_heading,
    shown_of,
    with_gutter,
)
from sinoru.render.parts import at_time, by_certainty, citations, office_time, office_words, unknown_bounds

_MOST_SOURCES = 2
"""Sources of an office in a list; JSON has all."""


def office_document(answer: OfficeHolders, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show the holders of an office on a day, and apart from them who perhaps held it; without a day, all of them."""
    yield line(*_heading(answer, glyphs))
    held, perhaps = by_certainty(answer.holders)
    yield _grid(answer, held, glyphs)
    if perhaps:
        yield from section_heading("Perhaps in office")
        yield _grid(answer, perhaps, glyphs)
    yield from _left_out(len(answer.holders), answer.holders_total, "holder")
    nearest = [("last on record before that", answer.before), ("first on record after it", answer.after)]
    for words, office in (*nearest, *(("held it at an unknown time", one) for one in answer.undated)):
        if office:
            yield _nearest_line(words, office, glyphs)
    yield from _left_out(len(answer.undated), answer.undated_total, "undated holder")
    for heading, deputies in zip(("in office", "perhaps in office"), by_certainty(answer.near), strict=True):
        if deputies:
            yield from section_heading(f"Near it: deputies {heading}")
            yield _grid(answer, deputies, glyphs)
    yield from _left_out(len(answer.near), answer.near_total, "deputy")
    if not answer.is_complete:
        yield BLANK
        yield line(Span("So many people match that not all were looked at. Add words to the title.", "warn"))


def _heading(answer: OfficeHolders, glyphs: Glyphs) -> Iterator[Span]:
    title = glyphs.quoted(answer.query)
    held = max(answer.held_total, len(by_certainty(answer.holders)[0]))
    if not answer.on:
        counted = f"{plural(held, 'holder')} of {title}, one after another"
        yield Span(counted if held else f"No holder of {title} matches the filters", "heading")
        return
    yield Span(f"{title} {at_time(answer.on, glyphs)}", "heading")
    no_one = "no one who matches the filters" if answer.filtered_by else "no one"
    yield Span(f": {plural(held, 'holder')}" if held else f": {no_one} is recorded for certain", "heading")


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
        (Span(office.person.name, "name"), Span(", "), Span(office.title, "title")),
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
