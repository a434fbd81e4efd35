"""Dated entries of a chronology in prose, as people publish them.

Entries that leave out their year take it from the heading, the entry before, the title, or the entry after. Whatever
a curator should check in the date of an entry becomes a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sinoru.dates.edtf import DateError
from sinoru.dates.partial import PartialRange
from sinoru.dates.tokens import Lexer, languages_of
from sinoru.dates.written import doubts_of as doubts_of_reading
from sinoru.draft.date_prefix import DatePrefix, DatePrefixReader, Heads, Line, filter_entries, read_lines
from sinoru.draft.entries import Assembly, Entry, SkippedLine, find_trailing
from sinoru.index.index import Progress

_SEVERAL = 2
_YEAR_STEP = 6
"""Months; a step back by as many begins a new year, a smaller one is an entry out of order."""
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
_LAST_MONTH = 12
_PROGRESS_STEP = 5000


def read_chronology(text: str, year: int | None, progress: Progress) -> tuple[list[Entry], list[SkippedLine]]:
    """Return the dated entries of a text, and the lines that belong to none. `year` is that of the first entries."""
    lines = list(read_lines(text))
    reader = DatePrefixReader(Lexer(languages_of(text)), month_first=is_month_first(text))
    heads: Heads = list(_read_heads(reader, lines, progress))
    kept = filter_entries(lines, heads)
    dropped: Heads = [None if keep else head for head, keep in zip(heads, kept, strict=True)]
    assembly = Assembly(lines, kept, dropped, reader)
    assembly.run()
    entries = find_trailing(reader, assembly)
    resolve_years(entries, year)
    return [entry for entry in entries if not entry.is_heading], assembly.passed


def _read_heads(
    reader: DatePrefixReader, lines: list[Line], progress: Progress
) -> Iterator[DatePrefix | None]:
    for index, line in enumerate(lines):
        if index % _PROGRESS_STEP == 0:
            progress(index, len(lines))
        yield reader.read(line.text) if line.text else None
    progress(len(lines), len(lines))


def is_month_first(text: str) -> bool:
    """Return whether a text writes the month first in dates of figures; ties count as month first."""
    pairs = [(int(first), int(second)) for first, second in _FIGURES.findall(text[:1_000_000])]
    day_first = sum(first > _LAST_MONTH >= second for first, second in pairs)
    month_first = sum(second > _LAST_MONTH >= first for first, second in pairs)
    return month_first >= day_first


def doubts_of(entry: Entry) -> Iterator[str]:
    """Yield the doubts about the date of an entry, in words."""
    yield from entry.doubts
    when = entry.when
    if not when.has_year:
        yield "no year is given here or above; set it with --year"
    for point in when.points:
        if point.third:
            yield f"“{point.third}” gives no exact days, so the whole of {when.edtf()} is used{_narrower_date(when)}"
            break
    if when.is_list:
        yield "the days are printed one by one, not as a range"
    yield from doubts_of_reading(when, entry.printed)
    if entry.inherits:
        yield "the entry has no date of its own; the date is that of the heading above"


def _narrower_date(when: PartialRange) -> str:
    """Return the words for the date that an option reads; empty without one."""
    if when.end or not when.has_year:
        return ""
    try:
        narrow = when.edtf(narrow=True)
    except DateError:
        return ""
    return f"; narrower: {narrow}" if narrow != when.edtf() else ""


def resolve_years(entries: Sequence[Entry], given: int | None) -> None:
    """Complete the years and months that can be inferred; `given` is the year of the first entries."""
    _YearResolver(entries, given).run()


class _YearResolver:
    def __init__(self, entries: Sequence[Entry], given: int | None) -> None:
        self.entries = entries
        self.year = given
        self.month: int | None = None
        """The month of the entry before, to recognise the turn of a year."""
        self.heading_month: int | None = None
        self.from_hint = ""
        self.descends = _descends(entries)
        self._below = _years_below(entries)

    def run(self) -> None:
        if self.year is None:
            self._take_hinted_year()
        for index, entry in enumerate(self.entries):
            if entry.hint:
                continue
            if entry.is_heading:
                self._read_heading(entry, index)
            else:
                self._date_entry(entry, index)
        if self.year is None or any(not entry.when.has_year for entry in self._dated()):
            self._date_backwards()

    def _dated(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_heading]

    def _take_hinted_year(self) -> None:
        """Take the year of the title or byline nearest above the first entry."""
        first = next((index for index, entry in enumerate(self.entries) if not entry.is_heading), 0)
        if any(
            entry.is_heading and not entry.hint and entry.when.start.year for entry in self.entries[:first]
        ):
            return
        hints = [entry for entry in self.entries[:first] if entry.hint and entry.when.start.year]
        if not hints:
            return
        hint = hints[-1]
        self.year, self.from_hint = hint.when.start.year, hint.printed
        if hint.when.start.day is not None:  # a byline is dated after all entries
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
        return sum(before - after >= _YEAR_STEP for before, after in pairwise(months))

    def _read_heading(self, entry: Entry, index: int) -> None:
        when = entry.when
        if when.start.year is not None:
            self.year, self.from_hint = when.start.year, ""
            self.month = when.month
        elif when.month is not None:
            self._turn_year(when.month, index)
        self.heading_month = when.month

    def _date_entry(self, entry: Entry, index: int) -> None:
        when = entry.when
        if when.start.is_bare_day:
            when = when.in_year(None, self.heading_month)
        if when.start.year is not None:
            self.year, self.from_hint = when.start.year, ""
            self.month = when.month
        elif not when.has_year:
            if when.month is not None:
                self._turn_year(when.month, index)
            if self.year is not None:
                when = when.in_year(self.year)
                if self.from_hint:
                    entry.doubts.append(f"the year is taken from “{self.from_hint}” above")
        entry.when = when

    def _turn_year(self, month: int, index: int) -> None:
        """Move to the next year where the months begin again."""
        before, self.month = self.month, month
        if self.year is None or before is None or before == month:
            return
        step = month - before if self.descends else before - month
        if step < _YEAR_STEP and not (step > 1 and self._continues(index, before, month)):
            if step > 0:
                self.month = before
            return
        turned = self.year + (-1 if self.descends else 1)
        bound = self._year_bound(index)
        if bound is None or (turned >= bound if self.descends else turned <= bound):
            self.year = turned

    def _continues(self, index: int, before: int, month: int) -> bool:
        """Return whether the entries that follow continue from a smaller step back."""
        following = [
            entry.when.month
            for entry in self.entries[index + 1 : index + 4]
            if not entry.hint and entry.when.month and not entry.when.has_year
        ]
        if len(following) < _SEVERAL:
            return False
        if self.descends:
            return all(month >= next_month > before for next_month in following)
        return all(month <= next_month < before for next_month in following)

    def _year_bound(self, index: int) -> int | None:
        """Return the bound that the next printed year sets; the year of a heading itself is out of bounds."""
        below = self._below[index]
        if below is None:
            return None
        year = below.when.start.year
        return year - (-1 if self.descends else 1) if below.is_heading and year is not None else year

    def _date_backwards(self) -> None:
        """Date the entries before the first printed year, going backwards from it."""
        dated = self._dated()
        known = next((index for index, entry in enumerate(dated) if entry.when.start.year is not None), None)
        if known is None or self.descends:
            return
        year, month = dated[known].when.start.year, dated[known].when.month or 12
        for entry in reversed(dated[:known]):
            if entry.when.has_year or year is None:
                continue
            before = entry.when.month
            if before is not None:
                year -= before - month >= _YEAR_STEP
                month = before
            entry.when = entry.when.in_year(year)
            entry.doubts.append(f"the year is taken from “{dated[known].printed}” below")


def _years_below(entries: Sequence[Entry]) -> list[Entry | None]:
    """Return for each entry the nearest one below it that prints a year."""
    below: list[Entry | None] = []
    nearest: Entry | None = None
    for entry in reversed(entries):
        below.append(nearest)
        if not entry.hint and entry.when.start.year is not None:
            nearest = entry
    return below[::-1]


def _descends(entries: Sequence[Entry]) -> bool:
    """Return whether the entries run from the latest to the earliest."""
    keys = [
        (entry.when.start.year or 0, entry.when.month, entry.when.start.day or 0)
        for entry in entries
        if not entry.hint and entry.when.month
    ]
    pairs = [(first, second) for first, second in pairwise(keys) if bool(first[0]) == bool(second[0])]
    down = sum(first > second for first, second in pairs)
    up = sum(first < second for first, second in pairs)
    return down > _SEVERAL * up and down > _SEVERAL
