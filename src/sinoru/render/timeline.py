"""The view of `sinoru timeline`: events as one line each, in a list, a table or a chart."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

import msgspec

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import UNITS
from sinoru.dates.wording import EN_DASH, days_in_words
from sinoru.query.answers import EventAnswer, Timeline
from sinoru.query.verdicts import is_disputed
from sinoru.render.brief import (
    EVENT_COLUMNS,
    LIST_OF_DAYS,
    MARK,
    by_clock,
    common_year,
    event_entry,
    short_date,
)
from sinoru.render.document import (
    BLANK,
    DRAWN_WIDTH,
    PIPE,
    Block,
    Column,
    Document,
    Entry,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    section_heading,
    shown_of,
)
from sinoru.render.groups import Group, RowsOf, grouped, rows_under_headings
from sinoru.render.layout import GAP, natural_widths
from sinoru.render.listing import (
    differs_mark,
    limit_step,
    narrowed,
    next_steps,
    number_cells,
    opening,
    show_step,
)
from sinoru.render.parts import COMMA, Days, places

STYLES: Sequence[str] = ("vertical", "table", "gantt")
GROUPS = (*UNITS, "kind", "country", "place", "person", "org", "topic")
"""What events can be grouped by."""

_LONGER = "Under way, or dated to a longer time only"
_TITLE_ROOM = 40
"""Columns that the titles of a list need before there is room for kinds."""
_TITLE_ROOM_OF_TABLE = 30
_WIDTH_FOR_PEOPLE = 150
"""Columns of the narrowest table that has room for people and places."""
_DATE, _KIND = 0, 1
"""Positions of columns."""
_TABLE_COLUMNS = (
    Column("Date", wraps=False),
    Column("Kind", wraps=False),
    Column("Event", cuts=True, pads=True),
    MARK,
)
_PEOPLE = Column("People and places", cuts=True, pads=True)

Events = tuple[EventAnswer, ...]


class Parts(msgspec.Struct, frozen=True):
    """The events of a timeline, in the order in which they are shown."""

    dated: Events
    """Those of the range; where it is a list of days, only those dated to the day."""
    longer: Events
    """Those that began before the range; where it is a list of days, also those not dated to the day."""
    undated: Events

    @property
    def all(self) -> Events:
        """Return all of them."""
        return (*self.dated, *self.longer, *self.undated)


def timeline_document(
    answer: Timeline,
    look: Look = PIPE,
    *,
    style: str = "vertical",
    group: str = "",
    newest_first: bool = False,
) -> Document:
    """Show events, one line each. `style` is one of `STYLES`, `group` one of `GROUPS` or empty.

    What began before the range comes last, and in a range of a quarter at most also what is not dated to the day.
    `newest_first` turns the clock of each day.
    """
    if answer.sorted_by and style == "vertical" and not group:
        return _blocks(answer, _parted(answer, newest_first=False), look, style, group)
    if look.full:
        from sinoru.render.full.timeline import timeline_document as full_document

        width = look.width or DRAWN_WIDTH
        return full_document(answer, style=style, group=group, width=width, glyphs=look.glyphs)
    if not answer.events:
        return iter((line(Span("No events match.", "faint")),))
    return _blocks(answer, _parted(answer, newest_first=newest_first), look, style, group)


def _parted(answer: Timeline, *, newest_first: bool) -> Parts:
    if answer.sorted_by:
        return Parts(answer.events, (), ())
    dated = tuple(one for one in answer.events if one.earliest is not None or one.latest is not None)
    undated = tuple(one for one in answer.events if one.earliest is None and one.latest is None)
    is_newest_first = newest_first or _is_descending(dated)
    longer = tuple(sorted((one for one in dated if _is_longer(one, answer)), key=_length))
    dated = tuple(one for one in dated if not _is_longer(one, answer))
    return Parts(tuple(_by_clock(dated, newest_first=is_newest_first)), longer, undated)


def in_order_shown(answer: Timeline, *, newest_first: bool = False) -> Timeline:
    """Return an answer with its events in the order in which they are shown."""
    return msgspec.structs.replace(answer, events=_parted(answer, newest_first=newest_first).all)


def _is_descending(dated: Events) -> bool:
    days = [one.earliest for one in dated if one.earliest is not None]
    return len(days) > 1 and days[0] > days[-1]


def _is_longer(one: EventAnswer, answer: Timeline) -> bool:
    """Return whether an event began before the range or, where that is a list of days, is not dated to the day.

    In a longer range, it may also be dated to all of that.
    """
    first, last = answer.first, answer.last
    if answer.any_year:
        return not _is_of_days(one)
    if first is None or _is_to_the_day(one, first):
        return False
    if last is not None and last - first < LIST_OF_DAYS:
        return True
    return one.earliest is None or one.earliest < first or (one.earliest, one.latest) == (first, last)


def _is_of_days(one: EventAnswer) -> bool:
    """Return whether an event is dated to a day, or to an interval between two."""
    date = parse_edtf(one.event.date)
    ends = (date,) if date.start is None else (date.start, date.end or date.start)
    return all(end.precision in ("day", "time") for end in ends)


def _is_to_the_day(one: EventAnswer, first: int) -> bool:
    """Return whether an event is dated to a day, or is an interval that begins on a day of the range."""
    date = parse_edtf(one.event.date)
    if date.start is None:
        return date.precision in ("day", "time")
    return date.start.precision == "day" and one.earliest is not None and one.earliest >= first


def _length(answer: EventAnswer) -> tuple[bool, int]:
    """Return the order of what is dated to a longer time: what was under way, then the shortest time first."""
    first, last = answer.earliest, answer.latest
    if "/" in answer.event.date or first is None or last is None:
        return False, 0
    return True, last - first


def _by_clock(dated: Events, *, newest_first: bool) -> Iterator[EventAnswer]:
    """Yield the events of each day by their clock as written, then those without a time of day."""
    for _, of_day in groupby(dated, key=lambda one: one.earliest):
        yield from sorted(of_day, key=by_clock, reverse=newest_first)


def _blocks(answer: Timeline, parts: Parts, look: Look, style: str, group: str) -> Document:
    groups = _groups(answer, parts, group)
    rows_of = partial(rows_under_headings, groups, is_cut=len(answer.events) < answer.total)
    days: Days = (answer.first, answer.last)
    body: Iterable[Block]
    if style == "gantt":
        from sinoru.render.gantt import chart

        drawn = chart(answer.events, rows_of, look, days)
        days, body = drawn.days, (*drawn.legend, *(() if group else (BLANK,)), drawn.grid)
    elif style == "table":
        body = (BLANK, _table(rows_of, look))
    elif group:
        body = (BLANK, _fitted(Grid(EVENT_COLUMNS, rows_of(partial(event_entry, look=look))), look))
    elif answer.sorted_by:
        body = (BLANK, _sorted(answer, look))
    else:
        body = _list(parts, look, days)
    yield from _opening(answer, groups, look, days)
    yield from body
    yield from next_steps(look, show_step(look), limit_step(len(answer.events), answer.total), "--full")


def _groups(answer: Timeline, parts: Parts, group: str) -> tuple[Group, ...]:
    """Return the events under headings; periods in order of time, whatever comes first in them."""
    if group not in UNITS:
        return tuple(grouped(parts.all, group, answer.first))
    rank = {one.event.id: number for number, one in enumerate(parts.all)}
    periods = grouped(answer.events, group, answer.first)
    return tuple(
        (period, tuple(sorted(events, key=lambda one: rank[one.event.id]))) for period, events in periods
    )


def _opening(answer: Timeline, groups: Iterable[Group], look: Look, days: Days) -> Iterator[Line]:
    """Yield the first line: how many events, in which time, and what the marks mean."""
    events = shown_of(len(answer.events), answer.total, "event", narrowed(look, names_days=True))
    time = days_in_words(*days).replace(EN_DASH, look.glyphs.dash)
    differs = differs_mark(look) if any(is_disputed(one.event) for one in answer.events) else ()
    is_repeated = sum(len(events) for _, events in groups) > len(answer.events)
    repeated = (Span("some repeated", "faint"),) if is_repeated else ()
    named = sum(one.only_named for one in answer.events)
    only = (Span(f"{look.glyphs.named} only named ({named})", "faint"),) if named else ()
    yield from opening(look, ", ".join(filter(None, (events, time))), differs, only, repeated)


def _list(parts: Parts, look: Look, days: Days) -> Iterator[Block]:
    """Yield the events dated to the day, then the others under their headings, each part after an empty line."""
    year = common_year(*days)
    if parts.dated:
        rows = (event_entry(one, look, date=short_date(one, year, look)) for one in parts.dated)
        yield BLANK
        yield _fitted(Grid(EVENT_COLUMNS, tuple(rows)), look)
    if parts.longer:
        yield from _under_heading(_LONGER, parts.longer, look)
    if parts.undated:
        has_dates = any(one.event.date for one in parts.undated)
        heading = "Undated, or of an unknown year" if has_dates else "Undated"
        yield from _under_heading(heading, parts.undated, look)


def _sorted(answer: Timeline, look: Look) -> Grid:
    """Return a row for each event, with the value that it has its place by."""

    def row(one: EventAnswer) -> Entry:
        *cells, mark = event_entry(one, look).cells
        value = _values(one, answer.sorted_by)
        return Entry(one.event.id, (*cells, (Span(value, "figure"),), mark))

    columns = (*EVENT_COLUMNS[:-1], Column(wraps=False, right=True), EVENT_COLUMNS[-1])
    return _fitted(Grid(columns, tuple(map(row, answer.events))), look)


def _values(one: EventAnswer, key: str) -> str:
    """Return what an event has in a field, or those who took part in it: `31; 0`."""
    took_part = [own for part in (*one.people, *one.organisations) for own in part.own]
    of_event = [own.prose for own in one.further if own.key == key]
    return "; ".join(of_event or [own.prose for own in took_part if own.key == key])


def _under_heading(heading: str, events: Events, look: Look) -> Iterator[Block]:
    yield from section_heading(heading)
    grid = Grid(EVENT_COLUMNS, tuple(event_entry(one, look) for one in events))
    yield _fitted(grid if any(one.event.date for one in events) else _without(grid, _DATE), look)


def _fitted(grid: Grid, look: Look, title_room: int = _TITLE_ROOM) -> Grid:
    """Leave out the kinds of events where their titles would have too little room beside them."""
    if look.width is None:
        return grid
    numbers = number_cells(look, len(grid.rows))
    widths = zip(grid.columns, natural_widths(grid), strict=True)
    room = look.width - numbers - sum(width + GAP for column, width in widths if not column.cuts)
    return grid if room >= title_room else _without(grid, _KIND)


def _without(grid: Grid, position: int) -> Grid:
    """Return a grid without one of its columns."""
    rows = (
        Entry(row.id, (*row.cells[:position], *row.cells[position + 1 :])) if isinstance(row, Entry) else row
        for row in grid.rows
    )
    return Grid((*grid.columns[:position], *grid.columns[position + 1 :]), tuple(rows))


def _table(rows_of: RowsOf, look: Look) -> Grid:
    """Return a row for each event; where there is room, with its kind, people and places."""
    if look.width is not None and look.width < _WIDTH_FOR_PEOPLE:
        rows = rows_of(partial(event_entry, look=look))
        return _fitted(Grid(_TABLE_COLUMNS, rows), look, _TITLE_ROOM_OF_TABLE)

    def row(answer: EventAnswer) -> Entry:
        *cells, mark = event_entry(answer, look).cells
        return Entry(answer.event.id, (*cells, _people_and_places(answer, look), mark))

    return Grid((*_TABLE_COLUMNS[:-1], _PEOPLE, MARK), rows_of(row))


def _people_and_places(answer: EventAnswer, look: Look) -> Spans:
    took = (*answer.people, *answer.organisations)
    who = joined(((Span(one.called, "name"),) for one in took), COMMA)
    return joined((who, places(answer)), Span(f" {look.glyphs.bullet} ", "faint"))
