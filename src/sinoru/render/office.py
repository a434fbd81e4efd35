"""The brief view of `sinoru who OFFICE`: a line for each holder, of a day or the newest first."""

from collections.abc import Iterable, Iterator

from sinoru.messages import command
from sinoru.names.titles import Title, equal_titles
from sinoru.query.answers import OfficeHeld, OfficeHolders
from sinoru.query.office_filters import office_title, title_of
from sinoru.render.document import (
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
    shown_of,
)
from sinoru.render.listing import limit_step_of_lists, next_steps, opening, show_step
from sinoru.render.parts import at_time, by_certainty, time_in_office, unknown_bounds
from sinoru.render.tenures import (
    MOST_HOLDERS,
    Succession,
    Tenure,
    example_day,
    has_room_for_days,
    has_seats,
    held_without_title,
    most_listed,
    succession,
    tenure_time,
    tenures,
    time_notes,
    title_in_brief,
)

_MOST_DEPUTIES = 2
_ROOM_FOR_DAYS = 80
"""The width from which times are shown to the day, where the names have neither seats nor parties after them."""


def office_document(answer: OfficeHolders, look: Look, most: int | None = None) -> Document:
    """Show who held an office on a day, and apart from them who perhaps held it; without a day, all holders."""
    found: list[Tenure] = []
    if answer.on:
        yield from _of_day(answer, most, look)
    elif not answer.holders:
        yield from opening(look, f"No holder of {look.glyphs.quoted(answer.query)} matches the filters")
    else:
        found = tenures(answer.holders, answer.countries)
        holders = succession(found, answer.deceased, most)
        yield from opening(look, heading(answer, holders, look.glyphs))
        yield _grid(answer, holders.listed, look)
    if not answer.is_complete:
        yield line(Span("So many people match that not all were looked at. Add words to the title.", "warn"))
    yield from _last_line(answer, found, most, look)


def heading(answer: OfficeHolders, found: Succession, glyphs: Glyphs) -> str:
    """Count the holders of all times; only terms if a program asked for no more of them."""
    title = glyphs.quoted(answer.query)
    if len(answer.holders) < answer.holders_total:
        return f"{shown_of(len(answer.holders), answer.holders_total, 'term')}: holders of {title}"
    return found.counted(f" of {title}", is_complete=answer.is_complete)


def _of_day(answer: OfficeHolders, most: int | None, look: Look) -> Document:
    held, perhaps = (
        succession(list(map(Tenure, each)), answer.deceased, most) for each in by_certainty(answer.holders)
    )
    yield from opening(look, heading_of_day(answer, held, look.glyphs))
    if held.total:
        yield _grid(answer, held.listed, look)
    if perhaps.total:
        counted = f": {perhaps.shown()}" if perhaps.is_cut else ""
        yield line(Span(f"Perhaps in office{counted}", "heading"))
        yield _grid(answer, perhaps.listed, look)
    if len(answer.holders) < answer.holders_total:
        yield line(Span(shown_of(len(answer.holders), answer.holders_total, "holder"), "faint"))
    undated = answer.undated[: most_listed(answer.undated_total, most, MOST_HOLDERS)]
    if nearest := tuple(_nearest_entries(answer, undated, look.glyphs)):
        yield Grid((Column(wraps=False), Column(cuts=True)), nearest)
    if len(undated) < answer.undated_total:
        yield line(Span(shown_of(len(undated), answer.undated_total, "undated holder"), "faint"))
    yield from _deputies(answer, most or _MOST_DEPUTIES, look.glyphs)


def heading_of_day(answer: OfficeHolders, held: Succession, glyphs: Glyphs) -> str:
    """Count the holders of a day, of those who certainly held it, and those of them who are listed."""
    title = f"{glyphs.quoted(answer.query)} {at_time(answer.on, glyphs)}"
    is_limited = len(answer.holders) < answer.holders_total
    if is_limited and answer.held_total:
        return f"{title}: {plural(answer.held_total, 'holder')}"
    if held.total:
        return f"{title}: {held.shown()}"
    no_one = "no one who matches the filters" if answer.filtered_by else "no one"
    return f"{title}: {no_one} is recorded for certain"


def _grid(answer: OfficeHolders, found: Iterable[Tenure], look: Look) -> Grid:
    """Return a line for each holder: country, name, time and, in a column of their own, what is to be noted.

    How terms began and ended is noted where there is room beside names and days.
    """
    found = list(found)
    has_room = bool(answer.on) or has_room_for_days(look)
    has_notes = has_room and any(time_notes(one.office, answer.on) for one in found)
    is_narrow = look.width is not None and look.width < _ROOM_FOR_DAYS
    in_years = is_narrow or (has_seats(found) and not has_room_for_days(look))
    entries = (_entry(answer, one, look, has_notes=has_notes, in_years=in_years) for one in found)
    return Grid(_columns(look, has_notes=has_notes), tuple(entries))


def _columns(look: Look, *, has_notes: bool) -> tuple[Column, ...]:
    # In a pipe, names are padded, so that the times stand below each other.
    name = Column(wraps=False, cuts=look.width is not None)
    return (Column(wraps=False), name, Column(wraps=False), *((Column(cuts=True),) if has_notes else ()))


def _entry(answer: OfficeHolders, tenure: Tenure, look: Look, *, has_notes: bool, in_years: bool) -> Entry:
    office = tenure.office
    is_asked = _is_asked(office, answer.query)
    title = held_without_title(tenure) if is_asked else (Span(", "), *title_in_brief(office, tenure.parties))
    cells: Cells = (
        (Span(answer.countries.get(office.person.id, "")),),
        (Span(office.person.name, "name"), *title),
        (tenure_time(tenure, look.glyphs, in_years=in_years),),
        *((time_notes(office, answer.on),) if has_notes else ()),
    )
    return Entry(office.person.id, cells)


def _is_asked(office: OfficeHeld, query: str) -> bool:
    """Return whether the title of an office is the one asked for, as is: `Minister of Foreign Affairs of Russia`.

    That of a secretary of state, who is foreign minister in some states only, is not.
    """
    asked, title = office_title(query), title_of(office)
    if title.is_acting or title.is_deputy != asked.is_deputy:
        return False
    return title.words == asked.words or bool(_offices_anywhere(title) & _offices_anywhere(asked))


def _offices_anywhere(title: Title) -> set[str]:
    return {each.office for each in equal_titles().get(title.words, ()) if not each.states}


def _nearest_entries(answer: OfficeHolders, undated: Iterable[OfficeHeld], glyphs: Glyphs) -> Iterable[Entry]:
    """Yield an entry for each holder of another time, where no one held the office."""
    nearest = [("last on record before that", answer.before), ("first on record after it", answer.after)]
    for words, office in (*nearest, *(("held it at an unknown time", one) for one in undated)):
        if office:
            is_half = bool(office.start) != bool(office.end)
            doubt = Span(f"; {unknown_bounds(office)}" if is_half else "", "doubt")
            time = (Span(" ("), time_in_office(office.start, office.end, glyphs), doubt, Span(")"))
            held = (Span(office.person.name, "name"), Span(", "), *title_in_brief(office), *time)
            yield Entry(office.person.id, ((Span(f"{words}:", "label"),), held))


def _deputies(answer: OfficeHolders, most: int, glyphs: Glyphs) -> Iterable[Line]:
    """Yield the first deputies of a day on a line, and apart those who perhaps were deputies."""
    for label, deputies in zip(("near it", "perhaps near it"), by_certainty(answer.near), strict=True):
        if deputies:
            most = min(most, _MOST_DEPUTIES)
            first = joined((_deputy(one, answer.on, glyphs) for one in deputies[:most]), Span("; "))
            more = len(deputies) - most
            rest = (Span(f"; and {more:,} more"),) if more > 0 else ()
            yield Line((Span(f"{label}: ", "label"), *first, *rest))
    if len(answer.near) < answer.near_total:
        yield line(Span(shown_of(len(answer.near), answer.near_total, "deputy"), "faint"))


def _deputy(office: OfficeHeld, day: str, glyphs: Glyphs) -> Spans:
    time = joined(((time_in_office(office.start, office.end, glyphs),), time_notes(office, day)), Span("; "))
    return Span(office.person.name, "name"), Span(", "), *title_in_brief(office), Span(" ("), *time, Span(")")


def _last_line(answer: OfficeHolders, found: list[Tenure], most: int | None, look: Look) -> Iterator[Line]:
    named = answer.holders or answer.before or answer.after or answer.undated
    lists = (*by_certainty(answer.holders), answer.undated) if answer.on else (found,)
    limit = limit_step_of_lists(
        (
            *((most_listed(len(each), most, MOST_HOLDERS), len(each)) for each in lists),
            (len(answer.holders), answer.holders_total),
        )
    )
    day = "" if answer.on else example_day(found)
    on = command("who", *answer.query.split(), "--on", day, *look.options) if day else ""
    return next_steps(look, show_step(look) if named else "", limit, "--full", on)
