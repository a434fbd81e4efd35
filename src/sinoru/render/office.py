"""Offices held: from when to when, which, and by whose word."""

from collections.abc import Iterable

from sinoru.query.answers import OfficeHeld
from sinoru.render.document import INDENT, Cells, Column, Grid, Span, Spans
from sinoru.render.evidence import citations, cited
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import time_in_office


def office_words(office: OfficeHeld) -> Spans:
    """Give the title and the organisation."""
    title = Span(office.title, "title")
    return (title, Span(", "), Span(office.org.name)) if office.org else (title,)


def office_cited(office: OfficeHeld, glyphs: Glyphs) -> Spans:
    """Give an office on one line, with its time and source."""
    time = time_in_office(office.start, office.end, glyphs)
    return cited((*office_words(office), Span(" ("), time, Span(")")), office.evidence)


def offices_grid(offices: Iterable[OfficeHeld], glyphs: Glyphs, *, holders: bool) -> Grid:
    """Lay offices out as a table; with `holders`, who held each."""
    columns = (Column(wraps=False), *([Column()] * (3 if holders else 2)))
    return Grid(columns, tuple(_row(office, glyphs, holders=holders) for office in offices), INDENT)


def _row(office: OfficeHeld, glyphs: Glyphs, *, holders: bool) -> Cells:
    time = (time_in_office(office.start, office.end, glyphs),)
    holder: Cells = ((Span(office.person.name, "name"),),) if holders else ()
    return (time, *holder, office_words(office), citations(office.evidence))
