"""Readings of a date, or of the time between two, from tokens: `May 22-29, 1999`, `since 1999`, `before 44 BC`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sinoru.dates.partial import PartialDate, PartialRange
from sinoru.dates.points import Reading, read_points
from sinoru.dates.tokens import Token

_RANGE = ("dash", "to", "slash")
_JOINS = (*_RANGE, "and", "comma", "or")
_OPEN = ("from", "until", "before", "after", "between")
_TO = ("to", "through", "thru")
_CENTURY = 100
_LONGEST_START = 7
"""The most tokens of the first of two dates that share an era, and of the sign between them."""
_QUARTERS, _HALVES, _LAST_QUARTER = 32, 39, 36


class DateRange(NamedTuple):
    """A date or range, and the index of the token after it."""

    when: PartialRange
    end: int


class _Options(NamedTuple):
    month_first: bool
    lenient: bool


def read_ranges(
    tokens: Sequence[Token], *, month_first: bool = True, lenient: bool = False
) -> list[DateRange]:
    """Return the readings that begin at the first token, the longest first.

    `lenient`: those that the calendar does not have, or that end before they begin, as well.
    """
    options = _Options(month_first, lenient)
    found = list(_read_opened(tokens, 0, options))
    if not found:  # "a" and "do" mean several things
        found = list(_read_from(tokens, 0, "", options))
    return sorted(found, key=lambda span: -span.end)


def _read_opened(tokens: Sequence[Token], start: int, options: _Options) -> Iterator[DateRange]:
    """Yield the readings after a word that opens a range: `since`, `before`, `between`, or `to` without a start."""
    first = start
    while first < len(tokens) and tokens[first].means("lead", "of") and not tokens[first].means(*_OPEN):
        first += 1
    kind = _opening(tokens, first)
    if kind == "start unknown":
        for last in read_points(tokens, first + 2, **options._asdict()):
            yield DateRange(PartialRange(last.point, open=kind), last.end)
    elif kind == "between":
        for span in _read_from(tokens, first + 1, "", options):
            if span.when.end or span.when.open:
                yield DateRange(replace(span.when, is_list=False), span.end)
    elif kind:
        has_dot = first + 1 < len(tokens) and tokens[first + 1].means("dot")  # `Aft. 1850`
        yield from _read_from(tokens, first + 1 + has_dot, kind, options)


def _opening(tokens: Sequence[Token], index: int) -> str:
    """Return how a token opens a range; empty if it does not."""
    if index >= len(tokens) or tokens[index].means("month"):
        return ""
    if tokens[index].means("unknown") and _is_join(tokens, index + 1):
        return "start unknown"
    if tokens[index].text.casefold() in _TO:
        return "until"
    return next((kind for kind in _OPEN if tokens[index].means(kind)), "")


def _read_from(tokens: Sequence[Token], start: int, open_: str, options: _Options) -> Iterator[DateRange]:
    if any(token.means("era") for token in tokens[start:]):
        yield from _read_shared_era(tokens, start, options)
    for reading in read_points(tokens, start, **options._asdict()):
        if open_ not in ("before", "after"):
            yield from _read_range(tokens, reading, open_, options)
        point, end = reading
        if point.ordinal is not None or (point.is_bare_day and point.has_year):
            continue
        if not open_ and end < len(tokens) and tokens[end].means("onwards"):
            yield DateRange(PartialRange(point, open="from"), end + 1)
        yield DateRange(PartialRange(point, open=open_), end)


def _read_shared_era(tokens: Sequence[Token], start: int, options: _Options) -> Iterator[DateRange]:
    """Yield two dates whose era is printed once: `1332-1323 BCE`, `c. 44–31 BC`."""
    for join in range(start + 1, min(start + _LONGEST_START, len(tokens))):
        if tokens[join].value("era") is not None:
            return
        if not _is_join(tokens, join):
            continue
        for last in read_points(tokens, join + 1, **options._asdict()):
            # An era before its number, as in `1999 - AD 2000`, is that of one date only.
            era = next(
                (token for token in tokens[join + 2 : last.end] if token.value("era") in ("bc", "ad")), None
            )
            if era is None or last.point.year is None:
                continue
            for first in read_points([*tokens[:join], era], start, **options._asdict()):
                if first.end == join + 1 and (first.point.day is None) == (last.point.day is None):
                    yield from _join_dates(tokens, Reading(first.point, join), last, "", options)


def _read_range(
    tokens: Sequence[Token], first: Reading, open_: str, options: _Options
) -> Iterator[DateRange]:
    join = first.end
    if join < len(tokens) and tokens[join].means("dot") and _is_join(tokens, join + 1):
        join += 1
    if not _is_join(tokens, join):
        return
    token = tokens[join]
    if join + 1 < len(tokens) and tokens[join + 1].means("now", "open"):
        yield DateRange(PartialRange(first.point, open="from"), join + 2)
    if join + 1 < len(tokens) and tokens[join + 1].means("unknown"):
        yield DateRange(PartialRange(first.point, open="end unknown"), join + 2)
    for last in _read_ends(tokens, join + 1, first, options):
        if token.means("comma") and not last.point.is_bare_day:
            continue
        if last.point.is_bare_day and tokens[first.end - 1].means("year"):
            continue  # "8 April 1999 - 10 people"
        yield from _join_dates(tokens, Reading(first.point, join), last, open_, options)


def _join_dates(
    tokens: Sequence[Token], first: Reading, last: Reading, open_: str, options: _Options
) -> Iterator[DateRange]:
    """Yield the ranges from one date, whose `end` is that of the token between them, to another."""
    token = tokens[first.end]
    ends = _complete_ends(first.point, last.point, is_checked=not options.lenient)
    if ends is None:
        return
    ends, first_only = _spread_mark(tokens, ends, token, open_)
    is_list = token.means("and", "comma") and not token.means("dash", "to")
    for when, end in _extend_list(tokens, ends, last, options, is_list=is_list):
        yield DateRange(replace(when, is_choice=token.means("or"), first_only=first_only), end)


def _is_join(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].means(*_JOINS)


def _spread_mark(
    tokens: Sequence[Token], ends: tuple[PartialDate, PartialDate], join: Token, open_: str
) -> tuple[tuple[PartialDate, PartialDate], bool]:
    """Return both ends, "about" applied to both if it is printed before both, and whether that is left open."""
    first, last = ends
    if open_ or first.mark not in ("~", "%") or last.mark in ("~", "%"):
        return ends, False
    if _is_one_expression(tokens, join):
        return (first, last.with_mark("~")), False
    return ends, True


def _is_one_expression(tokens: Sequence[Token], join: Token) -> bool:
    """Return whether what is printed before two dates applies to both, as in `ca 1850-1860`."""
    after = next((token for token in tokens if token.start >= join.end), None)
    return not join.means("dash") or not (join.spaced or (after is not None and after.spaced))


def _read_ends(tokens: Sequence[Token], start: int, first: Reading, options: _Options) -> Iterator[Reading]:
    """Yield the readings of a range's end; `1998-99` leaves out the century."""
    yield from read_points(tokens, start, **options._asdict())
    point = first.point
    if start < len(tokens) and point.is_year and point.year is not None and not point.unknown:
        short = tokens[start].value("number")
        is_short = len(tokens[start].text) == len("99") or point.year < _CENTURY
        if isinstance(short, int) and is_short and not tokens[start].spaced:
            year = point.year // _CENTURY * _CENTURY + short
            end = start + 1
            mark = "?" if end < len(tokens) and tokens[end].means("doubt") else ""
            if year > point.year:
                yield Reading(PartialDate(year=year, mark=mark), end + bool(mark))


def _extend_list(
    tokens: Sequence[Token],
    ends: tuple[PartialDate, PartialDate],
    last: Reading,
    options: _Options,
    *,
    is_list: bool,
) -> Iterator[DateRange]:
    """Yield the range, after that up to a third day if it is a list: `May 8, 9 and 10`."""
    first, end = ends
    if is_list and end.day and last.end < len(tokens) and tokens[last.end].means("and", "comma"):
        for further in read_points(tokens, last.end + 1, **options._asdict()):
            if further.point.is_bare_day and (more := _complete_ends(end, further.point)):
                yield DateRange(PartialRange(first, more[1], is_list=True), further.end)
    yield DateRange(PartialRange(first, end, is_list=is_list), last.end)


def _complete_ends(
    first: PartialDate, last: PartialDate, *, is_checked: bool = True
) -> tuple[PartialDate, PartialDate] | None:
    """Return both ends, completed from each other; None if the two make no range."""
    shared = _complete_span(first, last)
    if shared is not None:
        return shared, last
    if first.is_bare_day or last.is_bare_day:
        return _complete_days(first, last)
    if first.is_year and not last.has_year:
        return None  # "1949 - October 1": the second is a part of the first
    if first.ordinal is not None or (not first.has_year and last.is_year):
        return None
    both = _share_year(first, last)
    return both if both is None or not is_checked else _check_order(*both)


def _share_year(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Return both ends, the one without a year in that of the other or the one beside it."""
    turns = (first.first_month or 0) > (last.first_month or 0)
    if last.unknown == "year" and not first.has_year:
        return first.but(unknown="year"), last
    if not first.has_year and last.year is not None:
        return first.but(year=last.year - turns), last
    if first.year is not None and not last.has_year:
        if first.day is not None and last.day is None:
            return None  # "Nov 7, 1996 - March ...": a month does not end a range of days
        return first, last.but(year=first.year + turns)
    return first, last


def _complete_span(first: PartialDate, last: PartialDate) -> PartialDate | None:
    """Complete a number by the kind of the last: `first–second quarter`, `19th-20th century`, `early–late 1998`."""
    number = first.ordinal if first.ordinal is not None else first.day if first.is_bare_day else None
    if first.third and first == PartialDate(third=first.third, mark=first.mark) and last.third:
        return last.but(third=first.third, mark=first.mark)
    if number is None:
        return None
    if last.part is not None and last.year is not None and last.part > _QUARTERS:
        base = _QUARTERS if last.part <= _LAST_QUARTER else _HALVES
        part = base + number
        return PartialDate(year=last.year, part=part, mark=first.mark) if part < last.part else None
    if last.decade.endswith("XX"):
        sign = "-" * last.decade.startswith("-")
        width = len(last.decade.strip("-X"))
        return PartialDate(decade=f"{sign}{number - 1:0{width}d}{'X' * (4 - width)}", mark=first.mark)
    return None


def _complete_days(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Complete two days at least one of which is only a number: `May 22-29`, `22-29 May`."""
    if first.day is None or last.day is None:
        return None
    year = first.year if last.year is None else last.year
    unknown = "year" if "year" in (first.unknown, last.unknown) else ""
    if last.is_bare_day:
        return _check_order(
            first.but(year=year, unknown=unknown), last.but(month=first.month, year=year, unknown=unknown)
        )
    return _check_order(first.but(month=last.month, year=year, unknown=unknown), last)


def _month_and_day(point: PartialDate) -> tuple[int, int]:
    return point.first_month or 0, point.day or 0


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
