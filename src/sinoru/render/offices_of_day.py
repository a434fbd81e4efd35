"""The offices of a day: in brief a few people of each state, and all of them as lines with time and sources."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sinoru.dates.edtf import day_bounds
from sinoru.names.titles import short_title
from sinoru.query.answers import OfficeOfDay, OnDay
from sinoru.query.office_filters import office_title
from sinoru.render.document import (
    INDENT,
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
    shown_of,
)
from sinoru.render.layout import spans_width
from sinoru.render.parts import (
    by_certainty,
    cited,
    office_time,
    office_words,
    time_in_office,
    title_for,
    words_of,
)

_MOST_STATES = 2
"""States with a line of their own."""
_FEWEST = 3
"""Holders for whom a state has a line of its own."""
_FIRST_CELLS, _CELLS = 190, 130
"""The longest text about the first state, and about others: three lines of a terminal of 80 columns, and two."""
_NOT_EXACT = "dates not exact: "

Offices = Sequence[OfficeOfDay]


def in_office(answer: OnDay, look: Look, on_date: str = "", *, has_room: bool = True) -> Document:
    """Name the highest officials of each state, each person once, and apart from them those perhaps in office.

    `has_room`: whether those of the first state may take a line more than the others.
    """
    if not answer.offices:
        return
    counted = f"  ({offices_counted(answer)}; --offices shows all, with sources)"
    yield line(Span(f"In office{on_date}", "heading"), Span(counted, "faint"))
    held, perhaps = by_certainty(answer.offices)
    cells = _FIRST_CELLS if has_room else _CELLS
    rows = [*_states(answer, held, look.glyphs, cells), *_perhaps(perhaps, look.glyphs)]
    yield Grid((Column(wraps=False), Column()), tuple(rows), INDENT)


def offices_counted(answer: OnDay) -> str:
    """Count the offices and their holders: `42 offices of 31 people`."""
    offices = shown_of(len(answer.offices), answer.offices_total, "office")
    if len(answer.offices) < answer.offices_total:
        return offices
    return f"{offices} of {plural(len({one.person.id for one in answer.offices}), 'person')}"


def office_list(answer: OnDay, look: Look) -> Document:
    """Show each office under its state, with its holder; its time and sources are below it."""
    held, perhaps = by_certainty(answer.offices)
    for state, offices in groupby(held, key=lambda one: one.state):
        yield line(Span(state or "No state recorded", "heading"))
        yield _list(list(offices), answer, look)
    if perhaps:
        yield line(Span("Perhaps in office", "heading"))
        yield _list(perhaps, answer, look)


def _list(offices: Offices, answer: OnDay, look: Look) -> Grid:
    rows = (
        Entry(
            one.person.id,
            ((Span(one.person.name, "name"),), office_words(one)),
            (cited(office_time(one, look.glyphs, answer.date), one.evidence),),
        )
        for one in offices
    )
    return Grid((Column(wraps=False), Column(cuts=True)), tuple(rows), INDENT)


def _states(answer: OnDay, held: Offices, glyphs: Glyphs, cells: int) -> Iterator[Cells]:
    """Yield a row for each of the first states, then one for all others."""
    groups = [(state, _once(list(offices))) for state, offices in groupby(held, key=lambda one: one.state)]
    own = [(state, people) for state, people in groups if state and len(people) >= _FEWEST][:_MOST_STATES]
    for state, people in own:
        names = [_named(one, short_title(title_for(one), state), answer, glyphs) for one in people]
        yield (Span(state, "place"),), _as_many_as_fit(names, glyphs, cells)
        cells = _CELLS
    shown = {state for state, _ in own}
    others = _once([one for one in held if one.state not in shown])
    if others:
        names = [_named(one, _with_state(one), answer, glyphs) for one in others]
        yield (Span("elsewhere" if own else "held", "label"),), _as_many_as_fit(names, glyphs, _CELLS)


def _once(offices: Offices) -> list[OfficeOfDay]:
    """Return the first office of each person."""
    first: dict[str, OfficeOfDay] = {}
    for one in offices:
        first.setdefault(one.person.id, one)
    return list(first.values())


def _with_state(office: OfficeOfDay) -> str:
    """Return a title with its state or, without a state, its organisation."""
    if office_title(office.title).states:
        return title_for(office)
    belongs = office.state or (office.org.name if office.org else "")
    return f"{title_for(office)} ({belongs})" if belongs else title_for(office)


def _named(office: OfficeOfDay, title: str, answer: OnDay, glyphs: Glyphs) -> Spans:
    """Return a holder with the title, and the bounds of the office that fall in the days asked for."""
    first, last = day_bounds(answer.date)
    begins, ends = _falls(office.start, first, last), _falls(office.end, first, last)
    if begins and ends:
        time = words_of(f"{office.start}/{office.end}", glyphs)
    else:
        time = f"from {words_of(office.start, glyphs)}" if begins else ""
        time = f"until {words_of(office.end, glyphs)}" if ends else time
    bounds = (Span(f" ({time})", "date"),) if time else ()
    return (Span(office.person.name, "name"), Span(f", {title}"), *bounds)


def _falls(bound: str, first: int | None, last: int | None) -> bool:
    """Return whether a bound of an office falls in these days."""
    if not bound or first is None or last is None:
        return False
    earliest, latest = day_bounds(bound)
    return earliest is not None and latest is not None and first <= earliest and latest <= last


def _perhaps(offices: Offices, glyphs: Glyphs) -> Iterator[Cells]:
    if not offices:
        return
    names = [_perhaps_named(one, glyphs) for one in _once(offices)]
    cells = _CELLS - len(_NOT_EXACT)
    yield (Span("perhaps", "doubt"),), (Span(_NOT_EXACT, "doubt"), *_as_many_as_fit(names, glyphs, cells))


def _perhaps_named(office: OfficeOfDay, glyphs: Glyphs) -> Spans:
    """Return a holder with the title and what is known of the time; a bound that is not known is named."""
    unknown = f"; {'last' if office.start else 'first'} day not known"
    is_one_sided = bool(office.start) != bool(office.end)
    time = f"{time_in_office(office.start, office.end, glyphs).text}{unknown if is_one_sided else ''}"
    return Span(office.person.name, "name"), Span(f", {_with_state(office)} ({time})")


def _as_many_as_fit(names: Sequence[Spans], glyphs: Glyphs, cells: int) -> Spans:
    """Join names, as many as take no more than some cells, and at least one; the others are counted."""
    between = Span(f" {glyphs.bullet} ", "faint")
    shown: list[Spans] = []
    for number, name in enumerate(names):
        cells -= spans_width((*name, between))
        is_last = number == len(names) - 1
        if shown and cells < (0 if is_last else len(_more(len(names) - number))):
            break
        shown.append(name)
    left = len(names) - len(shown)
    return joined((*shown, (Span(_more(left), "faint"),) if left else ()), between)


def _more(number: int) -> str:
    return f"{number:,} more {'person' if number == 1 else 'people'}"
