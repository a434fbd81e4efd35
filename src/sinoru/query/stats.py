"""`sinoru stats`: events counted by time, kind, country, place, person and topic, and the gaps between them.

The index does all the counting.
"""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from sinoru.dates.days import iso_day
from sinoru.dates.periods import UNITS, Unit, period_of
from sinoru.index import numbers
from sinoru.index.index import Index, Sql
from sinoru.messages import unknown
from sinoru.model.errors import WrongValue
from sinoru.model.fields import Field
from sinoru.model.records import Event
from sinoru.query.analysis_answers import FACETS, Facet, Gap, Stats, Tally
from sinoru.query.countries import spelling_of
from sinoru.query.fetch import refs_of
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.own_counts import own_facet, sum_of
from sinoru.query.own_fields import own_field
from sinoru.query.scope import resolve_scope
from sinoru.query.select import statements

TOP = 10
"""Values returned of each facet where no limit is given."""
_GAPS = 5
"""The number of gaps returned."""
_LARGEST_SPAN: dict[str, int] = {"day": 0, "week": 3, "month": 5, "quarter": 7, "year": 9, "decade": 12}
"""The size (table `span`) up to which an event counts as lying within one such period."""
_STEP: dict[str, int] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365, "decade": 3652}
"""Days to advance by without skipping a period."""
_LONGEST_AXIS = 60
"""Periods that fit on one line of a chart."""
_MOST_PERIODS = 20_000
"""Of more periods, those without an event are left out: one event in the year 3,000,000 makes a billion days."""
_ZERO_SLOT = 1 << (numbers.DAY_BITS - 1)
"""The slot of day 0 (1970-01-01)."""
_NAMED = {"place": "place", "person": "person", "org": "organisation"}
"""Facets whose values are records, with the kind of these; the values of other facets are words."""

_DAYS_OF_ALL = (
    "SELECT slot, sum(records) FROM density WHERE kind = 'event' AND size <= ? AND records > 0"
    " GROUP BY slot ORDER BY slot"
)
# The column is plain (Index.plain): otherwise SQLite would look up each chosen number below each size.
_DAYS_OF_CHOSEN = (
    f"SELECT number >> {numbers.DAY_SHIFT}, count(*) FROM ({{0}}) AS chosen WHERE number NOT IN"
    " (SELECT record FROM span WHERE size > ? AND {1} IN ({0})) GROUP BY 1 ORDER BY 1"
)
_FACET_OF_ALL = (
    "SELECT t.id, c.records, count(*) OVER () FROM ({}) t CROSS JOIN tally c WHERE c.target = t.number"
    " AND c.kind = 'event' AND c.how = ? AND c.records > 0 ORDER BY 2 DESC, 1 LIMIT ?"
)
_FACET_OF_CHOSEN = (
    "SELECT t.id, count(*), count(*) OVER () FROM ({}) t CROSS JOIN ({}) l WHERE l.target = t.number"
    " GROUP BY t.number, t.id ORDER BY 2 DESC, 1 LIMIT ?"
)

DayCount = tuple[int, int]
"""A day and the number of events that begin on it."""


def ask_stats(
    index: Index,
    filters: Filters,
    facets: Sequence[str] | None = None,
    unit: Unit | None = None,
    sums: Sequence[str] = (),
) -> Stats:
    """Count the events that pass the filters. `filters.limit` limits the values of each facet.

    Facets are those of `FACETS` and the corpus's own fields; None: all. `sums` are numbers of its own. Without a
    unit, the shortest is chosen whose periods fit on one line. Raises WrongValue, and what resolve_scope raises.
    """
    check_honoured(filters, "stats")
    summed = [_number(index, name) for name in sums]
    fields = [_field(index, name) for name in (_all_facets(index) if facets is None else facets)]
    scope = resolve_scope(index, filters, ("event",), question="stats")
    chosen = index.materialise(statements(index, scope)) if scope.is_narrowed else None
    days = _by_day(index, chosen)
    if not days:
        return Stats(total=0)
    unit = unit or _fitting_unit(days)
    total = sum(count for _, count in days)
    placed = _by_day(index, chosen, _LARGEST_SPAN[unit])
    is_filled = _can_be_filled(placed, unit)
    limit = filters.limit or TOP
    return Stats(
        total=total,
        first=iso_day(days[0][0]),
        last=iso_day(days[-1][0]),
        unit=unit,
        periods=_periods(placed, unit, is_filled=is_filled),
        are_all_periods=is_filled,
        unplaced=total - sum(count for _, count in placed),
        facets=tuple(
            _facet(index, field, limit, chosen)
            if isinstance(field, str)
            else own_facet(index, field, limit, chosen, total, summed)
            for field in fields
        ),
        gaps=_gaps(_by_day(index, chosen, _LARGEST_SPAN["month"])),
        days_with_events=len(days),
        sums=tuple(sum_of(index, number, *([chosen] if chosen else [])) for number in summed),
    )


def _all_facets(index: Index) -> Sequence[str]:
    own = (one.own for one in index.fields.own_of(Event) if one.choices or one.kinds)
    return (*FACETS, *own)


def _field(index: Index, name: str) -> str | Field:
    """Return a facet, or the own field of events with this name. Raises WrongValue."""
    if name in FACETS:
        return name
    if not index.fields.called(name):
        known = [one.key for one in index.fields.own() if one.word]
        raise WrongValue("", unknown("group", name, [*UNITS, *FACETS, *known]))
    field = own_field(index, "--group", name)
    if field.holder != Event.KIND or not field.word:
        why = "is of records that are not counted here" if field.word else "has too many values to group by"
        raise WrongValue("--group", f"{name} {why}. Use another field.")
    return field


def _number(index: Index, name: str) -> Field:
    """Return the number of the corpus's own with this name. Raises WrongValue."""
    field = own_field(index, "--sum", name)
    if field.holds != "number" or field.holder != Event.KIND:
        raise WrongValue(
            "--sum", f"{name} is not a number that events have, so it has no sum. Use another field."
        )
    return field


def _by_day(index: Index, chosen: Sql | None, largest: int = numbers.OPEN_SPAN) -> list[DayCount]:
    """Count the chosen events (None: all) by first day, without those whose span is larger than a size."""
    if chosen:
        sql, values = chosen
        rows = index.rows(_DAYS_OF_CHOSEN.format(sql, index.plain("record")), [*values, largest, *values])
    else:
        rows = index.rows(_DAYS_OF_ALL, [largest])
    return [(slot - _ZERO_SLOT, count) for slot, count in rows]


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
    return tuple(
        Tally(name=label, events=count) for label, count in sorted(counts.items(), key=_chronological)
    )


def _chronological(period: tuple[str, int]) -> tuple[int, str]:
    """Return a sort key of a period's label and count: labels such as `-0043`, `Y12000`, `199X` or `1999-W20`."""
    year = period[0].lstrip("Y").split("-W")[0]
    is_before_zero = year.startswith("-")
    digits = year.lstrip("-").replace("X", "0").split("-")[0]
    return (-int(digits) if is_before_zero else int(digits)), period[0]


def _gaps(days: Sequence[DayCount]) -> tuple[Gap, ...]:
    spans = ((later - earlier, earlier, later) for (earlier, _), (later, _) in pairwise(days))
    longest = sorted((span for span in spans if span[0] > 1), key=lambda span: (-span[0], span[1]))[:_GAPS]
    return tuple(
        Gap(start=iso_day(first), end=iso_day(last), days=between - 1) for between, first, last in longest
    )


def _facet(index: Index, by: str, limit: int, chosen: Sql | None) -> Facet:
    """Count the chosen events (None: all) by the words or records that they name in one field."""
    terms = (
        f"SELECT number, id FROM term WHERE id IN (SELECT id FROM record WHERE kind = '{_NAMED[by]}')"
        if by in _NAMED
        else f"SELECT number, id FROM term WHERE id >= '{by}:' AND id < '{by};'"
    )
    relations = index.fields.involving(_NAMED[by], Event) if by in _NAMED else (by,)
    if not chosen and len(relations) > 1:  # the tally counts an event once for each relation
        chosen = "SELECT number FROM record WHERE kind = ?", ["event"]
    if chosen:
        links, values = index.links_of(chosen, "event", relations)
        rows = list(index.rows(_FACET_OF_CHOSEN.format(terms, links), [*values, limit]))
    else:
        rows = list(index.rows(_FACET_OF_ALL.format(terms), [*relations, limit]))
    values_found = rows[0][2] if rows else 0
    if by in _NAMED:
        refs = refs_of(index, [id_ for id_, _, _ in rows])
        tallies = tuple(Tally(id=id_, name=refs[id_].name, events=count) for id_, count, _ in rows)
    else:
        tallies = tuple(Tally(name=_spelling(index, id_), events=count) for id_, count, _ in rows)
    return Facet(by=by, values=values_found, tallies=tallies)


def _spelling(index: Index, term: str) -> str:
    """Return the word of a term as records spell it; the index has countries in lower case only."""
    facet, _, word = term.partition(":")
    return spelling_of(index, word) if facet == "country" else word
