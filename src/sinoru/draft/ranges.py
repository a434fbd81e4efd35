"""Readings of a date, or of the time between two, from tokens: `May 22-29, 1999`, `15./16. Januar`, `since 1999`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sinoru.draft.date_tokens import Token
from sinoru.draft.partial_dates import PartialDate, PartialRange, Reading, read_points

_RANGE = ("dash", "to", "slash")
_JOINS = (*_RANGE, "and", "comma")
_CENTURY = 100


class DateRange(NamedTuple):
    """A date or range, and the index of the token after it."""

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
    found = list(_read_from(tokens, first, open_, month_first=month_first))
    if not found and open_:  # "a" and "do" mean several things
        found = list(_read_from(tokens, start, "", month_first=month_first))
    return sorted(found, key=lambda span: -span.end)


def _read_from(tokens: Sequence[Token], start: int, open_: str, *, month_first: bool) -> Iterator[DateRange]:
    for reading in read_points(tokens, start, month_first=month_first):
        yield from _read_range(tokens, reading, month_first=month_first)
        yield DateRange(PartialRange(reading.point, open=open_), reading.end)


def _read_range(tokens: Sequence[Token], first: Reading, *, month_first: bool) -> Iterator[DateRange]:
    join = first.end
    if join < len(tokens) and tokens[join].means("dot") and _is_join(tokens, join + 1):
        join += 1
    if not _is_join(tokens, join):
        return
    token = tokens[join]
    if join + 1 < len(tokens) and tokens[join + 1].means("now"):
        yield DateRange(PartialRange(first.point, open="from"), join + 2)
    is_list = token.means("and", "comma") and not token.means("dash", "to")
    for last in _read_ends(tokens, join + 1, first.point, month_first=month_first):
        ends = _complete_ends(first.point, last.point)
        if ends is None or (token.means("comma") and not last.point.is_bare_day):
            continue
        if last.point.is_bare_day and tokens[first.end - 1].means("year"):
            continue  # "8 April 1999 - 10 people"
        yield from _extend_list(tokens, ends, last, is_list=is_list, month_first=month_first)


def _is_join(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].means(*_JOINS)


def _read_ends(
    tokens: Sequence[Token], start: int, first: PartialDate, *, month_first: bool
) -> Iterator[Reading]:
    """Yield the readings of a range's end; `1998-99` leaves out the century."""
    yield from read_points(tokens, start, month_first=month_first)
    if start < len(tokens) and first.is_year and first.year is not None:
        short = tokens[start].value("number")
        if isinstance(short, int) and len(tokens[start].text) == len("99") and not tokens[start].spaced:
            year = first.year // _CENTURY * _CENTURY + short
            if year > first.year:
                yield Reading(PartialDate(year=year), start + 1)


def _extend_list(
    tokens: Sequence[Token],
    ends: tuple[PartialDate, PartialDate],
    last: Reading,
    *,
    is_list: bool,
    month_first: bool,
) -> Iterator[DateRange]:
    """Yield the range, after that up to a third day if it is a list: `May 8, 9 and 10`."""
    first, end = ends
    if is_list and end.day and last.end < len(tokens) and tokens[last.end].means("and", "comma"):
        for further in read_points(tokens, last.end + 1, month_first=month_first):
            if further.point.is_bare_day and (more := _complete_ends(end, further.point)):
                yield DateRange(PartialRange(first, more[1], is_list=True), further.end)
    yield DateRange(PartialRange(first, end, is_list=is_list), last.end)


def _complete_ends(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Return both ends, completed from each other; None if the two make no range."""
    if first.is_bare_day or last.is_bare_day:
        return _complete_days(first, last)
    if first.is_year and not last.has_year:
        return None  # "1949 - October 1": the second is a part of the first
    if not first.has_year and last.is_year:
        return None
    turns = _month_and_day(first) > _month_and_day(last)
    if not first.has_year and last.year is not None:
        first = first.but(year=last.year - turns)
    elif first.year is not None and not last.has_year:
        last = last.but(year=first.year + turns)
    return _check_order(first, last)


def _complete_days(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Complete two days at least one of which is only a number: `May 22-29`, `22-29 May`."""
    if first.mark or last.mark or first.day is None or last.day is None:
        return None
    year = first.year if last.year is None else last.year
    if last.is_bare_day:
        return _check_order(first.but(year=year), last.but(month=first.month, year=year))
    return _check_order(first.but(month=last.month, year=year), last)


def _month_and_day(point: PartialDate) -> tuple[int, int]:
    month = point.month or PartialRange(point).month or 0
    return month, point.day or 0


def _check_order(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Return both ends; None if the range ends before it begins."""
    if first.is_bare_day or (not first.has_year and first.month == last.month):
        return (first, last) if (first.day or 0) <= (last.day or 31) else None
    if first.year is not None and last.year is not None:
        begins, ends = (first.year, *_month_and_day(first)), (last.year, *_month_and_day(last))
        if ends[: 1 + (last.month is not None)] < begins[: 1 + (last.month is not None)]:
            return None
        if last.day and first.day and ends < begins:
            return None
    return first, last
