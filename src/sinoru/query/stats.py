"""`sinoru stats`: events, or records or parts of another kind, counted by time and by any of their fields.

What links and dates show is counted by the index; other fields are read (query/tallies.py).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Protocol

import msgspec

from sinoru.dates.days import iso_day
from sinoru.dates.periods import Unit, period_of
from sinoru.index import numbers
from sinoru.index.index import Index, Sql
from sinoru.model.errors import WrongValue
from sinoru.model.fields import Field
from sinoru.model.records import Claim, ConflictRecord, Office, Record
from sinoru.query.analysis_answers import FACETS, Gap, Stats, Sum, Tally
from sinoru.query.counted import Thing, narrowing, things, wheres_on
from sinoru.query.filters import EVENTS, Filters, Speaker, check_honoured
from sinoru.query.groups import (
    Counted,
    Group,
    counted_as,
    date_of_counted,
    group_called,
    usual_groups,
)
from sinoru.query.own_counts import (
    Amount,
    Totals,
    amounts_of,
    is_of_participants,
    may_repeat,
    sum_of,
    sums_by_day,
)
from sinoru.query.own_fields import own_field, report_asked
from sinoru.query.scope import resolve_scope
from sinoru.query.select import statements
from sinoru.query.tallies import (
    LARGEST_SPAN,
    Asked,
    Reading,
    chronological,
    date_span,
    facet_of_links,
    is_linked,
)
from sinoru.text.query import EMPTY

TOP = 10
"""Values returned of each facet where no limit is given."""
_GAPS = 5
"""The number of gaps returned."""
_STEP: dict[str, int] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365, "decade": 3652}
"""Days to advance by without skipping a period."""
_LONGEST_AXIS = 60
"""Periods that fit on one line of a chart."""
_MOST_PERIODS = 20_000
"""Of more periods, those without an event are left out: one event in the year 3,000,000 makes a billion days."""
_ZERO_SLOT = 1 << (numbers.DAY_BITS - 1)
"""The slot of day 0 (1970-01-01)."""
_UNIT_OF_DATES: Unit = "decade"
"""The unit of the facet of a date, unless one is given."""
_DATED = ("event", "claim", "source")
"""The kinds of record that the index has in order of time."""

_DAYS_OF_ALL = (
    "SELECT slot, sum(records) FROM density WHERE kind = ? AND size <= ? AND records > 0"
    " GROUP BY slot ORDER BY slot"
)
# The column is plain (Index.plain): otherwise SQLite would look up each chosen number below each size.
_DAYS_OF_CHOSEN = (
    f"SELECT number >> {numbers.DAY_SHIFT}, count(*) FROM ({{0}}) AS chosen WHERE number NOT IN"
    " (SELECT record FROM span WHERE size > ? AND {1} IN ({0})) GROUP BY 1 ORDER BY 1"
)
DayCount = tuple[int, int]
"""A day and the number of events that begin on it."""


class Times(Protocol):
    """The days on which what is counted begins."""

    def by_day(self, largest: int = numbers.OPEN_SPAN) -> list[DayCount]:
        """Count by first day, in order, without what is dated to a longer time than of this size, or open."""

    def sums(self, largest: int) -> Iterator[tuple[int, int, Amount]]:
        """Yield sums of the same by first day: the day, the place of the number, and the sum."""

    def whole(self, total: int) -> tuple[Sum, ...]:
        """Return the sums for all of what is counted."""


class TimesInIndex:
    """The first days of the chosen records of a kind (None: all), as the index counts them."""

    def __init__(self, index: Index, kind: str, chosen: Sql | None, summed: Sequence[Field]) -> None:
        self._index, self._kind, self._chosen, self._summed = index, kind, chosen, summed

    def total(self) -> int:
        """Return the number of all records, also of those without a first day."""
        return sum(count for _, count in self._counts(numbers.OPEN_SPAN))

    def by_day(self, largest: int = numbers.OPEN_SPAN) -> list[DayCount]:
        """Count as Times says."""
        days = ((slot - _ZERO_SLOT, count) for slot, count in self._counts(largest) if slot)
        return [(day, count) for day, count in days if not numbers.is_undated(day)]

    def sums(self, largest: int) -> Iterator[tuple[int, int, Amount]]:
        """Yield what Times says."""
        for place, number in enumerate(self._summed):
            for slot, amount in sums_by_day(self._index, number, largest, self._chosen):
                yield slot - _ZERO_SLOT, place, amount

    def whole(self, total: int) -> tuple[Sum, ...]:
        """Return what Times says."""
        within = [self._chosen] if self._chosen else []
        return tuple(sum_of(self._index, number, total, *within) for number in self._summed)

    def _counts(self, largest: int) -> list[DayCount]:
        if not self._chosen:
            return list(self._index.rows(_DAYS_OF_ALL, [self._kind, largest]))
        sql, values = self._chosen
        query = _DAYS_OF_CHOSEN.format(sql, self._index.plain("record"))
        return list(self._index.rows(query, [*values, largest, *values]))


class TimesRead:
    """The first days of one date of what is read (None: it has none)."""

    def __init__(self, date: Group | None, summed: Sequence[Field]) -> None:
        self._date, self._totals = date, Totals(summed)
        self._counts: Counter[tuple[int, int]] = Counter()
        self._sums: list[tuple[int, int, int, Amount]] = []
        self.things = 0

    def add(self, thing: Thing, narrowed: Thing) -> None:
        """Count the first day of one more, and sum up its numbers as it is narrowed to some participants."""
        self.things += 1
        numbers = self._totals.numbers
        amounts = list(amounts_of(narrowed[0], numbers)) if isinstance(narrowed[0], Record) else []
        for place, amount in amounts:
            self._totals.add("", place, amount)
        for text in self._date.of(*thing) if self._date else ():
            day, size = date_span(text)
            if day is not None:
                self._counts[day, size] += 1
                self._sums += [(day, size, place, amount) for place, amount in amounts]

    def total(self) -> int:
        """Return the number of all that was read."""
        return self.things

    def by_day(self, largest: int = numbers.OPEN_SPAN) -> list[DayCount]:
        """Count as Times says."""
        found: Counter[int] = Counter()
        for (day, size), count in self._counts.items():
            if size <= largest:
                found[day] += count
        return sorted(found.items())

    def sums(self, largest: int) -> Iterator[tuple[int, int, Amount]]:
        """Yield what Times says."""
        return ((day, place, amount) for day, size, place, amount in self._sums if size <= largest)

    def whole(self, total: int) -> tuple[Sum, ...]:
        """Return what Times says."""
        return self._totals.beside(Tally(name="", count=total), "").sums


def ask_stats(
    index: Index,
    filters: Filters,
    groups: Sequence[str] | None = None,
    unit: Unit | None = None,
    of: str = EVENTS,
    sums: Sequence[str] = (),
) -> Stats:
    """Count what passes the filters: `filters.limit` limits the values of each group.

    Without groups, those are counted by that are usual for what is counted; without a unit of time, the shortest is
    chosen whose periods fit on one line. `sums` are numbers of the corpus's own. Raises WrongUsage for a group that
    it does not have, WrongValue for a sum of anything else, and what resolve_scope raises.
    """
    counted = counted_as(index.fields, of)
    check_honoured(filters, counted.question)
    limit = filters.limit or TOP
    by = _groups(index, counted, groups)
    summed = [_number(index, counted, name) for name in sums]
    chosen = _chosen(index, counted, filters)
    only = narrowing(index, filters) if of == EVENTS else None
    are_sums_read = any(map(may_repeat, summed))
    readings = [
        Reading(index, group, unit or _UNIT_OF_DATES, is_asked=groups is not None, summed=summed)
        for group in by
        if not is_linked(counted, group)
        or (are_sums_read and not isinstance(group.value, Speaker))
        or (only and group.is_of_participants)
    ]
    in_index = counted.record.KIND in _DATED and not (counted.part or are_sums_read)
    date = date_of_counted(index.fields, counted)
    kind = counted.record.KIND
    times = TimesInIndex(index, kind, chosen, summed) if in_index else TimesRead(date, summed)
    adders = [one.add for one in readings]
    adders += [times.add] if isinstance(times, TimesRead) else []
    if adders:
        _add_each(things(index, counted, chosen, filters), adders, only)
    total = times.total()
    asked_by = (*([unit] if unit else []), *(groups or ()))
    if not total:
        return Stats(of=of, total=0, asked=asked_by)
    asked = Asked(counted, chosen, total, limit, summed)
    facets = {one.group.name: one.facet(index, limit) for one in readings}
    for group in by:
        if group.name not in facets:
            facets[group.name] = facet_of_links(index, group, asked)
    return _stats(
        Stats(
            of=of,
            asked=asked_by,
            total=total,
            dated_by=_dated_by(counted, date),
            facets=tuple(facet for group in by if (facet := facets[group.name])),
            sums=times.whole(total),
            narrowed=_narrowed(by, summed) if only else (),
        ),
        times,
        unit,
        summed,
    )


def _add_each(
    found: Iterable[Thing],
    adders: Sequence[Callable[[Thing, Thing], None]],
    only: Callable[[Thing], Thing] | None,
) -> None:
    for thing in found:
        narrowed = only(thing) if only else thing
        for add in adders:
            add(thing, narrowed)


def _narrowed(by: Sequence[Group], summed: Sequence[Field]) -> tuple[str, ...]:
    """Return the groups and sums that are about participants."""
    numbers = (one.key for one in summed if is_of_participants(one))
    return (*(group.name for group in by if group.is_of_participants), *numbers)


def _dated_by(counted: Counted, date: Group | None) -> str:
    """Return the field that places what is counted in time; a claim is listed when it is true, or was said."""
    if counted.record is Claim:
        return "date"
    return date.name if date else ""


def _groups(index: Index, counted: Counted, names: Sequence[str] | None) -> list[Group]:
    """Return what is counted by. Raises WrongUsage."""
    if names is None:
        usual = usual_groups(index.fields, counted)
        if counted.name == EVENTS:
            own = (group for group in usual if group.own)
            usual = [*(group_called(index.fields, counted, name) for name in FACETS), *own]
        return usual
    found = [group_called(index.fields, counted, name) for name in names]
    for name, group in zip(names, found, strict=True):
        if group.own:
            report_asked(index, "--group", name, group.own)
    return list({group.name: group for group in found}.values())


def _number(index: Index, counted: Counted, name: str) -> Field:
    """Return the number of the corpus's own with this name. Raises WrongValue."""
    kind = counted.record.KIND
    field = own_field(index, "--sum", name, kind)
    if field.holds != "number" or field.holder != kind or counted.part:
        why = f"is not a number that {counted.name} have, so it has no sum"
        raise WrongValue("--sum", f"{name} {why}. Use another field.")
    return field


def _chosen(index: Index, counted: Counted, filters: Filters) -> Sql | None:
    """Return the query for the numbers of the records that pass the filters; None for all of the kind."""
    if counted.record is ConflictRecord:
        return None  # conflicts have a search of their own
    if counted.part is Office:
        filters = msgspec.structs.replace(filters, person=(), org=(), country=(), start="", end="")
    query = EMPTY
    if counted.part and filters.where:
        query = wheres_on(index, counted, filters).on_records
        filters = msgspec.structs.replace(filters, where=())
    scope = resolve_scope(index, filters, (counted.record.KIND,), query, question=counted.question)
    return index.materialise(statements(index, scope)) if scope.is_narrowed else None


def _stats(answer: Stats, times: Times, unit: Unit | None, summed: Sequence[Field]) -> Stats:
    """Return an answer with its counts by time."""
    days = times.by_day()
    if not days:
        return answer
    unit = unit or _fitting_unit(days)
    placed = times.by_day(LARGEST_SPAN[unit])
    is_filled = _can_be_filled(placed, unit)
    is_of_events = answer.of == EVENTS
    periods = _periods(placed, unit, is_filled=is_filled)
    if summed:
        totals = Totals(summed)
        for day, place, amount in times.sums(LARGEST_SPAN[unit]):
            if not numbers.is_undated(day):
                totals.add(period_of(day, unit), place, amount)
        periods = tuple(totals.beside(one, one.name) for one in periods)
    return msgspec.structs.replace(
        answer,
        first=iso_day(days[0][0]),
        last=iso_day(days[-1][0]),
        unit=unit,
        periods=periods,
        are_all_periods=is_filled,
        unplaced=sum(count for _, count in days) - sum(count for _, count in placed),
        undated=answer.total - sum(count for _, count in days),
        gaps=_gaps(times.by_day(LARGEST_SPAN["month"])) if is_of_events else (),
        days=len(days),
    )


def _fitting_unit(days: Sequence[DayCount]) -> Unit:
    """Return the shortest unit of which all periods from the first day to the last fit on one line."""
    length = days[-1][0] - days[0][0] + 1
    lengths: tuple[tuple[Unit, float], ...] = (
        ("day", 1),
        ("week", 7),
        ("month", 30.4),
        ("quarter", 91.3),
        ("year", 365.2),
    )
    return next((unit for unit, unit_length in lengths if length / unit_length <= _LONGEST_AXIS), "decade")


def _can_be_filled(days: Sequence[DayCount], unit: Unit) -> bool:
    """Return whether the periods from the first day to the last are few enough to list also the empty ones."""
    return not days or (days[-1][0] - days[0][0]) // _STEP[unit] <= _MOST_PERIODS


def _periods(days: Sequence[DayCount], unit: Unit, *, is_filled: bool) -> tuple[Tally, ...]:
    """Count by period, in chronological order, with the empty periods if `is_filled`."""
    counts: dict[str, int] = {}
    for (day, count), following in zip_longest(days, (day for day, _ in days[1:])):
        label = period_of(day, unit)
        counts[label] = counts.get(label, 0) + count
        between = day + 1
        while is_filled and following is not None and between < following:
            counts.setdefault(period_of(between, unit), 0)
            between += _STEP[unit]
    return tuple(Tally(name=label, count=counts[label]) for label in sorted(counts, key=chronological))


def _gaps(days: Sequence[DayCount]) -> tuple[Gap, ...]:
    spans = ((later - earlier, earlier, later) for (earlier, _), (later, _) in pairwise(days))
    longest = sorted((span for span in spans if span[0] > 1), key=lambda span: (-span[0], span[1]))[:_GAPS]
    return tuple(
        Gap(start=iso_day(first), end=iso_day(last), days=between - 1) for between, first, last in longest
    )
