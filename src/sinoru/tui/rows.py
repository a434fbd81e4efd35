"""Records as rows of a list: one line each, and how it is fitted to the width of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from sinoru.model.records import Organisation, Person
from sinoru.query.offices import recency
from sinoru.query.verdicts import is_disputed
from sinoru.render.brief import mark_cell
from sinoru.render.document import Glyphs, Look, Span, Spans
from sinoru.render.layout import cut, escape_controls, spans_width
from sinoru.render.life import life_years, year_words
from sinoru.render.marked import Marks, mark_words
from sinoru.render.on import event_date, title_on_day
from sinoru.render.parts import held_for, mark_before, of_party, time_in_office, verdict_mark, words_of

if TYPE_CHECKING:
    from sinoru.model.records import Place, Source
    from sinoru.query.analysis_answers import ConflictAnswer
    from sinoru.query.answers import ClaimAnswer, EventAnswer, Hit, OfficeHeld, OnDay, SourceUse
    from sinoru.query.lists import Named

_TEXT_WIDTH, _SHORT_TEXT_WIDTH = 28, 16
"""Columns that a text keeps beside the second column, which is left out in a narrow list."""
_GAP = 2
_LEAST_LEAD = 11
"""Columns of most days: `12 May 1999`."""
_AUTHOR_WIDTH = 18
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)\b"
)


class Entry(msgspec.Struct, frozen=True):
    """A row to choose; `id` is the record that it opens."""

    id: str
    text: Spans
    lead: Spans = ()
    """The first column: a date, a name or a mark."""
    second: Spans = ()
    """A column that only a wide list has: the kind of an event, the life of a person, a year."""
    least: int = _TEXT_WIDTH
    """Columns that the text needs beside it."""
    tail: Spans = ()
    """Appears at the right edge."""
    conflict: ConflictAnswer | None = None
    """The conflict that the row is about: the record may have several."""
    day: OnDay | None = None
    """The day that the row is about, if it is not about a record."""
    is_heading: bool = False

    def __str__(self) -> str:
        parts = (self.lead, self.text, self.tail)
        return escape_controls("  ".join("".join(span.text for span in part) for part in parts if part))


class Widths(msgspec.Struct, frozen=True):
    """The widths of the columns that rows begin with."""

    lead: int = 0
    second: int = 0

    def with_rows(self, entries: tuple[Entry, ...]) -> Widths:
        """Return the widths that these rows have room in as well."""
        leads = (spans_width(entry.lead) for entry in entries if not entry.is_heading)
        seconds = (spans_width(entry.second) for entry in entries)
        return Widths(max(self.lead, *leads, 0), max(self.second, *seconds, 0))


def fit_row(entry: Entry, widths: Widths, width: int) -> Spans:
    """Return the row on one line of this width. A first column that is too long pushes the others aside."""
    if entry.is_heading or entry.day:
        return cut(entry.text, width)
    lead = min(widths.lead, max(width * 2 // 5, _LEAST_LEAD))
    body = [*_padded(entry.lead, lead)] if lead else []
    tail = cut(entry.tail, max(width // 2, 1))
    room = max(width - (spans_width(tail) + 1 if tail else 0), 1)
    if widths.second and room - lead - widths.second - 2 * _GAP >= entry.least:
        body += _padded(entry.second, widths.second)
    fitted = cut((*body, *entry.text), room)
    return (*fitted, Span(" " * (width - spans_width(fitted) - spans_width(tail))), *tail) if tail else fitted


def _padded(cell: Spans, width: int) -> Spans:
    return (*cell, Span(" " * (max(width - spans_width(cell), 0) + _GAP)))


def marked_row(entry: Entry, marks: Marks) -> Entry:
    """Return a row with what is said beside its record, such as that it is private, before its text."""
    words = mark_words(entry.id, marks)
    return msgspec.structs.replace(entry, text=(Span(f"{words} ", "warn"), *entry.text)) if words else entry


def heading_row(text: str) -> Entry:
    """Return a heading within a list, which cannot be chosen."""
    return Entry("", (Span(text, "heading"),), is_heading=True)


def event_row(answer: EventAnswer, glyphs: Glyphs) -> Entry:
    """Return an event: date, kind, title, and the mark for sources that disagree."""
    event = answer.event
    return Entry(
        event.id,
        (Span(event.title),),
        _date(event.date, glyphs),
        (Span(event.kind, "kind"),) if event.kind else (),
        tail=mark_cell(Look(glyphs), is_disputed=is_disputed(event)),
    )


def happened_row(answer: OnDay, one: EventAnswer, look: Look) -> Entry:
    """Return an event: kind, title with the dates of what lasts longer. For several days it is a `dated_row`."""
    if answer.earliest != answer.latest:
        return dated_row(answer, one, look)
    return Entry(
        one.event.id,
        title_on_day(answer, one, look),
        (Span(one.event.kind, "kind"),),
        tail=mark_cell(look, is_disputed=is_disputed(one.event)),
    )


def dated_row(answer: OnDay, one: EventAnswer, look: Look) -> Entry:
    """Return an event that was under way: date, kind, title, and the mark for sources that disagree."""
    return msgspec.structs.replace(event_row(one, look.glyphs), lead=_short(event_date(answer, one, look)))


def hit_row(hit: Hit, glyphs: Glyphs) -> Entry:
    """Return what a search found: date, the mark of a verdict, title, and the kind of record."""
    title = (*mark_before(hit.verdict, glyphs), Span(hit.title))
    return Entry(hit.id, title, _date(hit.date, glyphs), tail=(Span(hit.kind, "faint"),))


def named_row(named: Named, glyphs: Glyphs) -> Entry:
    """Return a person with life and last office, an organisation with its kind, or a place with its country."""
    record = named.record
    name = (Span(record.name, "name" if not _is_place(record) else "place"),)
    if isinstance(record, Person):
        life = (Span(life_years(record.born, record.died, glyphs), "date"),)
        return Entry(record.id, _office(named, glyphs), name, life, _SHORT_TEXT_WIDTH)
    about = record.kind if isinstance(record, Organisation) else record.country
    tail = (Span(f"{named.events:,}", "faint"),) if _is_place(record) else ()
    return Entry(record.id, (Span(about or record.country, "faint"),), name, tail=tail)


def _is_place(record: Person | Organisation | Place) -> bool:
    return record.KIND == "place"


def _office(named: Named, glyphs: Glyphs) -> Spans:
    """Return the office by which a person was found with its time, or else the last office."""
    if held := named.office:
        time = time_in_office(held.start, held.end, glyphs)
        return (*held_for(held), Span("  "), time)
    offices = named.record.offices if isinstance(named.record, Person) else ()
    latest = max(offices, key=recency, default=None)
    return (Span(latest.called if latest else named.record.country, "faint"),)


def claim_row(answer: ClaimAnswer, glyphs: Glyphs) -> Entry:
    """Return a claim after the mark of its verdict."""
    claim = answer.claim
    return Entry(claim.id, (Span(claim.text),), (verdict_mark(answer.verdict, glyphs),))


def conflict_row(conflict: ConflictAnswer, glyphs: Glyphs) -> Entry:
    """Return a conflict: date and question, and a mark if it is open."""
    tail = (Span(glyphs.unverified, "warn"),) if conflict.state == "open" else ()
    date = _date(conflict.date, glyphs)
    return Entry(conflict.record, (Span(conflict.question),), date, tail=tail, conflict=conflict)


def source_row(use: SourceUse, glyphs: Glyphs) -> Entry:
    """Return a source: author or publisher, year, title, and how many records cite it."""
    return Entry(
        use.source.id,
        (Span(use.source.cited_title),),
        cut((Span(_author(use.source), "name"),), _AUTHOR_WIDTH, glyphs.ellipsis),
        (Span(year_words(use.source.published, glyphs), "date"),),
        _SHORT_TEXT_WIDTH,
        (Span(f"{use.records:,}", "faint"),),
    )


def _author(source: Source) -> str:
    first = source.authors[0] if source.authors else ""
    more = " et al." if len(source.authors) > 1 else ""
    return f"{first.partition(',')[0]}{more}" if first else source.publisher or source.container


def office_row(held: OfficeHeld, _glyphs: Glyphs) -> Entry:
    """Return the holder of an office."""
    org = (Span(f", {held.org.name}"),) if held.org else ()
    perhaps = (Span("perhaps", "doubt"),) if held.in_office == "perhaps" else ()
    return Entry(
        held.person.id,
        (*held_for(held), *org, *of_party(held)),
        (Span(held.person.name, "name"),),
        tail=perhaps,
    )


def _date(edtf: str, glyphs: Glyphs) -> Spans:
    """Return a date with its months in three letters: a list beside a record is narrow."""
    return _short(Span(words_of(edtf, glyphs), "date")) if edtf else ()


def _short(date: Span) -> Spans:
    return (msgspec.structs.replace(date, text=_MONTH.sub(r"\1", date.text)),)
