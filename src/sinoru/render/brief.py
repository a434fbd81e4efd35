"""The brief forms that several views share: an event as one line, claims as counts by verdict."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sinoru.dates.days import civil_of_day
from sinoru.dates.wording import year_in_words
from sinoru.model.records import Conflict, Event
from sinoru.query.answers import CitedSource, ClaimAnswer, EventAnswer
from sinoru.query.verdicts import VERDICT_WORDS, is_differing, is_disputed, label_of
from sinoru.render.document import INDENT, Cells, Column, Entry, Glyphs, Line, Look, Span, Spans, joined
from sinoru.render.layout import spans_width
from sinoru.render.listing import packed
from sinoru.render.parts import mark_before, marked_values, marks, state_after, when

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import Meeting

MOST_WORKS = 5
"""Sources that someone made that are listed where no limit is given."""
MARK = Column(wraps=False)
"""The column of the mark for records about which sources disagree; always the last one."""
EVENT_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(cuts=True), MARK)
"""Date, kind, title, mark."""
DATED_COLUMNS = (Column(wraps=False), Column(cuts=True), MARK)
"""Date, title, mark."""

LIST_OF_DAYS = 92
"""Days of the longest range that is read day by day: a quarter has 92 at most.

In a longer one most events dated to a month are as exact as it needs, and stay in their place between the others.
"""
NOT_ASSESSED = "not assessed"
_ROOM_FOR_STATEMENTS = 150
"""Columns that all statements of a conflict may take on one line."""
VERDICT_ORDER = ("supported", "partly", "superseded", "contradicted", "disputed", "unverified", "")


def mark_cell(look: Look, *, is_disputed: bool, only_named: bool = False) -> Spans:
    """Return the marks of a record about which sources disagree, and of one that only names those asked for."""
    differs = (Span(look.glyphs.differs, "warn"),) if is_disputed else ()
    return (*differs, Span(look.glyphs.named, "faint")) if only_named else differs


def event_entry(answer: EventAnswer, look: Look, *, date: Span | None = None) -> Entry:
    """Return an event as one line in the EVENT_COLUMNS; `date` replaces its date in words."""
    event, only_named = answer.event, answer.only_named
    return entry_of(event, look, is_disputed=is_disputed(event), only_named=only_named, date=date)


def entry_of(
    event: "Event | Meeting",
    look: Look,
    *,
    is_disputed: bool,
    only_named: bool = False,
    date: Span | None = None,
) -> Entry:
    """Return an event, or one that two share, as one line in the EVENT_COLUMNS."""
    cells: Cells = (
        (date or when(event.date, look.glyphs),),
        (Span(event.kind, "kind"),),
        (Span(event.title, "title"),),
        mark_cell(look, is_disputed=is_disputed, only_named=only_named),
    )
    return Entry(event.id, cells)


def dated_entry(answer: EventAnswer, look: Look, *, date: Span | None = None) -> Entry:
    """Return an event as one line in the DATED_COLUMNS; `date` replaces its date in words."""
    date_cell, _, *others = event_entry(answer, look, date=date).cells
    return Entry(answer.event.id, (date_cell, *others))


def by_clock(answer: EventAnswer) -> tuple[bool, str]:
    """Return a key that orders the events of a day by their time of day as written, then those without one."""
    clock = answer.event.date.partition("T")[2]
    return not clock, clock


def common_year(first: int | None, last: int | None) -> str:
    """Return the year of all days from the first to the last; empty where they are of several, or not all known."""
    if first is None or last is None or civil_of_day(first)[0] != civil_of_day(last)[0]:
        return ""
    return year_in_words(civil_of_day(first)[0])


def short_date(answer: EventAnswer, year: str, look: Look) -> Span:
    """Return the date of an event; in a terminal without the year that the first line names, if it has no other."""
    date = when(answer.event.date, look.glyphs)
    days = (answer.earliest, answer.latest)
    is_of_year = all(day is not None and year_in_words(civil_of_day(day)[0]) == year for day in days)
    return Span(date.text.replace(f" {year}", "", 1), date.role) if is_of_year and look.width else date


def verdict_tally(claims: Iterable[ClaimAnswer], glyphs: Glyphs) -> Spans:
    """Count claims by verdict, each with its mark and word: `✓ 3 supported · 1 unverified · 2 not assessed`."""
    return verdict_counts(verdicts_of(claims), glyphs)


def verdicts_of(claims: Iterable[ClaimAnswer]) -> Counter[str]:
    """Count claims by verdict."""
    return Counter(one.verdict for one in claims)


def verdict_counts(verdicts: Mapping[str, int], glyphs: Glyphs) -> Spans:
    """Return the number of claims of each verdict, with its mark and word."""
    return joined(_counted(verdicts, glyphs), Span(f" {glyphs.bullet} ", "faint"))


def verdict_lines(look: Look, label: Spans, verdicts: Mapping[str, int]) -> Iterator[Line]:
    """Yield the counts of verdict_counts after a label, in lines that end between two counts."""
    first, *others = list(_counted(verdicts, look.glyphs)) or [()]
    return packed(look, ((*label, *first), *others), Span(f" {look.glyphs.bullet} ", "faint"))


def _counted(verdicts: Mapping[str, int], glyphs: Glyphs) -> Iterator[Spans]:
    for verdict in VERDICT_ORDER:
        if number := verdicts.get(verdict, 0):
            word = VERDICT_WORDS.get(verdict, verdict) or NOT_ASSESSED
            yield (*mark_before(verdict, glyphs), Span(f"{number:,} {word}"))


def disagreement(conflict: Conflict, glyphs: Glyphs, *, with_why: bool = True) -> Iterator[Line]:
    """Yield a conflict as one line, `≠ date: ✗ March 1999 · ✓ April 1999 (a slip)`; long statements have own lines.

    Of the reason, only the first clause is shown. A reconciled one has no mark before it: its statements agree.
    """
    statements = list(dict.fromkeys(marked_values(conflict, glyphs)))  # several sources may say the same
    state = state_after(conflict, glyphs)
    label = Span(label_of(conflict), "label")
    mark, below = marks(glyphs)
    first = mark if is_differing(conflict) else below
    why = _why(conflict, glyphs) if with_why else ()
    if sum(map(spans_width, statements)) <= _ROOM_FOR_STATEMENTS:
        between = Span(f" {glyphs.bullet} ", "faint")
        yield Line((label, Span(" "), *joined(statements, between), *state, *why), first, below)
        return
    yield Line((label, *state), first, below)
    for spans in statements:
        yield Line(spans, (*below, *INDENT), (*below, *INDENT, *INDENT), fit="cut")
    if conflict.why and with_why:
        why = (Span(why[0].text.strip()),)
        yield Line(why, (*below, *INDENT), (*below, *INDENT))


def _why(conflict: Conflict, glyphs: Glyphs) -> Spans:
    """Return the first clause of the reason of a verdict."""
    if not conflict.why:
        return ()
    clause, more, _ = conflict.why.partition("; ")
    return (Span(f" ({clause}{f'; {glyphs.ellipsis}' if more else ''})"),)


def source_line(source: CitedSource | None, id_: str, at: Iterable[str]) -> Line:
    """Return a source as one line: its authors and the passages, then its title. Without a record, its id."""
    if source is None:
        return Line((Span(id_, "id"), Span(" (not in this corpus)", "warn")), INDENT, fit="cut")
    by = (Span(source.by or source.title, "source", source.url),)
    title = (Span("  "), Span(source.title, "faint", source.url)) if source.by else ()
    passages = joined(((Span(each),) for each in by_section(source, at)), Span("; "))
    return Line((*joined((by, passages), Span(", ")), *title), INDENT, fit="cut")


def by_section(source: CitedSource | None, locators: Iterable[str]) -> Iterator[str]:
    """Name passages in the order of their source, and each section once: `Implications, 1, 2`."""
    passages = source.passages if source else {}
    cited = set(filter(None, locators))
    sections: dict[str, list[str]] = {}
    for at in (*(one for one in passages if one in cited), *sorted(cited - passages.keys())):
        section, passage = passages.get(at, ("", at))
        if not section:  # a source whose sections are not listed has headings as well
            section, _, passage = at.rpartition(", ")
        sections.setdefault(section or passage, []).extend([passage] if section and passage else [])
    return (", ".join((section, *within)) for section, within in sections.items())
