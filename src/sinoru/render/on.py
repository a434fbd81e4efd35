"""The view of `sinoru on DATE`: what happened, what was under way, and who was in office, on one screen."""

from collections.abc import Iterator, Sequence

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import day_in_words, join_dates, weekday
from sinoru.messages import command, series
from sinoru.query.answers import EventAnswer, OnDay
from sinoru.query.verdicts import is_disputed
from sinoru.render.brief import (
    DATED_COLUMNS,
    EVENT_COLUMNS,
    LIST_OF_DAYS,
    MARK,
    by_clock,
    common_year,
    dated_entry,
    event_entry,
    mark_cell,
    short_date,
    verdict_lines,
)
from sinoru.render.document import (
    BLANK,
    INDENT,
    PIPE,
    Column,
    Document,
    Entry,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    line,
    shown_of,
)
from sinoru.render.listing import (
    differs_mark,
    limit_step,
    limit_step_of_lists,
    narrowed,
    next_steps,
    opening,
    show_step,
)
from sinoru.render.offices_of_day import in_office, office_list, offices_counted
from sinoru.render.parts import at_time, words_of

MOST_EVENTS = 20
"""Events listed in one section where no limit is asked for."""
_ROOM = 8
"""Events with which there is room for a line for each that is dated to a longer time only."""
_EXACT = ("day", "time", "open", "unknown")

LONGER = "Dated to a longer time only"
_KIND, _TITLE = Column(wraps=False), Column(cuts=True)
Events = Sequence[EventAnswer]


class DayParts(msgspec.Struct, frozen=True):
    """The events of an answer, as they are shown."""

    happened: Events
    under_way: Events
    longer: Events
    """Those dated only to a month, a year or another time that is longer than what was asked for."""
    happened_total: int
    under_way_total: int

    @property
    def all(self) -> Events:
        """Return all of them."""
        return (*self.happened, *self.under_way, *self.longer)


def on_document(answer: OnDay, look: Look = PIPE) -> Document:
    """Show the events of a day or a longer time, the claims by verdict, and who was in office."""
    if look.full:
        from sinoru.render.full.on import on_document as complete

        return complete(answer, glyphs=look.glyphs)
    return _brief(answer, parts_of_day(answer, answer.limit or MOST_EVENTS), look)


def _brief(answer: OnDay, parts: DayParts, look: Look) -> Document:
    has_room = len(parts.all) <= _ROOM
    lines = (*parts.happened, *parts.under_way, *(parts.longer if has_room else ()))
    marks = differs_mark(look) if any(is_disputed(one.event) for one in lines) else ()
    yield from opening(look, f"{day_title(answer, look)}{narrowed(look)}", marks)
    yield BLANK
    yield from _event_blocks(answer, parts, look, has_room=has_room)
    claims = list(_claims_lines(answer, look))
    yield from claims
    on_date = _of_date(answer, look) if _is_around(answer) else ""
    yield from in_office(answer, look, on_date, has_room=has_room and len(claims) <= 1)
    if answer.left_out:
        left_out = series(answer.left_out, "and").capitalize()
        yield line(Span(f"{left_out} are left out: a filter does not apply to them.", "faint"))
    lists = ((len(parts.happened), parts.happened_total), (len(parts.under_way), parts.under_way_total))
    limit = limit_step_of_lists(lists)
    yield from next_steps(look, *_steps(answer, look, has_lines=bool(lines), limit=limit))


def offices_document(answer: OnDay, look: Look = PIPE) -> Document:
    """Show all offices of the day, each with its time and its sources."""
    yield from opening(look, f"{offices_counted(answer)} {at_time(answer.date, look.glyphs)}")
    yield from office_list(answer, look)
    limit = limit_step(len(answer.offices), answer.offices_total)
    yield from next_steps(look, show_step(look), command("on", answer.date, *look.options), limit)


def day_title(answer: OnDay, look: Look) -> str:
    """Return the day with its weekday, or the time that was asked for."""
    day = words_of(answer.date, look.glyphs)
    if answer.earliest == answer.latest:
        return f"{weekday(answer.earliest)}, {day}"
    return f"{_days(answer, look)}, around {day}" if _is_around(answer) else day


def _days(answer: OnDay, look: Look) -> str:
    words = join_dates(day_in_words(answer.earliest), day_in_words(answer.latest))
    return words.replace("\u2013", look.glyphs.dash)


def _is_around(answer: OnDay) -> bool:
    """Return whether days around the date are shown as well."""
    date = parse_edtf(answer.date)
    return (date.earliest, date.latest) != (answer.earliest, answer.latest)


def _of_date(answer: OnDay, look: Look) -> str:
    return f" {at_time(answer.date, look.glyphs)}"


def parts_of_day(answer: OnDay, limit: int) -> DayParts:
    """Return the events of an answer in the sections in which they are shown, up to a limit in each."""
    happened = [one for one in answer.happened if _is_within(one, answer) or _is_to_the_day(one)]
    happened.sort(
        key=lambda one: (
            _comes_last(one, answer),
            answer.earliest if one.earliest is None else one.earliest,
            by_clock(one),
        )
    )
    under_way = [one for one in answer.under_way if _is_to_the_day(one)]
    longer = [one for one in answer.happened if not _is_within(one, answer) and not _is_to_the_day(one)]
    longer += [one for one in answer.under_way if not _is_to_the_day(one)]
    return DayParts(
        happened[:limit],
        under_way[:limit],
        longer,
        len(happened) + max(answer.happened_total - len(answer.happened), 0),
        len(under_way) + max(answer.under_way_total - len(answer.under_way), 0),
    )


def _comes_last(one: EventAnswer, asked: OnDay) -> bool:
    """Return whether others are dated more exactly: it is not to the day in a list of days, or fills all of them."""
    if _is_to_the_day(one):
        return False
    return asked.latest - asked.earliest < LIST_OF_DAYS or (one.earliest, one.latest) == (
        asked.earliest,
        asked.latest,
    )


def _is_within(one: EventAnswer, asked: OnDay) -> bool:
    """Return whether an event surely happened in the days asked for."""
    return (
        one.earliest is not None
        and one.latest is not None
        and asked.earliest <= one.earliest
        and one.latest <= asked.latest
    )


def _is_to_the_day(one: EventAnswer) -> bool:
    """Return whether the first and the last day of an event are known, as far as there are any."""
    date = parse_edtf(one.event.date)
    bounds = (date.start, date.end) if date.start and date.end else (date,)
    return all(bound.precision in _EXACT for bound in bounds)


def _event_blocks(answer: OnDay, parts: DayParts, look: Look, *, has_room: bool) -> Document:
    if parts.happened:
        yield _heading("Happened", len(parts.happened), parts.happened_total)
        yield _happened(answer, parts.happened, look)
    elif "events" not in answer.left_out:
        time = "day" if answer.earliest == answer.latest else "time"
        recorded = f"No event of this {time} matches the filters."
        yield line(recorded if answer.filtered_by else f"No event is recorded for this {time}.")
    longer = 0 if has_room else len(parts.longer)
    if parts.under_way or longer:
        yield _heading("Under way", len(parts.under_way), parts.under_way_total, longer)
        yield _dated(answer, parts.under_way, look)
    if parts.longer and has_room:
        yield line(Span(LONGER, "heading"))
        yield _dated(answer, parts.longer, look)


def _heading(text: str, shown: int, total: int, longer: int = 0) -> Line:
    """Return a heading, with what a limit left out, and the number of those dated to a longer time only."""
    cut = f"  {shown_of(shown, total, 'event')}" if shown < total else ""
    more = f"  and {longer:,} dated to a month or a longer time only" if longer else ""
    return line(Span(text, "heading"), Span(f"{cut}{more}"))


def _happened(answer: OnDay, events: Events, look: Look) -> Grid:
    """Return events with their dates or, on one day, with the dates of those that last longer."""
    if answer.earliest != answer.latest:
        rows = [event_entry(one, look, date=event_date(answer, one, look)) for one in events]
        return Grid(EVENT_COLUMNS, tuple(rows), INDENT)
    return Grid((_KIND, _TITLE, MARK), tuple(_entry_of_day(answer, one, look) for one in events), INDENT)


def _entry_of_day(answer: OnDay, one: EventAnswer, look: Look) -> Entry:
    mark = mark_cell(look, is_disputed=is_disputed(one.event))
    return Entry(one.event.id, ((Span(one.event.kind, "kind"),), title_on_day(answer, one, look), mark))


def title_on_day(answer: OnDay, one: EventAnswer, look: Look) -> Spans:
    """Return the title of an event, with its dates where they are not just the day asked for."""
    date = event_date(answer, one, look).text
    is_of_day = (one.earliest, one.latest) == (answer.earliest, answer.latest)
    words = date.partition(", ")[2] if is_of_day else date
    time = (Span(f" ({words})", "date"),) if words else ()
    return (Span(one.event.title, "title"), *time)


def _dated(answer: OnDay, events: Events, look: Look) -> Grid:
    rows = (dated_entry(one, look, date=event_date(answer, one, look)) for one in events)
    return Grid(DATED_COLUMNS, tuple(rows), INDENT)


def event_date(answer: OnDay, one: EventAnswer, look: Look) -> Span:
    """Return the date of an event, without the year that all days asked for have."""
    return short_date(one, common_year(answer.earliest, answer.latest), look)


def _claims_lines(answer: OnDay, look: Look) -> Iterator[Line]:
    if answer.claims_total:
        label = Span("Claims", "heading"), Span(f"  {answer.claims_total:,}: ")
        yield from verdict_lines(look, label, answer.verdicts)


def _steps(answer: OnDay, look: Look, *, has_lines: bool, limit: str) -> Iterator[str]:
    yield show_step(look) if has_lines else ""
    yield limit
    yield command("on", answer.date, "--offices", *look.options) if answer.offices else ""
    yield "--full"
