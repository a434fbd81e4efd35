"""The brief forms that several views share: an event as one line, claims as counts by verdict."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sinoru.dates.days import civil_of_day
from sinoru.dates.wording import year_in_words
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.verdicts import VERDICT_WORDS
from sinoru.render.document import Cells, Column, Entry, Glyphs, Look, Span, Spans, joined
from sinoru.render.parts import verdict_mark, when

MARK = Column(wraps=False)
"""The column of the mark for records about which sources disagree; always the last one."""
EVENT_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(cuts=True), MARK)
"""Date, kind, title, mark."""

NOT_ASSESSED = "not assessed"
VERDICT_ORDER = ("supported", "partly", "superseded", "contradicted", "unverified", "")


def is_disputed(answer: EventAnswer) -> bool:
    """Return whether sources disagree about an event; a reconciled conflict is no disagreement."""
    conflicts = (conflict.verdict != "reconciled" for conflict in answer.event.conflicts)
    return any(conflicts) or any(took.printed for took in answer.people)


def mark_cell(look: Look, *, is_disputed: bool) -> Spans:
    """Return the mark of a record about which sources disagree; empty for others."""
    return (Span(look.glyphs.differs, "warn"),) if is_disputed else ()


def event_entry(answer: EventAnswer, look: Look, *, date: Span | None = None) -> Entry:
    """Return an event as one line in the EVENT_COLUMNS; `date` replaces its date in words."""
    event = answer.event
    cells: Cells = (
        (date or when(event.date, look.glyphs),),
        (Span(event.kind, "kind"),),
        (Span(event.title, "title"),),
        mark_cell(look, is_disputed=is_disputed(answer)),
    )
    return Entry(event.id, cells)


def short_date(answer: EventAnswer, year: str, look: Look) -> Span:
    """Return the date of an event; in a terminal without the year that the first line names, if it has no other."""
    date = when(answer.event.date, look.glyphs)
    days = (answer.earliest, answer.latest)
    is_of_year = all(day is not None and year_in_words(civil_of_day(day)[0]) == year for day in days)
    return Span(date.text.replace(f" {year}", "", 1), date.role) if is_of_year and look.width else date


def verdict_tally(claims: Iterable[ClaimAnswer], glyphs: Glyphs) -> Spans:
    """Count claims by verdict, each with its mark and word: `✓ 3 supported · 1 unverified · 2 not assessed`."""
    return verdict_counts(Counter(map(verdict_of, claims)), glyphs)


def verdict_of(answer: ClaimAnswer) -> str:
    """Return the verdict on a claim; empty if it is not assessed."""
    return answer.claim.assessment.verdict if answer.claim.assessment else ""


def verdict_counts(verdicts: Mapping[str, int], glyphs: Glyphs) -> Spans:
    """Return the number of claims of each verdict, with its mark and word."""
    parts = []
    for verdict in VERDICT_ORDER:
        if number := verdicts.get(verdict, 0):
            is_marked = verdict not in ("", "unverified")
            mark = (verdict_mark(verdict, glyphs), Span(" ")) if is_marked else ()
            word = VERDICT_WORDS.get(verdict, verdict) or NOT_ASSESSED
            parts.append((*mark, Span(f"{number:,} {word}")))
    return joined(parts, Span(f" {glyphs.bullet} ", "faint"))
