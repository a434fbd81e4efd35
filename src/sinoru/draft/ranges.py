"""Reading a date, or a time between two, from tokens: `May 22-29, 1999`, `15./16. Januar`, `since 1999`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sinoru.draft.partial_dates import PartialDate, PartialRange, Reading, read_points
from sinoru.draft.tokens import Token

_RANGE = ("dash", "to", "slash")
_JOINS = (*_RANGE, "and", "comma")
_CENTURY = 100


class DateRange(NamedTuple):
    """A date or time, and the place of the token behind it."""

    when: PartialRange
    end: int


def read_ranges(tokens: Sequence[Token], start: int, *, month_first: bool = True) -> list[DateRange]:
    """Return the readings that begin at a token, the longest first."""
    open_ = ""
    first = start
    if start < len(tokens):
        token = tokens[start]
        if token.means("from", "until") and not token.means("month"):
            open_, first = ("from" if token.means("from") else "until"), start + 1
    found = list(_spans(tokens, first, open_, month_first=month_first))
    if not found and open_:  # "a" and "do" mean several things
        found = list(_spans(tokens, start, "", month_first=month_first))
    return sorted(found, key=lambda span: -span.end)


def _spans(tokens: Sequence[Token], start: int, open_: str, *, month_first: bool) -> Iterator[DateRange]:
    for reading in read_points(tokens, start, month_first=month_first):
        yield from _joined(tokens, reading, month_first=month_first)
        yield DateRange(PartialRange(reading.point, open=open_), reading.end)


def _joined(tokens: Sequence[Token], first: Reading, *, month_first: bool) -> Iterator[DateRange]:
    join = first.end
    if join < len(tokens) and tokens[join].means("dot") and _follows(tokens, join + 1):
        join += 1
    if not _follows(tokens, join):
        return
    token = tokens[join]
    if join + 1 < len(tokens) and tokens[join + 1].means("now"):
        yield DateRange(PartialRange(first.point, open="from"), join + 2)
    is_list = token.means("and", "comma") and not token.means("dash", "to")
    for last in _ends(tokens, join + 1, first.point, month_first=month_first):
        ends = _merge(first.point, last.point)
        if ends is None or (token.means("comma") and not last.point.is_bare_day):
            continue
        if last.point.is_bare_day and tokens[first.end - 1].means("year"):
            continue  # "8 April 1999 - 10 people"
        yield from _listed(tokens, ends, last, is_list=is_list, month_first=month_first)


def _follows(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].means(*_JOINS)


def _ends(tokens: Sequence[Token], start: int, first: PartialDate, *, month_first: bool) -> Iterator[Reading]:
    """Yield the readings of a time's end; `1998-99` leaves out the century."""
    yield from read_points(tokens, start, month_first=month_first)
    if start < len(tokens) and first.is_year and first.year is not None:
        short = tokens[start].value("number")
        if isinstance(short, int) and len(tokens[start].text) == len("99") and not tokens[start].spaced:
            year = first.year // _CENTURY * _CENTURY + short
            if year > first.year:
                yield Reading(PartialDate(year=year), start + 1)


def _listed(
    tokens: Sequence[Token],
    ends: tuple[PartialDate, PartialDate],
    last: Reading,
    *,
    is_list: bool,
    month_first: bool,
) -> Iterator[DateRange]:
    """Yield the time, and that up to a third day: `May 8, 9 and 10`."""
    first, end = ends
    if is_list and end.day and last.end < len(tokens) and tokens[last.end].means("and", "comma"):
        for further in read_points(tokens, last.end + 1, month_first=month_first):
            if further.point.is_bare_day and (more := _merge(end, further.point)):
                yield DateRange(PartialRange(first, more[1], is_list=True), further.end)
    yield DateRange(PartialRange(first, end, is_list=is_list), last.end)


def _merge(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Return each end what it leaves to the other; None where the two are no time."""
    if first.is_bare_day or last.is_bare_day:
        return _merge_days(first, last)
    if first.is_year and not last.has_year:
        return None  # "1949 - October 1": the second is a part of the first
    if not first.has_year and last.is_year:
        return None
    turns = _within_year(first) > _within_year(last)
    if not first.has_year and last.year is not None:
        first = first.but(year=last.year - turns)
    elif first.year is not None and not last.has_year:
        last = last.but(year=first.year + turns)
    return _ordered(first, last)


def _merge_days(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Merge two days of which one at least is only a number: `May 22-29`, `22-29 May`."""
    if first.mark or last.mark or first.day is None or last.day is None:
        return None
    year = first.year if last.year is None else last.year
    if last.is_bare_day:
        return _ordered(first.but(year=year), last.but(month=first.month, year=year))
    return _ordered(first.but(month=last.month, year=year), last)


def _within_year(point: PartialDate) -> tuple[int, int]:
    month = point.month or PartialRange(point).month or 0
    return month, point.day or 0


def _ordered(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Refuse a time that ends before it begins."""
    if first.is_bare_day or (not first.has_year and first.month == last.month):
        return (first, last) if (first.day or 0) <= (last.day or 31) else None
    if first.year is not None and last.year is not None:
        begins, ends = (first.year, *_within_year(first)), (last.year, *_within_year(last))
        if ends[: 1 + (last.month is not None)] < begins[: 1 + (last.month is not None)]:
            return None
        if last.day and first.day and ends < begins:
            return None
    return first, last
