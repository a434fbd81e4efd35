"""The years of entries that leave them out: from the heading, the entry before, the title, or the entry after."""

from collections.abc import Sequence
from itertools import pairwise

from sinoru.draft.entry import Entry

_SEVERAL = 2
_FAR = 6
"""Months: a step back of so many is a new year, a smaller one an entry out of order."""


def resolve_years(entries: Sequence[Entry], given: int | None) -> None:
    """Give every entry its year and month where they can be known; `given` is the year of the first ones."""
    _Years(entries, given).run()


class _Years:
    def __init__(self, entries: Sequence[Entry], given: int | None) -> None:
        self.entries = entries
        self.year = given
        self.month: int | None = None
        """The month of the entry before, for the turn of a year."""
        self.heading_month: int | None = None
        self.is_sure = given is not None
        self.from_hint = ""
        self.descends = _descends(entries)
        self._below = _years_below(entries)

    def run(self) -> None:
        if self.year is None:
            self._look_for_hint()
        for place, entry in enumerate(self.entries):
            if entry.hint:
                continue
            if entry.is_heading:
                self._pass_heading(entry, place)
            else:
                self._date(entry, place)
        if self.year is None or any(not entry.when.has_year for entry in self._dated()):
            self._go_back()

    def _dated(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_heading]

    def _look_for_hint(self) -> None:
        """Take the year of the title or byline nearest above the first entry, or else of the first one anywhere."""
        first = next((place for place, entry in enumerate(self.entries) if not entry.is_heading), 0)
        if any(
            entry.is_heading and not entry.hint and entry.when.start.year for entry in self.entries[:first]
        ):
            return
        hints = [entry for entry in self.entries[:first] if entry.hint and entry.when.start.year]
        if not hints:
            return
        hint = hints[-1]
        self.year, self.from_hint = hint.when.start.year, hint.printed
        if hint.when.start.day is not None:  # a byline is written when all has happened
            self.year = (self.year or 0) - self._turns_until_year(first)

    def _turns_until_year(self, first: int) -> int:
        months = []
        for entry in self.entries[first:]:
            if entry.when.has_year:
                break
            if entry.when.month:
                months.append(entry.when.month)
        if self.descends:
            return 0
        return sum(before - after >= _FAR for before, after in pairwise(months))

    def _pass_heading(self, entry: Entry, place: int) -> None:
        when = entry.when
        if when.start.year is not None:
            self.year, self.is_sure, self.from_hint = when.start.year, True, ""
            self.month = when.month
        elif when.month is not None:
            self._turn(when.month, place)
        self.heading_month = when.month

    def _date(self, entry: Entry, place: int) -> None:
        when = entry.when
        if when.start.is_bare_day:
            when = when.in_year(None, self.heading_month)
        if when.start.year is not None:
            self.year, self.is_sure, self.from_hint = when.start.year, True, ""
            self.month = when.month
        elif not when.has_year:
            if when.month is not None:
                self._turn(when.month, place)
            if self.year is not None:
                when = when.in_year(self.year)
                if self.from_hint:
                    entry.doubts.append(f"the year is taken from “{self.from_hint}” above")
        entry.when = when

    def _turn(self, month: int, place: int) -> None:
        """Go on to the next year where the months begin anew."""
        before, self.month = self.month, month
        if self.year is None or before is None or before == month:
            return
        step = month - before if self.descends else before - month
        if step < _FAR and not (step > 1 and self._stays(place, before, month)):
            if step > 0:
                self.month = before
            return
        turned = self.year + (-1 if self.descends else 1)
        bound = self._next_year(place)
        if bound is None or (turned >= bound if self.descends else turned <= bound):
            self.year = turned

    def _stays(self, place: int, before: int, month: int) -> bool:
        """Tell whether the entries that follow go on from a smaller step back."""
        following = [
            entry.when.month
            for entry in self.entries[place + 1 : place + 4]
            if not entry.hint and entry.when.month and not entry.when.has_year
        ]
        if len(following) < _SEVERAL:
            return False
        if self.descends:
            return all(month >= one > before for one in following)
        return all(month <= one < before for one in following)

    def _next_year(self, place: int) -> int | None:
        """Give the next year that is printed below; a heading's begins only there."""
        below = self._below[place]
        if below is None:
            return None
        year = below.when.start.year
        return year - (-1 if self.descends else 1) if below.is_heading and year is not None else year

    def _go_back(self) -> None:
        """Date the entries before the first year from behind."""
        dated = self._dated()
        known = next((place for place, entry in enumerate(dated) if entry.when.start.year is not None), None)
        if known is None or self.descends:
            return
        year, month = dated[known].when.start.year, dated[known].when.month or 12
        for entry in reversed(dated[:known]):
            if entry.when.has_year or year is None:
                continue
            before = entry.when.month
            if before is not None:
                year -= before - month >= _FAR
                month = before
            entry.when = entry.when.in_year(year)
            entry.doubts.append(f"the year is taken from “{dated[known].printed}” below")


def _years_below(entries: Sequence[Entry]) -> list[Entry | None]:
    """Give for each entry the next one below it that prints a year."""
    below: list[Entry | None] = []
    nearest: Entry | None = None
    for entry in reversed(entries):
        below.append(nearest)
        if not entry.hint and entry.when.start.year is not None:
            nearest = entry
    return below[::-1]


def _descends(entries: Sequence[Entry]) -> bool:
    """Tell whether the latest entry stands first."""
    keys = [
        (entry.when.start.year or 0, entry.when.month, entry.when.start.day or 0)
        for entry in entries
        if not entry.hint and entry.when.month
    ]
    pairs = [(one, two) for one, two in pairwise(keys) if bool(one[0]) == bool(two[0])]
    down = sum(one > two for one, two in pairs)
    up = sum(one < two for one, two in pairs)
    return down > _SEVERAL * up and down > _SEVERAL
