"""Offices in brief: the newest first, and consecutive terms of a person in one office as one line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from sinoru.dates.edtf import OPEN_END, day_bounds, parse_end
from sinoru.dates.wording import date_words
from sinoru.names.titles import RANKS
from sinoru.query.answers import OfficeHeld
from sinoru.query.office_filters import office_title, states_of, title_of
from sinoru.query.offices import recency
from sinoru.render.document import Glyphs, Look, Span, Spans, joined, plural
from sinoru.render.life import plain_year
from sinoru.render.parts import WIDE, held_for, of_party, own_after, says, time_in_office, unknown_bounds

MOST_HOLDERS = 30
"""Holders that are listed where no limit is given: those who hold the office still come first."""
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
"""A year, month or day with no mark of doubt."""


class Tenure(msgspec.Struct, frozen=True):
    """An office, held for one term or for consecutive ones."""

    office: OfficeHeld
    """From the first day of the first term to the last day of the last one."""
    terms: int = 1
    parties: str = ""
    """The parties of several terms, if there is more than one: `Labour, from 1981 Social Democrats`."""


def tenures(offices: Iterable[OfficeHeld], countries: Mapping[str, str]) -> list[Tenure]:
    """Return the tenures of these offices, the newest first, then by rank and holder.

    `countries` are those of the holders by id, as far as they are known.
    """
    held: dict[tuple[object, ...], list[list[OfficeHeld]]] = {}
    for office in sorted(offices, key=lambda one: one.start or one.end):
        before = held.setdefault(_held(office), [])
        if before and _follows(before[-1][-1], office):
            before[-1].append(office)
        else:
            before.append([office])
    return _in_order((_joined(terms) for several in held.values() for terms in several), countries)


def _held(office: OfficeHeld) -> tuple[object, ...]:
    """Return what consecutive terms have in common; the party may change from one to the next."""
    named = (one and (one.id or one.name) for one in (office.org, office.held_for))
    return office.person.id, office.called, *named, bool(office.party), office.in_office


def _joined(terms: Sequence[OfficeHeld]) -> Tenure:
    """Return consecutive terms as one, with the corpus's own fields whose value never changed."""
    first, last = terms[0], terms[-1]
    if len(terms) == 1:
        return Tenure(first)
    own = tuple(one for one in first.own if all(one in term.own for term in terms))
    office = msgspec.structs.replace(first, end=last.end, ended=last.ended, party=last.party, own=own)
    return Tenure(office, len(terms), _parties(terms))


def _parties(terms: Sequence[OfficeHeld]) -> str:
    """Return the parties of consecutive terms in words; empty if there is only one."""
    names = [(term.party.name, term.start) for term in terms if term.party]
    changes = [names[0][0]] if names else []
    changes += [
        f"from {date_words(plain_year(start))} {name}"
        for (before, _), (name, start) in pairwise(names)
        if name != before
    ]
    return ", ".join(changes) if len(changes) > 1 else ""


def newest_first(offices: Iterable[OfficeHeld], countries: Mapping[str, str]) -> list[Tenure]:
    """Return each of these offices as a tenure of one term, in the order of `tenures`."""
    return _in_order(map(Tenure, offices), countries)


def _in_order(found: Iterable[Tenure], countries: Mapping[str, str]) -> list[Tenure]:
    return sorted(found, key=lambda one: _order(one.office, countries.get(one.office.person.id, "")))


def most_listed(total: int, most: int | None, usual: int) -> int:
    """Return how many of a list are shown: `most`, or else the usual number, and one more if it is the last."""
    return most or (total if total == usual + 1 else usual)


def _follows(before: OfficeHeld, office: OfficeHeld) -> bool:
    """Return whether one term began when the other ended, as far as their dates are known.

    Of terms of years it may begin later in the same year, as after an election: their line has years only.
    """
    if before.end in ("", OPEN_END) or not office.start:
        return False
    (_, last), (first, _) = day_bounds(before.end), day_bounds(office.start)
    if last is None or first is None:
        return False
    is_same_year = plain_year(before.end) == plain_year(office.start)
    return first <= last + 1 or (is_same_year and _is_of_years(before) and _is_of_years(office))


def _is_of_years(office: OfficeHeld) -> bool:
    return bool(office.start and office.end) and plain_year(office.start) != plain_year(office.end)


def _order(office: OfficeHeld, country: str) -> tuple[int, int, int, str]:
    last, first = recency(office)
    title = title_of(office)
    return -last, -first, RANKS.index(title.rank(states_of(title, country))), office.person.name


class Succession(msgspec.Struct, frozen=True):
    """The tenures that are listed, and counts of all people who held the offices."""

    listed: list[Tenure]
    total: int
    """The number of all tenures."""
    people_total: int
    """All people who held the offices, listed or not."""
    still: int
    """The people who hold an office still, listed or not."""

    @property
    def is_cut(self) -> bool:
        """Whether tenures are left out."""
        return len(self.listed) < self.total

    def shown(self, of: str = "", *, is_complete: bool = True) -> str:
        """Count the holders in words, and where some are left out, the lines of them that are listed."""
        people = f"{'' if is_complete else 'at least '}{plural(self.people_total, 'holder')}{of}"
        if not self.is_cut:
            return people
        has_one_each = self.total == self.people_total  # else a line is a tenure, not a holder
        every = people if has_one_each else f"{plural(self.total, 'tenure')} of {people}"
        return f"{len(self.listed):,} of {every} shown"

    def counted(self, of: str = "", *, is_complete: bool = True, day: str = "") -> str:
        """Count the holders in words; `of` says of what: ` of “premier”`. If not all were read, there may be more.

        Of the holders of a day, it says nothing of who holds the office still.
        """
        shown = self.shown(of, is_complete=is_complete)
        newest = f"{shown}, newest first" if self.total > 1 else shown
        return (
            f"{newest}; {self.still:,} still in office" if self.still and is_complete and not day else newest
        )


def succession(found: list[Tenure], deceased: frozenset[str], most: int | None) -> Succession:
    """Return the first tenures of a list, with the counts of all; `deceased` are people whose offices ended.

    Without a limit `most`, as many are listed as one screen has room for.
    """
    still = {one.office.person.id for one in found if one.office.end == OPEN_END} - deceased
    people = {one.office.person.id for one in found}
    listed = found[: most_listed(len(found), most, MOST_HOLDERS)]
    return Succession(listed, len(found), len(people), len(still))


def example_day(found: Iterable[Tenure]) -> str:
    """Return a time on which someone of the list was in office: the first bound that is dated without a doubt."""
    bounds = (bound for one in found for bound in (one.office.start, one.office.end))
    return next(filter(_PLAIN.fullmatch, bounds), "")


def tenure_time(tenure: Tenure, glyphs: Glyphs, *, in_years: bool = False) -> Span:
    """Return the time of a tenure: `12–19 May 1999`, or the years of several terms: `2001–2007, 3 terms`."""
    start, end = tenure.office.start, tenure.office.end
    if tenure.terms == 1 and not in_years:
        return time_in_office(start, end, glyphs)
    years = time_in_office(plain_year(start), plain_year(end), glyphs)
    if tenure.terms == 1:
        return years
    return Span(f"{years.text}, {plural(tenure.terms, 'term')}", years.role)


def title_in_brief(office: OfficeHeld, parties: str = "") -> Spans:
    """Return the title, what the office is held for, the party, and what a corpus declares.

    The organisation is added only where the title names neither it nor a state.
    """
    has_org = office.org and not _names(office.title, office.org.name)
    org = (Span(", "), Span(office.org.name)) if office.org and has_org else ()
    return *held_for(office), *of_party(office, parties), *org, *own_after(office.own)


def has_seats(found: Iterable[Tenure]) -> bool:
    """Return whether something is said of what the offices are held for, or of parties."""
    return any(held_without_title(one) for one in found)


def has_room_for_days(look: Look) -> bool:
    """Return whether names, seats and days fit on a line."""
    return look.width is None or look.width >= WIDE


def held_without_title(tenure: Tenure) -> Spans:
    """Return what an office is held for, and the party, where the title is known: `, for Bath (Labour)`."""
    _, *place = held_for(tenure.office)
    what = (Span(","), *place) if place else ()
    return *what, *of_party(tenure.office, tenure.parties)


def _names(title: str, org: str) -> bool:
    return bool(office_title(title).states) or says(title, org)


def time_notes(office: OfficeHeld, day: str) -> Spans:
    """Return what is doubtful about the time of an office on a day, or who left or took it that day.

    Without a day, return how the term began and ended.
    """
    if office.in_office == "perhaps" and (office.start or office.end):
        why = unknown_bounds(office) or "the dates of the holder's life are not known to the day"
        return (Span(why, "doubt"),)
    if day in (office.start, office.end) and day and parse_end(day).precision == "day":
        return (Span("left that day" if day == office.end else "took it that day", "faint"),)
    return (Span(office.manner, "faint"),) if office.manner and not day else ()


def with_notes(spans: Spans, notes: Spans, glyphs: Glyphs) -> Spans:
    """Return a cell, and after a bullet what is to be noted about it."""
    return joined((spans, notes), Span(f" {glyphs.bullet} ", "faint"))
